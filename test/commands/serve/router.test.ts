// The one entry: from an invocation to a reply, whatever happens on the way.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ActionCodes, createActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { type Command, type CommandContext, defineCommand } from "../../../src/commands/serve/define.ts";
import { createRouter, type Router } from "../../../src/commands/serve/router.ts";
import { AppError } from "../../../src/errors.ts";
import { type Lexicon, NO_WORDS } from "../../../src/language/declare/parsed.ts";
import type { Input, Invocation } from "../../../src/platform/invocation.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createTestPace } from "../../pace.ts";
import { actorWith, doing, invocationOf, noNews } from "./running-commands.ts";

const MINUTE_MS = 60_000;

const pace = createTestPace({ heldMs: [2 * MINUTE_MS] });

let dataDirectory: string;
let now: number;
let store: Store;
let codes: ActionCodes;
let router: Router;
/** The words each command was run with. */
let ran: string[];
/** Log lines. */
let logged: string[];
let lexiconFor: (workspace: string) => Promise<Lexicon>;
/** Ends the commands that wait. */
let finish: () => void;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-router-"));
  now = Date.UTC(2024, 2, 5, 9);
  store = await openStore({ dataDirectory });
  codes = createActionCodes(store.actions, () => now);
  ran = [];
  logged = [];
  lexiconFor = async () => ({ ...NO_WORDS, countries: ["Estonia"], sources: ["err.ee"] });
  router = startRouter();
});

afterEach(async () => {
  await store.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

function startRouter(commandsPerMinute = 1_000): Router {
  const waiting = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const run = async (words: string): Promise<string> => {
    ran.push(words);
    return `ran with "${words}"`;
  };
  const commands: readonly Command[] = [
    doing(["news", "search"], run),
    doing(["news", "wait"], async (words) => {
      await waiting;
      return run(words);
    }),
    doing(["news", "fail"], async () => {
      throw new AppError("no-data", "There is no news to answer from yet.");
    }),
    doing(["news", "break"], async (words) => {
      throw new TypeError(`cannot read ${words} of undefined`);
    }),
    doing(["news", "confuse"], async () => {
      throw new AppError("internal", "Unexpected value: 7");
    }),
    doing(["news", "context"], async (_, context: CommandContext) => {
      context.progress(privately(paragraph("Working.")));
      return JSON.stringify([context.now, context.invocation.actor.name]);
    }),
    doing(["digest", "pause"], run, { role: "manage" }),
    doing(["dropbox", "disconnect"], run, { role: "admin" }),
    defineCommand({
      path: ["news", "top"],
      summary: "Top news",
      role: "read",
      answers: "message",
      examples: ["/news top limit 5"],
      options: {
        limit: { kind: "integer", summary: "How many", min: 1, max: 10 },
        country: { kind: "text-list", vocabulary: "country", summary: "Countries", bare: true },
      },
      handler: async ({ limit = 5, country }) =>
        privately(paragraph(await run(`${limit} ${country?.any.join() ?? ""}`))),
    }),
  ];
  return createRouter({
    commands,
    look: noNews,
    lexicon: (workspace) => lexiconFor(workspace),
    codes,
    clock: () => now,
    pace,
    log: pino({ level: "debug" }, { write: (line) => logged.push(line) }),
    commandsPerMinute,
  });
}

async function replyTo(input: Input | string, change: Partial<Invocation> = {}): Promise<Reply> {
  return router.handle(invocationOf(input, change), { progress: () => undefined });
}

async function answerTo(input: Input | string, change: Partial<Invocation> = {}): Promise<string> {
  const reply = await replyTo(input, change);
  expect(reply.audience).toBe("asker");
  return plainText(reply);
}

/** The code of a button that runs the command. */
async function codeOf(command: string): Promise<string> {
  const found = await codes.codesOf(
    "slack:T1",
    privately({ type: "actions", actions: [{ type: "command", label: "x", command }] }),
  );
  return found.get(command) ?? "";
}

describe("every way to ask", () => {
  const ways: readonly (readonly [string, () => Promise<Input>])[] = [
    ["typed text", async () => ({ type: "text", text: "/news top estonia limit 7" })],
    [
      "fields",
      async () => ({ type: "options", path: ["news", "top"], values: { limit: 7, country: "estonia" } }),
    ],
    ["a button", async () => ({ type: "action", code: await codeOf("/news top country Estonia limit 7") })],
    [
      "a form",
      async () => ({
        type: "form",
        code: await codeOf("/news top"),
        values: { limit: "7", country: "ESTONIA" },
      }),
    ],
  ];
  it.each(ways)("runs the same command: %s", async (_, input) => {
    expect(await answerTo(await input())).toBe('ran with "7 Estonia"');
  });

  it("knows the words of the workspace's data", async () => {
    lexiconFor = async (workspace) => ({
      ...NO_WORDS,
      countries: workspace === "slack:T1" ? ["Estonia"] : ["Atlantis"],
    });
    await answerTo("/news top atlantis", { workspace: "slack:T2" });
    await answerTo("/news top atlantis");
    expect(ran).toEqual(["5 Atlantis"]);
  });

  it("gives the handler one reading of the clock, the invocation, and a way to tell of progress", async () => {
    const told: Reply[] = [];
    const reply = await router.handle(invocationOf("/news context"), {
      progress: (interim) => told.push(interim),
    });
    expect(plainText(reply)).toBe(JSON.stringify([now, "Ana"]));
    expect(told.map(plainText)).toEqual(["Working."]);
  });
});

describe("a repeated request", () => {
  it("is answered once, while it runs and afterwards", async () => {
    const invocation = invocationOf("/news wait twice");
    const both = [1, 2].map(() => router.handle(invocation, { progress: () => undefined }));
    finish();
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    now += 9 * MINUTE_MS;
    expect(await router.handle(invocation, { progress: () => undefined })).toBe(first);
    expect(ran).toEqual(["twice"]);
  });

  it("is the same request of the same platform and workspace", async () => {
    const invocation = invocationOf("/news search once");
    for (const change of [
      {},
      { requestId: "other" },
      { workspace: "slack:T2" as const },
      { platform: "discord" },
    ])
      await router.handle({ ...invocation, ...change }, { progress: () => undefined });
    expect(ran).toHaveLength(4);
  });

  it("is forgotten after ten minutes", async () => {
    const invocation = invocationOf("/news search late");
    await router.handle(invocation, { progress: () => undefined });
    now += 10 * MINUTE_MS + 1;
    await answerTo("/news search other");
    await router.handle(invocation, { progress: () => undefined });
    expect(ran).toEqual(["late", "other", "late"]);
  });

  it("counts once for the rate limit", async () => {
    router = startRouter(1);
    const invocation = invocationOf("/news search once");
    const first = await router.handle(invocation, { progress: () => undefined });
    expect(await router.handle(invocation, { progress: () => undefined })).toBe(first);
    expect(await answerTo("/news search more")).toBe(
      "That is more than 1 commands in a minute. Ask again in 60 seconds.",
    );
  });
});

describe("a form", () => {
  it("says more than the command it belongs to: its answers stand, the rest of the command stays", async () => {
    const code = await codeOf("/news search before");
    expect(await answerTo({ type: "form", code, values: { words: "after" } })).toContain("after");
    expect(await answerTo({ type: "form", code, values: {} })).toContain("before");
    expect(ran).toEqual(["after", "before"]);
  });
});

describe("a command for others", () => {
  const refusals: readonly (readonly [string, string])[] = [
    ["/digest pause", "/digest pause is for members who manage this channel."],
    ["/dropbox disconnect", "/dropbox disconnect is for admins of this workspace."],
  ];

  it.each(refusals)("is refused on every path: %s", async (text, sentence) => {
    const inputs: readonly Input[] = [
      { type: "text", text },
      { type: "options", path: text.slice(1).split(" "), values: {} },
      { type: "action", code: await codeOf(text) },
      { type: "form", code: await codeOf(text), values: { words: "now" } },
    ];
    for (const input of inputs) expect(await answerTo(input)).toContain(sentence);
    expect(ran).toEqual([]);
  });

  it("runs for who may", async () => {
    await answerTo("/digest pause now", { actor: actorWith("manage") });
    await answerTo("/dropbox disconnect now", { actor: actorWith("admin") });
    expect(ran).toEqual(["now", "now"]);
  });
});

describe("what goes wrong", () => {
  const stackLine = /\n?\s+at .*\.ts/;

  it("in a way that people can be told is told, and is no trouble for the log", async () => {
    expect(await answerTo("/news fail")).toBe("There is no news to answer from yet.");
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it.each(["/news break secret", "/news confuse"])(
    "by a defect is told without details: %s",
    async (text) => {
      const answer = await answerTo(text, { requestId: "request of Tuesday" });
      expect(answer).toMatch(
        /^Something went wrong in the bot, and the log has it under request of Tuesday\./,
      );
      expect(answer).toContain("Nothing was lost.");
      expect(answer).not.toMatch(/secret|undefined|Unexpected|TypeError/);
      expect(answer).not.toMatch(stackLine);
      const [entry] = logged.filter((line) => line.includes('"level":50'));
      expect(JSON.parse(entry ?? "{}")).toMatchObject({
        msg: "command failed",
        requestId: "request of Tuesday",
        workspace: "slack:T1",
        actor: "U-read",
        err: { stack: expect.stringMatching(stackLine) },
      });
    },
  );

  it("with the words of the data is answered, too", async () => {
    lexiconFor = () => Promise.reject(new Error("the disk is gone"));
    expect(await answerTo("/news top")).toContain("Something went wrong in the bot");
  });

  it("with an old button is told", async () => {
    const code = await codeOf(`/news search ${"long ".repeat(30)}`);
    now += 31 * 24 * 60 * MINUTE_MS;
    expect(await answerTo({ type: "action", code })).toContain("This button is too old to work.");
  });

  it("by waiting for ever is given up after two minutes, and the log has it", async () => {
    const answer = answerTo("/news wait");
    await pace.pass(2 * MINUTE_MS);
    expect(await answer).toBe(
      "That took too long and was given up. Nothing was lost; try again in a moment.",
    );
    expect(logged.join("")).toContain("took too long");
  });
});

describe("what is not understood", () => {
  it.each([
    "/news serach court",
    "/news top limit 99",
    "/news top limti 7",
    "hello",
    "",
    '/news search "open',
  ])("gets a private sentence and buttons that run: %j", async (text) => {
    const reply = await replyTo(text);
    expect(reply.audience).toBe("asker");
    expect(plainText(reply)).toContain("For example: /");
    expect(ran).toEqual([]);
    const found = await codes.codesOf("slack:T1", reply);
    for (const code of found.values()) expect(await answerTo({ type: "action", code })).toMatch(/^ran with/);
  });

  it("offers the nearest form", async () => {
    expect(await answerTo("/news serach court")).toBe(
      'There is no command "/news serach". Did you mean: /news search court\n\nRun it: /news search court\n\nFor example: /news search',
    );
  });
});

describe("the rate limit", () => {
  it("is each actor's own in each workspace, and counts what was not understood", async () => {
    router = startRouter(2);
    const other = { actor: { ...actorWith("read"), id: "U-other" } };
    await answerTo("/news search one");
    await answerTo("nonsense");
    expect(await answerTo("/news search two")).toContain("Ask again in 60 seconds.");
    await answerTo("/news search three", other);
    await answerTo("/news search four", { workspace: "slack:T2" });
    expect(ran).toEqual(["one", "three", "four"]);
    now += MINUTE_MS;
    await answerTo("/news search five");
    expect(ran).toHaveLength(4);
  });
});

describe("draining", () => {
  it("waits for what is in flight and takes nothing new", async () => {
    const inFlight = answerTo("/news wait for me");
    let drained = false;
    const draining = router.drain(MINUTE_MS).then(() => {
      drained = true;
    });
    expect(await answerTo("/news search too late")).toBe(
      "The bot is restarting. Nothing was lost; ask again in a minute.",
    );
    expect(drained).toBe(false);
    finish();
    expect(await inFlight).toBe('ran with "for me"');
    await draining;
    expect(ran).toEqual(["for me"]);
  });

  it("gives up after its time", async () => {
    const inFlight = answerTo("/news wait");
    await router.drain(1);
    finish();
    await inFlight;
  });
});
