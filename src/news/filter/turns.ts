// Groups of stories that take turns: the best of each first, then the second best of each.

import type { Choice, ChoiceOption } from "../../language/declare/options.ts";
import { say, wording } from "../../wording/say.ts";
import type { Origin, Verdict } from "./dimension.ts";

/** What a story belongs to: by its article's countries, its outlet, or the best of the assessments that were kept. */
type Group =
  | { readonly looksAt: "countries" | "source"; of(article: Origin): unknown }
  | { readonly looksAt: "verdict"; of(best: Pick<Verdict, "pillar">): unknown };

const RECORDS = {
  country: { looksAt: "countries", of: ({ countries }) => countries[0] },
  pillar: { looksAt: "verdict", of: ({ pillar }) => pillar },
  source: { looksAt: "source", of: ({ source }) => source },
} as const satisfies Readonly<Record<string, Group>>;

export const GROUPS: Readonly<Record<Each, Group>> = RECORDS;

export type Each = keyof typeof RECORDS;

/** The option that asks for turns. */
export const eachOption = {
  kind: "choice",
  label: wording("In turns by"),
  layout: "kept",
  summary: wording("Takes turns, the best of each first"),
  choices: [
    { value: "country", label: wording("country"), aliases: ["countries"] },
    { value: "pillar", label: wording("pillar"), aliases: ["pillars"] },
    { value: "source", label: wording("source"), aliases: ["sources", "outlet"] },
  ],
} as const satisfies ChoiceOption & { readonly choices: readonly (Choice & { readonly value: Each })[] };

/** Turns in words; undefined when nobody takes any. */
export function describeTurns(each: Each | undefined): string | undefined {
  return each === undefined
    ? undefined
    : say("by {each, select, country {country} pillar {pillar} other {source}}", { each });
}

/** What a story takes its turn for: of those for which it is the same, the best comes in the first turn. */
export function groupOf(each: Each, article: Origin, best: Pick<Verdict, "pillar">): unknown {
  const group = GROUPS[each];
  return group.looksAt === "verdict" ? group.of(best) : group.of(article);
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
