// What help says, to whom.

import { describe, expect, it } from "vitest";
import { helpCommand } from "../../src/commands/help.ts";
import { createActionCodes } from "../../src/commands/serve/action-codes.ts";
import { createRouter, type Router } from "../../src/commands/serve/router.ts";
import { createLogger } from "../../src/log.ts";
import type { Role } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { lexicon, commands as samples } from "../language/sample-commands.ts";
import { actorWith, doing, invocationOf, noNews } from "./serve/running-commands.ts";

const others = [
  ...samples.filter(({ path }) => path[1] !== "help"),
  doing(["dropbox", "disconnect"], async () => "", { role: "admin" }),
  doing(["digest", "pause"], async () => "", { role: "manage" }),
];

function startRouter(): Router {
  const never = (): Promise<never> => Promise.reject(new Error("no button is pressed here"));
  return createRouter({
    commands: [...others, helpCommand(others)],
    look: noNews,
    lexicon: async () => lexicon,
    codes: createActionCodes({ keep: never, find: never, deleteExpired: never }, Date.now),
    clock: Date.now,
    log: createLogger("silent"),
  });
}

async function answerTo(text: string, ...roles: readonly Role[]): Promise<string> {
  const reply = await startRouter().handle(invocationOf(text, { actor: actorWith(...roles) }), {
    progress: () => undefined,
  });
  expect(reply.audience).toBe("asker");
  return plainText(reply);
}

/** The commands that an overview lists. */
function listedIn(overview: string): readonly string[] {
  return [...overview.matchAll(/^- (\/\w+ \w+): /gm)].map((match) => match[1] ?? "");
}

describe("help over all", () => {
  it("lists every command with its summary, itself included", async () => {
    const overview = await answerTo("/news help", "admin");
    const names = [...others.map(({ path }) => `/${path.join(" ")}`), "/news help"];
    expect(listedIn(overview).toSorted()).toEqual(names.toSorted());
    expect(overview).toContain("- /news top: What top does");
    expect(overview).toContain("- /news help: What you can ask, and how");
  });

  it("lists only what the actor may run", async () => {
    const forReaders = listedIn(await answerTo("/news help", "read"));
    expect(forReaders).toContain("/news top");
    expect(forReaders).not.toContain("/dropbox disconnect");
    expect(forReaders).not.toContain("/digest pause");
    expect(listedIn(await answerTo("/news help", "manage"))).toContain("/digest pause");
  });
});

describe("help on one command", () => {
  it.each([
    "/news help top",
    "/news help news top",
    "/news help /news top",
    "/news help TOP",
    '/news help "news top"',
  ])("finds it: %s", async (text) => {
    expect(await answerTo(text)).toMatch(/^\/news top \(What top does\)/);
  });

  it("tells every option but hidden ones, with what may stand behind it", async () => {
    const text = await answerTo("/news help top");
    expect(text).toContain(
      "- pillar: One of the eight pillars (1 Constraints on Government Powers, 2 Absence of",
    );
    expect(text).toContain("- direction: Only news that is bad, or good (any, negative, positive)\n");
    expect(text).toContain("- limit: How many stories\n");
    expect(text).toContain("- share: Show the answer to everyone here (no value needed)\n");
    expect(text).not.toContain("snapshot");
  });

  it("shows examples that work as typed", async () => {
    expect(await answerTo("/news help top")).toContain("Examples\n\n- /news top pillar 1");
    expect(await answerTo("/news help help")).toContain("- /news help top");
  });

  it("says so where there is no option", async () => {
    expect(await answerTo("/news help pillars")).toContain("It takes no options.");
  });

  it("says so when there is no such command, and which is near", async () => {
    expect(await answerTo("/news help nothing")).toContain('no command called "nothing"');
    expect(await answerTo("/news help pilars")).toContain("Run it: /news help pillars");
  });
});
