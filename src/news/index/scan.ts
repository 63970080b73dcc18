// Questions that are answered by looking at every article of a stretch of time once: ranked lists with their counts, the newest
// article that passes, the articles in scope.

import { DAY_MS } from "../../time/units.ts";
import type { Period } from "../../time/windows.ts";
import type { Part } from "../filter/dimension.ts";
import type { NewsFilter } from "../filter/filter.ts";
import type { Order } from "../filter/rank.ts";
import { chosenPlaces } from "./chosen.ts";
import type { NewsIndex } from "./columns.ts";
import { createListScan, type Ordered, type Prepared, type Ranker } from "./list-scan.ts";
import { type ListPage, type Shown, shownAt } from "./page.ts";
import { PASSES, passesOf } from "./passes.ts";
import { MERITS, NEWNESS_FACTORS, reachIn, STRENGTH_FACTORS, standingsIn, verdictEnds } from "./standings.ts";
import { createStretches } from "./stretches.ts";
import type { ScannedList } from "./tally.ts";

/** Which articles a question is about. */
export interface Selection {
  readonly filter: NewsFilter;
  readonly period: Period;
  /** Ordinals of the articles whose texts the filter accepts; absent when it asks nothing of them. */
  readonly articles?: readonly number[];
  /** By place: 0 for articles whose texts are not what is asked for; of the others how well they match. */
  readonly matches?: Uint16Array;
}

export interface Scan {
  list(order: Order, selection: Selection, page: ListPage): ScannedList;
  /** By how well texts match, strong verdicts and newer articles a bit more. */
  bestMatches(selection: Selection & { readonly matches: Uint16Array }, page: ListPage): ScannedList;
  /** ms UTC of the newest dated article that passes those parts of the filter. */
  newest(selection: Selection, parts: readonly Part[]): number | undefined;
  /** Ordinals of the articles with an assessment in scope, ascending. */
  inScope(selection: Selection): readonly number[];
  /** An article by its ordinal, with the best of all its assessments. Throws, as the next ones do, where there is none. */
  shown(ordinal: number): Shown;
  /** The place of an article in the columns. */
  placeOf(ordinal: number): number;
  /** Ordinals of the articles of the story of that article, itself first. */
  storyOf(ordinal: number): readonly number[];
  /** Places of the first articles of all stories of the affair that begins with that one; none when it begins none. */
  affairOf(ordinal: number): readonly number[];
  /** Ordinals of the articles published at or after that time, ms UTC, the newest first. */
  publishedSince(from: number): readonly number[];
}

/** Scans take a few milliseconds of this thread, one after the other; they share room for what they find of each story. */
export function createScan(index: NewsIndex): Scan {
  const { articles, ordinals, published, countries, sources } = index;
  const { firsts, verdicts, fits, nextInStory, nextInAffair, names } = index;
  const stretches = createStretches(index);
  const places = new Uint32Array(articles);
  for (let place = 0; place < articles; place++) places[ordinals[place] ?? 0] = place;
  const list = createListScan(index);
  const rankers = rankersOf(index);
  const rankMatches = matchRankers(index);

  function placeOf(ordinal: number): number {
    const place = places[ordinal];
    if (place === undefined) throw new RangeError(`no article ${ordinal}`);
    return place;
  }

  /** Where to look, and how to tell. */
  function prepare({ filter, period, ...texts }: Selection): Prepared {
    const [from, to] = stretches.of(period);
    return { from, to, passes: passesOf(filter, names), chosen: chosenPlaces(index, texts) };
  }

  /** Whether the article there comes from where the filter wants it, and is one of those that were chosen. */
  function isWanted(place: number, { passes, chosen }: Prepared): boolean {
    return (
      (chosen === undefined || chosen[place] !== 0) &&
      passes.sources[sources[place] ?? 0] !== 0 &&
      passes.countrySets[countries[place] ?? 0] !== 0
    );
  }

  /** Whether any assessment of the article passes. */
  function passesAny(place: number, { passes }: Prepared, bit: number): boolean {
    const end = firsts[place + 1] ?? 0;
    for (let at = firsts[place] ?? 0; at < end; at++)
      if (((passes.verdicts[verdicts[at] ?? 0] ?? 0) & bit) !== 0) return true;
    return false;
  }

  return {
    list: (order, selection, page) => list(rankers(order), prepare(selection), page),
    bestMatches: (selection, page) => list(rankMatches(selection.matches), prepare(selection), page),
    newest(selection, parts) {
      const bit = parts.includes("verdict") ? PASSES.wholeOfAny : PASSES.scope;
      const prepared = prepare(selection);
      const to = Math.min(prepared.to, stretches.undatedFrom);
      for (let place = prepared.from; place < to; place++)
        if (isWanted(place, prepared) && passesAny(place, prepared, bit)) return published[place];
      return undefined;
    },
    inScope(selection) {
      const prepared = prepare(selection);
      const inScope: number[] = [];
      for (let place = prepared.from; place < prepared.to; place++)
        if (isWanted(place, prepared) && passesAny(place, prepared, PASSES.scope))
          inScope.push(ordinals[place] ?? 0);
      return inScope.sort((a, b) => a - b);
    },
    shown(ordinal) {
      const place = placeOf(ordinal);
      let [merit, best] = [-1, 0];
      for (let at = firsts[place] ?? 0; at < (firsts[place + 1] ?? 0); at++) {
        const own = (MERITS[verdicts[at] ?? 0] ?? 0) + (fits[at] ?? 0);
        if (own > merit) [merit, best] = [own, verdicts[at] ?? 0];
      }
      return shownAt(index, place, best);
    },
    placeOf,
    storyOf: (ordinal) => ringFrom(placeOf(ordinal), nextInStory).map((place) => ordinals[place] ?? 0),
    affairOf: (ordinal) =>
      index.affairs[placeOf(ordinal)] === ordinal ? ringFrom(placeOf(ordinal), nextInAffair) : [],
    publishedSince: (from) => [...ordinals.subarray(...stretches.of({ from }))],
  };
}

/** What they look up is made for the first list of that order: the first answer after a restart waits for little else. */
function rankersOf(index: NewsIndex): (order: Order) => Ranker {
  const known = new Map<Order, Ranker>();
  return (order) => {
    const ranker = known.get(order) ?? rankerOf(index, order);
    known.set(order, ranker);
    return ranker;
  };
}

function rankerOf(index: NewsIndex, order: Order): Ranker {
  return {
    reach: reachIn(index, order),
    by: { type: "order", lists: listsOf(index, order), ...standingsIn(index, order) },
  };
}

function listsOf(index: NewsIndex, order: Order): Ordered["lists"] {
  if (order === "latest") return "places";
  let ends: Uint32Array | undefined;
  return (verdict) => {
    ends ??= verdictEnds(index);
    return index.ranked.subarray(ends[verdict - 1] ?? 0, ends[verdict]);
  };
}

/** By how well texts match, strong verdicts and newer articles a bit more. */
function matchRankers({ published }: NewsIndex): (matches: Uint16Array) => Ranker {
  // By place: divided once, for a search asks it of most of them.
  let known: Uint16Array | undefined;
  return (matches) => {
    known ??= daysBefore(published);
    return { reach: STRENGTH_FACTORS, by: { type: "match", matches, days: known } };
  };
}

/** By place: whole days before the newest article, as far as newness tells them apart; the undated are oldest. */
function daysBefore(published: Float64Array): Uint16Array {
  const newest = published[0] ?? Number.NaN;
  const oldest = NEWNESS_FACTORS.length - 1;
  const days = new Uint16Array(published.length).fill(oldest);
  for (let place = 0; place < published.length; place++) {
    const before = Math.floor((newest - (published[place] ?? Number.NaN)) / DAY_MS);
    if (before < oldest) days[place] = before;
  }
  return days;
}

/** The places of a ring, from one of them on. */
function ringFrom(first: number, next: Uint32Array): number[] {
  const ring = [first];
  for (let place = next[first] ?? first; place !== first; place = next[place] ?? first) ring.push(place);
  return ring;
}
