// Which articles a question chose by what their texts say, as a scan looks at it: by place.

import type { NewsIndex } from "./columns.ts";
import type { Selection } from "./scan.ts";

/** By place: 0 for the articles that were not chosen; undefined where their texts are not asked for. */
export function chosenPlaces(
  { articles, ordinals }: Pick<NewsIndex, "articles" | "ordinals">,
  { articles: chosen, matches }: Pick<Selection, "articles" | "matches">,
): Uint16Array | undefined {
  if (matches !== undefined || chosen === undefined) return matches;
  const isChosen = new Uint8Array(articles);
  for (const ordinal of chosen) isChosen[ordinal] = 1;
  return Uint16Array.from(ordinals, (ordinal) => isChosen[ordinal] ?? 0);
}
