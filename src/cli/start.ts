// `start`: the bot as a service, until it is told to stop.

import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createLineCompleter } from "../../adapters/terminal/in/complete.ts";
import { connectedByRedirect, lendingText } from "../commands/dropbox/connect.ts";
import { readConfig } from "../config.ts";
import { createGate } from "../http/gate.ts";
import { createRoutes } from "../http/routes.ts";
import { listen } from "../http/server.ts";
import { createLogger } from "../log.ts";
import { assembleBot } from "../main.ts";
import { lockDataDirectory } from "../store/lock.ts";
import { realPace } from "../time/pace.ts";
import { createPlatforms } from "./platforms.ts";
import { goThrough, proxyOf } from "./proxy.ts";
import { takeQuestions } from "./take-questions.ts";

/** Group and others. */
const NOT_THE_OWNER = 0o077;

/** How long requests in flight may take when the bot stops. */
const HTTP_GRACE_MS = 3_000;

/** Runs until SIGTERM or SIGINT. Throws AppError when the configuration is wrong or the data directory is in use. */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.LOG_LEVEL ?? "info");
  const stop = stopSignal();
  const proxy = proxyOf(config);
  if (proxy !== undefined) goThrough(proxy);
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  try {
    // What a crash left unfinished; only the holder of the lock may know that nobody works on it.
    await rm(join(dataDirectory, "tmp"), { recursive: true, force: true });
    await mkdir(join(dataDirectory, "tmp"), { recursive: true, mode: 0o700 });
    if (((await stat(dataDirectory)).mode & NOT_THE_OWNER) !== 0)
      log.warn("others on this machine can read the data directory: make it private with chmod 700");
    const { notifier, places, nameOf, open } = createPlatforms({
      config,
      clock: Date.now,
      pace: realPace,
      log,
    });
    const bot = await assembleBot({ config, clock: Date.now, log, notifier, platformNamed: places });
    const platforms = await open(bot);
    let ready = false;
    const routes = createRoutes({
      isReady: () => ready,
      lending: async (state) => {
        const { workspace, actorName } = await bot.connections.borrower(state);
        return lendingText({ actorName, borrower: await nameOf(workspace) });
      },
      async finishConnect({ state, code }) {
        const record = await bot.connections.finishWithState(state, code);
        return connectedByRedirect({ ...bot, log }, record, await nameOf(record.workspace));
      },
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
    const names = await platforms.start();
    // Digests that wait need somewhere to go.
    bot.start();
    ready = true;
    log.info({ port: server.port, platforms: names }, "rol-news-bot is running");
    log.info({ signal: await stop }, "stopping");
    ready = false;
    // Intake ends first; what is in flight is still answered, from data that are closed last.
    await Promise.all([platforms.close(), server.close(HTTP_GRACE_MS), questions.close()]);
    await bot.close();
    log.info("stopped");
  } finally {
    lock.release();
  }
}

function stopSignal(): Promise<string> {
  return new Promise((stop) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(signal));
  });
}
