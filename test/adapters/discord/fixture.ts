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
import { createGreeter } from "../../../src/commands/serve/greeting.ts";
import { createRouter, type Router } from "../../../src/commands/serve/router.ts";
import type { Lexicon } from "../../../src/language/declare/parsed.ts";
import type { Logger } from "../../../src/log.ts";
import type { ChosenWorkspaces } from "../../../src/platform/chosen-workspaces.ts";
import type { Invocation } from "../../../src/platform/invocation.ts";
import { type Standing, TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
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
import { newsroomCommands } from "./newsroom-commands.ts";

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
  /** Resolves when the bot has answered for good, with everything that stands there. */
  answered(exchange: Exchange): Promise<string>;
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
    async answered(exchange: Exchange) {
      await fake.until(() => isAnswered(exchange));
      return textOf(exchange);
    },
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

interface Shown {
  readonly messages: readonly { readonly body: Exchange["messages"][number]["body"] }[];
}

/** The custom_id of the button with that label; where there is none, one that no bot knows. */
export function buttonOf({ messages }: Shown, label: string): string {
  const components = messages.flatMap(({ body }) => body.components).flatMap((row) => row.components);
  const found = components.find((component) => component.type === 2 && component.label === label);
  return found?.custom_id ?? `no button ${label}`;
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
