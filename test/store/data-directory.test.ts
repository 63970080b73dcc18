// The data directory is for its owner alone, whoever of the program makes it.

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot } from "../../src/main.ts";
import { openStore } from "../../src/store/database.ts";
import { loadOrCreateKeyFile } from "../../src/store/key-file.ts";
import { lockDataDirectory } from "../../src/store/lock.ts";

const makers: readonly (readonly [name: string, make: (dataDirectory: string) => Promise<() => unknown>])[] =
  [
    ["the lock", async (directory) => (await lockDataDirectory(directory, Date.now())).release],
    ["the store", async (dataDirectory) => (await openStore({ dataDirectory })).close],
    [
      "the key",
      async (directory) => {
        await loadOrCreateKeyFile(directory);
        return () => undefined;
      },
    ],
    [
      "the bot",
      async (directory) => {
        const bot = await assembleBot({
          config: readConfig({ DATA_DIR: directory }),
          clock: Date.now,
          log: createLogger("silent"),
          notifier: { tell: async () => undefined },
        });
        return () => bot.close();
      },
    ],
  ];

it.each(makers)("made by %s", async (_name, make) => {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-directory-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const close = await make(join(folder, "new", "data"));
  expect((await stat(join(folder, "new", "data"))).mode & 0o777).toBe(0o700);
  await close();
});
