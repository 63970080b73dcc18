// Ranked lists with their counts, by one look at every article of a stretch of time: the loop that most questions wait for.

import type { Order } from "../filter/rank.ts";
import { isOfTopic } from "../filter/topics.ts";
import { createBest, isBehind, offer } from "./best.ts";
import { type NewsIndex, VERDICTS } from "./columns.ts";
import { groupsOf, type ListPage, type Shown, shownAt, storiesOf } from "./page.ts";
import { HIGHEST, PASSES, type Passes } from "./passes.ts";
import { createSeveralReports, forget, hear, NONE, offerReport } from "./several-reports.ts";
import { STANDINGS } from "./standings.ts";

/** A selection made ready for a scan. */
export interface Prepared {
  /** The places of its period: from the first to before the second. */
  readonly from: number;
  readonly to: number;
  readonly passes: Passes;
  /** By place, 0 for the articles that were not chosen. */
  readonly chosen: Uint8Array | undefined;
}

export interface ScannedList {
  readonly shown: readonly Shown[];
  /** Stories on all pages together. */
  readonly stories: number;
  /** Distinct sets of countries on all pages together. */
  readonly countryGroups: number;
  /** Stories by the relevance of their most relevant assessment that is kept whatever relevance is asked for: 0, 1, 2. */
  readonly relevance: readonly [number, number, number];
  /** Articles with an assessment in scope of which none is scored. */
  readonly notScored: number;
}

export type ListScan = (order: Order, prepared: Prepared, page: ListPage) => ScannedList;

/**
 * What a question makes of articles of one kind, in one number: the best of the verdicts that are kept, which of the article's it is,
 * the two relevances, whether none in scope is scored. 0 while it is not known.
 */
const OUTCOME = { which: 8, heard: 11, kept: 13, notScored: 15, known: 16 } as const;
/** In place of a relevance, in two bits. */
const IRRELEVANT = 3;

/** Scans share room for what they find of kinds and stories: one ends before the next begins. */
export function createListScan(index: NewsIndex): ListScan {
  const { outlets, countries, sources, opinions, firsts, kinds, verdicts, fits, names } = index;
  const several = createSeveralReports(index);
  const storyNumbers = several.numbers;
  const facts = factsOf(index);
  const outcomes = new Int32Array(kinds.reduce((most, kind) => Math.max(most, kind), 0) + 1);

  const mostOutlets = outlets.reduce((most, own) => Math.max(most, own), 0);
  const reaches = { top: reachOf("top", mostOutlets), latest: reachOf("latest", mostOutlets) };

  function outcomeAt(place: number, { verdicts: bits, merits }: Passes): number {
    let passed = 0;
    let [merit, best, which] = [-1, 0, 0];
    const first = firsts[place] ?? 0;
    const end = firsts[place + 1] ?? 0;
    for (let at = first; at < end; at++) {
      const verdict = verdicts[at] ?? 0;
      passed |= bits[verdict] ?? 0;
      // The fit would never decide: of one article no two assessments have one pillar.
      const own = merits[verdict] ?? 0;
      if (own > merit) [merit, best, which] = [own, verdict, at - first];
    }
    const heard = (passed & PASSES.unaskedOfAny) / PASSES.unasked;
    const kept = (passed & PASSES.wholeOfAny) / PASSES.whole;
    const isNotScored = (passed & (PASSES.scope | PASSES.scored)) === PASSES.scope;
    return (
      best |
      (which << OUTCOME.which) |
      ((heard === 0 ? IRRELEVANT : (HIGHEST[heard] ?? 0)) << OUTCOME.heard) |
      ((kept === 0 ? IRRELEVANT : (HIGHEST[kept] ?? 0)) << OUTCOME.kept) |
      (Number(isNotScored) << OUTCOME.notScored) |
      (1 << OUTCOME.known)
    );
  }

  /** What an article stands at. */
  function standingAt(place: number, outcome: number, order: Order): number {
    const { base, fit, outlets: ofOutlets } = STANDINGS[order];
    const assessment = (firsts[place] ?? 0) + ((outcome >> OUTCOME.which) & 7);
    return (
      (base[(outcome & 255) * 2 + (opinions[place] ?? 0)] ?? 0) +
      (fits[assessment] ?? 0) * fit +
      (outlets[place] ?? 0) * ofOutlets
    );
  }

  return (order, { from, to, passes, chosen }, page) => {
    const { sources: sourcePasses, countrySets: countryPasses } = passes;
    const isFromAnywhere = !sourcePasses.includes(0) && !countryPasses.includes(0);
    /** By bits: the relevances that are asked for. */
    const asked = RELEVANCES.reduce((bits, one) => bits | (isOfTopic(page.topic, one) ? 1 << one : 0), 0);
    const groups = groupsOf(page.each, names);
    const best = createBest(groups.many, page.offset + page.limit);
    const reach = reaches[order];
    const setsSeen = new Uint8Array(names.countrySets.length);
    let notScored = 0;
    let heardOf = 0;
    let related = 0;
    let onTopic = 0;
    let stories = 0;
    outcomes.fill(0);

    const groupAt = (place: number, verdict: number): number => {
      switch (groups.looksAt) {
        case "all":
          return 0;
        case "verdict":
          return groups.numbers[verdict] ?? 0;
        case "countries":
          return groups.numbers[countries[place] ?? 0] ?? 0;
        case "source":
          return groups.numbers[sources[place] ?? 0] ?? 0;
      }
    };

    // What is looked at of every article stands in as few arrays as can be: each more costs a tenth of the time.
    for (let place = from; place < to; place++) {
      if (!isFromAnywhere) {
        if (sourcePasses[sources[place] ?? 0] === 0) continue;
        if (countryPasses[countries[place] ?? 0] === 0) continue;
      }
      if (chosen !== undefined && chosen[place] === 0) continue;
      const kind = facts[place * 2] ?? 0;
      let outcome = outcomes[kind] ?? 0;
      if (outcome === 0) {
        outcome = outcomeAt(place, passes);
        outcomes[kind] = outcome;
      }
      notScored += (outcome >> OUTCOME.notScored) & 1;
      const heard = (outcome >> OUTCOME.heard) & 3;
      if (heard === IRRELEVANT) continue;
      const kept = (outcome >> OUTCOME.kept) & 3;
      const others = facts[place * 2 + 1] ?? 0;
      if ((others & HAS_OTHER_REPORTS) !== 0) {
        const story = storyNumbers[place] ?? NONE;
        hear(several, story, heard);
        if (kept === IRRELEVANT) continue;
        offerReport(several, story, place, standingAt(place, outcome, order), kept);
        continue;
      }
      heardOf += 1;
      related += heard & 1;
      onTopic += heard >> 1;
      if (((asked >> kept) & 1) === 0) continue;
      stories += 1;
      setsSeen[others >> 1] = 1;
      const verdict = outcome & 255;
      const group = groupAt(place, verdict);
      best.offered[group] = (best.offered[group] ?? 0) + 1;
      if (isBehind(best, group, place, reach[verdict] ?? 0)) continue;
      offer(best, group, place, standingAt(place, outcome, order));
    }

    for (let story = 0; story < several.heard.length; story++) {
      const heard = several.heard[story] ?? NONE;
      if (heard === NONE) continue;
      heardOf += 1;
      related += heard & 1;
      onTopic += heard >> 1;
      const place = several.places[story] ?? NONE;
      if (place === NONE || ((asked >> (several.relevances[story] ?? IRRELEVANT)) & 1) === 0) continue;
      stories += 1;
      setsSeen[countries[place] ?? 0] = 1;
      const group = groupAt(place, (outcomes[kinds[place] ?? 0] ?? 0) & 255);
      best.offered[group] = (best.offered[group] ?? 0) + 1;
      offer(best, group, place, several.standings[story] ?? 0);
    }
    forget(several);

    return {
      shown: storiesOf(page, groups.many, best).map(({ place }) =>
        shownAt(index, place, (outcomes[kinds[place] ?? 0] ?? 0) & 255),
      ),
      stories,
      countryGroups: setsSeen.reduce((sum, seen) => sum + seen, 0),
      relevance: [heardOf - related - onTopic, related, onTopic],
      notScored,
    };
  };
}

/** In what is looked at of every article: beside it its set of countries, by its number doubled. */
const HAS_OTHER_REPORTS = 1;

/** By place, twice: the kind, and what else every scan looks at. */
function factsOf({ articles, kinds, countries, nextInStory }: NewsIndex): Uint32Array {
  const facts = new Uint32Array(articles * 2);
  for (let place = 0; place < articles; place++) {
    facts[place * 2] = kinds[place] ?? 0;
    const other = nextInStory[place] === place ? 0 : HAS_OTHER_REPORTS;
    facts[place * 2 + 1] = ((countries[place] ?? 0) << 1) | other;
  }
  return facts;
}

/** What articles can stand at, at most, by their best verdict. */
function reachOf(order: Order, mostOutlets: number): Float64Array {
  const { base, fit, outlets } = STANDINGS[order];
  return Float64Array.from({ length: VERDICTS }, (_, verdict) => {
    const either = Math.max(base[verdict * 2] ?? 0, base[verdict * 2 + 1] ?? 0);
    return either + 255 * fit + mostOutlets * outlets;
  });
}

const RELEVANCES: readonly number[] = [0, 1, 2];
