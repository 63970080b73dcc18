// How much there is: one look at every article of a stretch of time, counted by pillar, country, outlet or time.

import type { NewsFilter } from "../filter/filter.ts";
import { PILLARS } from "../pillars.ts";
import { chosenPlaces } from "./chosen.ts";
import { type NewsIndex, VERDICTS } from "./columns.ts";
import { HIGHEST, PASSES, type Passes, passesOf } from "./passes.ts";
import type { Selection } from "./scan.ts";
import { SCORE_SETS, type Spread, spreadOf, type Tally } from "./spread.ts";
import { createStretches } from "./stretches.ts";

/** What things are counted by. By time: from each moment, ms UTC, to before the next; the first moment first. */
export type Grouping =
  | { readonly by: "pillar" | "country" | "source" }
  | { readonly by: "time"; readonly starts: readonly number[] };

export interface Group {
  /** A pillar's number, a country or an outlet, a moment in ms; empty for no known country and no outlet. */
  readonly name: string;
  readonly tally: Tally;
}

export interface Counts {
  readonly total: Tally;
  /** The assessments: each has one score, so that these add up. */
  readonly verdicts: Spread;
  /**
   * Pillars and moments all of them, in their order; countries and outlets those that have something. An article of two
   * countries is in both, a story that goes on in each stretch of time that has a report of it. An article has one verdict a
   * pillar at most: by pillar, articles are verdicts.
   */
  readonly groups: readonly Group[];
  /** Articles with an assessment in scope of which none is scored. */
  readonly notScored: number;
  /** Stories by the relevance of their most relevant verdict that is kept whatever relevance is asked for: 0, 1, 2. */
  readonly relevance: readonly [number, number, number];
  /** Articles without a date that pass, where the period leaves them out; absent where only their texts would tell. */
  readonly undated?: number;
  /** Articles of the countries, the outlets and the period that have a score for any pillar; absent where texts are asked for. */
  readonly scored?: number;
}

export interface Counter {
  count(selection: Selection, grouping?: Grouping): Counts;
  /** ms UTC of the oldest dated article of the countries and outlets that a filter asks for. */
  oldest(filter: NewsFilter): number | undefined;
}

/** A packed verdict's pillar, as the number of its group, and its score, as a bit. */
const pillarGroupOf = (packed: number): number => packed >> 5;
const scoreBitOf = (packed: number): number => 1 << ((packed >> 2) & 7);

/** What a verdict passes takes eight bits; behind them stand the bit of its score, and whether it has one at all. */
const SCORES_FROM = 8;
const HAS_SCORE = SCORE_SETS << SCORES_FROM;

const NO_GROUP: readonly number[] = [];

/** Where the bits of the relevances that would be kept stand beside the set of scores that are. */
const HEARD_FROM = 6;

/**
 * How groups are told apart: by their names, and by a number that each article has, the groups that it is in. Which pillars it is
 * in its verdicts tell.
 */
interface Groups {
  readonly names: readonly string[];
  /** By place. */
  readonly numbers?: ArrayLike<number>;
  readonly ofNumber: readonly (readonly number[])[];
}

const UNGROUPED: Groups = { names: [], ofNumber: [] };
const BY_PILLAR: Groups = { names: PILLARS.map(({ number }) => String(number)), ofNumber: [] };

/** Counts take a few milliseconds of this thread, one after the other; they share room for what they find of each article. */
export function createCounter(index: NewsIndex): Counter {
  const { articles, published, firsts, verdicts, countries, sources, nextInStory, names } = index;
  const stretches = createStretches(index);
  const bitsAt = new Uint16Array(articles);
  const countryNames = [...new Set(names.countrySets.flatMap(namesOfSet))];
  const byCountry: Groups = {
    names: countryNames,
    numbers: countries,
    ofNumber: names.countrySets.map((set) => namesOfSet(set).map((name) => countryNames.indexOf(name))),
  };
  const bySource: Groups = {
    names: names.sources,
    numbers: sources,
    ofNumber: names.sources.map((_, source) => [source]),
  };

  function groupsOf(grouping: Grouping): Groups {
    switch (grouping.by) {
      case "pillar":
        return BY_PILLAR;
      case "country":
        return byCountry;
      case "source":
        return bySource;
      case "time":
        return byTime(grouping.starts);
    }
  }

  function byTime(starts: readonly number[]): Groups {
    // Number 0 is before all of them, and undated.
    const numbers = new Uint16Array(articles);
    for (const [number, from] of starts.entries()) {
      const next = starts[number + 1];
      numbers.fill(number + 1, ...stretches.of({ from, ...(next === undefined ? {} : { to: next - 1 }) }));
    }
    return {
      names: starts.map(String),
      numbers,
      ofNumber: [[], ...starts.map((_, number) => [number])],
    };
  }

  /** Whether the article there comes from where the filter wants it. */
  function isFrom(place: number, passes: Passes): boolean {
    return passes.sources[sources[place] ?? 0] !== 0 && passes.countrySets[countries[place] ?? 0] !== 0;
  }

  /** Undated articles that pass, of a period that ends at that place. */
  function undatedBeside(to: number, passes: Passes): number {
    let undated = 0;
    for (let place = Math.max(to, stretches.undatedFrom); place < articles; place++) {
      if (!isFrom(place, passes)) continue;
      const own = verdicts.subarray(firsts[place], firsts[place + 1]);
      if (own.some((verdict) => isWhole(passes, verdict))) undated += 1;
    }
    return undated;
  }

  return {
    count({ filter, period, ...texts }, grouping) {
      const passes = passesOf(filter, names);
      const found = foundBits(passes);
      const chosen = chosenPlaces(index, texts);
      const [from, to] = stretches.of(period);
      const groups = grouping === undefined ? UNGROUPED : groupsOf(grouping);
      const { numbers, ofNumber } = groups;
      const all = createTallies(1);
      const ofGroup = createTallies(groups.names.length);
      // By packed verdict, of articles that are stories by themselves and of the others, whatever passes.
      const [ofAlone, ofOthers] = [new Uint32Array(VERDICTS), new Uint32Array(VERDICTS)];
      const storiesHeard = new Uint32Array(HIGHEST.length);
      let [notScored, scored] = [0, 0];
      for (let place = from; place < to; place++) {
        if (!isFrom(place, passes)) continue;
        if (chosen !== undefined && chosen[place] === 0) continue;
        const isAlone = nextInStory[place] === place;
        const counted = isAlone ? ofAlone : ofOthers;
        const end = firsts[place + 1] ?? 0;
        let bits = 0;
        for (let at = firsts[place] ?? 0; at < end; at++) {
          const verdict = verdicts[at] ?? 0;
          bits |= found[verdict] ?? 0;
          counted[verdict] = (counted[verdict] ?? 0) + 1;
        }
        if ((bits & (PASSES.scope | PASSES.scored)) === PASSES.scope) notScored += 1;
        if ((bits & HAS_SCORE) !== 0) scored += 1;
        const scores = (bits >> SCORES_FROM) & (SCORE_SETS - 1);
        const heard = (bits & PASSES.unaskedOfAny) / PASSES.unasked;
        if (!isAlone) {
          bitsAt[place] = scores | (heard << HEARD_FROM);
          continue;
        }
        storiesHeard[heard] = (storiesHeard[heard] ?? 0) + 1;
        if (scores === 0) continue;
        all.alone(0, scores);
        const own = ofNumber[numbers?.[place] ?? 0] ?? NO_GROUP;
        for (let each = 0; each < own.length; each++) ofGroup.alone(own[each] ?? 0, scores);
      }

      // The stories of several articles, each when the first of them that was found is reached.
      for (let first = from; first < to; first++) {
        if (bitsAt[first] === 0) continue;
        let heard = 0;
        let place = first;
        do {
          const bits = bitsAt[place] ?? 0;
          const scores = bits & (SCORE_SETS - 1);
          bitsAt[place] = 0;
          heard |= bits >> HEARD_FROM;
          if (scores !== 0) {
            all.article(0, scores);
            for (const group of ofNumber[numbers?.[place] ?? 0] ?? NO_GROUP) ofGroup.article(group, scores);
            const end = groups === BY_PILLAR ? (firsts[place + 1] ?? 0) : 0;
            for (let at = firsts[place] ?? 0; at < end; at++) {
              const verdict = verdicts[at] ?? 0;
              if (isWhole(passes, verdict)) ofGroup.article(pillarGroupOf(verdict), scoreBitOf(verdict));
            }
          }
          place = nextInStory[place] ?? first;
        } while (place !== first);
        storiesHeard[heard] = (storiesHeard[heard] ?? 0) + 1;
        all.endStory();
        ofGroup.endStory();
      }

      const verdictScores = new Uint32Array(SCORE_SETS);
      for (let verdict = 0; verdict < VERDICTS; verdict++) {
        if (!isWhole(passes, verdict)) continue;
        const [alone, others, bit] = [ofAlone[verdict] ?? 0, ofOthers[verdict] ?? 0, scoreBitOf(verdict)];
        verdictScores[bit] = (verdictScores[bit] ?? 0) + alone + others;
        if (groups === BY_PILLAR) ofGroup.alone(pillarGroupOf(verdict), bit, alone);
      }
      const relevance: [number, number, number] = [0, 0, 0];
      for (const [heard, stories] of storiesHeard.entries()) {
        const highest = HIGHEST[heard];
        if (highest === 0 || highest === 1 || highest === 2) relevance[highest] += stories;
      }
      const isEveryone = grouping?.by === "pillar" || grouping?.by === "time";
      return {
        total: all.of(0),
        verdicts: spreadOf(verdictScores),
        groups: groups.names.flatMap((name, group) => {
          const tally = ofGroup.of(group);
          return isEveryone || tally.articles.all > 0 ? [{ name, tally }] : [];
        }),
        notScored,
        relevance,
        ...(chosen === undefined ? { undated: undatedBeside(to, passes), scored } : {}),
      };
    },
    oldest(filter) {
      const passes = passesOf(filter, names);
      for (let place = stretches.undatedFrom - 1; place >= 0; place--)
        if (isFrom(place, passes)) return published[place];
      return undefined;
    },
  };
}

function namesOfSet(set: readonly string[]): readonly string[] {
  return set.length === 0 ? [""] : set;
}

function isWhole({ verdicts }: Passes, packed: number): boolean {
  return ((verdicts[packed] ?? 0) & PASSES.wholeOfAny) !== 0;
}

/** By packed verdict: what it passes, the bit of its score where it passes the whole filter, and whether it has a score. */
function foundBits(passes: Passes): Uint16Array {
  return Uint16Array.from(
    passes.verdicts,
    (bits, packed) =>
      bits |
      (isWhole(passes, packed) ? scoreBitOf(packed) << SCORES_FROM : 0) |
      (scoreBitOf(packed) > 1 ? HAS_SCORE : 0),
  );
}

/** Counts of so many groups, by the set of scores that a thing has. */
function createTallies(groups: number) {
  const stories = new Uint32Array(groups * SCORE_SETS);
  const articles = new Uint32Array(groups * SCORE_SETS);
  // Of the story whose articles are being told.
  const storyScores = new Uint8Array(groups);
  const touched = new Uint32Array(groups);
  let touchedSize = 0;
  return {
    /** Articles that are stories by themselves. */
    alone(group: number, scores: number, many = 1): void {
      const at = group * SCORE_SETS + scores;
      articles[at] = (articles[at] ?? 0) + many;
      stories[at] = (stories[at] ?? 0) + many;
    },
    /** One of the articles of a story. */
    article(group: number, scores: number): void {
      const at = group * SCORE_SETS + scores;
      articles[at] = (articles[at] ?? 0) + 1;
      const before = storyScores[group] ?? 0;
      if (before === 0) touched[touchedSize++] = group;
      storyScores[group] = before | scores;
    },
    endStory(): void {
      for (let each = 0; each < touchedSize; each++) {
        const group = touched[each] ?? 0;
        const at = group * SCORE_SETS + (storyScores[group] ?? 0);
        stories[at] = (stories[at] ?? 0) + 1;
        storyScores[group] = 0;
      }
      touchedSize = 0;
    },
    of: (group: number): Tally => ({
      stories: spreadOf(stories, group * SCORE_SETS),
      articles: spreadOf(articles, group * SCORE_SETS),
    }),
  };
}
