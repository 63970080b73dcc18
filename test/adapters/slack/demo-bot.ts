// The whole bot over the demo's articles in a simulated Dropbox, at a fixed time: answers are the same each time.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { writeSampleFiles } from "../../../demo/sample/parquet.ts";
import { type Simulator, startSimulator } from "../../../demo/simulator/server.ts";
import type { Role } from "../../../src/commands/invocation.ts";
import { readConfig } from "../../../src/config.ts";
import { assembleBot, type Bot } from "../../../src/main.ts";
import type { Reply } from "../../../src/reply/reply.ts";

const NOW = Date.UTC(2026, 10, 20, 9);

export interface DemoBot {
  readonly bot: Bot;
  readonly simulator: Simulator;
  /** The reply to a typed command. Time goes on by ten seconds. */
  ask(text: string, role?: Role): Promise<Reply>;
  /** The reply to a sent form. */
  submit(code: string, values: Readonly<Record<string, string>>): Promise<Reply>;
  close(): Promise<void>;
}

export async function startDemoBot(): Promise<DemoBot> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-slack-demo-"));
  const files = join(directory, "dropbox");
  await mkdir(files);
  await writeSampleFiles({ directory: files, today: NOW });
  const simulator = await startSimulator({ directory: files });
  let now = NOW;
  const bot = await assembleBot({
    config: readConfig({
      DATA_DIR: join(directory, "data"),
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
    }),
    clock: () => now,
    log: pino({ level: "silent" }),
    notifier: { tell: async () => undefined },
  });
  let requests = 0;
  const handle = (input: Parameters<Bot["router"]["handle"]>[0]["input"], role: Role): Promise<Reply> => {
    now += 10_000;
    requests += 1;
    return bot.router.handle(
      {
        platform: "slack",
        workspace: "T0NEWS",
        place: "C0NEWS",
        actor: { id: "U0ADMIN", name: "Ana", roles: ["read", role], timezone: "Europe/Tallinn" },
        requestId: `request ${requests}`,
        input,
      },
      { progress: () => undefined },
    );
  };
  return {
    bot,
    simulator,
    ask: (text, role = "admin") => handle({ type: "text", text }, role),
    submit: (code, values) => handle({ type: "form", code, values }, "admin"),
    async close() {
      await bot.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
