// What one answer of `/news top`, `/news latest` or `/news search` is made of, and the commands that lead to its neighbours.

import { assertNever } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Catalog, ListQuery, SearchNotReady, StoryList } from "../../news/catalog.ts";
import { marksIn } from "../../news/search/marks.ts";
import { type SearchQuestion, writeQuestion } from "../../news/search/question.ts";
import { type Marks, marksOfWords } from "../../news/search/words-marks.ts";
import { dotted } from "../../reply/build.ts";
import type { DateValue } from "../../time/date-value.ts";
import type { Anchors, Period, ResolvedPeriod } from "../../time/windows.ts";
import { say } from "../../wording/say.ts";
import { type ListValues, listOptions, searchOptions } from "./filters.ts";

/** How lists differ. */
export type ListKind =
  | { readonly order: "top"; readonly path: readonly ["news", "top"] }
  | { readonly order: "latest"; readonly path: readonly ["news", "latest"] }
  | {
      readonly order: "search";
      readonly path: readonly ["news", "search"];
      readonly question: SearchQuestion;
    };

export const TOP = { order: "top", path: ["news", "top"] } as const satisfies ListKind;
export const LATEST = {
  order: "latest",
  path: ["news", "latest"],
} as const satisfies ListKind;

/** A search for that question; its values have no words besides. */
export function searchOf(question: SearchQuestion): Extract<ListKind, { order: "search" }> {
  return {
    order: "search",
    path: ["news", "search"],
    question,
  };
}

/** What stands over a list of that kind, before what it was asked for. */
export function titleOf(kind: ListKind): string {
  switch (kind.order) {
    case "top":
      return say("Top news");
    case "latest":
      return say("Latest news");
    case "search":
      return dotted(say("Search"), writeQuestion(kind.question));
    default:
      return assertNever(kind);
  }
}

export interface Page {
  readonly kind: ListKind;
  readonly values: ListValues;
  readonly catalog: Catalog;
  readonly list: StoryList;
  /** Places of a text to emphasise; absent where nothing was sought. */
  readonly marks?: Marks;
  /** What a search that found nothing may have been meant for. */
  readonly suggestion?: SearchQuestion;
  readonly resolved: ResolvedPeriod;
  readonly anchors: Anchors;
  readonly limit: number;
  readonly page: number;
  /** Stories in the default week when the answer was widened to a month. */
  readonly widenedFrom?: number;
}

/** The stories of a list; of a search also what else it tells, unless it cannot be asked yet. */
export async function listIn(
  catalog: Catalog,
  kind: ListKind,
  query: ListQuery,
): Promise<Pick<Page, "list" | "marks" | "suggestion"> | SearchNotReady> {
  const { words } = query.filter;
  const marks = words === undefined ? {} : { marks: marksOfWords(words) };
  switch (kind.order) {
    case "top":
    case "latest":
      return { list: await catalog[kind.order](query), ...marks };
    case "search": {
      const list = await catalog.search({ ...query, question: kind.question });
      if (list.type === "not-ready") return list;
      const { found, suggestion } = list;
      return {
        list,
        marks: (text) => marksIn(text, found),
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    }
    default:
      return assertNever(kind);
  }
}

/** The command of a list with these values. */
export function textOf(kind: ListKind, values: ListValues): string {
  if (kind.order !== "search") return formatCommand(kind.path, values, listOptions);
  return formatCommand(kind.path, { ...values, words: writeQuestion(kind.question) }, searchOptions);
}

/** The same question from its first page, to the news as they are now, for whoever asks it. */
export function fromStart<Values extends Pick<ListValues, "page" | "snapshot" | "share" | "cite">>({
  page: _page,
  snapshot: _snapshot,
  share: _share,
  cite: _cite,
  ...values
}: Values): Omit<Values, "page" | "snapshot" | "share" | "cite"> {
  return values;
}

/**
 * The same question as it would be typed anew. Instants are no dates that somebody types: buttons have them, so that another
 * answer covers the same ones.
 */
export function askedAnew<
  Values extends Pick<ListValues, "page" | "snapshot" | "share" | "cite" | "since" | "until">,
>(
  values: Values,
): Omit<ReturnType<typeof fromStart<Values>>, "since" | "until"> & Pick<ListValues, "since" | "until"> {
  const { since, until, ...others } = fromStart(values);
  return {
    ...others,
    ...(since === undefined || isInstant(since) ? {} : { since }),
    ...(until === undefined || isInstant(until) ? {} : { until }),
  };
}

function isInstant(value: DateValue): boolean {
  return value.type === "fixed" && value.from === value.to;
}

/** The list of exactly these dates and this state of the news, from its first page or from another one. */
export function exactText({ kind, values, resolved, catalog }: Page, page = 1): string {
  const exact = { ...fromStart(values), ...fixedDates(resolved.period), snapshot: catalog.manifest.id };
  return textOf(kind, page === 1 ? exact : { ...exact, page });
}

/** The list's exact dates as typed values, so that another answer covers the same ones. */
export function fixedDates({ from, to }: Period): Pick<ListValues, "since" | "until"> {
  const instant = (at: number): DateValue => ({ type: "fixed", from: at, to: at });
  if (from === undefined && to === undefined) return { since: { type: "all" } };
  return {
    ...(from === undefined ? {} : { since: instant(from) }),
    ...(to === undefined ? {} : { until: instant(to) }),
  };
}
