// Stories of several reports, while a scan goes through their articles: the one that stands for each, and how relevant it is. What
// has one report is decided where it stands; only these few are remembered.

import type { NewsIndex } from "./columns.ts";

/** By the number of the story, unless it says otherwise. The room is made once for a snapshot. */
export interface SeveralReports {
  /** By place: the number of its story, or `NONE` where the story has no other report. */
  readonly numbers: Int32Array;
  /** At most this relevant, of what would be kept but for its relevance; `NONE` where nothing was heard of it. */
  readonly heard: Int8Array;
  /** The first `many` are the numbers of the stories that were heard of, each once. */
  readonly heardOf: Uint32Array;
  many: number;
  /** The article that stands for it: of the best standing, and of these the first. `NONE` where none was kept. */
  readonly places: Int32Array;
  readonly standings: Float64Array;
  /** Of its most relevant assessment that was kept. */
  readonly relevances: Uint8Array;
}

export const NONE = -1;

export function createSeveralReports({ articles, stories, nextInStory }: NewsIndex): SeveralReports {
  const numbers = new Int32Array(articles).fill(NONE);
  const numberOf = new Int32Array(articles).fill(NONE);
  let many = 0;
  for (let place = 0; place < articles; place++) {
    if (nextInStory[place] === place) continue;
    const story = stories[place] ?? 0;
    if (numberOf[story] === NONE) numberOf[story] = many++;
    numbers[place] = numberOf[story] ?? NONE;
  }
  return {
    numbers,
    heard: new Int8Array(many).fill(NONE),
    heardOf: new Uint32Array(many),
    many: 0,
    places: new Int32Array(many).fill(NONE),
    standings: new Float64Array(many),
    relevances: new Uint8Array(many),
  };
}

/** An article of that story would be kept but for its relevance. */
export function hear(several: SeveralReports, story: number, relevance: number): void {
  const { heard, heardOf } = several;
  const before = heard[story] ?? NONE;
  if (before === NONE) heardOf[several.many++] = story;
  if (relevance > before) heard[story] = relevance;
}

/** An article of that story is kept. Articles come in any order, each once. */
export function offerReport(
  { places, standings, relevances }: SeveralReports,
  story: number,
  place: number,
  standing: number,
  relevance: number,
): void {
  const before = places[story] ?? NONE;
  const isFirst = before === NONE;
  if (isFirst || relevance > (relevances[story] ?? 0)) relevances[story] = relevance;
  const better = standing - (standings[story] ?? 0);
  if (!isFirst && (better < 0 || (better === 0 && place > before))) return;
  places[story] = place;
  standings[story] = standing;
}

/** Nothing was heard of any story any more. */
export function forget(several: SeveralReports): void {
  const { heard, heardOf, places } = several;
  for (let at = 0; at < several.many; at++) {
    const story = heardOf[at] ?? 0;
    heard[story] = NONE;
    places[story] = NONE;
  }
  several.many = 0;
}
