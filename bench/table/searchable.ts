// Waits until the full text is there: it follows its snapshot in the background.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "../../src/errors.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import type { Site } from "./site.ts";
import { builtSnapshot } from "./snapshot.ts";

/** Put into the snapshot's folder when it is whole. */
export const SEARCH_FILE = "search.sqlite";

/** How long it may take on a busy machine: for any data, and for each assessment. */
const MOST_MS = { atAll: 2 * MINUTE_MS, each: 1 } as const;
const LOOK_MS = 250;

export interface SearchFile {
  /** From the snapshot to the full text. */
  readonly tookMs: number;
  readonly sizeBytes: number;
}

/** Resolves when the bot finds articles by their words. Throws AppError when it never does. */
export async function untilSearchable(site: Site): Promise<SearchFile> {
  const bot = await site.bot();
  const { words, rows } = await site.corpus();
  const question = { actor: "searcher", text: `/news search ${words.commonest[0] ?? "court"}` };
  const givenUpAt = performance.now() + MOST_MS.atAll + MOST_MS.each * rows;
  let said = "";
  while (performance.now() < givenUpAt) {
    const { directory } = await builtSnapshot(site.dataDirectory);
    const [made, snapshot] = await Promise.all(
      [SEARCH_FILE, "manifest.json"].map((name) => stat(join(directory, name)).catch(() => undefined)),
    );
    if (made !== undefined && snapshot !== undefined) {
      const { withArticles, without } = await bot.ask([question]);
      if (withArticles > 0) return { tookMs: made.mtimeMs - snapshot.mtimeMs, sizeBytes: made.size };
      said = without ?? "";
    }
    await pause(LOOK_MS);
  }
  throw new AppError("internal", `The full text never came. ${said}`);
}
