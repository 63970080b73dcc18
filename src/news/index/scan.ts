// Questions that are answered by looking at every article of a stretch of time once: ranked lists with their counts, the newest
// article that passes, the articles in scope.

import type { Period } from "../../time/windows.ts";
import type { Part } from "../filter/dimension.ts";
import type { NewsFilter } from "../filter/filter.ts";
import type { Order } from "../filter/rank.ts";
import type { NewsIndex } from "./columns.ts";
import { createStoryFinder } from "./found-stories.ts";
import { type FoundPage, type ListPage, pageOf, type Shown, shownAt } from "./page.ts";
import { PASSES, passesOf } from "./passes.ts";
import { MERITS, STANDINGS } from "./standings.ts";

/** Which articles a question is about. */
export interface Selection {
  readonly filter: NewsFilter;
  readonly period: Period;
  /** Ordinals of the articles whose texts the filter accepts; absent when it asks nothing of them. */
  readonly articles?: readonly number[];
}

export interface ScannedList extends FoundPage {
  /** Articles with an assessment in scope of which none is scored. */
  readonly notScored: number;
}

export interface Scan {
  list(order: Order, selection: Selection, page: ListPage): ScannedList;
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
  const { articles, ordinals, published, stories, outlets, countries, sources, opinions } = index;
  const { firsts, verdicts, fits, nextInStory, nextInAffair, names } = index;
  /** From here on articles are undated. */
  const undatedFrom = firstPlace((at) => Number.isNaN(at));
  const places = new Uint32Array(articles);
  for (let place = 0; place < articles; place++) places[ordinals[place] ?? 0] = place;
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

  /**
   * Calls `see` with the place of each article of the selection that comes from where the filter wants it, the newest first,
   * until it returns false.
   */
  function look(selection: Selection, see: (place: number, passes: Uint8Array) => boolean): void {
    const passes = passesOf(selection.filter, names);
    const chosen = chosenPlaces(selection.articles);
    const [from, to] = stretchOf(selection.period);
    for (let place = from; place < to; place++) {
      if (passes.sources[sources[place] ?? 0] === 0 || passes.countrySets[countries[place] ?? 0] === 0)
        continue;
      if (chosen !== undefined && chosen[place] === 0) continue;
      if (!see(place, passes.verdicts)) return;
    }
  }

  /** Whether any assessment of the article passes. */
  function passesAny(place: number, passes: Uint8Array, bit: number): boolean {
    const end = firsts[place + 1] ?? 0;
    for (let at = firsts[place] ?? 0; at < end; at++)
      if (((passes[verdicts[at] ?? 0] ?? 0) & bit) !== 0) return true;
    return false;
  }

  return {
    list(order, selection, page) {
      const standing = STANDINGS[order];
      let notScored = 0;
      look(selection, (place, passes) => {
        let any = 0;
        let merit = -1;
        let best = 0;
        let bestFit = 0;
        let relevance = 0;
        let anyRelevance = 0;
        const end = firsts[place + 1] ?? 0;
        for (let at = firsts[place] ?? 0; at < end; at++) {
          const verdict = verdicts[at] ?? 0;
          const bits = passes[verdict] ?? 0;
          any |= bits;
          if ((bits & PASSES.ofAnyRelevance) !== 0) anyRelevance = Math.max(anyRelevance, verdict & 3);
          if ((bits & PASSES.whole) === 0) continue;
          relevance = Math.max(relevance, verdict & 3);
          const fit = fits[at] ?? 0;
          const own = (MERITS[verdict] ?? 0) + fit;
          if (own <= merit) continue;
          merit = own;
          best = verdict;
          bestFit = fit;
        }
        if ((any & (PASSES.scope | PASSES.scored)) === PASSES.scope) notScored += 1;
        if ((any & PASSES.ofAnyRelevance) !== 0) found.hear(stories[place] ?? 0, anyRelevance);
        if ((any & PASSES.whole) === 0) return true;
        const base = standing.base[best * 2 + (opinions[place] ?? 0)] ?? 0;
        const own = base + bestFit * standing.fit + (outlets[place] ?? 0) * standing.outlets;
        found.offer(stories[place] ?? 0, place, best, own, relevance);
        return true;
      });
      return { ...pageOf(index, found.take(), page), notScored };
    },
    newest(selection, parts) {
      const bit = parts.includes("verdict") ? PASSES.whole : PASSES.scope;
      let newest: number | undefined;
      look(selection, (place, passes) => {
        if (place >= undatedFrom) return false;
        if (!passesAny(place, passes, bit)) return true;
        newest = published[place];
        return false;
      });
      return newest;
    },
    inScope(selection) {
      const inScope: number[] = [];
      look(selection, (place, passes) => {
        if (passesAny(place, passes, PASSES.scope)) inScope.push(ordinals[place] ?? 0);
        return true;
      });
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

/** The places of a ring, from one of them on. */
function ringFrom(first: number, next: Uint32Array): number[] {
  const ring = [first];
  for (let place = next[first] ?? first; place !== first; place = next[place] ?? first) ring.push(place);
  return ring;
}
