// A bot over the sample articles whose stored state a test may look into.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../src/store/database.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

export interface StoredBot {
  readonly bot: TestBot;
  readonly store: Store;
  /** For what a test writes; it goes with the bot. */
  readonly folder: string;
  end(): Promise<void>;
}

/** On the morning of 8 March 2024. `isSearched`: whether its articles can be searched; default: they cannot. */
export async function startStoredBot({
  isSearched = false,
}: {
  readonly isSearched?: boolean;
} = {}): Promise<StoredBot> {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-stored-"));
  const dataDirectory = join(folder, "data");
  const store = await openStore({ dataDirectory });
  const bot = await startTestBot({
    files: sampleFiles,
    now: "2024-03-08T09:00:00Z",
    dataDirectory,
    store,
    isSearched,
  });
  return {
    bot,
    store,
    folder,
    async end() {
      await bot.close();
      await rm(folder, { recursive: true });
    },
  };
}
