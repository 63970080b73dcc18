// The filter options that every command over the news shares, and what they mean.

import type { Arguments, Choice, Options } from "../../language/declare/options.ts";
import type { DirectionFilter, ImpactFilter, NewsFilter } from "../../news/filter/filter.ts";
import { isPillarNumber, PILLARS } from "../../news/pillars.ts";

const pillarChoices: readonly Choice[] = PILLARS.map(({ number, name, aliases }) => ({
  value: String(number),
  label: name,
  aliases: [`p${number}`, ...aliases],
  byWord: true,
}));

export const filterOptions = {
  pillar: {
    kind: "choice",
    summary: "One of the eight pillars, by number or name",
    choices: pillarChoices,
    bare: true,
  },
  direction: {
    kind: "choice",
    summary: "Only news that is bad, or good, for the pillar",
    bare: true,
    choices: [
      { value: "any", label: "any direction", aliases: [] },
      { value: "negative", label: "negative", aliases: ["bad", "worse", "negatives"] },
      { value: "positive", label: "positive", aliases: ["good", "better", "positives"] },
    ],
  },
  impact: {
    kind: "choice",
    summary: "How strong the verdict must be",
    bare: true,
    choices: [
      { value: "any", label: "any impact", aliases: [] },
      { value: "notable", label: "notable", aliases: [] },
      { value: "strong", label: "strong", aliases: ["high"] },
    ],
  },
  since: {
    kind: "date",
    bound: "since",
    summary: "From when: 7d, last week, 2024-02, 2024-02-05, all",
    bare: true,
  },
  until: { kind: "date", bound: "until", summary: "Up to and including: 2024-02, 2024-02-05" },
  country: {
    kind: "text-list",
    vocabulary: "country",
    summary: "One or more countries",
    bare: true,
    maxLength: 60,
  },
  source: {
    kind: "text-list",
    vocabulary: "source",
    summary: "One or more outlets, by domain",
    bare: true,
    maxLength: 100,
  },
  scored: {
    kind: "choice",
    summary: "Only scored articles, or only those that could not be scored",
    choices: [
      { value: "yes", label: "scored", aliases: ["true"] },
      { value: "no", label: "not scored", aliases: ["false"] },
    ],
  },
} as const satisfies Options;

export const listOptions = {
  ...filterOptions,
  each: {
    kind: "choice",
    summary: "Takes turns, the best of each first",
    choices: [
      { value: "country", label: "country", aliases: ["countries"] },
      { value: "pillar", label: "pillar", aliases: ["pillars"] },
      { value: "source", label: "source", aliases: ["sources", "outlet"] },
    ],
  },
  limit: { kind: "integer", summary: "How many stories, 1 to 10; 5 when not given", min: 1, max: 10 },
  page: { kind: "integer", summary: "Which page, 1 to 50", min: 1, max: 50 },
  share: { kind: "flag", summary: "Show the answer to everyone here" },
  snapshot: {
    kind: "text",
    summary: "The state of the news that page 1 showed",
    hidden: true,
    maxLength: 64,
  },
} as const satisfies Options;

export type FilterValues = Arguments<typeof filterOptions>;
export type ListValues = Arguments<typeof listOptions>;

/** The filter that the options mean. */
export function filterOf(values: FilterValues): NewsFilter {
  const pillar = Number(values.pillar);
  const direction: DirectionFilter = values.direction ?? "any";
  const impact: ImpactFilter = values.impact ?? "any";
  return {
    ...(isPillarNumber(pillar) ? { pillar } : {}),
    direction,
    impact,
    countries: values.country ?? [],
    sources: values.source ?? [],
    ...(values.scored === undefined ? {} : { scored: values.scored === "yes" }),
  };
}
