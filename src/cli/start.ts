// `start`: the bot as a service, until it is told to stop.

import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createLineCompleter } from "../../adapters/terminal/in/complete.ts";
import { createDrawing } from "../charts/drawing.ts";
import { fontProblem } from "../charts/font.ts";
import { type Config, readConfig, strangeSettings } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import { createGate } from "../http/gate.ts";
import { createRoutes } from "../http/routes.ts";
import { listen } from "../http/server.ts";
import { createLogger, type LogDestination } from "../log.ts";
import { assembleBot, type Bot } from "../main.ts";
import type { Gauges, Metrics } from "../metrics/metrics.ts";
import { within } from "../platform/waiting.ts";
import { environmentKey } from "../platform/workspace.ts";
import type { DatabaseLock } from "../store/database-lock.ts";
import { lockDataDirectory } from "../store/lock.ts";
import { machineRunMs } from "../time/clock-watch.ts";
import { realPace } from "../time/pace.ts";
import { dropboxReturn } from "./dropbox-return.ts";
import { surviveWhatNobodyCaught } from "./last-resort.ts";
import { createPlatforms } from "./platforms.ts";
import { goThrough, proxyOf } from "./proxy.ts";
import { readableLog } from "./readable-log.ts";
import { takeQuestions } from "./take-questions.ts";
import { whatIsMissing, whatIsThere } from "./what-is-missing.ts";

/** Why it stops when nobody told it to. */
const REPLACED = "replaced";
/** Group and others. */
const NOT_THE_OWNER = 0o077;

/** How long requests in flight may take when the bot stops. */
const HTTP_GRACE_MS = 3_000;

/** How long the service waits for platforms before it says that it runs; they go on by themselves. */
const STARTING_MS = 10_000;
/** How long stopping may take in all, and how long the process may outlive its lock. */
const STOPPING_MS = 30_000;
const ENDING_MS = 500;

/**
 * Runs until SIGTERM or SIGINT, beside others over the same Postgres database; waits before that while one uses it alone. Throws
 * AppError when the configuration is wrong, the data directory is in use, or another process took its place.
 */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.LOG_LEVEL ?? "info", logDestination());
  const stop = stopSignal();
  const proxy = proxyOf(config);
  if (proxy !== undefined) goThrough(proxy);
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  let databaseLock: DatabaseLock | undefined;
  try {
    if (config.DATABASE_URL !== undefined) {
      const told = new AbortController();
      void stop.promise.then(() => told.abort());
      const { DATABASE_URL: databaseUrl } = config;
      const { lockDatabase } = await import("../store/database-lock.ts");
      const { upgradeAlone } = await import("../store/upgrade.ts");
      await upgradeAlone({ databaseUrl, log, signal: told.signal });
      databaseLock = await lockDatabase({
        databaseUrl,
        log,
        signal: told.signal,
        isShared: true,
        waits: true,
      });
      if (databaseLock === undefined) return;
    }
    const held = databaseLock;
    // What a crash left unfinished; only the holder of the lock may know that nobody works on it.
    await rm(join(dataDirectory, "tmp"), { recursive: true, force: true });
    await mkdir(join(dataDirectory, "tmp"), { recursive: true, mode: 0o700 });
    if (((await stat(dataDirectory)).mode & NOT_THE_OWNER) !== 0)
      log.warn("others on this machine can read the data directory: make it private with chmod 700");
    const drawing = createDrawing({ log, pace: realPace });
    const { notifier, places, nameOf, standings, open } = createPlatforms({
      config,
      draw: drawing.draw,
      clock: Date.now,
      pace: realPace,
      log,
    });
    const metrics = await metricsOf(config, async () => ({
      ...(await bot.gauges()),
      standings: standings(),
    }));
    const bot: Bot = await assembleBot({
      config,
      ...(metrics === undefined ? {} : { meter: metrics.meter }),
      makesFullTexts: true,
      clock: Date.now,
      runMs: machineRunMs,
      ...(held === undefined ? {} : { leases: held.leases }),
      log,
      notifier,
      platformNamed: places,
      standings,
    });
    const platforms = await open(bot);
    let ready = false;
    const routes = createRoutes({
      isReady: () => ready,
      hasState: bot.hasState,
      ...(metrics === undefined ? {} : { metrics: { ...metrics, ...tokenOf(config) } }),
      standings,
      ...dropboxReturn({ bot, nameOf, log }),
      asRead: bot.asRead,
      log,
    });
    const { mounts } = platforms;
    const server = await listen({
      host: config.HOST,
      port: config.PORT,
      routes,
      mounts,
      gate: createGate({ clock: Date.now }),
    });
    const complete = createLineCompleter({ ...bot, prefix: config.COMMAND_PREFIX });
    const questions = await takeQuestions({ dataDirectory, router: bot.router, complete, log });
    const settle = surviveWhatNobodyCaught({
      clock: Date.now,
      log,
      tell: (reply) => {
        notifier.tell(environmentKey("process"), "admins", reply).catch((error: unknown) => {
          log.warn({ reason: messageOf(error) }, "the operator could not be told");
        });
      },
      giveUp: () => {
        process.exitCode = 1;
        stop.resolve("failures");
      },
    });
    // A platform that hangs holds up neither the others nor the end.
    await Promise.race([within(platforms.start(), STARTING_MS), stop.promise]);
    bot.start();
    ready = true;
    const withoutFonts = fontProblem();
    if (withoutFonts !== undefined)
      log.warn(
        { reason: withoutFonts },
        "charts come as words alone: the fonts that npm ci brings are not there",
      );
    const connected = standings().filter(({ standing }) => standing.type === "connected");
    log.info({ port: server.port, platforms: connected.map(({ name }) => name) }, "rol-news-bot is running");
    const startedWith = {
      standings: standings(),
      connections: (await bot.connections.workspaces()).length,
      ...(config.platforms.SLACK_CLIENT_ID === undefined
        ? {}
        : { installations: (await bot.installations.names()).length }),
      config,
      strange: strangeSettings(),
    };
    for (const sentence of [...whatIsThere(startedWith), ...whatIsMissing(startedWith)]) log.info(sentence);
    // Not in the log, which others may read: what lets somebody in is for whoever started the program.
    for (const sentence of platforms.invitations(server.port)) process.stdout.write(`${sentence}\n`);
    void held?.lost.then(() => stop.resolve(REPLACED));
    const reason = await stop.promise;
    log.info({ signal: reason }, "stopping");
    ready = false;
    endAfter(STOPPING_MS, 1);
    // Intake ends first; what is in flight is still answered, from data that are closed last.
    await Promise.all([platforms.close(), server.close(HTTP_GRACE_MS), questions.close()]);
    await bot.close();
    await drawing.close();
    settle();
    log.info("stopped");
    if (reason === REPLACED)
      throw new AppError(
        "busy",
        "Another process took this bot's place while the database could not be reached.",
      );
  } finally {
    await databaseLock?.release();
    lock.release();
    // Without the lock nothing of this process may go on: its successor answers now.
    endAfter(ENDING_MS, process.exitCode);
  }
}

/** Lines for whoever sits before it; absent: JSON, which programs read. */
function logDestination(): LogDestination | undefined {
  const { stderr } = process;
  return stderr.isTTY ? readableLog((text) => stderr.write(text), stderr.hasColors()) : undefined;
}

/** The program's numbers, if they are wanted: what counts them is loaded only then. */
async function metricsOf({ METRICS }: Config, look: () => Promise<Gauges>): Promise<Metrics | undefined> {
  return METRICS === "on" ? (await import("../metrics/metrics.ts")).createMetrics(look) : undefined;
}

function tokenOf({ METRICS_TOKEN: token }: Config): { readonly token?: string } {
  return token === undefined ? {} : { token };
}

/** Ends the process, where something still holds it then: a request that nobody waits for, a library's timer. */
function endAfter(ms: number, code: typeof process.exitCode): void {
  setTimeout(() => process.exit(code), ms).unref();
}

function stopSignal(): PromiseWithResolvers<string> {
  const stop = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop.resolve(signal));
  return stop;
}
