// One page of what a scan found: the stories in their order, as few of them sorted as the page needs, and the counts of all.

import { isOfTopic, type Topic } from "../filter/topics.ts";
import { type Each, GROUPS, inTurns } from "../filter/turns.ts";
import type { PillarNumber } from "../pillars.ts";
import { bestOf } from "./best-of.ts";
import { ALL_VERDICTS, type NewsIndex, originsOf } from "./columns.ts";
import type { FoundStories } from "./found-stories.ts";

/** Which stories of a list are shown. */
export interface ListPage {
  readonly each?: Each;
  /** Only stories of that relevance. */
  readonly topic?: Topic;
  /** Stories, 1–10. */
  readonly limit: number;
  /** Stories to leave out from the start. */
  readonly offset: number;
}

/** An article that stands for its story, by its ordinal. */
export interface Shown {
  readonly article: number;
  /** Of the best of its assessments that were kept. */
  readonly pillar: PillarNumber;
  /** Distinct outlets of the whole story. */
  readonly outlets: number;
}

export interface FoundPage {
  readonly shown: readonly Shown[];
  /** Stories on all pages together. */
  readonly stories: number;
  /** Distinct sets of countries on all pages together. */
  readonly countryGroups: number;
  /** Stories by the relevance of their most relevant assessment that is kept whatever relevance is asked for: 0, 1, 2. */
  readonly relevance: readonly [number, number, number];
}

/** The stories of a page, of those that a scan found. */
export function pageOf(index: NewsIndex, stories: FoundStories, page: ListPage): FoundPage {
  const { names, countries } = index;
  const { each, topic, limit, offset } = page;
  const { places, standings } = stories;
  const kept = storiesOf(topic, stories);
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [standings[a] ?? 0, standings[b] ?? 0];
    return one === other ? (places[a] ?? 0) < (places[b] ?? 0) : one > other;
  };
  const setsSeen = new Uint8Array(names.countrySets.length);
  for (const at of kept) setsSeen[countries[places[at] ?? 0] ?? 0] = 1;
  return {
    shown: inOrder()
      .slice(offset, offset + limit)
      .map((at) => shownAt(index, places[at] ?? 0, stories.verdicts[at] ?? 0)),
    stories: kept.length,
    countryGroups: setsSeen.reduce((sum, seen) => sum + seen, 0),
    relevance: stories.ofAnyRelevance,
  };

  /** At least the stories up to the end of the page. */
  function inOrder(): readonly number[] {
    const most = offset + limit;
    if (each === undefined) return bestOf(kept, most, isBefore);
    const group = groupsOf(each, index, stories);
    // Nobody shows more of one group than of all together.
    const candidates = [...Map.groupBy(kept, group).values()].flatMap((some) =>
      bestOf(Uint32Array.from(some), most, isBefore),
    );
    return inTurns(
      candidates.sort((a, b) => (isBefore(a, b) ? -1 : 1)),
      group,
    );
  }
}

/** Which of the stories are of that relevance. */
function storiesOf(topic: Topic | undefined, { size, relevances }: FoundStories): Uint32Array {
  const kept = new Uint32Array(size);
  let many = 0;
  for (let at = 0; at < size; at++) if (isOfTopic(topic, relevances[at] ?? 0)) kept[many++] = at;
  return kept.subarray(0, many);
}

/** What each story takes its turn for, looked up by the number of what it depends on. */
function groupsOf(each: Each, index: NewsIndex, { places, verdicts }: FoundStories): (at: number) => unknown {
  const { names, countries, sources } = index;
  const group = GROUPS[each];
  switch (group.looksAt) {
    case "verdict": {
      const groups = new Map([...ALL_VERDICTS].map(([packed, verdict]) => [packed, group.of(verdict)]));
      return (at) => groups.get(verdicts[at] ?? 0);
    }
    case "countries": {
      const groups = names.countrySets.map((set) => group.of({ countries: set }));
      return (at) => groups[countries[places[at] ?? 0] ?? 0];
    }
    case "source": {
      const groups = originsOf(names).map(group.of);
      return (at) => groups[sources[places[at] ?? 0] ?? 0];
    }
  }
}

/** The article in that place, with the pillar of that verdict. */
export function shownAt({ ordinals, outlets }: NewsIndex, place: number, packed: number): Shown {
  const pillar = ALL_VERDICTS.get(packed)?.pillar;
  if (pillar === undefined) throw new RangeError(`no verdict ${packed}`);
  return { article: ordinals[place] ?? 0, pillar, outlets: outlets[place] ?? 0 };
}
