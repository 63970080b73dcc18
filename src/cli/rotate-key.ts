// `rotate-key`: seals every stored secret with the current SECRET_KEY, so that the previous one opens nothing.

import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { openStateStore, secretKeys } from "../configured.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { counted } from "../reply/build.ts";
import { type DatabaseLock, lockDatabase } from "../store/database-lock.ts";
import { lockDataDirectory } from "../store/lock.ts";
import { rotateKeys } from "../store/rotate-keys.ts";
import { createSecretBox } from "../store/secret-box.ts";

/** Throws AppError when there is nothing to rotate from, or when a secret opens with none of the keys. */
export async function rotateKey(): Promise<void> {
  const config = readConfig();
  if (config.SECRET_KEY === undefined || config.SECRET_KEY_PREVIOUS === undefined)
    throw new AppError(
      "bad-configuration",
      "rotate-key needs the new key in SECRET_KEY and the old one in SECRET_KEY_PREVIOUS. A key that the bot made itself is the text of secret.key in the data directory.",
    );
  const dataDirectory = resolve(config.DATA_DIR);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  let databaseLock: DatabaseLock | undefined;
  try {
    if (config.DATABASE_URL !== undefined)
      databaseLock = await lockDatabase({
        databaseUrl: config.DATABASE_URL,
        log: createLogger(config.LOG_LEVEL ?? "error"),
        signal: new AbortController().signal,
        isShared: false,
        waits: false,
      });
    const store = await openStateStore(config, dataDirectory, false);
    try {
      const box = createSecretBox({ keys: await secretKeys(config, dataDirectory) });
      const resealed = await rotateKeys(store, box, Date.now());
      process.stdout.write(
        `${counted(resealed, "secret")} sealed with the new key. SECRET_KEY_PREVIOUS opens nothing any more: remove it.\n`,
      );
    } finally {
      await store.close();
    }
  } finally {
    await databaseLock?.release();
    lock.release();
  }
}
