// Ranked lists with their counts, by one look at every article of a stretch of time: the loop that most questions wait for.

import { isOfTopic } from "../filter/topics.ts";
import { createBest, isBehind, offer } from "./best.ts";
import type { NewsIndex } from "./columns.ts";
import { createFewPlaces } from "./few-places.ts";
import { createOutcomes, OUTCOME } from "./outcomes.ts";
import { groupsOf, type ListPage } from "./page.ts";
import { IRRELEVANT, type Passes } from "./passes.ts";
import { createSeveralReports, forget, hear, NONE, offerReport } from "./several-reports.ts";
import { type ByOrder, NEWNESS_FACTORS, STRENGTH_FACTORS, standingIn } from "./standings.ts";
import { groupAt, type ScannedList, type Tally, told } from "./tally.ts";
import { createWholeScan, type WholeScan } from "./whole-scan.ts";

/** A selection made ready for a scan. */
export interface Prepared {
  /** The places of its period: from the first to before the second. */
  readonly from: number;
  readonly to: number;
  readonly passes: Passes;
  /** By place, 0 for the articles that were not chosen. */
  readonly chosen: Uint16Array | undefined;
}

/** What gives articles their standing in a list. */
export interface Ranker {
  /** By verdict: at most what articles can stand at of which it is the best that is kept; by match, what the match is multiplied by. */
  readonly reach: Float64Array;
  readonly by: Ordered | ByMatch;
}

/** An order that is known before anything is asked. The reach is that of the most fit. */
export interface Ordered extends ByOrder {
  readonly type: "order";
  /** Articles as they stand: those of a verdict by what they stand at with it, or all of them where places are that order. */
  readonly lists: "places" | ((verdict: number) => Uint32Array);
}

/** By place: how well the texts match, and the whole days before the newest article. */
interface ByMatch {
  readonly type: "match";
  readonly matches: Uint16Array;
  readonly days: Uint16Array;
}

/** As functions of rankers, these would be called for each article, and make an object of each number. */
function standingOf(by: Ranker["by"], place: number, verdict: number): number {
  if (by.type === "order") return standingIn(by, place, verdict);
  const newness = NEWNESS_FACTORS[by.days[place] ?? 0] ?? 1;
  return (by.matches[place] ?? 0) * (STRENGTH_FACTORS[verdict] ?? 1) * newness;
}

export type ListScan = (ranker: Ranker, prepared: Prepared, page: ListPage) => ScannedList;

/** Scans share room for what they find of kinds and stories: one ends before the next begins. */
export function createListScan(index: NewsIndex): ListScan {
  const { articles, countries, sources, kinds, firsts, verdicts, names } = index;
  const several = createSeveralReports(index);
  const storyNumbers = several.numbers;
  const facts = factsOf(index);
  const fewPlaces = createFewPlaces(index);
  const outcomes = createOutcomes(index);
  const { known } = outcomes;
  /** Made for the first list of all dates. */
  let scanWhole: WholeScan | undefined;

  /** Every story of several reports that was heard of. */
  function settle(tally: Tally): void {
    const { heard, heardOf, places, relevances } = several;
    for (let at = 0; at < several.many; at++) {
      const story = heardOf[at] ?? 0;
      const level = heard[story] ?? NONE;
      tally.heard += 1;
      tally.related += level & 1;
      tally.onTopic += level >> 1;
      const place = places[story] ?? NONE;
      if (place === NONE || ((tally.asked >> (relevances[story] ?? IRRELEVANT)) & 1) === 0) continue;
      tally.stories += 1;
      tally.setsSeen[countries[place] ?? 0] = 1;
      const verdict = (known[kinds[place] ?? 0] ?? 0) & OUTCOME.verdict;
      const group = groupAt(tally.groups, index, place, verdict);
      tally.best.offered[group] = (tally.best.offered[group] ?? 0) + 1;
      offer(tally.best, group, place, several.standings[story] ?? 0);
    }
    forget(several);
  }

  function scanStretch(ranker: Ranker, { from, to, passes, chosen }: Prepared, tally: Tally): void {
    const { sources: sourcePasses, countrySets: countryPasses } = passes;
    const [isOfAnySource, isFromAnywhere] = [!sourcePasses.includes(0), !countryPasses.includes(0)];
    const { reach, by } = ranker;
    const [matches, newest] = by.type === "match" ? [by.matches, NEWNESS_FACTORS[0] ?? 1] : [undefined, 1];
    const { groups, best, asked, setsSeen } = tally;
    let [notScored, heardOf, related, onTopic, stories] = [0, 0, 0, 0, 0];
    const few = fewPlaces(from, to, passes);
    const end = few === undefined ? to : few.length;
    // What is looked at of every article stands in as few arrays as can be: each more costs a tenth of the time.
    for (let at = few === undefined ? from : 0; at < end; at++) {
      const place = few === undefined ? at : (few[at] ?? 0);
      const others = facts[place * 2 + 1] ?? 0;
      if (!isFromAnywhere && countryPasses[others >> 1] === 0) continue;
      if (!isOfAnySource && sourcePasses[sources[place] ?? 0] === 0) continue;
      if (chosen !== undefined && chosen[place] === 0) continue;
      const kind = facts[place * 2] ?? 0;
      let outcome = known[kind] ?? 0;
      if (outcome === 0) outcome = outcomes.find(kind, verdicts, firsts[place] ?? 0, firsts[place + 1] ?? 0);
      notScored += (outcome >> OUTCOME.notScored) & 1;
      const heard = (outcome >> OUTCOME.heard) & 3;
      if (heard === IRRELEVANT) continue;
      const kept = (outcome >> OUTCOME.kept) & 3;
      const verdict = outcome & OUTCOME.verdict;
      if ((others & HAS_OTHER_REPORTS) !== 0) {
        const story = storyNumbers[place] ?? NONE;
        hear(several, story, heard);
        if (kept === IRRELEVANT) continue;
        offerReport(several, story, place, standingOf(by, place, verdict), kept);
        continue;
      }
      heardOf += 1;
      related += heard & 1;
      onTopic += heard >> 1;
      if (((asked >> kept) & 1) === 0) continue;
      stories += 1;
      setsSeen[others >> 1] = 1;
      const group = groupAt(groups, index, place, verdict);
      best.offered[group] = (best.offered[group] ?? 0) + 1;
      const most = (matches === undefined ? 1 : (matches[place] ?? 0)) * (reach[verdict] ?? 0) * newest;
      if (isBehind(best, group, place, most)) continue;
      offer(best, group, place, standingOf(by, place, verdict));
    }
    tally.notScored += notScored;
    tally.heard += heardOf;
    tally.related += related;
    tally.onTopic += onTopic;
    tally.stories += stories;
  }

  return (ranker, prepared, page) => {
    const { from, to, passes, chosen } = prepared;
    const groups = groupsOf(page.each, names);
    const start = (): Tally => ({
      groups,
      best: createBest(groups.many, page.offset + page.limit),
      asked: [0, 1, 2].reduce((bits, one) => bits | (isOfTopic(page.topic, one) ? 1 << one : 0), 0),
      setsSeen: new Uint8Array(names.countrySets.length),
      heard: 0,
      related: 0,
      onTopic: 0,
      stories: 0,
      notScored: 0,
    });
    outcomes.begin(passes);
    const isWhole = from === 0 && to === articles && chosen === undefined && isUnlimited(passes);
    const { reach, by } = ranker;
    if (isWhole && page.each === undefined && by.type === "order") {
      const tally = start();
      scanWhole ??= createWholeScan(index, outcomes);
      if (scanWhole({ reach, by }, tally)) return told(index, outcomes, page, tally);
    }
    const tally = start();
    scanStretch(ranker, prepared, tally);
    settle(tally);
    return told(index, outcomes, page, tally);
  };
}

/** Whether articles of every outlet and country pass. */
function isUnlimited({ sources, countrySets }: Passes): boolean {
  return !sources.includes(0) && !countrySets.includes(0);
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
