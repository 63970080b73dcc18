// An adapter at work: the real Bolt and router, a few commands, and Slack's far end as a strict fake.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Host } from "../../../adapters/adapter.ts";
import { createPlatform, type SlackPlatform } from "../../../adapters/slack/platform.ts";
import type { OneWorkspace, SlackSettings } from "../../../adapters/slack/settings.ts";
import { type ActionCodes, createActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { type Command, type CommandContext, defineCommand } from "../../../src/commands/serve/define.ts";
import { createGreeter } from "../../../src/commands/serve/greeting.ts";
import { createRouter } from "../../../src/commands/serve/router.ts";
import type { Installations } from "../../../src/platform/installations.ts";
import type { ToldChannel } from "../../../src/platform/place-changes.ts";
import { type Standing, TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import { createToldOnce } from "../../../src/platform/told-once.ts";
import { WORKING_AFTER_MS } from "../../../src/platform/waiting.ts";
import { actions, command as button, heading, note, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createInstallations } from "../../../src/store/installations.ts";
import { createSecretBox } from "../../../src/store/secret-box.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { noNews } from "../../commands/serve/running-commands.ts";
import { CLIENT } from "../../fakes/slack/oauth.ts";
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from "../../fakes/slack/server.ts";
import { createTestPace, type TestPace } from "../../pace.ts";
import { everyBlock, fileHere, trendOf, vetoCard } from "../../reply/samples.ts";

export interface AdapterUnderTest {
  readonly slack: FakeSlack;
  readonly adapter: SlackPlatform;
  readonly store: Store;
  readonly installations: Installations;
  readonly codes: ActionCodes;
  /** `news search one`: every command that ran, with its words. */
  readonly ran: string[];
  /** The context of the last command. */
  lastContext(): CommandContext;
  /** Another adapter over the same router, idle, with nothing but these options. */
  adapterWith(options: SlackSettings & OfHost): SlackPlatform;
  readonly pace: TestPace;
  /** What digests heard of places, with what the platform then says of them. */
  readonly heard: readonly string[];
  /** Of that, the channels that closed. */
  readonly closed: readonly ToldChannel[];
  /** How the adapter stood, one after another. */
  readonly standings: readonly Standing[];
  /** Resolves when the adapter stands like that. */
  stands(type: Standing["type"]): Promise<Standing>;
  /** Resolves when a `/news wait` has told what it does and waits. */
  waits(): Promise<void>;
  /** Lets `/news wait` answer. */
  finish(): void;
  logged(): string;
  /** Resolves when so many events about the bot's own life were acted on. */
  acted(count: number): Promise<void>;
  advance(ms: number): void;
  close(): Promise<void>;
}

type OfHost = Partial<Pick<Host, "prefix" | "adminIds" | "adminChannel">>;

export interface AdapterTestOptions extends Partial<Omit<OneWorkspace, "app">>, OfHost {
  /** Many workspaces install the fake's app, instead of a token for one; its web server is said to be at that address. */
  readonly publicUrl?: string;
  readonly commandsPerMinute?: number;
  readonly historyPage?: number;
  readonly listPage?: number;
  readonly scopes?: readonly string[];
  /** Of the adapter, instead of a clock that stands still and a pace that does not wait. */
  readonly time?: Pick<Host, "clock" | "pace" | "keptRests">;
  /** Leaves `start` to the test. */
  readonly isIdle?: boolean;
}

/** Starts everything. Close it at the end of the test. */
export async function startAdapter(options: AdapterTestOptions = {}): Promise<AdapterUnderTest> {
  const {
    commandsPerMinute = 10_000,
    historyPage,
    listPage,
    scopes,
    time,
    isIdle = false,
    publicUrl,
    ...ofAdapter
  } = options;
  const directory = await mkdtemp(join(tmpdir(), "rol-news-slack-"));
  const store = await openStore({ dataDirectory: directory });
  let now = Date.UTC(2024, 2, 7, 9);
  const clock = (): number => now;
  const codes = createActionCodes(store.actions, clock);
  const box = createSecretBox({ keys: [randomBytes(32).toString("base64")] });
  const installations = createInstallations(store.db, box);
  const ran: string[] = [];
  const lines: string[] = [];
  let context: CommandContext | undefined;
  let waiting = Promise.withResolvers<void>();
  let begun = Promise.withResolvers<void>();
  let written = Promise.withResolvers<void>();
  const write = (line: string): void => {
    lines.push(line);
    written.resolve();
    written = Promise.withResolvers();
  };
  const log = pino({ level: "debug" }, { write });
  const run = async (words: string, path: string, of: CommandContext): Promise<Reply> => {
    context = of;
    ran.push(`${path} ${words}`.trim());
    return replyFor(path, words, of, () => {
      begun.resolve();
      return waiting.promise;
    });
  };
  const router = createRouter({
    commands: commandsOf(run),
    look: noNews,
    lexicon: async () => ({ countries: ["Estonia"], sources: ["err.ee"], digests: [] }),
    codes,
    clock,
    log,
    commandsPerMinute,
  });
  const slack = await startFakeSlack({
    clock,
    ...(scopes === undefined ? {} : { scopes }),
    ...(historyPage === undefined ? {} : { historyPage }),
    ...(listPage === undefined ? {} : { listPage }),
  });
  const isHttp = ofAdapter.signingSecret !== undefined && ofAdapter.appToken === undefined;
  // The line that says that the bot is working comes when a test says so, and a long rest ends with its signal.
  const pace = createTestPace({ heldMs: [WORKING_AFTER_MS, MINUTE_MS, TRY_AGAIN_MS], chance: 0 });
  const standings: Standing[] = [];
  let stood = Promise.withResolvers<void>();
  const report = (standing: Standing): void => {
    standings.push(standing);
    stood.resolve();
    stood = Promise.withResolvers();
  };
  const heard: string[] = [];
  const closed: ToldChannel[] = [];
  const place = (thread?: string) => ({
    platform: "slack",
    channel: "C0",
    ...(thread === undefined ? {} : { thread }),
  });
  const placeChanges: Host["placeChanges"] = {
    async closed(told, ask) {
      const { platform, channel } = told;
      closed.push(told);
      heard.push(`${platform} ${channel} closed: ${await ask()}`);
    },
    async left(workspace) {
      heard.push(`${workspace} left`);
    },
    async renamed({ platform, channel }, ask) {
      const labelOf = await ask();
      heard.push(`${platform} ${channel} renamed: ${labelOf(place())}, ${labelOf(place("1.2"))}`);
    },
  };
  const complete = async (): Promise<readonly never[]> => [];
  const adapterWith: AdapterUnderTest["adapterWith"] = ({
    prefix = "",
    adminIds = [],
    adminChannel,
    ...own
  }) =>
    createPlatform(
      {
        router,
        codes,
        complete,
        isUsed: async () => false,
        greeter: createGreeter({ firstTimes: store.firstTimes, asRead: (reply) => reply, clock, log }),
        toldOnce: createToldOnce({ firstTimes: store.firstTimes, clock, log }),
        placeChanges,
        prefix,
        adminIds,
        ...(adminChannel === undefined ? {} : { adminChannel }),
        ...(publicUrl === undefined ? {} : { publicUrl, installations }),
        report,
        draw: async () => undefined,
        clock,
        pace,
        log,
        ...time,
      },
      { apiUrl: slack.apiUrl, ...own },
    );
  const ways = isHttp ? {} : { appToken: APP_TOKEN };
  const { botToken = BOT_TOKEN, ...others } = ofAdapter;
  const adapter = adapterWith({
    ...ways,
    ...others,
    ...(publicUrl === undefined ? { botToken } : { app: CLIENT }),
  });
  if (!isIdle) await adapter.start();
  return {
    slack,
    adapter,
    store,
    installations,
    codes,
    ran,
    adapterWith,
    pace,
    heard,
    closed,
    standings,
    async stands(type) {
      for (;;) {
        const last = standings.at(-1);
        if (last?.type === type) return last;
        await stood.promise;
      }
    },
    lastContext() {
      if (context === undefined) throw new Error("no command ran");
      return context;
    },
    waits: () => begun.promise,
    finish() {
      waiting.resolve();
      waiting = Promise.withResolvers<void>();
      begun = Promise.withResolvers<void>();
    },
    logged: () => lines.join(""),
    async acted(count) {
      while (lines.filter((line) => line.includes("slack told of the bot's own life")).length < count)
        await written.promise;
    },
    advance(ms) {
      now += ms;
    },
    async close() {
      await adapter.close(1_000);
      await slack.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

type Run = (words: string, path: string, context: CommandContext) => Promise<Reply>;

function commandsOf(run: Run): readonly Command[] {
  const words = { kind: "text", summary: "Any words", rest: true, maxLength: 800 } as const;
  const simple = (path: Command["path"], role: Command["role"] = "read"): Command =>
    defineCommand({
      path,
      summary: `Does ${path[1]}`,
      role,
      answers: "message",
      examples: [`/${path.join(" ")}`],
      options: { words },
      handler: ({ words: said = "" }, context) => run(said, path.join(" "), context),
    });
  return [
    simple(["news", "top"]),
    simple(["news", "search"]),
    simple(["news", "wait"]),
    simple(["news", "share"]),
    simple(["news", "break"]),
    simple(["news", "long"]),
    simple(["news", "trend"]),
    simple(["news", "file"]),
    simple(["news", "home"]),
    simple(["news", "help"]),
    simple(["digest", "pause"], "manage"),
    simple(["digest", "create"], "manage"),
    defineCommand({
      path: ["news", "linked"],
      hidden: true,
      summary: "Finds the articles of links",
      role: "read",
      answers: "message",
      examples: ["/news linked"],
      options: {
        links: { kind: "text", summary: "Links", maxLength: 1_000 },
        wanted: { kind: "text", summary: "What is wanted of them", maxLength: 20 },
      },
      handler: ({ links = "", wanted = "" }, context) => run(`${wanted} ${links}`, "news linked", context),
    }),
    simple(["dropbox", "status"], "admin"),
    simple(["dropbox", "disconnect"], "admin"),
    defineCommand({
      path: ["dropbox", "code"],
      summary: "Enter the code",
      role: "admin",
      answers: "form",
      examples: ["/dropbox code"],
      options: { code: { kind: "text", summary: "The code", hidden: true, maxLength: 500 } },
      handler: async ({ code = "" }, context) => {
        if (context.invocation.input.type === "form") return run(code, "dropbox code", context);
        return privately({
          type: "form",
          title: "Code from Dropbox",
          submit: "Connect",
          command: "/dropbox code",
          fields: [
            {
              kind: "text",
              name: "code",
              label: "Code",
              hint: "Dropbox showed it",
              required: true,
              secret: true,
            },
          ],
        });
      },
    }),
  ];
}

async function replyFor(
  path: string,
  words: string,
  { progress }: CommandContext,
  waiting: () => Promise<void>,
): Promise<Reply> {
  switch (path) {
    case "news wait":
      if (words !== "") progress(privately(paragraph(`Reading ${words}.`)));
      await waiting();
      return privately(paragraph("Waited."));
    case "news break":
      throw new TypeError("cannot read secrets of undefined");
    case "news share":
      return { audience: "everyone", blocks: [paragraph(`Everybody reads ${words}.`)] };
    case "news trend":
      return privately(everyBlock.chart, trendOf(3, 20), trendOf(2, 40));
    case "news file":
      return { audience: words === "share" ? "everyone" : "asker", blocks: [heading("A file"), fileHere] };
    case "news long":
      return privately(
        ...Array.from({ length: 100 }, (_, index) => paragraph(`${index} ${"word ".repeat(100)}`)),
        actions(button("More", "/news long page 2")),
      );
    case "news top":
      return privately(
        heading("Top news", "all countries"),
        {
          type: "article",
          article: vetoCard,
          actions: [button("Details", `/news search ${"veto ".repeat(30)}`)],
        },
        note("1 of 1 story"),
        actions(button("More", "/news top page 2"), button("Disconnect", "/dropbox disconnect")),
      );
    default:
      return privately(paragraph(`Did ${path} with "${words}".`));
  }
}
