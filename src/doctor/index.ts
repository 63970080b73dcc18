// Examines a whole set-up: settings, machine, state, platforms, Dropbox, news, places. It changes and posts nothing.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment, Host } from "../../adapters/adapter.ts";
import { ADAPTERS } from "../../adapters/index.ts";
import { type Config, readConfig } from "../config.ts";
import type { Logger } from "../log.ts";
import { assembleBot, type Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import { type Finding, note, problem } from "../platform/finding.ts";
import { environmentKey, parseWorkspace } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import { withSessionState } from "../store/session-state.ts";
import { examineConfiguration } from "./configuration.ts";
import { examineDropbox } from "./dropbox.ts";
import { examineMachine } from "./machine.ts";
import { examineNews } from "./news.ts";
import { examinePlaces } from "./places.ts";
import { reach } from "./reach.ts";
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

const DROPBOX = { name: "Dropbox", address: "https://api.dropboxapi.com" } as const;

/** Everything that was found, in the order in which it was looked at. */
export async function examine(options: DoctorOptions): Promise<readonly Finding[]> {
  const { environment, clock, tell } = options;
  const found: Finding[] = [];
  const note = (findings: readonly Finding[]): void => {
    for (const finding of findings) {
      found.push(finding);
      tell(finding);
    }
  };

  note(examineConfiguration(environment));
  const config = readable(environment);
  if (config === undefined) return found;
  options.goOut(config);
  note(await examineMachine(config.DATA_DIR));
  const { findings, store } = await examineState(config);
  note(findings);
  const taken = await examinePlatforms(config, clock, note);
  const isThere = await reach(
    { ...DROPBOX, ...(config.DROPBOX_ORIGIN === undefined ? {} : { address: config.DROPBOX_ORIGIN }) },
    clock,
  );
  note(isThere.findings);
  await examineConnections(options, config, { store, isReached: isThere.isReached, taken }, note);
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
  tell: (findings: readonly Finding[]) => void,
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
  const set = variables.filter((variable) => given[variable] !== undefined);
  return set.length === 0
    ? note(name, `off: ${why}`)
    : problem(
        name,
        `It is off although ${set.join(", ")} ${set.length === 1 ? "is" : "are"} set.`,
        `Set what is missing: ${why}.`,
      );
}

/** What only a bot can ask: connections, news, places. Those of the environment are tried in a state of their own. */
async function examineConnections(
  { clock, log, hostOf }: DoctorOptions,
  config: Config,
  {
    store,
    isReached,
    taken,
  }: { readonly store: Store | undefined; readonly isReached: boolean; readonly taken: ReadonlySet<string> },
  tell: (findings: readonly Finding[]) => void,
): Promise<void> {
  const wanted = { hasApp: config.DROPBOX_APP_KEY !== undefined, mayExport: config.EXPORT === "on" };
  const common = { clock, log, notifier: { tell: async () => undefined } };
  const ofEnvironment = config.DROPBOX_REFRESH_TOKEN ?? config.DROPBOX_ACCESS_TOKEN;
  const directory = await mkdtemp(join(tmpdir(), "rol-news-doctor-"));
  try {
    const { DATABASE_URL: _, ...alone } = config;
    if (ofEnvironment !== undefined && isReached) {
      const bot = await assembleBot({ ...common, config: { ...alone, DATA_DIR: directory } });
      tell(await examineDropbox(bot.connections, [environmentKey("dropbox")], wanted).finally(bot.close));
    }
    if (store === undefined) {
      if (ofEnvironment === undefined) tell(await examineDropbox(NO_CONNECTIONS, [], wanted));
      return;
    }
    const bot = await assembleBot({ ...common, config, store: withSessionState(store), readOnly: true });
    try {
      const workspaces = await bot.connections.workspaces();
      const own = workspaces.filter((workspace) => parseWorkspace(workspace) !== undefined);
      if (isReached && (own.length > 0 || ofEnvironment === undefined))
        tell(await examineDropbox(bot.connections, own, wanted));
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
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const NO_CONNECTIONS = { of: async () => undefined, watched: async () => undefined };
