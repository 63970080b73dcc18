// One page of what a scan found: the stories in their order, as few of them sorted as the page needs, and the counts of all.

import type { Assessment } from "../article.ts";
import type { Origin } from "../filter/dimension.ts";
import { isOfTopic, type Topic } from "../filter/topics.ts";
import { type Each, groupOf, inTurns } from "../filter/turns.ts";
import type { PillarNumber } from "../pillars.ts";
import { bestOf } from "./best-of.ts";
import { ALL_VERDICTS, type NewsIndex } from "./columns.ts";
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
  const { places, standings, relevances } = stories;
  const kept: number[] = [];
  for (let at = 0; at < stories.size; at++) if (isOfTopic(topic, relevances[at] ?? 0)) kept.push(at);
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [standings[a] ?? 0, standings[b] ?? 0];
    return one === other ? (places[a] ?? 0) < (places[b] ?? 0) : one > other;
  };
  const bestAmong = (some: readonly number[]): number[] =>
    bestOf(some.length, offset + limit, (a, b) => isBefore(some[a] ?? 0, some[b] ?? 0)).map(
      (at) => some[at] ?? 0,
    );
  const groupsSeen = new Uint8Array(names.countrySets.length);
  for (const at of kept) groupsSeen[countries[places[at] ?? 0] ?? 0] = 1;
  return {
    shown: inOrder()
      .slice(offset, offset + limit)
      .map((at) => shownAt(index, places[at] ?? 0, stories.verdicts[at] ?? 0)),
    stories: kept.length,
    countryGroups: groupsSeen.reduce((sum, seen) => sum + seen, 0),
    relevance: stories.ofAnyRelevance,
  };

  /** At least the stories up to the end of the page. */
  function inOrder(): readonly number[] {
    if (each === undefined) return bestAmong(kept);
    const group = (at: number): unknown =>
      groupOf(each, originOf(index, places[at] ?? 0), verdictAt(stories.verdicts[at] ?? 0));
    const candidates = [...Map.groupBy(kept, group).values()].flatMap(bestAmong);
    return inTurns(
      candidates.sort((a, b) => (isBefore(a, b) ? -1 : 1)),
      group,
    );
  }
}

function originOf({ names, sources, countries }: NewsIndex, place: number): Origin {
  const source = sources[place] ?? 0;
  return {
    countries: names.countrySets[countries[place] ?? 0] ?? [],
    ...(source === 0 ? {} : { source: names.sources[source] ?? "" }),
  };
}

/** The article in that place, with the pillar of that verdict. */
export function shownAt({ ordinals, outlets }: NewsIndex, place: number, packed: number): Shown {
  const { pillar } = verdictAt(packed);
  return { article: ordinals[place] ?? 0, pillar, outlets: outlets[place] ?? 0 };
}

function verdictAt(packed: number): Assessment {
  const verdict = ALL_VERDICTS.get(packed);
  if (verdict === undefined) throw new RangeError(`no verdict ${packed}`);
  return verdict;
}
