// Lists over all dates and all the world, without a look at every article: stories of one report are counted by the kinds of
// their articles, and those that come on the page are at the heads of the lists of their verdicts. Of stories of several reports
// each report's kind is looked at, and the report itself where it may come on the page.

import { MOST_FIT } from "../article.ts";
import { isBehind, offer } from "./best.ts";
import { type NewsIndex, VERDICTS } from "./columns.ts";
import type { Ordered } from "./list-scan.ts";
import { OUTCOME, type Outcomes, relevanceOf } from "./outcomes.ts";
import { IRRELEVANT, PASSES } from "./passes.ts";
import { standingIn } from "./standings.ts";
import type { Tally } from "./tally.ts";

/** The share of articles that are looked at in vain before a look at all of them takes no longer. */
const MOST_LOOKED_AT = 1 / 8;

/** Counts all stories and offers the best. False where that would take longer than a look at every article. */
export type WholeScan = (ranker: WholeRanker, tally: Tally) => boolean;

interface WholeRanker {
  readonly reach: Float64Array;
  readonly by: Ordered;
}

export function createWholeScan(index: NewsIndex, outcomes: Outcomes): WholeScan {
  const { articles, kinds, countries, nextInStory, names } = index;
  const { known } = outcomes;
  const stories = storiesOfSeveral(index);
  /** By kind: how many articles there are of it, and how many of these are alone in their story. */
  const all = new Uint32Array(known.length);
  const alone = new Uint32Array(known.length);
  const isSetThere = new Uint8Array(names.countrySets.length);
  for (let place = 0; place < articles; place++) {
    const kind = kinds[place] ?? 0;
    all[kind] = (all[kind] ?? 0) + 1;
    if (nextInStory[place] === place) alone[kind] = (alone[kind] ?? 0) + 1;
    isSetThere[countries[place] ?? 0] = 1;
  }

  function isKept(place: number, { asked }: Tally): boolean {
    const outcome = known[kinds[place] ?? 0] ?? 0;
    return nextInStory[place] === place && ((asked >> ((outcome >> OUTCOME.kept) & 3)) & 1) !== 0;
  }

  /** Counts what is alone by kinds. @returns how many are kept, by the best verdict of each. */
  function count(tally: Tally): Uint32Array {
    const { asked } = tally;
    const byHeard = new Uint32Array(IRRELEVANT + 1);
    // Behind them, as many that are not. Nothing is skipped: of no kind it can be foreseen.
    const kept = new Uint32Array(2 * VERDICTS);
    let notScored = 0;
    for (let kind = 0; kind < known.length; kind++) {
      const outcome = known[kind] || outcomes.findByTable(kind);
      notScored += (all[kind] ?? 0) * ((outcome >> OUTCOME.notScored) & 1);
      const many = alone[kind] ?? 0;
      const heard = (outcome >> OUTCOME.heard) & 3;
      byHeard[heard] = (byHeard[heard] ?? 0) + many;
      const isLeftOut = ~(asked >> ((outcome >> OUTCOME.kept) & 3)) & 1;
      const at = (isLeftOut * VERDICTS) | (outcome & OUTCOME.verdict);
      kept[at] = (kept[at] ?? 0) + many;
    }
    const [offTopic = 0, related = 0, onTopic = 0] = byHeard;
    tally.notScored += notScored;
    tally.heard += offTopic + related + onTopic;
    tally.related += related;
    tally.onTopic += onTopic;
    const ofVerdicts = kept.subarray(0, VERDICTS);
    tally.stories += ofVerdicts.reduce((sum, many) => sum + many, 0);
    return ofVerdicts;
  }

  /** Offers the best of those that are kept, of each best verdict so many. @returns whether they were found soon. */
  function offerBest({ reach, by }: WholeRanker, tally: Tally, kept: Uint32Array): boolean {
    const { best } = tally;
    const { lists } = by;
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
        const standing = standingIn(by, place, own);
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
      offerFirst(lists(verdict), kept[verdict] ?? 0, verdict);
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

  /** Counts the stories of several reports and offers those that may be among the best. All kinds are known. */
  function hearReports({ reach, by }: WholeRanker, tally: Tally): void {
    const { asked, best, setsSeen } = tally;
    let [heardOf, related, onTopic, kept] = [0, 0, 0, 0];
    let end = 0;
    for (let story = 0; story < stories.ends.length; story++) {
      const first = end;
      end = stories.ends[story] ?? 0;
      let together = 0;
      for (let at = first; at < end; at++) together |= known[stories.kinds[at] ?? 0] ?? 0;
      const passed = (together >> OUTCOME.passed) & 255;
      const heard = relevanceOf(passed, PASSES.unasked);
      if (heard === IRRELEVANT) continue;
      heardOf += 1;
      related += heard & 1;
      onTopic += heard >> 1;
      if (((asked >> relevanceOf(passed, PASSES.whole)) & 1) === 0) continue;
      kept += 1;
      if (matters(story, first, end)) stand(first, end);
    }
    tally.heard += heardOf;
    tally.related += related;
    tally.onTopic += onTopic;
    tally.stories += kept;

    /** Whether it matters which report stands for its story. */
    function matters(story: number, first: number, end: number): boolean {
      let most = Number.NEGATIVE_INFINITY;
      for (let at = first; at < end; at++) {
        const outcome = known[stories.kinds[at] ?? 0] ?? 0;
        if (((outcome >> OUTCOME.kept) & 3) === IRRELEVANT) continue;
        if (setsSeen[stories.sets[at] ?? 0] === 0) return true;
        most = Math.max(most, reach[outcome & OUTCOME.verdict] ?? 0);
      }
      const lacking = MOST_FIT - (stories.fits[story] ?? 0);
      return !isBehind(best, 0, stories.places[first] ?? 0, most - lacking * by.fit);
    }

    /** Offers the report that stands for its story: of the best standing, and of these the first. */
    function stand(first: number, end: number): void {
      let [standing, there] = [Number.NEGATIVE_INFINITY, 0];
      for (let at = first; at < end; at++) {
        const outcome = known[stories.kinds[at] ?? 0] ?? 0;
        if (((outcome >> OUTCOME.kept) & 3) === IRRELEVANT) continue;
        const place = stories.places[at] ?? 0;
        const own = standingIn(by, place, outcome & OUTCOME.verdict);
        if (own > standing) [standing, there] = [own, place];
      }
      setsSeen[countries[there] ?? 0] = 1;
      offer(best, 0, there, standing);
    }
  }

  return (ranker, tally) => {
    if (!offerBest(ranker, tally, count(tally))) return false;
    hearReports(ranker, tally);
    seeSets(tally);
    return true;
  };
}

/** The stories of several reports, one after the other. */
interface Several {
  /** By report, in each story in the order of their places: its place, its kind, its set of countries. */
  readonly places: Uint32Array;
  readonly kinds: Uint32Array;
  readonly sets: Uint16Array;
  /** By story: where its reports end, and the most fit of all their assessments. */
  readonly ends: Uint32Array;
  readonly fits: Uint8Array;
}

function storiesOfSeveral({ articles, kinds, countries, nextInStory, firsts, fits }: NewsIndex): Several {
  const places: number[] = [];
  const ends: number[] = [];
  const mostFits: number[] = [];
  for (let last = 0; last < articles; last++) {
    // A ring goes on to larger places until it comes round.
    const first = nextInStory[last] ?? last;
    if (first >= last) continue;
    let most = 0;
    for (let place = first, isOver = false; !isOver; place = nextInStory[place] ?? last) {
      places.push(place);
      const end = firsts[place + 1] ?? 0;
      for (let at = firsts[place] ?? 0; at < end; at++) most = Math.max(most, fits[at] ?? 0);
      isOver = place === last;
    }
    ends.push(places.length);
    mostFits.push(most);
  }
  return {
    places: Uint32Array.from(places),
    kinds: Uint32Array.from(places, (place) => kinds[place] ?? 0),
    sets: Uint16Array.from(places, (place) => countries[place] ?? 0),
    ends: Uint32Array.from(ends),
    fits: Uint8Array.from(mostFits),
  };
}
