// What every dimension of a filter has to say about itself, so that lists, digests, commands and the store can follow it.

import type { z } from "zod";
import type { Option, ValueOf } from "../../language/declare/options.ts";
import type { Assessment } from "../article.ts";
import type { Matcher } from "./matcher.ts";

/** `scope`: which news are looked at. `verdict`: which of the verdicts on them count. */
export type Part = "scope" | "verdict";

/** What a filter looks at of an article. */
export interface FilteredArticle {
  readonly title?: string;
  readonly source?: string;
  readonly countries: readonly string[];
  readonly assessments: readonly Assessment[];
}

/** What a condition on the table `assessments` is written with. Values are bound, never text. */
export interface ConditionTerms {
  bind(value: string | number): string;
  bindAll(values: readonly (string | number)[]): string;
  /** Numbers of the sets that have one of these countries: what the column `countries` holds. */
  countrySets(countries: readonly string[]): readonly number[];
}

interface EveryDimension<Value, Declared extends Option, Of extends Part> {
  readonly option: Declared;
  readonly part: Of;
  /** Whether `/digest edit … clear` takes it away: the filter then has none. */
  readonly isCleared: boolean;
  /** As a digest's row has it. */
  readonly stored: z.ZodType<Value>;
  /** What the option means; undefined when it asks for everything. */
  read(given: ValueOf<Declared>): Value | undefined;
  /** In headings and receipts: `strong impact`. */
  say(value: Value): string;
}

/** Decided by what the table `assessments` has, in SQL and in memory alike. */
interface ByColumns<Value> {
  readonly looksAt: "columns";
  where(value: Value, terms: ConditionTerms): string;
  keeps(value: Value): (assessment: Assessment, article: FilteredArticle) => boolean;
}

/** Decided by title and summaries, which are read for it. */
interface ByTexts<Value> {
  readonly looksAt: "texts";
  matcher(value: Value): Matcher;
}

/** One thing that news can be asked for. */
export type Dimension<Value, Declared extends Option = Option, Of extends Part = Part> = EveryDimension<
  Value,
  Declared,
  Of
> &
  (ByColumns<Value> | ByTexts<Value>);

/** Declares a dimension; types are those of its option and its stored form. */
export function dimension<Value, const Declared extends Option, const Of extends Part>(
  record: Dimension<Value, Declared, Of>,
): Dimension<Value, Declared, Of> {
  return record;
}
