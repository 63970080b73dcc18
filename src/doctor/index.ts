// Examines a whole set-up: settings, machine, state, platforms, Dropbox, news, places. It changes and posts nothing.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment, Host } from "../../adapters/adapter.ts";
import { ADAPTERS } from "../../adapters/index.ts";
import { type Config, readConfig } from "../config.ts";
import { createHttp } from "../dropbox/http.ts";
import { createOAuth } from "../dropbox/oauth.ts";
import type { Logger } from "../log.ts";
import { assembleBot, type Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import { type Finding, note, problem } from "../platform/finding.ts";
import { givenOf } from "../platform/settings.ts";
import { environmentKey, parseWorkspace } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import { holderOf } from "../store/lock.ts";
import { withSessionState } from "../store/session-state.ts";
import { examineAddress } from "./address.ts";
import { examineConfiguration } from "./configuration.ts";
import { examineApp, examineDropbox } from "./dropbox.ts";
import { examineMachine } from "./machine.ts";
import { examineNews } from "./news.ts";
import { examinePlaces } from "./places.ts";
import { reach, reachProxy } from "./reach.ts";
import { examineState } from "./state.ts";

export interface DoctorOptions {
  /** Default: that of this process. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly log: Logger;
  /** What a platform gets from a bot, to ask it about places. */
  readonly hostOf: (config: Config, bot: Bot, id: string) => Host;
  /** Sends what goes out through the proxy of the configuration. */
  readonly goOut: (config: Config) => void;
  /** Hears of each as it is found. */
  readonly tell: (finding: Finding) => void;
}

type Tell = (findings: readonly Finding[]) => void;

/** Everything that was found, in the order in which it was looked at. */
export async function examine(options: DoctorOptions): Promise<readonly Finding[]> {
  const { environment, clock, goOut } = options;
  const found: Finding[] = [];
  const tell: Tell = (findings) => {
    found.push(...findings);
    findings.forEach(options.tell);
  };
  tell(examineConfiguration(environment));
  const config = readable(environment);
  if (config === undefined) {
    tell([note("everything else", "it was not looked at, since it depends on the configuration")]);
    return found;
  }
  goOut(config);
  if (config.HTTPS_PROXY !== undefined) tell([await reachProxy(config.HTTPS_PROXY)]);
  tell(await examineMachine(config.DATA_DIR));
  // A bot that runs has it itself.
  if ((await holderOf(resolve(config.DATA_DIR))) === undefined)
    tell([await examineAddress(config.HOST, config.PORT)]);
  const { findings, store } = await examineState(config);
  tell(findings);
  try {
    const taken = await examinePlatforms(config, clock, tell);
    const isReached = await examineWayToDropbox(config, options, tell);
    if (isReached) await examineEnvironment(config, options, tell);
    if (store !== undefined) await examineStored({ config, store, isReached, taken }, options, tell);
  } finally {
    await store?.close();
  }
  return found;
}

function readable(environment: NodeJS.ProcessEnv | undefined): Config | undefined {
  try {
    return readConfig(environment);
  } catch {
    // What is wrong with it was told.
    return undefined;
  }
}

/** Tells of every platform; returns the ids of those that can be asked. */
async function examinePlatforms(
  { platforms }: Config,
  clock: Clock,
  tell: Tell,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const { id, name, settings, examine: examination } of ADAPTERS) {
    if (settings.off === undefined) continue;
    const found = await examination(platforms);
    if (found === undefined) {
      tell([off(name, settings.off, Object.keys(settings.variables), platforms)]);
      continue;
    }
    const { isReached, findings } = await reach({ name, address: found.address }, clock);
    tell(findings);
    if (!isReached) continue;
    const own = await found.findings();
    tell(own);
    if (own.every(({ state }) => state !== "problem")) taken.add(id);
  }
  return taken;
}

/** A platform that does not run: on purpose, or because half of its settings are there. */
function off(name: string, why: string, variables: readonly string[], given: Environment): Finding {
  const set = givenOf(variables, given);
  if (set.length === 0) return note(name, `off: ${why}`);
  const says = `It is off although ${set.join(", ")} ${set.length === 1 ? "is" : "are"} set.`;
  return problem(name, says, `Set what is missing: ${why}.`);
}

/** Whether Dropbox can be asked; nobody needs to reach it who has no app. */
async function examineWayToDropbox(
  { DROPBOX_APP_KEY, DROPBOX_APP_SECRET, DROPBOX_ACCESS_TOKEN, DROPBOX_ORIGIN }: Config,
  { clock, log }: DoctorOptions,
  tell: Tell,
): Promise<boolean> {
  if (DROPBOX_APP_KEY === undefined && DROPBOX_ACCESS_TOKEN === undefined) {
    tell([
      note(
        "Dropbox",
        "off: it needs DROPBOX_APP_KEY; then an admin types /dropbox connect (docs/dropbox.md)",
      ),
    ]);
    return false;
  }
  const address = DROPBOX_ORIGIN ?? "https://api.dropboxapi.com";
  const { isReached, findings } = await reach({ name: "Dropbox", address }, clock);
  tell(findings);
  if (isReached && DROPBOX_APP_KEY !== undefined) {
    const http = createHttp({ origin: DROPBOX_ORIGIN, log });
    tell([
      await examineApp(createOAuth({ http, clock, appKey: DROPBOX_APP_KEY, appSecret: DROPBOX_APP_SECRET })),
    ]);
  }
  return isReached;
}

/** The connection that the environment gives, tried in a state of its own. */
async function examineEnvironment(config: Config, { clock, log }: DoctorOptions, tell: Tell): Promise<void> {
  if ((config.DROPBOX_REFRESH_TOKEN ?? config.DROPBOX_ACCESS_TOKEN) === undefined) return;
  const directory = await mkdtemp(join(tmpdir(), "rol-news-doctor-"));
  try {
    const { DATABASE_URL: _, ...alone } = config;
    const bot = await assembleBot({
      config: { ...alone, DATA_DIR: directory },
      clock,
      log,
      notifier: SILENT,
    });
    tell(await examineDropbox(bot.connections, [environmentKey("dropbox")], config).finally(bot.close));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the stored state has: connections, news, digests. */
async function examineStored(
  {
    config,
    store,
    isReached,
    taken,
  }: {
    readonly config: Config;
    readonly store: Store;
    readonly isReached: boolean;
    readonly taken: ReadonlySet<string>;
  },
  { clock, log, hostOf }: DoctorOptions,
  tell: Tell,
): Promise<void> {
  const bot = await assembleBot({
    config,
    store: withSessionState(store),
    readOnly: true,
    clock,
    log,
    notifier: SILENT,
  });
  try {
    const workspaces = await bot.connections.workspaces();
    const own = workspaces.filter((workspace) => parseWorkspace(workspace) !== undefined);
    if (isReached) tell(await examineDropbox(bot.connections, own, config));
    tell(await examineNews(bot.datasets, workspaces, clock()));
    const places = new Map<string, PlatformPlaces | undefined>();
    for (const { id, open } of ADAPTERS)
      if (taken.has(id)) places.set(id, (await open(hostOf(config, bot, id), config.platforms))?.places);
    const { scheduled, activeAlerts } = store.subscriptions;
    const subscriptions = [...(await scheduled()), ...(await activeAlerts())];
    tell(await examinePlaces(subscriptions, (id) => places.get(id)));
  } finally {
    await bot.close();
  }
}

const SILENT = { tell: async () => undefined };
