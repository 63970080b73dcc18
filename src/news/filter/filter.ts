// What follows from the records of the dimensions: a filter read, stored, told, and applied to articles and to tables.

import { z } from "zod";
import { dotted } from "../../reply/build.ts";
import type { Assessment } from "../article.ts";
import type { ConditionTerms, FilteredArticle, Origin, Part, SoughtWords, Verdict } from "./dimension.ts";
import {
  DIMENSIONS,
  type DimensionName,
  type FilterValues,
  type NewsFilter,
  type VerdictDimension,
} from "./dimensions.ts";
import { type Matcher, spoken } from "./matcher.ts";

export type { FilteredArticle, SoughtWords } from "./dimension.ts";
export type { DimensionName, FilterValues, NewsFilter, VerdictDimension } from "./dimensions.ts";
export { onlyPillar } from "./dimensions.ts";

/** True for the name of a dimension. */
export function isDimension(name: string): name is DimensionName {
  return Object.hasOwn(DIMENSIONS, name);
}

/** In the order in which headings name them. */
export const DIMENSION_NAMES: readonly DimensionName[] = Object.keys(DIMENSIONS).filter(isDimension);

/** The filter that options mean; what they do not mention is as it was before. */
export function filterOf(values: FilterValues, before: NewsFilter = {}): NewsFilter {
  const filter: { -readonly [Name in DimensionName]?: NewsFilter[Name] } = { ...before };
  const read = <Name extends DimensionName>(name: Name): void => {
    const given = values[name];
    if (given === undefined) return;
    const value = DIMENSIONS[name].read(given);
    if (value === undefined) delete filter[name];
    else filter[name] = value;
  };
  for (const name of DIMENSION_NAMES) read(name);
  return filter;
}

/** The filter without one of its dimensions. */
export function without(filter: NewsFilter, name: DimensionName): NewsFilter {
  const { [name]: _, ...rest } = filter;
  return rest;
}

/** Reads a stored filter. A dimension that it does not have asks for everything. */
export const storedFilter = z.record(z.string(), z.unknown()).transform((stored): NewsFilter => {
  const filter: { -readonly [Name in DimensionName]?: NewsFilter[Name] } = {};
  const read = <Name extends DimensionName>(name: Name): void => {
    if (stored[name] !== undefined) filter[name] = DIMENSIONS[name].stored.parse(stored[name]);
  };
  for (const name of DIMENSION_NAMES) read(name);
  return filter;
});

/** What a filter asks for: `Open Government · negative only · delfi.ee · Latvia`; empty when it asks for everything. */
export function describeFilter(
  filter: NewsFilter,
  names: readonly DimensionName[] = DIMENSION_NAMES,
): string {
  const say = <Name extends DimensionName>(name: Name): string | undefined => {
    const value = filter[name];
    return value === undefined ? undefined : DIMENSIONS[name].say(value);
  };
  return dotted(...names.map((name) => say(name)));
}

/** The conditions on the table `assessments` of those parts of a filter; its texts are `textMatcher`'s. */
export function conditionsOf(
  filter: NewsFilter,
  parts: readonly Part[],
  terms: ConditionTerms,
): readonly string[] {
  const write = <Name extends DimensionName>(name: Name): readonly string[] => {
    const value = filter[name];
    const dimension = DIMENSIONS[name];
    if (value === undefined || !parts.includes(dimension.part) || dimension.looksAt === "texts") return [];
    return [dimension.where(value, terms)];
  };
  return DIMENSION_NAMES.flatMap((name) => write(name));
}

/** What a filter asks of title and summaries; undefined when it asks nothing of them. */
export function textMatcher(filter: NewsFilter): Matcher | undefined {
  const find = <Name extends DimensionName>(name: Name): readonly Matcher[] => {
    const value = filter[name];
    const dimension = DIMENSIONS[name];
    return value === undefined || dimension.looksAt !== "texts" ? [] : [dimension.matcher(value)];
  };
  const matchers = DIMENSION_NAMES.flatMap((name) => find(name));
  return matchers.length === 0 ? undefined : (texts) => matchers.every((matches) => matches(texts));
}

/** The same for an index of words: all of these are asked for. */
export function soughtWords(filter: NewsFilter): readonly SoughtWords[] {
  const find = <Name extends DimensionName>(name: Name): readonly SoughtWords[] => {
    const value = filter[name];
    const dimension = DIMENSIONS[name];
    return value === undefined || dimension.looksAt !== "texts" ? [] : [dimension.sought(value)];
  };
  return DIMENSION_NAMES.flatMap((name) => find(name));
}

/** What texts of an article say, for matchers. */
export function spokenBy({ title, assessments }: Pick<FilteredArticle, "title" | "assessments">): string {
  return spoken([title, ...assessments.map(({ summary }) => summary)]);
}

/** What a dimension of a filter decides, and by what. */
export type Predicate = { readonly name: DimensionName; readonly part: Part } & (
  | { readonly looksAt: "verdict"; keeps(verdict: Verdict): boolean }
  | { readonly looksAt: "source" | "countries"; keeps(origin: Origin): boolean }
);

/** What a filter asks for, texts aside. */
export function predicatesOf(filter: NewsFilter): readonly Predicate[] {
  const read = <Name extends DimensionName>(name: Name): readonly Predicate[] => {
    const value = filter[name];
    const dimension = DIMENSIONS[name];
    if (value === undefined) return [];
    const { part } = dimension;
    switch (dimension.looksAt) {
      case "texts":
        return [];
      case "verdict":
        return [{ name, part, looksAt: dimension.looksAt, keeps: dimension.keeps(value) }];
      case "source":
      case "countries":
        return [{ name, part, looksAt: dimension.looksAt, keeps: dimension.keeps(value) }];
    }
  };
  return DIMENSION_NAMES.flatMap((name) => read(name));
}

function keeps(predicate: Predicate, assessment: Assessment, article: FilteredArticle): boolean {
  return predicate.looksAt === "verdict" ? predicate.keeps(assessment) : predicate.keeps(article);
}

/** A filter made ready for many articles. */
export interface Sieve {
  /** The article's assessments that are in scope; none when the article is not. */
  inScope(article: FilteredArticle): readonly Assessment[];
  /** What is asked of verdicts, in the order in which they keep articles out. */
  readonly verdicts: readonly {
    readonly name: VerdictDimension;
    keeps(assessment: Assessment, article: FilteredArticle): boolean;
  }[];
}

const NONE: readonly Assessment[] = [];

/** Those that are kept. No list is made where all are, or none: thousands of articles are asked by hundreds of filters. */
export function keptOf(
  assessments: readonly Assessment[],
  keeps: (assessment: Assessment) => boolean,
): readonly Assessment[] {
  let many = 0;
  for (const assessment of assessments) if (keeps(assessment)) many += 1;
  if (many === assessments.length) return assessments;
  return many === 0 ? NONE : assessments.filter(keeps);
}

/** Makes a filter ready to be applied. */
export function sieveOf(filter: NewsFilter): Sieve {
  const all = predicatesOf(filter);
  const scope = all.filter(({ part }) => part === "scope");
  const ofArticle = scope.filter((predicate) => predicate.looksAt !== "verdict");
  const ofVerdict = scope.filter((predicate) => predicate.looksAt === "verdict");
  const matches = textMatcher(filter);
  const isInScope = (article: FilteredArticle): boolean => {
    for (const { keeps } of ofArticle) if (!keeps(article)) return false;
    return true;
  };
  const isVerdictInScope = (assessment: Assessment): boolean => {
    for (const { keeps } of ofVerdict) if (!keeps(assessment)) return false;
    return true;
  };
  return {
    inScope(article) {
      if (!isInScope(article)) return NONE;
      const there = keptOf(article.assessments, isVerdictInScope);
      return there.length === 0 || matches === undefined || matches(spokenBy(article)) ? there : NONE;
    },
    verdicts: all.flatMap((predicate) =>
      isVerdict(predicate.name)
        ? [{ name: predicate.name, keeps: (assessment, article) => keeps(predicate, assessment, article) }]
        : [],
    ),
  };
}

/** What of a filter leaves an article out: `without delfi.ee`; empty when nothing does. */
export function describeLeftOut(filter: NewsFilter, article: FilteredArticle): string {
  const say = <Name extends DimensionName>(name: Name): string | undefined => {
    const value = filter[name];
    const dimension = DIMENSIONS[name];
    const left = value === undefined ? undefined : dimension.leavesOut?.(value);
    if (left === undefined) return undefined;
    const alone: { [One in DimensionName]?: NewsFilter[One] } = { [name]: left };
    return passing(sieveOf(alone), article).length === 0 ? dimension.say(left) : undefined;
  };
  return dotted(...DIMENSION_NAMES.map((name) => say(name)));
}

function isVerdict(name: DimensionName): name is VerdictDimension {
  return DIMENSIONS[name].part === "verdict";
}

/** The assessments of an article that pass the whole filter. */
export function passing({ inScope, verdicts }: Sieve, article: FilteredArticle): readonly Assessment[] {
  return inScope(article).filter((assessment) => verdicts.every(({ keeps }) => keeps(assessment, article)));
}
