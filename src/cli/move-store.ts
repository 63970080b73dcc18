// `move-store`: what DATA_DIR keeps in SQLite goes into the Postgres of DATABASE_URL, while no bot uses either.

import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { secretKeys } from "../configured.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { counted } from "../reply/build.ts";
import { lockDatabase } from "../store/database-lock.ts";
import { lockDataDirectory } from "../store/lock.ts";
import { moveStore } from "../store/move/move-store.ts";
import { createSecretBox } from "../store/secret-box.ts";

/** Throws AppError when there is nowhere to move to, when a bot runs, and as `moveStore` does. */
export async function moveToPostgres(): Promise<void> {
  const config = readConfig();
  const { DATABASE_URL: databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new AppError(
      "bad-configuration",
      "move-store needs DATABASE_URL, an empty Postgres database, and SECRET_KEY, the key that the bot has. A key that it made itself is the text of secret.key in the data directory.",
    );
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  try {
    const databaseLock = await lockDatabase({
      databaseUrl,
      log: createLogger(config.LOG_LEVEL ?? "error"),
      signal: new AbortController().signal,
      isShared: false,
      waits: false,
    });
    try {
      const moved = await moveStore({
        dataDirectory,
        databaseUrl,
        box: createSecretBox({ keys: await secretKeys(config, dataDirectory) }),
        now: Date.now(),
        onProgress: ({ table, rows, of }) => {
          if (rows > 0) process.stdout.write(`${table}: ${rows} of ${of}\n`);
        },
      });
      const rows = moved.reduce((sum, one) => sum + one.rows, 0);
      process.stdout.write(
        `${counted(rows, "row")} of ${counted(moved.length, "table")} moved and compared. Start the bot with DATABASE_URL from now on; state.sqlite is as it was, and of no use to it any more.\n`,
      );
    } finally {
      await databaseLock?.release();
    }
  } finally {
    lock.release();
  }
}
