// A whole bot over a simulated Dropbox, as an admin would use it: real HTTP, store, snapshots and commands. Only the
// clock, which goes on where the bot would wait, and the far end of the network are ours.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../demo/simulator/server.ts";
import { readConfig } from "../../src/config.ts";
import { throwIfStopped } from "../../src/dropbox/stopped.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import type { Actor, Input } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Pace } from "../../src/reply/ports.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { type NewsFile, writeNews } from "../datasets/news-files.ts";
import { placeSnapshotOfDropbox } from "../kept.ts";
import { leftovers } from "../news/parquet.ts";

export const WORKSPACE = "slack:T1";

const ADMIN: Actor = { id: "U-admin", name: "Ana", roles: ["read", "manage", "admin"] };

export interface ConnectedBot {
  readonly bot: Bot;
  readonly simulator: Simulator;
  readonly dropbox: string;
  readonly dataDirectory: string;
  /** Writes a data file into the Dropbox's root, and the snapshot of what is there then where the bot finds it. */
  putRead(name: string, news: NewsFile): Promise<void>;
  /** Every log line, of every level. */
  readonly logLines: readonly string[];
  /** Every message to admins but those that somebody connected or disconnected, as text. */
  readonly notices: readonly string[];
  /** Those. */
  readonly changes: readonly string[];
  /** Every reply that was given, as text. */
  readonly replies: readonly string[];
  /** Runs a command as an admin. */
  run(input: Input | string): Promise<Reply>;
  /** Runs a command as an admin and returns its text. */
  ask(text: string): Promise<string>;
  /** Does what an admin does with `/dropbox connect`; returns the answer to the code. */
  connect(): Promise<string>;
  /** Moves the bot's and the simulator's clock. */
  advance(ms: number): void;
  /** Closes the bot and starts it again over the same data directory. */
  restart(): Promise<void>;
  tmpFiles(): Promise<string[]>;
}

export interface ConnectedBotOptions {
  /** How the simulator differs. */
  readonly simulated?: Partial<SimulatorOptions>;
  /** What stands between the bot and the simulator. */
  readonly fetch?: typeof fetch;
  /** Further settings, such as DROPBOX_REFRESH_TOKEN. */
  readonly settings?: (simulator: Simulator) => Readonly<Record<string, string>>;
  /** What stands before the bot's store. */
  readonly before?: (store: Store) => Store;
  /** Where digests of the bot's platform go. */
  readonly places?: PlatformPlaces;
}

/** Starts a simulator over an empty folder and a bot that may connect to it. Both end with the test. */
export async function startConnectedBot({
  settings,
  before,
  places,
  simulated = {},
  fetch: between,
}: ConnectedBotOptions = {}): Promise<ConnectedBot> {
  const root = await mkdtemp(join(tmpdir(), "rol-system-"));
  const [dropbox, dataDirectory] = [join(root, "dropbox"), join(root, "data")];
  await mkdir(join(dropbox, simulated.account?.team?.homePath ?? ""), { recursive: true });
  let now = Date.now();
  const clock = (): number => now;
  const pace: Pace = {
    async sleep(ms, signal) {
      throwIfStopped(signal);
      now += ms;
      await nextTurn();
    },
    random: () => 0.5,
  };
  const simulator = await startSimulator({ directory: dropbox, clock, longpollMaxMs: 2_000, ...simulated });
  const [logLines, notices, changes, replies]: [string[], string[], string[], string[]] = [[], [], [], []];
  const log = pino({ level: "debug" }, { write: (line: string) => void logLines.push(line) });
  const config = readConfig({
    DATA_DIR: dataDirectory,
    DROPBOX_ORIGIN: simulator.origin,
    DROPBOX_APP_KEY: simulator.appKey,
    ...settings?.(simulator),
  });
  const assemble = async (): Promise<Bot> =>
    assembleBot({
      ...(before === undefined ? {} : { store: before(await openStore({ dataDirectory })) }),
      ...(between === undefined ? {} : { fetch: between }),
      ...(places === undefined ? {} : { platformNamed: () => places }),
      config,
      clock,
      pace,
      log,
      notifier: {
        async tell(_workspace, _to, reply) {
          const text = plainText(reply);
          (/ (?:dis)?connected the Dropbox of /.test(text) ? changes : notices).push(text);
        },
      },
    });
  let bot = await assemble();
  onTestFinished(async () => {
    await bot.close();
    await simulator.close();
    await rm(root, { recursive: true, force: true });
  });

  let requests = 0;
  async function run(input: Input | string): Promise<Reply> {
    requests += 1;
    const reply = await bot.router.handle(
      {
        platform: "test",
        workspace: WORKSPACE,
        place: "C1",
        actor: ADMIN,
        requestId: `request-${requests}`,
        input: typeof input === "string" ? { type: "text", text: input } : input,
      },
      { progress: (interim) => void replies.push(plainText(interim)) },
    );
    replies.push(plainText(reply));
    return reply;
  }

  return {
    get bot() {
      return bot;
    },
    simulator,
    dropbox,
    dataDirectory,
    async putRead(name, news) {
      await writeNews(join(dropbox, name), news);
      await placeSnapshotOfDropbox(dropbox, { dataDirectory, now });
    },
    logLines,
    notices,
    changes,
    replies,
    run,
    ask: async (text) => plainText(await run(text)),
    async connect() {
      const offer = await run("/dropbox connect");
      const link = offer.blocks
        .flatMap((block) => (block.type === "actions" ? block.actions : []))
        .find((action) => action.type === "link");
      const approval = await simulator.approve(link?.url ?? "");
      if (approval.kind !== "code") throw new Error(`no code but ${approval.kind}`);
      const form = await run("/dropbox code");
      const codes = await bot.codes.codesOf(WORKSPACE, form);
      const answer = await run({
        type: "form",
        code: codes.get("/dropbox code") ?? "",
        values: { code: approval.code },
      });
      return plainText(answer);
    },
    advance(ms) {
      now += ms;
    },
    async restart() {
      await bot.close();
      bot = await assemble();
    },
    tmpFiles: () => leftovers(dataDirectory),
  };
}
