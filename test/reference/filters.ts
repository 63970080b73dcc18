// Plain reference of what a filter keeps: one rule a dimension, and values worth asking for. Held against are lists, digests
// and the simulated months. Shares no code with the program; a dimension without a rule here fails the type check.

import fc from "fast-check";
import type { DimensionName, NewsFilter } from "../../src/news/filter/filter.ts";
import type { PillarNumber } from "../../src/news/pillars.ts";
import type { PlainArticle, PlainAssessment } from "./articles.ts";
import { strength } from "./ranking.ts";
import { says } from "./words.ts";

/** What a filter looks at of an article. */
export type PlainFiltered = Pick<PlainArticle, "title" | "source" | "countries" | "assessments">;

/** What there is to ask for. */
export interface World {
  readonly countries: readonly string[];
  readonly sources: readonly string[];
  /** Words and phrases. */
  readonly words: readonly string[];
  /** Default: all eight. */
  readonly pillars?: readonly PillarNumber[];
}

interface PlainDimension<Value> {
  /** About which news are looked at; the others are about verdicts. */
  readonly isScope: boolean;
  keeps(wanted: Value, assessment: PlainAssessment, article: PlainFiltered): boolean;
  values(world: World): fc.Arbitrary<Value>;
}

const DIMENSIONS: { readonly [Name in DimensionName]: PlainDimension<Required<NewsFilter>[Name]> } = {
  pillar: {
    isScope: true,
    keeps: (wanted, { pillar }) => pillar === wanted,
    values: ({ pillars = [1, 2, 3, 4, 5, 6, 7, 8] }) => fc.constantFrom(...pillars),
  },
  scored: {
    isScope: false,
    keeps: (wanted, { score }) => (wanted ? score !== 0 : score === 0),
    values: () => fc.boolean(),
  },
  direction: {
    isScope: false,
    keeps: (wanted, { score }) =>
      wanted === "negative" ? score === 1 || score === 2 : score === 4 || score === 5,
    values: () => fc.constantFrom("negative", "positive"),
  },
  impact: {
    isScope: false,
    keeps: (wanted, assessment) => strength(assessment) >= (wanted === "strong" ? 2 : 1),
    values: () => fc.constantFrom("notable", "strong"),
  },
  relevance: {
    isScope: false,
    keeps: (wanted, { relevance }) => relevance === 2 || (wanted === "related" && relevance === 1),
    values: () => fc.constantFrom("related", "on-topic"),
  },
  source: {
    isScope: true,
    keeps: (wanted, _, { source }) => source !== undefined && wanted.includes(source),
    values: ({ sources }) => someOf(sources),
  },
  country: {
    isScope: true,
    keeps: (wanted, _, { countries }) => wanted.some((country) => countries.includes(country)),
    values: ({ countries }) => someOf(countries),
  },
  words: {
    isScope: true,
    keeps: (wanted, _, { title, assessments }) => {
      const texts = [title ?? "", ...assessments.map(({ summary }) => summary ?? "")];
      return wanted.some((all) => all.every((phrase) => texts.some((text) => says(text, phrase))));
    },
    values: ({ words }) => fc.array(someOf(words), { minLength: 1, maxLength: 2 }),
  },
};

function someOf(names: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...names], { minLength: 1, maxLength: 2 });
}

/** Random filters: mostly few things are asked for, now and then many. */
export function filterArbitrary(world: World): fc.Arbitrary<NewsFilter> {
  const sometimes = <Name extends DimensionName>(name: Name, absent: number) =>
    fc.oneof(
      { weight: absent, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: DIMENSIONS[name].values(world) },
    );
  const asked = {
    pillar: sometimes("pillar", 1),
    scored: sometimes("scored", 2),
    direction: sometimes("direction", 1),
    impact: sometimes("impact", 1),
    relevance: sometimes("relevance", 2),
    source: sometimes("source", 3),
    country: sometimes("country", 3),
    words: sometimes("words", 2),
  } satisfies Record<DimensionName, fc.Arbitrary<unknown>>;
  return fc.record(asked).map(withoutUndefined);
}

function withoutUndefined(
  filter: { readonly [Name in DimensionName]: NewsFilter[Name] | undefined },
): NewsFilter {
  const asked: { -readonly [Name in DimensionName]?: NewsFilter[Name] } = {};
  const take = <Name extends DimensionName>(name: Name): void => {
    const value = filter[name];
    if (value !== undefined) asked[name] = value;
  };
  for (const name of names) take(name);
  return asked;
}

const names = Object.keys(DIMENSIONS).filter((name): name is DimensionName =>
  Object.hasOwn(DIMENSIONS, name),
);

function keptBy(
  article: PlainFiltered,
  filter: NewsFilter,
  which: readonly DimensionName[],
): PlainAssessment[] {
  const isKept = <Name extends DimensionName>(name: Name, assessment: PlainAssessment): boolean => {
    const wanted = filter[name];
    return wanted === undefined || DIMENSIONS[name].keeps(wanted, assessment, article);
  };
  return article.assessments.filter((assessment) => which.every((name) => isKept(name, assessment)));
}

/** The assessments that pass the whole filter. */
export function kept(article: PlainFiltered, filter: NewsFilter): PlainAssessment[] {
  return keptBy(article, filter, names);
}

/** The assessments that are looked at, whatever is asked of verdicts; none when the article is not. */
export function inScope(article: PlainFiltered, filter: NewsFilter): PlainAssessment[] {
  return keptBy(
    article,
    filter,
    names.filter((name) => DIMENSIONS[name].isScope),
  );
}
