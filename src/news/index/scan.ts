// Questions that are answered by looking at every article of a stretch of time once: ranked lists with their counts, the newest
// article that passes, the articles in scope.

import { DAY_MS } from "../../time/units.ts";
import type { Period } from "../../time/windows.ts";
import type { Part } from "../filter/dimension.ts";
import type { NewsFilter } from "../filter/filter.ts";
import type { Order } from "../filter/rank.ts";
import type { NewsIndex } from "./columns.ts";
import { createStoryFinder } from "./found-stories.ts";
import { type FoundPage, type ListPage, pageOf, type Shown, shownAt } from "./page.ts";
import { HIGHEST, PASSES, type Passes, passesOf } from "./passes.ts";
import { MERITS, NEWNESS_FACTORS, STANDINGS, STRENGTH_FACTORS } from "./standings.ts";

/** Which articles a question is about. */
export interface Selection {
  readonly filter: NewsFilter;
  readonly period: Period;
  /** Ordinals of the articles whose texts the filter accepts; absent when it asks nothing of them. */
  readonly articles?: readonly number[];
  /** By place: 0 for articles whose texts are not what is asked for; of the others how well they match. */
  readonly matches?: Uint16Array;
}

export interface ScannedList extends FoundPage {
  /** Articles with an assessment in scope of which none is scored. */
  readonly notScored: number;
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

const OLDEST_FACTOR = NEWNESS_FACTORS.at(-1) ?? 1;

/** A selection made ready for a scan. */
interface Prepared {
  /** The places of its period: from the first to before the second. */
  readonly from: number;
  readonly to: number;
  readonly passes: Passes;
  /** By place, 0 for the articles that were not chosen. */
  readonly chosen: Uint8Array | Uint16Array | undefined;
}

/** Scans take a few milliseconds of this thread, one after the other; they share room for what they find of each story. */
export function createScan(index: NewsIndex): Scan {
  const { articles, ordinals, published, outlets, countries, sources, opinions } = index;
  const { firsts, verdicts, fits, nextInStory, nextInAffair, names } = index;
  /** From here on articles are undated. */
  const undatedFrom = firstPlace((at) => Number.isNaN(at));
  const places = new Uint32Array(articles);
  for (let place = 0; place < articles; place++) places[ordinals[place] ?? 0] = place;
  const heads = storyHeads(index);
  const found = createStoryFinder(articles);

  /** The first place whose date is so; all dates after it are, too. */
  function firstPlace(isSo: (at: number) => boolean): number {
    let [low, high] = [0, articles];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isSo(published[middle] ?? Number.NaN)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The places of a period: from the first to before the second. An undated article is in none that has an end. */
  function stretchOf({ from, to }: Period): readonly [number, number] {
    const first = to === undefined ? 0 : firstPlace((at) => !(at > to));
    if (from === undefined) return [first, to === undefined ? articles : undatedFrom];
    return [first, firstPlace((at) => !(at >= from))];
  }

  function placeOf(ordinal: number): number {
    const place = places[ordinal];
    if (place === undefined) throw new RangeError(`no article ${ordinal}`);
    return place;
  }

  /** By place: 1 for the articles that were chosen. */
  function chosenPlaces(chosen: readonly number[] | undefined): Uint8Array | undefined {
    if (chosen === undefined) return undefined;
    const are = new Uint8Array(articles);
    for (const ordinal of chosen) are[places[ordinal] ?? 0] = 1;
    return are;
  }

  /** Where to look, and how to tell. */
  function prepare({ filter, period, articles: chosen, matches }: Selection): Prepared {
    const [from, to] = stretchOf(period);
    return { from, to, passes: passesOf(filter, names), chosen: matches ?? chosenPlaces(chosen) };
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

  /** A page of the stories that pass, by the standing of the best article of each: in an order, or by how texts match. */
  function listBy(order: Order | "match", selection: Selection, page: ListPage): ScannedList {
    const prepared = prepare(selection);
    const { verdicts: bits, merits } = prepared.passes;
    const { base, fit: fitAdds, outlets: outletsAdd } = STANDINGS[order === "match" ? "latest" : order];
    const matches = order === "match" ? selection.matches : undefined;
    const newest = published[0] ?? Number.NaN;
    let notScored = 0;
    for (let place = prepared.from; place < prepared.to; place++) {
      if (!isWanted(place, prepared)) continue;
      let passed = 0;
      let merit = -1;
      let best = 0;
      const end = firsts[place + 1] ?? 0;
      for (let at = firsts[place] ?? 0; at < end; at++) {
        const verdict = verdicts[at] ?? 0;
        passed |= bits[verdict] ?? 0;
        const own = (merits[verdict] ?? 0) + (fits[at] ?? 0);
        if (own <= merit) continue;
        merit = own;
        best = verdict;
      }
      if ((passed & (PASSES.scope | PASSES.scored)) === PASSES.scope) notScored += 1;
      const unasked = (passed & PASSES.unaskedOfAny) / PASSES.unasked;
      if (unasked === 0) continue;
      const head = heads[place] ?? 0;
      found.hear(head, HIGHEST[unasked] ?? 0);
      const whole = (passed & PASSES.wholeOfAny) / PASSES.whole;
      if (whole === 0) continue;
      let own: number;
      if (matches === undefined) {
        const fit = merit - (merits[best] ?? 0);
        const standing = base[best * 2 + (opinions[place] ?? 0)] ?? 0;
        own = standing + fit * fitAdds + (outlets[place] ?? 0) * outletsAdd;
      } else {
        const days = Math.floor((newest - (published[place] ?? Number.NaN)) / DAY_MS);
        own =
          (matches[place] ?? 0) * (STRENGTH_FACTORS[best] ?? 1) * (NEWNESS_FACTORS[days] ?? OLDEST_FACTOR);
      }
      found.offer(head, place, best, own, HIGHEST[whole] ?? 0);
    }
    return { ...pageOf(index, found.take(), page), notScored };
  }

  return {
    list: listBy,
    bestMatches: (selection, page) => listBy("match", selection, page),
    newest(selection, parts) {
      const bit = parts.includes("verdict") ? PASSES.wholeOfAny : PASSES.scope;
      const prepared = prepare(selection);
      const to = Math.min(prepared.to, undatedFrom);
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
    publishedSince(from) {
      return [
        ...ordinals.subarray(
          0,
          firstPlace((at) => !(at >= from)),
        ),
      ];
    },
  };
}

/**
 * By place: the first place of the story. Stories are counted by it, for it is near: what is counted of reports of one time then
 * stands together in memory.
 */
function storyHeads({ articles, stories }: NewsIndex): Uint32Array {
  const headOf = new Int32Array(articles).fill(-1);
  return Uint32Array.from(stories, (story, place) => {
    const head = headOf[story] ?? -1;
    if (head >= 0) return head;
    headOf[story] = place;
    return place;
  });
}

/** The places of a ring, from one of them on. */
function ringFrom(first: number, next: Uint32Array): number[] {
  const ring = [first];
  for (let place = next[first] ?? first; place !== first; place = next[place] ?? first) ring.push(place);
  return ring;
}
