// What a platform is sent for every command on the demo's articles, as files to be read by eye: test/golden/<platform>.
// A file that is not there is written, and the run fails once. To renew them all: delete the folder, run the platform's
// golden test, read the difference, run it again.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "../../src/commands/serve/define.ts";
import type { Part } from "../../src/platform/destination.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { COMPOSED } from "./composed-digests.ts";
import { type DemoBot, type DemoPlatform, startDemoBot } from "./demo-bot.ts";
import { commandOf, DIGEST_ASKS, DIGESTS_SENT } from "./digest-asks.ts";

export interface GoldenPlatform extends DemoPlatform {
  /** What is asked before anything is connected, and afterwards, in this order: the later ones need the earlier ones. */
  readonly asked: { readonly unconnected: readonly string[]; readonly connected: readonly string[] };
  /** What is sent for a reply. Fails when the platform would not take it. */
  answer(reply: Reply, codes: ReadonlyMap<string, string>): unknown;
  /** The messages of a digest. Fails when the platform would not take them. */
  messages(parts: readonly Part[]): unknown;
  /** What else is sent, by the name of its file. */
  others?(commands: readonly Command[]): Readonly<Record<string, unknown>>;
  /** Where the key of a delivery stands in its messages: it differs each time. */
  readonly deliveryKeys: RegExp;
}

/** Ports, ids of rows, digests and snapshots, and one-time links differ each time. */
function settled(payload: unknown, deliveryKeys: RegExp): string {
  return `${JSON.stringify(payload, null, 2)
    .replace(/http:\/\/127\.0\.0\.1:\u2060?\d+\/[^\s"|>)\\]*/g, "http://dropbox.example/…")
    .replace(/r1:[\w-]{12}/g, "r1:…")
    .replace(/snapshot [0-9a-f]{8,}/g, "snapshot …")
    .replace(/\b[0-9a-f]{12}\b/g, "…")
    .replace(/slot (\\")?[\w\u2060-]{12,}\1/g, "slot …")
    .replace(deliveryKeys, "$1…")}\n`;
}

export function describeGoldens(platform: GoldenPlatform): void {
  const { asked, deliveryKeys } = platform;
  const folder = fileURLToPath(new URL(`../golden/${platform.name}/`, import.meta.url));
  /** Files that were not there. */
  const written: string[] = [];
  let demo: DemoBot;

  function expectFile(name: string, payload: unknown): void {
    const words = name.replace(/^\//, "").replace(/[^a-z0-9]+/gi, "-");
    const file = `${folder}${words.replace(/-$/, "")}.json`;
    const now = settled(payload, deliveryKeys);
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, now);
      written.push(file);
    }
    expect(now).toBe(readFileSync(file, "utf8"));
  }

  async function expectGolden(name: string, reply: Reply): Promise<void> {
    expectFile(name, platform.answer(reply, await demo.bot.codes.codesOf("slack:T0NEWS", reply)));
  }

  function expectParts(name: string, parts: readonly Part[]): void {
    expectFile(name, platform.messages(parts));
  }

  describe("every command on the demo's articles", () => {
    beforeAll(async () => {
      demo = await startDemoBot(platform);
    });
    afterAll(() => demo.close());

    for (const text of asked.unconnected)
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
      const codes = await demo.bot.codes.codesOf("slack:T0NEWS", form);
      const connected = await demo.submit(codes.get("/dropbox code") ?? "", { code: approval.code });
      await expectGolden("/dropbox connect", offer);
      await expectGolden("/dropbox code", form);
      await expectGolden("/dropbox code sent", connected);
    });

    for (const text of asked.connected)
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
        expectParts(`digest sent ${name}`, demo.planned());
      });

    it("/digest history, one delivery and one set of its receipt", async () => {
      const slot = await demo.ask(commandOf(await demo.ask("/digest history Brief"), /2026/));
      await expectGolden("/digest history slot", slot);
      await expectGolden("/digest history set", await demo.ask(commandOf(slot, /below impact/)));
    });

    for (const [name, compose] of Object.entries(COMPOSED))
      it(`a digest of several days: ${name}`, async () => {
        expectParts(`digest composed ${name}`, await demo.plan(compose()));
      });

    it("/dropbox disconnect", async () => {
      await expectGolden("/dropbox disconnect", await demo.ask("/dropbox disconnect"));
    });

    const { others } = platform;
    if (others !== undefined)
      it("what else is sent", () => {
        for (const [name, payload] of Object.entries(others(demo.bot.router.commands)))
          expectFile(name, payload);
      });

    it("had its file before: a new one is to be read first", () => {
      expect(written).toEqual([]);
    });

    it("leaves no command out", () => {
      const texts = [
        ...asked.unconnected,
        ...asked.connected,
        ...DIGEST_ASKS.map(([text]) => text),
        "/dropbox connect",
        "/dropbox code",
        "/dropbox disconnect",
      ];
      const missing = demo.bot.router.commands
        .map(({ path }) => `/${path.join(" ")}`)
        .filter((path) => !texts.some((text) => text.startsWith(path)));
      expect(missing).toEqual([]);
    });
  });
}
