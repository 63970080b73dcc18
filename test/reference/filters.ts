// Plain reference of what a filter keeps: one rule a dimension, and values worth asking for. Held against are lists, digests
// and the simulated months. Shares no code with the program; a dimension without a rule here fails the type check.

import fc from "fast-check";
import type { Listed } from "../../src/language/declare/options.ts";
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
    keeps: (wanted, { pillar }) => isAsked(wanted, (one) => one === pillar),
    values: ({ pillars = [1, 2, 3, 4, 5, 6, 7, 8] }) => listed(pillars),
  },
  scored: {
    isScope: false,
    keeps: (wanted, { score }) => (wanted ? score !== 0 : score === 0),
    values: () => fc.boolean(),
  },
  direction: {
    isScope: false,
    keeps: (wanted, { score }) =>
      ({ negative: [1, 2], positive: [4, 5], neutral: [3] })[wanted].includes(score),
    values: () => fc.constantFrom("negative", "positive", "neutral"),
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
    keeps: (wanted, _, { source }) => isAsked(wanted, (one) => one === source),
    values: ({ sources }) => listed(sources),
  },
  country: {
    isScope: true,
    keeps: (wanted, _, { countries }) => isAsked(wanted, (one) => countries.includes(one)),
    values: ({ countries }) => listed(countries),
  },
  words: {
    isScope: true,
    keeps: (wanted, _, article) =>
      onceFor(article, wanted, () => {
        const texts = [article.title ?? "", ...article.assessments.map(({ summary }) => summary ?? "")];
        return isAsked(wanted, (all) => all.every((phrase) => says(texts, phrase)));
      }),
    values: ({ words }) =>
      fc
        .record({
          any: fc.array(someOf(words), { maxLength: 2 }),
          not: fc.oneof(fc.constant([]), fc.array(someOf(words), { maxLength: 2 })),
        })
        .filter(({ any, not }) => any.length + not.length > 0),
  },
};

/** Any of what is wanted, if anything is, and nothing of what is left out. */
export function isAsked<Item>({ any, not }: Listed<Item>, is: (item: Item) => boolean): boolean {
  return (any.length === 0 || any.some(is)) && !not.some(is);
}

/** Mostly something wanted, sometimes something left out, now and then both. */
function listed<Item>(items: readonly Item[]): fc.Arbitrary<Listed<Item>> {
  const some = fc.subarray([...items], { maxLength: 2 });
  return fc
    .record({
      any: some,
      not: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some }),
    })
    .filter(({ any, not }) => any.length + not.length > 0);
}

const asked = new WeakMap<PlainFiltered, WeakMap<object, boolean>>();

/** Of an article the same for each of its assessments, so it is looked for once. */
function onceFor(article: PlainFiltered, wanted: object, look: () => boolean): boolean {
  const ofArticle = asked.get(article) ?? new WeakMap<object, boolean>();
  asked.set(article, ofArticle);
  const answer = ofArticle.get(wanted) ?? look();
  ofArticle.set(wanted, answer);
  return answer;
}

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
