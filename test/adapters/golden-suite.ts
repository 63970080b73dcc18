// What a platform is sent for every command on the demo's articles, as files to be read by eye: test/golden/<platform>.
// A file that is not there is written, and its test fails once. To renew them all: delete the folder, run the platform's
// golden test, read the difference, run it again. No question knows of another one, so that a new one adds its own files
// and changes no other: what a question needs is asked first, at its own desk.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Command } from "../../src/commands/serve/define.ts";
import type { Part } from "../../src/platform/destination.ts";
import type { Reply } from "../../src/reply/reply.ts";
import {
  commandOf,
  DIGEST_QUESTIONS,
  DIGESTS_SENT,
  DROPBOX_QUESTIONS,
  NEWS_QUESTIONS,
  type Question,
  titleOf,
} from "./asked.ts";
import { COMPOSED } from "./composed-digests.ts";
import { type DemoBot, type DemoPlatform, type Desk, startDemoBot } from "./demo-bot.ts";

export interface GoldenPlatform extends DemoPlatform {
  readonly asked: {
    /** Before anything is connected. */
    readonly unconnected: readonly string[];
    /** Of the news, beside what every platform is asked. */
    readonly news: readonly Question[];
    /** Of a Dropbox that the workspace connected, beside the same. */
    readonly dropbox: readonly Question[];
  };
  /** What is sent for the reply to a question. Fails when the platform would not take it. */
  answer(reply: Reply, codes: ReadonlyMap<string, string>, question: string): unknown;
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
    // They come with Node.
    .replace(/zone data \S+ \(Node [\d.\u2060]+\)/g, "zone data …")
    .replace(/\b[0-9a-f]{12}\b/g, "…")
    .replace(/slot (\\")?[\w\u2060-]{12,}\1/g, "slot …")
    .replace(deliveryKeys, "$1…")}\n`;
}

function fileOf(name: string): string {
  const words = name.replace(/^\//, "").replace(/[^a-z0-9]+/gi, "-");
  return `${words.replace(/-$/, "")}.json`;
}

/** The steps of a connection. */
const CONNECTING = ["/dropbox connect", "/dropbox code", "/dropbox code sent"] as const;

const nameOf = ({ text, role }: Question): string => (role === undefined ? text : `member ${text}`);

export function describeGoldens(platform: GoldenPlatform): void {
  const { asked, deliveryKeys } = platform;
  const ofNews = [...NEWS_QUESTIONS, ...asked.news, ...DIGEST_QUESTIONS];
  const ofDropbox = [...DROPBOX_QUESTIONS, ...asked.dropbox];
  const questions = [...ofNews, ...ofDropbox];
  const folder = fileURLToPath(new URL(`../golden/${platform.name}/`, import.meta.url));
  /** One whose workspaces have the news from its environment, and one whose workspaces have none of their own yet. */
  let supplied: DemoBot;
  let bare: DemoBot;
  /** Files of the present test that were not there. */
  let written: string[] = [];

  function expectFile(name: string, payload: unknown): void {
    const file = `${folder}${fileOf(name)}`;
    const now = settled(payload, deliveryKeys);
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, now);
      written.push(file);
    }
    expect(now).toBe(readFileSync(file, "utf8"));
  }

  async function expectGolden(name: string, desk: Desk, reply: Reply, question = name): Promise<void> {
    expectFile(name, platform.answer(reply, await desk.codesOf(reply), question));
  }

  async function expectAnswer(desk: Desk, question: Question): Promise<void> {
    for (const before of question.first ?? []) await desk.ask(before);
    const reply = await desk.ask(question.text, question.role);
    await expectGolden(nameOf(question), desk, reply, question.text);
  }

  function expectParts(name: string, parts: readonly Part[]): void {
    expectFile(name, platform.messages(parts));
  }

  describe("every command on the demo's articles", () => {
    beforeAll(async () => {
      supplied = await startDemoBot(platform, { news: true });
      bare = await startDemoBot(platform, { news: false });
    });
    beforeEach(() => {
      written = [];
    });
    afterEach(() => {
      expect(written, "These files are new: read them, then run this again.").toEqual([]);
    });
    afterAll(async () => {
      await supplied.close();
      await bare.close();
    });

    for (const text of asked.unconnected)
      it(`${text}, before anything is connected`, async () => {
        const desk = bare.desk(`unconnected ${text}`);
        await expectGolden(`unconnected ${text}`, desk, await desk.ask(text));
      });

    it("/dropbox connect, its form, and what is found", async () => {
      const desk = bare.desk("/dropbox connect");
      const { offer, form, connected } = await desk.connect();
      const [toConnect, toCode, toSent] = CONNECTING;
      await expectGolden(toConnect, desk, offer);
      await expectGolden(toCode, desk, form);
      await expectGolden(toSent, desk, connected);
    });

    for (const question of ofNews)
      it(titleOf(question), () => expectAnswer(supplied.desk(titleOf(question)), question));

    for (const question of ofDropbox)
      it(titleOf(question), async () => {
        const desk = bare.desk(titleOf(question));
        await desk.connect();
        await expectAnswer(desk, question);
      });

    for (const [name, options] of DIGESTS_SENT)
      it(`the digest "${name}": ${options}`, async () => {
        const desk = supplied.desk(`the digest ${name}`);
        await desk.ask(`/digest create ${name} ${options}`);
        await desk.ask(`/digest run ${name}`);
        expectParts(`digest sent ${name}`, desk.planned());
      });

    it("/digest history, one delivery and one set of its receipt", async () => {
      const desk = supplied.desk("/digest history, one delivery");
      await desk.ask('/digest create Brief when "mon 09:00" layout brief');
      await desk.ask("/digest run Brief");
      const slot = await desk.ask(commandOf(await desk.ask("/digest history Brief"), /2026/));
      await expectGolden("/digest history slot", desk, slot);
      await expectGolden("/digest history set", desk, await desk.ask(commandOf(slot, /below impact/)));
    });

    for (const [name, compose] of Object.entries(COMPOSED))
      it(`a digest of several days: ${name}`, async () => {
        expectParts(`digest composed ${name}`, await supplied.desk(`composed ${name}`).plan(compose()));
      });

    const { others } = platform;
    if (others !== undefined)
      it("what else is sent", () => {
        for (const [name, payload] of Object.entries(others(supplied.bot.router.commands)))
          expectFile(name, payload);
      });

    it("keeps no file that nothing is held against", () => {
      const names = [
        ...asked.unconnected.map((text) => `unconnected ${text}`),
        ...CONNECTING,
        ...questions.map(nameOf),
        ...DIGESTS_SENT.map(([name]) => `digest sent ${name}`),
        ...["/digest history slot", "/digest history set"],
        ...Object.keys(COMPOSED).map((name) => `digest composed ${name}`),
        ...Object.keys(others?.(supplied.bot.router.commands) ?? {}),
      ];
      expect(readdirSync(folder).toSorted()).toEqual(names.map(fileOf).toSorted());
    });

    it("leaves no command out", () => {
      const texts = [...asked.unconnected, ...questions.map(({ text }) => text), ...CONNECTING];
      const missing = supplied.bot.router.commands
        .map(({ path }) => `/${path.join(" ")}`)
        .filter((path) => !texts.some((text) => text.startsWith(path)));
      expect(missing).toEqual([]);
    });
  });
}
