// Groups of stories that take turns: the best of each first, then the second best of each, in SQL and in memory.

import type { Choice, ChoiceOption } from "../../language/declare/options.ts";
import type { Assessment } from "../article.ts";

/** What a story belongs to, of the rows that stand for it, and of its article. */
interface Group {
  /** Over the columns of `listStatement`'s stories. */
  readonly sql: string;
  of(article: { readonly countries: readonly string[]; readonly source?: string }, best: Assessment): unknown;
}

const GROUPS = {
  country: {
    sql: "(SELECT names[1] FROM country_sets s WHERE s.countries = shown.countries)",
    of: ({ countries }) => countries[0],
  },
  pillar: { sql: "best_pillar", of: (_, { pillar }) => pillar },
  source: { sql: "source", of: ({ source }) => source },
} as const satisfies Readonly<Record<string, Group>>;

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

/** The number of a story's turn, as a column. `order` is what follows ORDER BY. */
export function turnSql(each: Each | undefined, order: string): string {
  return each === undefined ? "1" : `row_number() OVER (PARTITION BY ${GROUPS[each].sql} ORDER BY ${order})`;
}

/** Stories in rank order, those of the first turn first; within a turn the order stays. */
export function inTurns<T>(
  ranked: readonly T[],
  each: Each | undefined,
  facts: (story: T) => Parameters<Group["of"]>,
): readonly T[] {
  if (each === undefined) return ranked;
  const group: Group = GROUPS[each];
  const taken = new Map<unknown, number>();
  return ranked
    .map((story) => {
      const own = group.of(...facts(story));
      const turn = (taken.get(own) ?? 0) + 1;
      taken.set(own, turn);
      return { story, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ story }) => story);
}
