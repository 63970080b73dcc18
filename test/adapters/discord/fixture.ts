// A bot with simple commands, connected to the fake Discord.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Host } from "../../../adapters/adapter.ts";
import { createPlatform, type DiscordPlatform } from "../../../adapters/discord/platform.ts";
import type { DiscordSettings } from "../../../adapters/discord/settings.ts";
import { type ActionCodes, createActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { type CompleterOptions, createCompleter } from "../../../src/commands/serve/completer.ts";
import { type Command, defineCommand } from "../../../src/commands/serve/define.ts";
import { createGreeter } from "../../../src/commands/serve/greeting.ts";
import { createRouter, type Router } from "../../../src/commands/serve/router.ts";
import type { Lexicon } from "../../../src/language/declare/parsed.ts";
import type { Logger } from "../../../src/log.ts";
import type { ChosenWorkspaces } from "../../../src/platform/chosen-workspaces.ts";
import type { Invocation } from "../../../src/platform/invocation.ts";
import { type Standing, TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { actions, command, heading, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openStore } from "../../../src/store/database.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { noNews } from "../../commands/serve/running-commands.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import {
  CHANNEL_ID,
  type FakeDiscord,
  type FakePerson,
  MANAGE_GUILD,
  startFakeDiscord,
  TOKEN,
} from "../../fakes/discord/server.ts";
import { createTestPace, type TestPace } from "../../pace.ts";
import { everyBlock, fileHere } from "../../reply/samples.ts";

export const READER: FakePerson = { id: "400000000000000001", name: "Ana" };
export const ADMIN: FakePerson = { id: "400000000000000002", name: "Bo", permissions: MANAGE_GUILD };

/** What a form and a completion may take. */
export const DEADLINE_MS = 2_000;

export interface Newsroom {
  readonly fake: FakeDiscord;
  readonly adapter: DiscordPlatform;
  /** Of the adapter; what it held up is passed by the test. */
  readonly pace: TestPace;
  /** How the adapter stood, one after another. */
  readonly standings: readonly Standing[];
  /** Resolves when the adapter stands like that. */
  stands(type: Standing["type"]): Promise<Standing>;
  /** Each resolves when a server was greeted, or was not. */
  readonly greetings: readonly Promise<void>[];
  /** What digests heard of places, with what Discord then says of them; each resolves when all of it was heard. */
  readonly heard: readonly Promise<string>[];
  /** Whose news people chose. */
  readonly chosen: ChosenWorkspaces;
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly log: Logger;
  /** Log lines. */
  readonly logged: string[];
  /** Words each `/news search` was run with. */
  readonly ran: string[];
  /** What the data know; a test may make it slow or fail. */
  lexicon: () => Promise<Lexicon>;
  /** Titles of articles, newest first; a test may make them slow or fail. */
  titles: CompleterOptions["titles"];
  /** Workspaces that have digests. */
  readonly used: Set<WorkspaceKey>;
  /** Lets every `/news wait` go on. */
  release(): void;
  /** Everything that stands there for one interaction, as text. */
  textOf(exchange: Exchange): string;
  /** Resolves when the bot has answered for good. */
  answered(exchange: Exchange): Promise<void>;
  close(): Promise<void>;
}

export interface NewsroomOptions {
  readonly options?: Partial<DiscordSettings> & Partial<Pick<Host, "prefix" | "adminIds" | "adminChannel">>;
  /** Stays unconnected when false. */
  readonly started?: boolean;
  readonly perMinute?: number;
  /** Of the adapter, instead of the real clock and a pace that does not wait. */
  readonly time?: Pick<Host, "clock" | "pace" | "keptRests">;
  /** Default: no chart can be drawn. */
  readonly draw?: Host["draw"];
  /** Whether people may install the application for themselves. */
  readonly isForPeople?: boolean;
  /** What reaches the router. */
  readonly onInvocation?: (invocation: Invocation) => void;
}

/** A newsroom whose bot is connected and has registered its commands. */
export async function openNewsroom({
  options = {},
  started = true,
  perMinute = 100_000,
  time,
  draw = async () => undefined,
  isForPeople = false,
  onInvocation = () => undefined,
}: NewsroomOptions = {}): Promise<Newsroom> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-discord-"));
  const fake = await startFakeDiscord({ isForPeople });
  const store = await openStore({ dataDirectory });
  const clock = Date.now;
  const logged: string[] = [];
  const log = pino({ level: "debug" }, { write: (line) => void logged.push(line) });
  const codes = createActionCodes(store.actions, clock);
  const ran: string[] = [];
  let release = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  const newsroom: Pick<Newsroom, "lexicon" | "titles" | "used"> = {
    used: new Set(),
    lexicon: async () => ({
      countries: ["Estonia", "Latvia"],
      sources: ["err.ee", "delfi.ee"],
      digests: ["Morning brief"],
    }),
    titles: async () => [],
  };
  const router = createRouter({
    commands: newsroomCommands(ran, waiting),
    look: noNews,
    lexicon: () => newsroom.lexicon(),
    codes,
    clock,
    log,
    commandsPerMinute: perMinute,
  });
  // Deadlines are over when a test says so.
  const pace = createTestPace({ heldMs: [DEADLINE_MS, TRY_AGAIN_MS, MINUTE_MS] });
  const standings: Standing[] = [];
  let stood = Promise.withResolvers<void>();
  const report = (standing: Standing): void => {
    standings.push(standing);
    stood.resolve();
    stood = Promise.withResolvers();
  };
  const greeter = createGreeter({ firstTimes: store.firstTimes, asRead: (reply) => reply, clock, log });
  const greetings: Promise<void>[] = [];
  const heard: Promise<string>[] = [];
  const placeChanges: Host["placeChanges"] = {
    async closed({ platform, channel }, ask) {
      heard.push(ask().then((why) => `${platform} ${channel} closed: ${why}`));
    },
    async left(workspace, ask) {
      const places = [CHANNEL_ID, fake.channels.direct(READER.id).id];
      heard.push(
        Promise.all(places.map(ask)).then(
          ([why, direct]) => `${workspace} left: ${why}, directly: ${direct}`,
        ),
      );
    },
    renamed: async () => undefined,
  };
  const { prefix = "", adminIds = [], adminChannel, ...settings } = options;
  const adapter = createPlatform(
    {
      router: {
        ...router,
        handle(invocation, progress) {
          onInvocation(invocation);
          return router.handle(invocation, progress);
        },
      },
      codes,
      complete: createCompleter({
        commands: router.commands,
        lexicon: () => newsroom.lexicon(),
        titles: (...asked) => newsroom.titles(...asked),
      }),
      isUsed: async (workspace) => newsroom.used.has(workspace),
      chosen: store.choices.of("discord"),
      greeter: {
        greet(...what) {
          const greeted = greeter.greet(...what);
          greetings.push(greeted);
          return greeted;
        },
      },
      placeChanges,
      prefix,
      adminIds,
      ...(adminChannel === undefined ? {} : { adminChannel }),
      report,
      draw,
      clock,
      pace,
      log,
      ...time,
    },
    { token: TOKEN, apiUrl: fake.apiUrl, ...settings },
  );
  if (started) await adapter.start();
  return Object.assign(newsroom, {
    fake,
    adapter,
    pace,
    standings,
    async stands(type: Standing["type"]) {
      for (;;) {
        const last = standings.at(-1);
        if (last?.type === type) return last;
        await stood.promise;
      }
    },
    greetings,
    heard,
    chosen: store.choices.of("discord"),
    router,
    codes,
    log,
    logged,
    ran,
    release,
    textOf,
    answered: (exchange: Exchange) => fake.until(() => isAnswered(exchange)),
    async close() {
      release();
      pace.release();
      await adapter.close();
      await fake.close();
      await store.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  });
}

function isAnswered({ messages, modal, choices, isWaiting }: Exchange): boolean {
  return !isWaiting && (messages.length > 0 || modal !== undefined || choices !== undefined);
}

export function textOf({ messages }: Pick<Exchange, "messages">): string {
  return messages
    .flatMap(({ body }) => body.embeds)
    .flatMap(({ title, description, footer }) => [title, description, footer?.text])
    .filter((text) => text !== undefined)
    .join("\n");
}

const words = { kind: "text", summary: "Any words", rest: true, maxLength: 800 } as const;

function newsroomCommands(ran: string[], waiting: Promise<void>): readonly Command[] {
  const said = (text: string): Reply => privately(paragraph(text));
  return [
    defineCommand({
      path: ["news", "search"],
      summary: "Search the news",
      role: "read",
      answers: "message",
      examples: ["/news search court"],
      options: { words, share: { kind: "flag", summary: "Show it to everyone here" } },
      async handler({ words: wanted = "", share }) {
        ran.push(wanted);
        return {
          audience: share === true ? "everyone" : "asker",
          blocks: [
            heading("Found"),
            paragraph(`ran with "${wanted}"`),
            actions(
              command("More", "/news search more"),
              command("Long", `/news search ${"long ".repeat(40)}`),
            ),
          ],
        };
      },
    }),
    defineCommand({
      path: ["news", "show"],
      summary: "Show an article",
      role: "read",
      answers: "message",
      examples: ["/news show 1"],
      options: {
        article: { kind: "text", vocabulary: "title", summary: "Which", rest: true, required: true },
      },
      async handler({ article }) {
        ran.push(`show ${article}`);
        return said(`showed ${article}`);
      },
    }),
    defineCommand({
      path: ["news", "wait"],
      summary: "Answer when told to",
      role: "read",
      answers: "message",
      examples: ["/news wait"],
      options: { words },
      async handler({ words: wanted = "" }, { progress }) {
        progress(said("One file of three."));
        progress(said("Two files of three."));
        await waiting;
        ran.push(wanted);
        return said(`waited for "${wanted}"`);
      },
    }),
    defineCommand({
      path: ["news", "linked"],
      summary: "What a message links to",
      role: "read",
      answers: "message",
      examples: ["/news linked"],
      options: {
        links: { kind: "text", summary: "Addresses" },
        wanted: { kind: "text", summary: "What of them" },
      },
      async handler({ links = "", wanted = "" }) {
        ran.push(`${wanted}: ${links}`);
        return said(`${wanted} of ${links === "" ? "nothing" : links}`);
      },
    }),
    defineCommand({
      path: ["news", "long"],
      summary: "A long answer",
      role: "read",
      answers: "message",
      examples: ["/news long"],
      options: { count: { kind: "integer", summary: "How many paragraphs", min: 1, max: 400 } },
      handler: async ({ count = 1 }) =>
        privately(
          ...Array.from({ length: count }, (_, n) => paragraph(`Paragraph ${n}: ${"word ".repeat(180)}`)),
        ),
    }),
    defineCommand({
      path: ["news", "file"],
      summary: "A file",
      role: "read",
      answers: "message",
      examples: ["/news file"],
      options: {
        share: { kind: "flag", summary: "Show it to everyone here" },
        large: { kind: "flag", summary: "More than Discord takes" },
      },
      handler: async ({ share, large }) => ({
        audience: share === true ? "everyone" : "asker",
        blocks: [heading("A file"), large === true ? { ...fileHere, sizeBytes: 14_200_000 } : fileHere],
      }),
    }),
    defineCommand({
      path: ["news", "trend"],
      summary: "A chart",
      role: "read",
      answers: "message",
      examples: ["/news trend"],
      options: { share: { kind: "flag", summary: "Show it to everyone here" } },
      handler: async ({ share }) => ({
        audience: share === true ? "everyone" : "asker",
        blocks: [heading("Trend"), everyBlock.chart, actions(command("Share here", "/news trend share"))],
      }),
    }),
    defineCommand({
      path: ["news", "top"],
      summary: "Top news",
      role: "read",
      answers: "message",
      examples: ["/news top"],
      options: {
        country: { kind: "text-list", vocabulary: "country", summary: "Countries", bare: true },
        source: { kind: "text-list", vocabulary: "source", summary: "Outlets", bare: true },
        since: { kind: "date", bound: "since", summary: "From when", bare: true },
        limit: { kind: "integer", summary: "How many", min: 1, max: 10 },
        snapshot: { kind: "text", summary: "Hidden", hidden: true },
      },
      async handler({ country, limit = 5 }) {
        ran.push(`top ${country?.any.join("+") ?? ""} ${limit}`);
        return said(`top of ${country?.any.join(" and ") ?? "everywhere"}, ${limit}`);
      },
    }),
    defineCommand({
      path: ["news", "help"],
      summary: "What you can ask",
      role: "read",
      answers: "message",
      examples: ["/news help"],
      options: { command: { kind: "text", vocabulary: "command", summary: "A command", rest: true } },
      handler: async () => said("Help."),
    }),
    defineCommand({
      path: ["digest", "pause"],
      summary: "Pause a digest",
      role: "manage",
      answers: "message",
      examples: ["/digest pause"],
      options: {
        name: { kind: "text", vocabulary: "digest", summary: "Which", rest: true, maxLength: 60 },
        tz: { kind: "text", vocabulary: "zone", summary: "The zone of the day it goes on" },
      },
      handler: async () => said("Paused."),
    }),
    defineCommand({
      path: ["dropbox", "code"],
      summary: "Enter the code",
      role: "admin",
      answers: "form",
      examples: ["/dropbox code"],
      options: { code: { kind: "text", summary: "The code", hidden: true, maxLength: 100 } },
      async handler({ code }, { invocation }) {
        if (code !== undefined && invocation.input.type === "form") {
          ran.push(`code ${code}`);
          return said(`Connected with ${code.length} characters.`);
        }
        return privately({
          type: "form",
          title: "Code from Dropbox",
          submit: "Connect",
          command: "/dropbox code",
          fields: [
            { kind: "text", name: "code", label: "Code", hint: "After Allow", required: true, secret: true },
          ],
        });
      },
    }),
    defineCommand({
      path: ["dropbox", "status"],
      summary: "What is connected",
      role: "admin",
      answers: "message",
      examples: ["/dropbox status"],
      options: {},
      handler: async () =>
        privately(
          paragraph("Nothing yet."),
          actions(command("Enter code", "/dropbox code", { style: "primary" })),
        ),
    }),
  ];
}
