// `start`: the bot as a service, until it is told to stop.

import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createLineCompleter } from "../../adapters/terminal/in/complete.ts";
import { connectedByRedirect } from "../commands/dropbox/connect.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createRoutes } from "../http/routes.ts";
import { listen } from "../http/server.ts";
import { createLogger } from "../log.ts";
import { assembleBot } from "../main.ts";
import { type DatabaseLock, lockDatabase } from "../store/database-lock.ts";
import { lockDataDirectory } from "../store/lock.ts";
import { machineRunMs } from "../time/clock-watch.ts";
import { realPace } from "../time/pace.ts";
import { createPlatforms } from "./platforms.ts";
import { goThrough, proxyOf } from "./proxy.ts";
import { takeQuestions } from "./take-questions.ts";

/** Why it stops when nobody told it to. */
const REPLACED = "replaced";

/** How long requests in flight may take when the bot stops. */
const HTTP_GRACE_MS = 3_000;

/**
 * Runs until SIGTERM or SIGINT; waits before that while another process uses the same Postgres database. Throws AppError when
 * the configuration is wrong, the data directory is in use, or another process took its place.
 */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.LOG_LEVEL ?? "info");
  const stop = stopSignal();
  const proxy = proxyOf(config);
  if (proxy !== undefined) goThrough(proxy);
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  let databaseLock: DatabaseLock | undefined;
  try {
    if (config.DATABASE_URL !== undefined) {
      const told = new AbortController();
      void stop.then(() => told.abort());
      const { DATABASE_URL: databaseUrl } = config;
      databaseLock = await lockDatabase({ databaseUrl, log, signal: told.signal, waits: true });
      if (databaseLock === undefined) return;
    }
    const held = databaseLock;
    // What a crash left unfinished; only the holder of the lock may know that nobody works on it.
    await rm(join(dataDirectory, "tmp"), { recursive: true, force: true });
    await mkdir(join(dataDirectory, "tmp"), { recursive: true });
    const { notifier, places, open } = createPlatforms({ config, clock: Date.now, pace: realPace, log });
    const bot = await assembleBot({
      config,
      clock: Date.now,
      runMs: machineRunMs,
      ...(held === undefined ? {} : { isAlone: held.isHeld }),
      log,
      notifier,
      platformNamed: places,
    });
    const platforms = await open(bot);
    let ready = false;
    const routes = createRoutes({
      isReady: () => ready,
      finishConnect: async ({ state, code }) =>
        connectedByRedirect({ ...bot, log }, await bot.connections.finishWithState(state, code)),
      asRead: bot.asRead,
      log,
    });
    const { mounts } = platforms;
    const server = await listen({ host: config.HOST, port: config.PORT, routes, mounts });
    const complete = createLineCompleter({ ...bot, prefix: config.COMMAND_PREFIX });
    const questions = await takeQuestions({ dataDirectory, router: bot.router, complete, log });
    const names = await platforms.start();
    // Digests that wait need somewhere to go.
    bot.start();
    ready = true;
    log.info({ port: server.port, platforms: names }, "rol-news-bot is running");
    const reason = await Promise.race([
      stop,
      ...(held === undefined ? [] : [held.lost.then(() => REPLACED)]),
    ]);
    log.info({ signal: reason }, "stopping");
    ready = false;
    // Intake ends first; what is in flight is still answered, from data that are closed last.
    await Promise.all([platforms.close(), server.close(HTTP_GRACE_MS), questions.close()]);
    await bot.close();
    log.info("stopped");
    if (reason === REPLACED)
      throw new AppError(
        "busy",
        "Another process took this bot's place while the database could not be reached.",
      );
  } finally {
    await databaseLock?.release();
    lock.release();
  }
}

function stopSignal(): Promise<string> {
  return new Promise((stop) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(signal));
  });
}
