// One page of a list: the stories in their order, of the best that a scan kept.

import type { Topic } from "../filter/topics.ts";
import { type Each, GROUPS, inTurns } from "../filter/turns.ts";
import type { PillarNumber } from "../pillars.ts";
import { type Best, bestOf, compareRankings, type Ranking } from "./best.ts";
import { ALL_VERDICTS, type IndexNames, type NewsIndex, originsOf, VERDICTS } from "./columns.ts";

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

/** What stories take their turns for: numbers below `many`, by the number of what the group looks at. */
export interface Groups {
  readonly looksAt: "all" | "verdict" | "countries" | "source";
  readonly many: number;
  readonly numbers: Uint32Array;
}

/** All stories are in one group where none take turns. */
export function groupsOf(each: Each | undefined, names: IndexNames): Groups {
  if (each === undefined) return { looksAt: "all", many: 1, numbers: new Uint32Array(1) };
  const group = GROUPS[each];
  const known = new Map<unknown, number>();
  const numberOf = (one: unknown): number => {
    const number = known.get(one) ?? known.size;
    known.set(one, number);
    return number;
  };
  const { looksAt } = group;
  const numbers = ((): Uint32Array => {
    switch (looksAt) {
      case "verdict": {
        const ofVerdicts = new Uint32Array(VERDICTS);
        for (const [packed, verdict] of ALL_VERDICTS) ofVerdicts[packed] = numberOf(group.of(verdict));
        return ofVerdicts;
      }
      case "countries":
        return Uint32Array.from(names.countrySets, (countries) => numberOf(group.of({ countries })));
      case "source":
        return Uint32Array.from(originsOf(names), (origin) => numberOf(group.of(origin)));
    }
  })();
  return { looksAt, many: known.size, numbers };
}

/** The stories of a page, of the best of each group: at least as many as the page ends at are kept of each. */
export function storiesOf({ each, limit, offset }: ListPage, groups: number, best: Best): readonly Ranking[] {
  const end = offset + limit;
  if (each === undefined) return bestOf(best, 0, end).slice(offset);
  const turns = turnsUntil(end, best.offered);
  // What a story takes its turn for decides nothing else: the number of its group is as good.
  const ranked = Array.from({ length: groups }, (_, group) =>
    bestOf(best, group, turns).map((story) => ({ group, story })),
  ).flat();
  ranked.sort((a, b) => compareRankings(a.story, b.story));
  return inTurns(ranked, ({ group }) => group)
    .slice(offset, end)
    .map(({ story }) => story);
}

/** In how many turns that many stories are shown; all there are, where there are fewer. */
function turnsUntil(wanted: number, sizes: Uint32Array): number {
  const descending = sizes.toSorted().reverse();
  let [turns, shown] = [0, 0];
  for (let groups = descending.length; shown < wanted && groups > 0; ) {
    while (groups > 0 && (descending[groups - 1] ?? 0) <= turns) groups -= 1;
    turns += 1;
    shown += groups;
  }
  return turns;
}

/** The article in that place, with the pillar of that verdict. */
export function shownAt({ ordinals, outlets }: NewsIndex, place: number, packed: number): Shown {
  const pillar = ALL_VERDICTS.get(packed)?.pillar;
  if (pillar === undefined) throw new RangeError(`no verdict ${packed}`);
  return { article: ordinals[place] ?? 0, pillar, outlets: outlets[place] ?? 0 };
}
