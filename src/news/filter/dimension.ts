// What every dimension of a filter has to say about itself, so that lists, digests, commands and the store can follow it.

import { z } from "zod";
import type { Listed, ListOption, Option, ValueOf } from "../../language/declare/options.ts";
import { listOf } from "../../language/read/text.ts";
import { dotted } from "../../reply/build.ts";
import { say } from "../../wording/say.ts";
import type { Assessment } from "../article.ts";
import type { Matcher, Words } from "./matcher.ts";

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
  /** The value with nothing but what it leaves out; undefined when that is nothing. */
  leavesOut?(value: Value): Value | undefined;
}

/** What the condition on the table `assessments` is, whatever decides. */
interface InColumns<Value> {
  where(value: Value, terms: ConditionTerms): string;
}

/** Words in title and summaries: any of some, if there are any, and none of others. */
export interface SoughtWords {
  readonly any: Words;
  readonly not: Words;
}

/** What of an assessment its pillar, score and relevance tell. */
export type Verdict = Pick<Assessment, "pillar" | "score" | "relevance">;
/** What of an article its outlet and its countries tell. */
export type Origin = Pick<FilteredArticle, "source" | "countries">;

/** Decided by the verdict, in SQL and in memory alike. */
interface ByVerdict<Value> extends InColumns<Value> {
  readonly looksAt: "verdict";
  keeps(value: Value): (verdict: Verdict) => boolean;
}

/** Decided by the outlet alone or by the countries alone, in SQL and in memory alike. */
interface ByOrigin<Value> extends InColumns<Value> {
  readonly part: "scope";
  readonly looksAt: "source" | "countries";
  keeps(value: Value): (origin: Origin) => boolean;
}

/** Decided by title and summaries: those of an article at hand by the matcher, those of all articles by an index of words. */
interface ByTexts<Value> {
  readonly looksAt: "texts";
  matcher(value: Value): Matcher;
  sought(value: Value): SoughtWords;
}

/** One thing that news can be asked for. */
export type Dimension<Value, Declared extends Option = Option, Of extends Part = Part> = EveryDimension<
  Value,
  Declared,
  Of
> &
  (ByVerdict<Value> | ByOrigin<Value> | ByTexts<Value>);

/** Declares a dimension; types are those of its option and its stored form. */
export function dimension<Value, const Declared extends Option, const Of extends Part>(
  record: Dimension<Value, Declared, Of>,
): Dimension<Value, Declared, Of> {
  return record;
}

interface EveryList<Item, Declared extends ListOption, Of extends Part> {
  readonly option: Declared;
  readonly part: Of;
  readonly isCleared: boolean;
  /** One thing of the list as a digest's row has it, and as an option means it. */
  readonly item: z.ZodType<Item>;
  itemOf(given: string): Item;
  say(item: Item): string;
  /** Any of several, in words. */
  anyInWords(said: readonly string[]): string;
}

interface ListInColumns<Item> {
  /** True or false of every row, never NULL: it is also denied. */
  anyOf(items: readonly Item[], terms: ConditionTerms): string;
}

interface ListByVerdict<Item> extends ListInColumns<Item> {
  readonly looksAt: "verdict";
  isAnyOf(items: readonly Item[]): (verdict: Verdict) => boolean;
}

interface ListByOrigin<Item> extends ListInColumns<Item> {
  readonly part: "scope";
  readonly looksAt: "source" | "countries";
  isAnyOf(items: readonly Item[]): (origin: Origin) => boolean;
}

interface ListByTexts<Item> {
  readonly looksAt: "texts";
  isAnyOf(items: readonly Item[]): Matcher;
  /** The words and phrases that one thing of the list is, all of them. */
  phrasesOf(item: Item): readonly string[];
}

/** Declares a dimension that takes any of several things and leaves others out, by what makes one of them. */
export function listDimension<Item, const Declared extends ListOption, const Of extends Part>(
  record: EveryList<Item, Declared, Of> & (ListByVerdict<Item> | ListByOrigin<Item> | ListByTexts<Item>),
): EveryDimension<Listed<Item>, Declared, Of> &
  (ByVerdict<Listed<Item>> | ByOrigin<Listed<Item>> | ByTexts<Listed<Item>>) {
  const { item, itemOf } = record;
  const items = z.array(item).readonly();
  const namesOf = (wanted: readonly Item[]): readonly string[] => wanted.map((one) => record.say(one));
  const shared = {
    option: record.option,
    part: record.part,
    isCleared: record.isCleared,
    stored: z.object({ any: items, not: items }).readonly(),
    read({ any, not }: Listed): Listed<Item> | undefined {
      return any.length + not.length === 0 ? undefined : { any: any.map(itemOf), not: not.map(itemOf) };
    },
    leavesOut: ({ not }: Listed<Item>) => (not.length === 0 ? undefined : { any: [], not }),
    say: ({ any, not }: Listed<Item>) =>
      dotted(
        record.anyInWords(namesOf(any)),
        not.length > 0 && say("without {names}", { names: listOf(namesOf(not), "and") }),
      ),
  };
  switch (record.looksAt) {
    case "texts": {
      const { phrasesOf } = record;
      return {
        ...shared,
        looksAt: record.looksAt,
        matcher: anyButNot(record.isAnyOf),
        sought: ({ any, not }) => ({ any: any.map(phrasesOf), not: not.map(phrasesOf) }),
      };
    }
    case "verdict":
      return {
        ...shared,
        looksAt: record.looksAt,
        where: whereAnyButNot(record.anyOf),
        keeps: anyButNot(record.isAnyOf),
      };
    case "source":
    case "countries":
      return {
        ...shared,
        part: record.part,
        looksAt: record.looksAt,
        where: whereAnyButNot(record.anyOf),
        keeps: anyButNot(record.isAnyOf),
      };
  }
}

/** Keeps what is any of those that are wanted, or whatever it is where none are, and none of those that are left out. */
function anyButNot<Item, Looked>(
  isAnyOf: (items: readonly Item[]) => (looked: Looked) => boolean,
): (wanted: Listed<Item>) => (looked: Looked) => boolean {
  return ({ any, not }) => {
    const [isWanted, isLeftOut] = [isAnyOf(any), isAnyOf(not)];
    return (looked) => (any.length === 0 || isWanted(looked)) && !isLeftOut(looked);
  };
}

function whereAnyButNot<Item>(
  anyOf: ListInColumns<Item>["anyOf"],
): (wanted: Listed<Item>, terms: ConditionTerms) => string {
  return ({ any, not }, terms) =>
    [
      ...(any.length === 0 ? [] : [anyOf(any, terms)]),
      ...(not.length === 0 ? [] : [`NOT (${anyOf(not, terms)})`]),
    ].join(" AND ");
}
