// Lists over all dates and all the world, without a look at every article: stories of one report are counted by the kinds of
// their articles, and those that come on the page are at the heads of the lists of their verdicts.

import { isBehind, offer } from "./best.ts";
import { type NewsIndex, VERDICTS } from "./columns.ts";
import type { Ranker } from "./list-scan.ts";
import { OUTCOME, type Outcomes } from "./outcomes.ts";
import { IRRELEVANT } from "./passes.ts";
import { hear, NONE, offerReport, type SeveralReports } from "./several-reports.ts";
import type { Tally } from "./tally.ts";

/** The share of articles that are looked at in vain before a look at all of them takes no longer. */
const MOST_LOOKED_AT = 1 / 8;

export interface WholeScan {
  /** Hears what every article says of the stories of several reports. */
  hearReports(ranker: Ranker): void;
  /** Counts the stories of one report, and offers the best. False where that would take longer than a look at every article. */
  countAlone(ranker: Ranker, tally: Tally): boolean;
}

export function createWholeScan(
  { articles, kinds, countries, nextInStory, names }: NewsIndex,
  { several, outcomes }: { readonly several: SeveralReports; readonly outcomes: Outcomes },
): WholeScan {
  const { known } = outcomes;
  const { numbers } = several;
  /** The places of articles whose stories have other reports. */
  const reports = numbers.reduce<number[]>((found, number, place) => {
    if (number !== NONE) found.push(place);
    return found;
  }, []);
  /** By kind: one article of it, how many there are, and how many of these are alone in their story. */
  const examples = new Uint32Array(known.length);
  const all = new Uint32Array(known.length);
  const alone = new Uint32Array(known.length);
  const isSetThere = new Uint8Array(names.countrySets.length);
  for (let place = articles - 1; place >= 0; place--) {
    const kind = kinds[place] ?? 0;
    examples[kind] = place;
    all[kind] = (all[kind] ?? 0) + 1;
    if (nextInStory[place] === place) alone[kind] = (alone[kind] ?? 0) + 1;
    isSetThere[countries[place] ?? 0] = 1;
  }

  function isKept(place: number, { asked }: Tally): boolean {
    const outcome = known[kinds[place] ?? 0] ?? 0;
    return numbers[place] === NONE && ((asked >> ((outcome >> OUTCOME.kept) & 3)) & 1) !== 0;
  }

  /** Counts by kinds. @returns how many are kept, by the best verdict of each. */
  function count(tally: Tally): Uint32Array {
    const kept = new Uint32Array(VERDICTS);
    for (let kind = 0; kind < known.length; kind++) {
      const outcome = known[kind] || outcomes.find(examples[kind] ?? 0);
      if (((outcome >> OUTCOME.notScored) & 1) === 1) tally.notScored += all[kind] ?? 0;
      const heard = (outcome >> OUTCOME.heard) & 3;
      if (heard === IRRELEVANT) continue;
      const many = alone[kind] ?? 0;
      tally.heard += many;
      if (heard === 1) tally.related += many;
      if (heard === 2) tally.onTopic += many;
      if (((tally.asked >> ((outcome >> OUTCOME.kept) & 3)) & 1) === 0) continue;
      tally.stories += many;
      const verdict = outcome & OUTCOME.verdict;
      kept[verdict] = (kept[verdict] ?? 0) + many;
    }
    return kept;
  }

  /** Offers the best of those that are kept, of each best verdict so many. @returns whether they were found soon. */
  function offerBest({ reach, standingOf, lists }: Ranker, tally: Tally, kept: Uint32Array): boolean {
    const { best } = tally;
    let looks = Math.ceil(articles * MOST_LOOKED_AT);

    /** So many there are in a list that is in the order of their standing, of that best verdict or of any. */
    function offerFirst(list: Iterable<number>, many: number, verdict?: number): void {
      let left = many;
      for (const place of list) {
        if (left === 0 || looks === 0) return;
        const own = (known[kinds[place] ?? 0] ?? 0) & OUTCOME.verdict;
        if ((verdict !== undefined && own !== verdict) || !isKept(place, tally)) {
          looks -= 1;
          continue;
        }
        const standing = standingOf(place, own);
        if (isBehind(best, 0, place, standing)) return;
        offer(best, 0, place, standing);
        left -= 1;
      }
    }

    const verdicts = [...kept.keys()].filter((verdict) => (kept[verdict] ?? 0) > 0);
    if (lists === "places") {
      offerFirst(
        kinds.keys(),
        verdicts.reduce((sum, verdict) => sum + (kept[verdict] ?? 0), 0),
      );
      return looks > 0;
    }
    for (const verdict of verdicts.sort((a, b) => (reach[b] ?? 0) - (reach[a] ?? 0))) {
      // Wherever it is.
      if (isBehind(best, 0, -1, reach[verdict] ?? 0)) break;
      offerFirst(lists?.(verdict) ?? [], kept[verdict] ?? 0, verdict);
    }
    return looks > 0;
  }

  /** Marks the sets of countries of all that are kept. */
  function seeSets(tally: Tally): void {
    const { setsSeen } = tally;
    let unseen = 0;
    for (const [set, isThere] of isSetThere.entries()) unseen += isThere & ~(setsSeen[set] ?? 0);
    for (let place = 0; place < articles && unseen > 0; place++) {
      const set = countries[place] ?? 0;
      if (setsSeen[set] === 1 || !isKept(place, tally)) continue;
      setsSeen[set] = 1;
      unseen -= 1;
    }
  }

  return {
    hearReports({ standingOf }) {
      for (const place of reports) {
        const outcome = known[kinds[place] ?? 0] || outcomes.find(place);
        const heard = (outcome >> OUTCOME.heard) & 3;
        if (heard === IRRELEVANT) continue;
        const story = numbers[place] ?? NONE;
        hear(several, story, heard);
        const kept = (outcome >> OUTCOME.kept) & 3;
        if (kept === IRRELEVANT) continue;
        offerReport(several, story, place, standingOf(place, outcome & OUTCOME.verdict), kept);
      }
    },
    countAlone(ranker, tally) {
      if (!offerBest(ranker, tally, count(tally))) return false;
      seeSets(tally);
      return true;
    },
  };
}
