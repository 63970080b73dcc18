// The whole bot over the demo's articles in a simulated Dropbox. Every question is asked at a desk of its own: in its own
// workspace, by its own people, on a clock that begins anew, so that nothing that others asked shows in the answer.

import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { writeSampleFiles } from "../../demo/sample/parquet.ts";
import { startSimulator } from "../../demo/simulator/server.ts";
import { readConfig } from "../../src/config.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { Delivery, Part, PlannedPart, PlatformPlaces } from "../../src/platform/destination.ts";
import type { Input, Role } from "../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { actions, privately } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { searchable } from "../answers/bot.ts";
import { keptFolder, placeSnapshotOfDropbox } from "../kept.ts";

/** When every desk opens. */
const NOW = Date.UTC(2026, 10, 20, 9);
/** What is asked at a desk takes so long each. */
const STEP_MS = 10_000;

export interface DemoBot {
  readonly bot: Bot;
  /** The desk of a question. Asked twice, it is the same workspace and people. */
  desk(question: string): Desk;
  close(): Promise<void>;
}

/** Where one question is asked, after whatever it needs. One desk is used at a time. */
export interface Desk {
  /** The reply to a typed command, by an admin if nothing else is said. */
  ask(text: string, role?: Role): Promise<Reply>;
  /** The reply to a button that carries a command. */
  press(command: string): Promise<Reply>;
  /** Connects the workspace to the Dropbox as an admin does. */
  connect(): Promise<Connecting>;
  /** The messages of the digest that was planned last. */
  planned(): readonly Part[];
  /** What they were planned from. */
  delivered(): readonly Reply[];
  /** The messages of a digest as its platform plans them. */
  plan(delivery: Delivery): Promise<readonly Part[]>;
  /** The codes behind a reply's buttons. */
  codesOf(reply: Reply): Promise<ReadonlyMap<string, string>>;
}

/** The replies on the way to a connection. */
export interface Connecting {
  readonly offer: Reply;
  readonly form: Reply;
  readonly connected: Reply;
}

/** What makes the platform's own messages of a digest. They are planned only: nothing is sent. */
export interface DemoPlatform {
  readonly name: "slack" | "discord";
  readonly open: (bot: Bot) => PlatformPlaces["open"];
}

function repliesOf({ main, inThread }: Delivery): readonly Reply[] {
  return inThread === undefined ? [main] : [main, inThread];
}

/** @param news whether every workspace has the news from the start, by the bot's environment. */
export async function startDemoBot(
  platform: DemoPlatform,
  { news }: { readonly news: boolean },
): Promise<DemoBot> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-demo-bot-"));
  const dataDirectory = join(directory, "data");
  const dropbox = await keptFolder(["demo sample", NOW], async (folder) => {
    await writeSampleFiles({ directory: folder, today: NOW });
  });
  await placeSnapshotOfDropbox(dropbox, { dataDirectory, now: NOW, isSearched: true });
  const simulator = await startSimulator({ directory: dropbox });
  let now = NOW;
  let planned: readonly PlannedPart[] = [];
  let delivered: readonly Reply[] = [];
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
        delivered = repliesOf(delivery);
        planned = platform.open(bot)(to, codes).plan(delivery, key);
        return planned;
      },
      send: async ({ key }) => ({ type: "sent", messageId: key }),
    }),
  };
  const bot: Bot = await assembleBot({
    config: readConfig({
      DATA_DIR: dataDirectory,
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
      ...(news ? { DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken() } : {}),
    }),
    clock: () => now,
    log: pino({ level: "silent" }),
    notifier: { tell: async () => undefined },
    platformNamed: (name) => (name === platform.name ? places : undefined),
  });
  let requests = 0;

  function desk(question: string): Desk {
    const own = createHash("sha256").update(question).digest("hex").slice(0, 8).toUpperCase();
    const workspace: WorkspaceKey = `slack:T${own}`;
    now = NOW;

    async function handle(input: Input, role: Role): Promise<Reply> {
      now += STEP_MS;
      requests += 1;
      const person = role === "admin" ? { id: `UA${own}`, name: "Ana" } : { id: `UB${own}`, name: "Ben" };
      const reply = await bot.router.handle(
        {
          platform: platform.name,
          workspace,
          place: "C0NEWS",
          actor: { ...person, roles: ["read", role], timezone: "Europe/Tallinn" },
          requestId: `request ${requests}`,
          input,
        },
        { progress: () => undefined },
      );
      await bot.digests.queue.idle();
      return reply;
    }

    const ask = (text: string, role: Role = "admin"): Promise<Reply> => handle({ type: "text", text }, role);
    const codesOf = (reply: Reply): Promise<ReadonlyMap<string, string>> =>
      bot.codes.codesOf(workspace, reply);

    async function press(command: string): Promise<Reply> {
      const codes = await codesOf(privately(actions({ type: "command", label: "Button", command })));
      return handle({ type: "action", code: codes.get(command) ?? "" }, "admin");
    }

    return {
      ask,
      press,
      codesOf,
      async connect() {
        const offer = await ask("/dropbox connect");
        const form = await ask("/dropbox code");
        const link = offer.blocks
          .flatMap((block) => (block.type === "actions" ? block.actions : []))
          .find((action) => action.type === "link");
        const approval = await simulator.approve(link?.url ?? "");
        if (approval.kind !== "code") throw new Error("no code");
        const code = (await codesOf(form)).get("/dropbox code") ?? "";
        const connected = await handle({ type: "form", code, values: { code: approval.code } }, "admin");
        return { offer, form, connected };
      },
      planned: () => planned,
      delivered: () => delivered,
      async plan(delivery) {
        const codes = await Promise.all(repliesOf(delivery).map(codesOf));
        const allCodes = new Map(codes.flatMap((ofReply) => [...ofReply]));
        return platform.open(bot)(place, allCodes).plan(delivery, "slot-of-5mar");
      },
    };
  }

  if (news) {
    const first = desk("whether news can be searched");
    await searchable((text) => first.ask(text));
  }
  return {
    bot,
    desk,
    async close() {
      await bot.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
