// Groups of stories that take turns: the best of each first, then the second best of each.

import type { Choice, ChoiceOption } from "../../language/declare/options.ts";
import type { Assessment } from "../article.ts";
import type { Origin } from "./dimension.ts";

/** What a story belongs to, by its article and the best of the assessments that were kept. */
type GroupOf = (article: Origin, best: Pick<Assessment, "pillar">) => unknown;

const GROUPS = {
  country: ({ countries }) => countries[0],
  pillar: (_, { pillar }) => pillar,
  source: ({ source }) => source,
} as const satisfies Readonly<Record<string, GroupOf>>;

export type Each = keyof typeof GROUPS;

/** The option that asks for turns. */
export const eachOption = {
  kind: "choice",
  summary: "Takes turns, the best of each first",
  choices: [
    { value: "country", label: "country", aliases: ["countries"] },
    { value: "pillar", label: "pillar", aliases: ["pillars"] },
    { value: "source", label: "source", aliases: ["sources", "outlet"] },
  ],
} as const satisfies ChoiceOption & { readonly choices: readonly (Choice & { readonly value: Each })[] };

/** Turns in words; undefined when nobody takes any. */
export function describeTurns(each: Each | undefined): string | undefined {
  return each === undefined ? undefined : `by ${each}`;
}

/** What a story takes its turn for: of those for which it is the same, the best comes in the first turn. */
export function groupOf(each: Each, ...story: Parameters<GroupOf>): unknown {
  const group: GroupOf = GROUPS[each];
  return group(...story);
}

/** Stories in rank order, those of the first turn first; within a turn the order stays. */
export function inTurns<T>(ranked: readonly T[], group: (story: T) => unknown): readonly T[] {
  const taken = new Map<unknown, number>();
  return ranked
    .map((story) => {
      const own = group(story);
      const turn = (taken.get(own) ?? 0) + 1;
      taken.set(own, turn);
      return { story, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ story }) => story);
}
