// What a scan counts and keeps, and what is told of it in the end.

import type { Best } from "./best.ts";
import type { NewsIndex } from "./columns.ts";
import { OUTCOME, type Outcomes } from "./outcomes.ts";
import { type Groups, type ListPage, type Shown, shownAt, storiesOf } from "./page.ts";

/** Counts grow while a scan goes on. */
export interface Tally {
  readonly groups: Groups;
  readonly best: Best;
  /** By bits: the relevances that are asked for. */
  readonly asked: number;
  /** By number of the set of countries: 1 where a story is from there. */
  readonly setsSeen: Uint8Array;
  /** Stories whatever relevance is asked for; those of them that are related, and on topic. */
  heard: number;
  related: number;
  onTopic: number;
  stories: number;
  notScored: number;
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

/** The group of an article whose best verdict is that one. */
export function groupAt(
  { looksAt, numbers }: Groups,
  { countries, sources }: NewsIndex,
  place: number,
  verdict: number,
): number {
  switch (looksAt) {
    case "all":
      return 0;
    case "verdict":
      return numbers[verdict] ?? 0;
    case "countries":
      return numbers[countries[place] ?? 0] ?? 0;
    case "source":
      return numbers[sources[place] ?? 0] ?? 0;
  }
}

export function told(
  index: NewsIndex,
  { known }: Outcomes,
  page: ListPage,
  { groups, best, setsSeen, heard, related, onTopic, stories, notScored }: Tally,
): ScannedList {
  return {
    shown: storiesOf(page, groups.many, best).map(({ place }) =>
      shownAt(index, place, (known[index.kinds[place] ?? 0] ?? 0) & OUTCOME.verdict),
    ),
    stories,
    countryGroups: setsSeen.reduce((sum, seen) => sum + seen, 0),
    relevance: [heard - related - onTopic, related, onTopic],
    notScored,
  };
}
