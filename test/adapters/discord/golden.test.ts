// What Discord is sent for every command on the demo's articles, as files to be read by eye: test/golden/discord.
// A file that is not there is written, and the run fails once. To renew them all: delete the folder, run this file,
// read the difference, run it again.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REST } from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discordCommands } from "../../../adapters/discord/commands.ts";
import { readPlanned } from "../../../adapters/discord/parts.ts";
import { createPlaces } from "../../../adapters/discord/places.ts";
import { type DiscordAnswer, render } from "../../../adapters/discord/render.ts";
import type { Part } from "../../../src/digest/destination.ts";
import { createLogger } from "../../../src/log.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openApiCheck } from "../../fakes/discord/openapi.ts";
import { commandProblems, messageProblems, modalProblems } from "../../fakes/discord/rules.ts";
import { COMPOSED } from "../composed-digests.ts";
import { commandOf, DIGEST_ASKS, DIGESTS_SENT } from "../digest-asks.ts";
import { type DemoBot, startDemoBot } from "../slack/demo-bot.ts";

const folder = fileURLToPath(new URL("../../golden/discord/", import.meta.url));

/** In this order: the later ones need what the earlier ones did. */
const BEFORE_CONNECTING = ["/news top", "/dropbox status"];
const CONNECTED = [
  "/news top pillar 1",
  "/news top pillar 1 page 2",
  "/news top corruption latvia last week",
  "/news top limit 10 each country",
  "/news top strong share",
  "/news latest scored no",
  "/news show 1",
  "/news show court",
  "/news pillars",
  "/news sources",
  "/news about",
  "/news status",
  "/news help",
  "/news help top",
  "/news top piller 1",
  "/news top justice",
  "/dropbox status",
  "/dropbox files",
  "/dropbox use /",
  "/dropbox refresh",
];

let demo: DemoBot;
/** Files that were not there. */
const written: string[] = [];

beforeAll(async () => {
  const rest = new REST();
  demo = await startDemoBot({
    name: "discord",
    open: ({ router: { commands } }) =>
      createPlaces({ sending: rest, reading: rest, commands, clock: Date.now, log: createLogger("silent") })
        .open,
  });
});

afterAll(() => demo.close());

function problemsOf({ messages, modal }: DiscordAnswer): readonly string[] {
  const check = openApiCheck();
  return [
    ...messages.flatMap(({ body, files }) => [
      ...messageProblems(
        body,
        files.map(({ name }) => name),
      ),
      ...check("POST", "/webhooks/{webhook_id}/{webhook_token}", body),
    ]),
    ...(modal === undefined ? [] : modalProblems(modal)),
  ];
}

/** Ports, ids of rows, digests, deliveries and snapshots, and one-time links differ each time. */
function settled(payload: unknown): string {
  return `${JSON.stringify(payload, null, 2)
    .replace(/http:\/\/127\.0\.0\.1:\d+\/[^\s"|>)\\]*/g, "http://dropbox.example/…")
    .replace(/r1:[\w-]{12}/g, "r1:…")
    .replace(/snapshot [0-9a-f]{8,}/g, "snapshot …")
    .replace(/\b[0-9a-f]{12}\b/g, "…")
    .replace(/slot (\\")?[\w\u2060-]{12,}\1/g, "slot …")
    .replace(/(k1:|"firstKey": ")[\w-]{12}(?=-\d)/g, "$1…")}\n`;
}

function expectFile(name: string, now: string): void {
  const file = `${folder}${name
    .replace(/^\//, "")
    .replace(/[^a-z0-9]+/gi, "-")
    .replace(/-$/, "")}.json`;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, now);
    written.push(file);
  }
  expect(now).toBe(readFileSync(file, "utf8"));
}

async function expectGolden(name: string, reply: Reply): Promise<void> {
  const answer = render(reply, await demo.bot.codes.codesOf("T0NEWS", reply));
  expect(problemsOf(answer)).toEqual([]);
  expectFile(name, settled(answer));
}

async function expectParts(name: string, parts: readonly Part[]): Promise<void> {
  const check = openApiCheck();
  const messages = parts.map(readPlanned);
  for (const { body } of messages) {
    expect(messageProblems(body, [])).toEqual([]);
    expect(check("POST", "/channels/{channel_id}/messages", body)).toEqual([]);
  }
  expectFile(name, settled(messages));
}

describe("every command on the demo's articles", () => {
  for (const text of BEFORE_CONNECTING)
    it(`${text}, before anything is connected`, async () => {
      await expectGolden(`unconnected ${text}`, await demo.ask(text));
    });

  it("/dropbox connect, its form, and what is found", async () => {
    const offer = await demo.ask("/dropbox connect");
    const form = await demo.ask("/dropbox code");
    const link = offer.blocks
      .flatMap((block) => (block.type === "actions" ? block.actions : []))
      .find((action) => action.type === "link");
    const approval = await demo.simulator.approve(link?.url ?? "");
    if (approval.kind !== "code") throw new Error("no code");
    const codes = await demo.bot.codes.codesOf("T0NEWS", form);
    const connected = await demo.submit(codes.get("/dropbox code") ?? "", { code: approval.code });
    await expectGolden("/dropbox connect", offer);
    await expectGolden("/dropbox code", form);
    await expectGolden("/dropbox code sent", connected);
  });

  for (const text of CONNECTED)
    it(text, async () => {
      await expectGolden(text, await demo.ask(text));
    });

  it("/dropbox status, by a member", async () => {
    await expectGolden("member /dropbox status", await demo.ask("/dropbox status", "manage"));
  });

  for (const [text, role] of DIGEST_ASKS)
    it(`${text}${role === undefined ? "" : ", by a member"}`, async () => {
      const name = role === undefined ? text : `member ${text}`;
      await expectGolden(name, await demo.ask(text, role));
    });

  for (const [name, options] of DIGESTS_SENT)
    it(`the digest "${name}": ${options}`, async () => {
      await demo.ask(`/digest create ${name} ${options}`);
      await demo.ask(`/digest run ${name}`);
      await expectParts(`digest sent ${name}`, demo.planned());
    });

  it("/digest history, one delivery and one set of its receipt", async () => {
    const slot = await demo.ask(commandOf(await demo.ask("/digest history Brief"), /2026/));
    await expectGolden("/digest history slot", slot);
    await expectGolden("/digest history set", await demo.ask(commandOf(slot, /below impact/)));
  });

  for (const [name, compose] of Object.entries(COMPOSED))
    it(`a digest of several days: ${name}`, async () => {
      await expectParts(`digest composed ${name}`, await demo.plan(compose()));
    });

  it("/dropbox disconnect", async () => {
    await expectGolden("/dropbox disconnect", await demo.ask("/dropbox disconnect"));
  });

  it("the commands as they are registered", () => {
    const commands = discordCommands(demo.bot.router.commands, { prefix: "" });
    for (const command of commands) expect(commandProblems(command)).toEqual([]);
    expectFile("registered commands", settled(commands));
  });

  it("had its file before: a new one is to be read first", () => {
    expect(written).toEqual([]);
  });

  it("leaves no command out", () => {
    const asked = [
      ...BEFORE_CONNECTING,
      ...CONNECTED,
      ...DIGEST_ASKS.map(([text]) => text),
      "/dropbox connect",
      "/dropbox code",
      "/dropbox disconnect",
    ];
    const missing = demo.bot.router.commands
      .map(({ path }) => `/${path.join(" ")}`)
      .filter((path) => !asked.some((text) => text.startsWith(path)));
    expect(missing).toEqual([]);
  });
});
