// The whole bot over the demo's articles in a simulated Dropbox, at a fixed time: answers are the same each time.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { writeSampleFiles } from "../../demo/sample/parquet.ts";
import { type Simulator, startSimulator } from "../../demo/simulator/server.ts";
import { readConfig } from "../../src/config.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { Delivery, Part, PlatformPlaces } from "../../src/platform/destination.ts";
import type { Role } from "../../src/platform/invocation.ts";
import type { Reply } from "../../src/reply/reply.ts";

const WORKSPACE = "slack:T0NEWS";
const NOW = Date.UTC(2026, 10, 20, 9);

export interface DemoBot {
  readonly bot: Bot;
  readonly simulator: Simulator;
  /** The reply to a typed command. Time goes on by ten seconds. */
  ask(text: string, role?: Role): Promise<Reply>;
  /** The messages of the digest that was planned last. */
  planned(): readonly Part[];
  /** The messages of a digest as its platform plans them. */
  plan(delivery: Delivery): Promise<readonly Part[]>;
  /** The reply to a sent form. */
  submit(code: string, values: Readonly<Record<string, string>>): Promise<Reply>;
  close(): Promise<void>;
}

/** What makes the platform's own messages of a digest. They are planned only: nothing is sent. */
export interface DemoPlatform {
  readonly name: "slack" | "discord";
  readonly open: (bot: Bot) => PlatformPlaces["open"];
}

export async function startDemoBot(platform: DemoPlatform): Promise<DemoBot> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-demo-bot-"));
  const files = join(directory, "dropbox");
  await mkdir(files);
  await writeSampleFiles({ directory: files, today: NOW });
  const simulator = await startSimulator({ directory: files });
  let now = NOW;
  let planned: readonly Part[] = [];
  const place = { platform: platform.name, channel: "C0RULES" };
  const places: PlatformPlaces = {
    resolve: async ({ wanted }) =>
      wanted === "#closed"
        ? {
            type: "refused",
            sentence: "The bot is not in #closed. Type `/invite @news` there, then try again.",
          }
        : { type: "found", place, label: "#rule-of-law" },
    open: (to, codes) => ({
      ...platform.open(bot)(to, codes),
      plan(delivery, key) {
        planned = platform.open(bot)(to, codes).plan(delivery, key);
        return planned;
      },
      send: async ({ key }) => ({ type: "sent", messageId: key }),
    }),
  };
  const bot: Bot = await assembleBot({
    config: readConfig({
      DATA_DIR: join(directory, "data"),
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
    }),
    clock: () => now,
    log: pino({ level: "silent" }),
    notifier: { tell: async () => undefined },
    platformNamed: (name) => (name === platform.name ? places : undefined),
  });
  let requests = 0;
  const handle = async (
    input: Parameters<Bot["router"]["handle"]>[0]["input"],
    role: Role,
  ): Promise<Reply> => {
    now += 10_000;
    requests += 1;
    const person = role === "admin" ? { id: "U0ADMIN", name: "Ana" } : { id: "U0MEMBER", name: "Ben" };
    const reply = await bot.router.handle(
      {
        platform: platform.name,
        workspace: WORKSPACE,
        place: "C0NEWS",
        actor: { ...person, roles: ["read", role], timezone: "Europe/Tallinn" },
        requestId: `request ${requests}`,
        input,
      },
      { progress: () => undefined },
    );
    await bot.digests.queue.idle();
    return reply;
  };
  return {
    bot,
    simulator,
    planned: () => planned,
    async plan(delivery) {
      const replies = [delivery.main, ...(delivery.inThread === undefined ? [] : [delivery.inThread])];
      const codes = await Promise.all(replies.map((reply) => bot.codes.codesOf(WORKSPACE, reply)));
      const allCodes = new Map(codes.flatMap((own) => [...own]));
      return platform.open(bot)(place, allCodes).plan(delivery, "slot-of-5mar");
    },
    ask: (text, role = "admin") => handle({ type: "text", text }, role),
    submit: (code, values) => handle({ type: "form", code, values }, "admin"),
    async close() {
      await bot.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
