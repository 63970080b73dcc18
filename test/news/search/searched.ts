// A catalog whose full text is there.

import { createLogger } from "../../../src/log.ts";
import { type Catalog, openCatalog } from "../../../src/news/catalog.ts";
import type { Manifest } from "../../../src/news/manifest.ts";
import { createFullTexts } from "../../../src/news/search/full-text.ts";
import { createSearchThreads } from "../../../src/news/search/threads.ts";

/** Opens a snapshot whose full text was made. */
export async function openSearched(
  directory: string,
  manifest: Manifest,
): Promise<{ readonly catalog: Catalog; close(): Promise<void> }> {
  const fullTexts = createFullTexts({
    threads: createSearchThreads({ most: 1 }),
    tmpDirectory: directory,
    log: createLogger("silent"),
    build: "none",
    waitMs: 60_000,
  });
  const catalog = await openCatalog(directory, manifest, fullTexts.of(directory, manifest));
  return {
    catalog,
    async close() {
      await catalog.close();
      await fullTexts.close();
    },
  };
}

/**
 * Whether a text has a letter or a digit. Ligatures of nothing but marks, and one apostrophe, are letters to Unicode, and have
 * none in them.
 */
export function hasWord(text: string): boolean {
  const isOne = (part: string): boolean => /[\p{L}\p{N}]/u.test(part);
  return [...text.replaceAll("ʼ", "'")].some(
    (character) => isOne(character) && isOne(character.normalize("NFKD")),
  );
}
