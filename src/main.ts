// The composition root: puts the rooms together. Everything with a life is started and closed here.

import { EventEmitter } from "node:events";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { allCommands } from "./commands/all.ts";
import { digestTexts } from "./commands/digest/texts.ts";
import { connectionNotice, dataSetNotice } from "./commands/dropbox/notices.ts";
import { watchMachine } from "./commands/machine.ts";
import { nameOfArticle } from "./commands/news/find-article.ts";
import { type AcrossReplicas, createAcrossReplicas } from "./commands/serve/across-replicas.ts";
import { type ActionCodes, createActionCodes } from "./commands/serve/action-codes.ts";
import { type Completer, createCompleter } from "./commands/serve/completer.ts";
import { createGreeter, type Greeter } from "./commands/serve/greeting.ts";
import { lexiconOf, orNothing } from "./commands/serve/lexicon.ts";
import { measured } from "./commands/serve/measured.ts";
import { createPlaces } from "./commands/serve/places.ts";
import { createPrefix } from "./commands/serve/prefix.ts";
import { createRouter, type Router } from "./commands/serve/router.ts";
import type { Config } from "./config.ts";
import { dropboxApp, openStateStore, secretKeys } from "./configured.ts";
import { type Background, startBackground } from "./datasets/background.ts";
import {
  type ConnectionNews,
  createDropboxConnections,
  type DropboxConnections,
} from "./datasets/connections/index.ts";
import type { DataSetNews } from "./datasets/data-set.ts";
import { createKeeper, type Keeper } from "./datasets/keeper.ts";
import { localFiles } from "./datasets/local-files.ts";
import { createSnapshotShare } from "./datasets/snapshot-share.ts";
import { createDigestService, type DigestService } from "./digest/service.ts";
import { createDataFiles } from "./dropbox/data-files.ts";
import { createHttp } from "./dropbox/http.ts";
import { normalisePath } from "./dropbox/path.ts";
import type { Logger } from "./log.ts";
import type { Gauges } from "./metrics/metrics.ts";
import { newsGauges } from "./metrics/news.ts";
import { createExports } from "./news/export/exports.ts";
import { createFullTexts } from "./news/search/full-text.ts";
import { createSearchThreads } from "./news/search/threads.ts";
import type { PlatformPlaces } from "./platform/destination.ts";
import type { Installations } from "./platform/installations.ts";
import { measuredPlaces } from "./platform/measured-places.ts";
import { type Meter, NO_METER } from "./platform/meter.ts";
import { createNotices } from "./platform/notices.ts";
import type { Notifier } from "./platform/notifier.ts";
import type { PlatformStanding } from "./platform/standing.ts";
import { createToldOnce, type ToldOnce } from "./platform/told-once.ts";
import { environmentKey, type WorkspaceKey } from "./platform/workspace.ts";
import type { Clock, Pace } from "./reply/ports.ts";
import type { Reply } from "./reply/reply.ts";
import type { PlatformChoices } from "./store/chosen-workspaces.ts";
import type { Store } from "./store/database.ts";
import { createInstallations } from "./store/installations.ts";
import { ALONE, type Leases } from "./store/leases.ts";
import { type PlatformRests, sharedRests } from "./store/rests.ts";
import { createSecretBox } from "./store/secret-box.ts";
import { inLanguage } from "./wording/say.ts";

/** How long closing waits for answers in flight. */
const DRAIN_MS = 5_000;
/** How long deliveries under way may take then; what is not over is looked for at the next start. */
const DELIVERIES_MS = 3_000;

export interface Bot {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly datasets: Keeper;
  readonly connections: DropboxConnections;
  readonly digests: DigestService;
  /** How long platforms asked not to be called. */
  readonly rests: PlatformRests;
  /** Whose news people mean where the place does not tell it. */
  readonly choices: PlatformChoices;
  /** Where people installed an app of the bot by themselves. */
  readonly installations: Installations;
  /** Greets channels that the bot is invited to. */
  readonly greeter: Greeter;
  readonly toldOnce: ToldOnce;
  readonly acrossReplicas: AcrossReplicas;
  /** What one process at a time does. */
  readonly leases: Leases;
  /** Completes fields while somebody types. */
  readonly complete: Completer;
  /** Whether digests, or a connection of its own, belong to a workspace. */
  isUsed(workspace: WorkspaceKey): Promise<boolean>;
  /** Whether news files are read for a workspace: those of this machine, or of the Dropbox that it reads by. */
  readsFiles(workspace: WorkspaceKey): Promise<boolean>;
  /** Whether the stored state can be read now. Never rejects. */
  hasState(): Promise<boolean>;
  /** What a measurement looks at, besides how the platforms stand. */
  gauges(): Promise<Omit<Gauges, "standings">>;
  /** A sentence that names commands, as people here type them. */
  asRead(sentence: string): string;
  /** Whether this process brings files up to date: not beside a running bot, which does so itself. */
  readonly followsFiles: boolean;
  /**
   * Watches Dropbox and sends digests from now on; without it, data are only as fresh as `datasets.refresh` makes them,
   * and digests are sent only when somebody runs one.
   */
  start(): void;
  /** Stops watching, answers what is in flight, ends deliveries, then closes snapshots and store. */
  close(): Promise<void>;
}

interface Happenings {
  readonly connection: [ConnectionNews];
  readonly refresh: [DataSetNews];
}

export interface BotOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Tells admins what they did not ask for. */
  readonly notifier: Notifier;
  /** The platform of that name, if it runs in this process: where digests go. Default: none. */
  readonly platformNamed?: (name: string) => PlatformPlaces | undefined;
  /** How the platforms of this process stand. Default: it has none. */
  readonly standings?: () => readonly PlatformStanding[];
  /** Reads these local files instead of Dropbox: a path, a folder or a glob. */
  readonly files?: string;
  /** How many commands an actor may run a minute; default the router's. Whoever sits at a terminal may run more. */
  readonly commandsPerMinute?: number;
  /** How it waits before it asks Dropbox again; default the real time. */
  readonly pace?: Pace;
  /** How it reaches Dropbox; default Node's. */
  readonly fetch?: typeof fetch;
  /** The state, where it is open already; the bot closes it. Default: what the configuration names. */
  readonly store?: Store;
  /** Beside a running bot: reads its data, changes nothing of it. */
  readonly readOnly?: boolean;
  /** How long the machine has run, in ms, to tell by it when its clock jumps; default: the clock is right as it is. */
  readonly runMs?: () => number;
  /** Hears of commands, refreshes and messages; default: nobody does. */
  readonly meter?: Meter;
  /** Makes the full text of news where it is missing, in the background. Default: what is there is searched. */
  readonly makesFullTexts?: boolean;
  /** What is done by one process at a time, where several work over the same state; default: this is the only one. */
  readonly leases?: Leases;
}

/** Puts a bot together over its data directory. Throws AppError when the state cannot be opened. */
export async function assembleBot(options: BotOptions): Promise<Bot> {
  const { config, clock, log, files, pace, readOnly = false, meter = NO_METER, leases = ALONE } = options;
  const dataDirectory = resolve(config.DATA_DIR);
  const tmpDirectory = join(dataDirectory, "tmp");
  // The first of all that makes the data directory, where nobody has: others on this machine have no business in it.
  await mkdir(tmpDirectory, { recursive: true, mode: 0o700 });
  const store = options.store ?? (await openStateStore(config, dataDirectory, readOnly));
  const dataFiles = createDataFiles({ filesDirectory: join(dataDirectory, "files"), tmpDirectory });
  const prefix = createPrefix(config.COMMAND_PREFIX);
  const asReadNotifier: Notifier = {
    tell: (workspace, to, reply, notice) =>
      options.notifier.tell(workspace, to, prefix.onReply(reply), notice),
  };
  const notices = createNotices({
    records: store.notices,
    notifier: asReadNotifier,
    clock,
    isClockSure: () => !watch.isUnsure(),
    log,
  });
  // Beside a running bot nothing can be written down.
  const notifier = readOnly ? asReadNotifier : notices;
  // Whoever acts on what happened comes to know of it here, and may be made later than where it happens.
  const happened = new EventEmitter<Happenings>();

  function tellAdmins(workspace: WorkspaceKey, reply: Reply | undefined): void {
    if (reply === undefined) return;
    notifier.tell(workspace, "admins", reply).catch((error: unknown) => {
      log.error({ err: error, workspace }, "admins could not be told");
    });
  }

  /** What nobody asked for is in English, whoever caused it. */
  function forAdmins(notice: () => Reply | undefined): Reply | undefined {
    return inLanguage("en", notice);
  }

  const { watch, checkZone } = watchMachine({
    clock,
    runMs: options.runMs ?? clock,
    tell: (reply) => tellAdmins(environmentKey("machine"), reply),
    log,
  });

  const keys = await secretKeys(config, dataDirectory);
  const box = createSecretBox({ keys });
  const connections = createDropboxConnections({
    store,
    box,
    leases,
    http: createHttp({
      origin: config.DROPBOX_ORIGIN,
      log,
      ...(pace === undefined ? {} : { pace }),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    }),
    dataFiles,
    clock,
    log,
    ...dropboxApp(config),
    mayExport: config.EXPORT === "on",
    onNews(news) {
      tellAdmins(
        news.workspace,
        forAdmins(() => connectionNotice(news)),
      );
      happened.emit("connection", news);
    },
  });
  if (!readOnly)
    await connections.adoptEnvironment({
      ...(config.DROPBOX_PATH === undefined ? {} : { path: normalisePath(config.DROPBOX_PATH) }),
      ...(config.DROPBOX_REFRESH_TOKEN === undefined ? {} : { refreshToken: config.DROPBOX_REFRESH_TOKEN }),
      ...(config.DROPBOX_ACCESS_TOKEN === undefined ? {} : { accessToken: config.DROPBOX_ACCESS_TOKEN }),
    });

  const local = files === undefined ? undefined : localFiles(files);
  const datasets = createKeeper({
    dataDirectory,
    dataFiles,
    readOnly,
    sourceOf: async (workspace) => local ?? (await connections.sourceOf(workspace)),
    records: store.dataSets,
    leases,
    ...(config.SNAPSHOT_SHARE === undefined
      ? {}
      : { share: createSnapshotShare({ directory: resolve(config.SNAPSHOT_SHARE), keys, clock, log }) }),
    clock,
    log,
    fullTexts: createFullTexts({
      threads: createSearchThreads(),
      tmpDirectory,
      log,
      ...(options.makesFullTexts === true ? {} : { build: "none" }),
    }),
    onOutcome(source, news) {
      tellAdmins(
        source.workspace,
        forAdmins(() => dataSetNotice(news)),
      );
      happened.emit("refresh", news);
    },
  });
  const codes = createActionCodes(store.actions, clock);
  const places = measuredPlaces(
    createPlaces(options.platformNamed ?? (() => undefined), codes, prefix.onReply),
    meter,
  );
  const digests = createDigestService({
    store,
    datasets,
    places,
    notifier,
    texts: digestTexts,
    clock,
    watch,
    leases,
    log,
  });
  happened.on("refresh", ({ type }) => {
    meter.refreshed(type);
    if (type === "swapped") inLanguage("en", digests.newsArrived);
  });
  const exports = createExports({ tmpDirectory });
  const allowances = leases.isShared ? { allowances: store.allowances } : {};
  const commands = allCommands({
    news: {
      lists: store.lists,
      questions: store.questions,
      judgements: store.judgements,
      savedQuestions: store.savedQuestions,
      diskUse: datasets.diskUse,
      exporting: { exports, dropboxOf: connections.exportsOf, clock, ...allowances },
      ...(options.standings === undefined ? {} : { standings: options.standings }),
    },
    digest: {
      store,
      digests: digests.digests,
      explainer: digests.explainer,
      places,
      lists: store.lists,
      defaultZone: config.DEFAULT_TZ,
    },
    dropbox: {
      connections,
      datasets,
      changes: store.dataChanges,
      audit: store.audit,
      exports,
      log,
      keyIsGenerated: config.SECRET_KEY === undefined,
    },
  });
  const all = measured(commands, meter);
  prefix.learn(all);
  const router = createRouter({
    commands: all,
    prefix: config.COMMAND_PREFIX,
    look: datasets.look,
    lexicon: (workspace, news) => lexiconOf(() => news.lexicon(), store, workspace),
    codes,
    conversations: store.conversations,
    questions: store.questions,
    clock,
    log,
    ...allowances,
    ...(options.commandsPerMinute === undefined ? {} : { commandsPerMinute: options.commandsPerMinute }),
  });
  let background: Background | undefined;

  function startInBackground(): Background {
    const started = startBackground({
      connections,
      datasets,
      dataFiles,
      store,
      leases,
      clock,
      isClockSure: () => !watch.isUnsure(),
      log,
    });
    const logged = (work: Promise<void>): void => {
      work.catch((error: unknown) => log.error({ err: error }, "dropbox is not watched"));
    };
    happened.on("connection", ({ type, workspace }) => {
      // It goes on long after whoever connected has their answer.
      if (type === "connected") logged(inLanguage("en", () => started.watch(workspace)));
      if (type === "disconnected") logged(started.unwatch(workspace));
    });
    return started;
  }

  return {
    router: {
      ...router,
      handle(invocation, waiting) {
        checkZone(invocation.actor);
        return router.handle(invocation, waiting);
      },
    },
    codes,
    datasets,
    connections,
    digests,
    rests: leases.isShared ? sharedRests(store.rests) : store.rests,
    choices: store.choices,
    installations: createInstallations(store.db, box),
    greeter: createGreeter({ firstTimes: store.firstTimes, asRead: prefix.onReply, clock, log }),
    toldOnce: createToldOnce({ firstTimes: store.firstTimes, clock, log }),
    acrossReplicas: createAcrossReplicas({ leases, firstTimes: store.firstTimes, clock, log }),
    leases,
    complete: createCompleter({
      commands: router.commands,
      prefix: config.COMMAND_PREFIX,
      lexicon: (workspace) => lexiconOf(() => datasets.lexicon(workspace), store, workspace),
      titles: async (...asked) =>
        (await orNothing(datasets.titles(...asked), [])).map((article) => ({
          ...article,
          id: nameOfArticle(article.id),
        })),
    }),
    isUsed: async (workspace) =>
      (await store.subscriptions.ofWorkspace(workspace)).length > 0 ||
      (await store.connections.all()).some((connection) => connection.workspace === workspace),
    readsFiles: async (workspace) => local !== undefined || (await connections.of(workspace)) !== undefined,
    hasState: store.answers,
    async gauges() {
      const [news, waitingSlots] = await Promise.all([
        newsGauges(datasets, await connections.workspaces()),
        store.ledger.waiting(),
      ]);
      return { news, waitingSlots };
    },
    asRead: prefix.onSentence,
    followsFiles: !readOnly || files !== undefined,
    start() {
      background ??= startInBackground();
      digests.start();
      notices.start();
    },
    async close() {
      await Promise.all([background?.close(), digests.stop()]);
      exports.end();
      await router.drain(DRAIN_MS);
      await digests.close(DELIVERIES_MS);
      await datasets.close();
      await exports.close();
      await digests.settled();
      await notices.close();
      await store.close();
    },
  };
}
