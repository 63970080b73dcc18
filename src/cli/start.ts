// `start`: the bot as a service, until it is told to stop.

import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { connectedByRedirect } from "../commands/dropbox/connect.ts";
import { readConfig } from "../config.ts";
import { createRoutes } from "../http/routes.ts";
import { listen } from "../http/server.ts";
import { createLogger, type Logger } from "../log.ts";
import { assembleBot } from "../main.ts";
import { plainText } from "../reply/plain-text.ts";
import type { Notifier } from "../reply/ports.ts";
import { lockDataDirectory } from "../store/lock.ts";

/** How long requests in flight may take when the bot stops. */
const HTTP_GRACE_MS = 3_000;

/** Runs until SIGTERM or SIGINT. Throws AppError when the configuration is wrong or the data directory is in use. */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.LOG_LEVEL ?? "info");
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  try {
    // What a crash left unfinished; only the holder of the lock may know that nobody works on it.
    await rm(join(dataDirectory, "tmp"), { recursive: true, force: true });
    await mkdir(join(dataDirectory, "tmp"), { recursive: true });
    const bot = await assembleBot({ config, clock: Date.now, log, notifier: logNotifier(log) });
    let ready = true;
    const routes = createRoutes({
      isReady: () => ready,
      finishConnect: async ({ state, code }) =>
        connectedByRedirect(await bot.connections.finishWithState(state, code)),
      log,
    });
    const server = await listen(routes, { host: config.HOST, port: config.PORT });
    bot.start();
    log.info({ port: server.port }, "rol-news-bot is running");
    log.info({ signal: await stopSignal() }, "stopping");
    ready = false;
    await server.close(HTTP_GRACE_MS);
    await bot.close();
    log.info("stopped");
  } finally {
    lock.release();
  }
}

/** Until a chat platform can carry them, admins' messages are in the log. */
function logNotifier(log: Logger): Notifier {
  return {
    async tell(workspace, to, reply) {
      log.warn({ workspace, to }, plainText(reply));
    },
  };
}

function stopSignal(): Promise<string> {
  return new Promise((stop) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(signal));
  });
}
