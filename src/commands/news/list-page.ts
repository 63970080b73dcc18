// What one answer of `/news top` or `/news latest` is made of, and the commands that lead to its neighbours.

import { formatCommand } from "../../language/declare/format.ts";
import type { Catalog, StoryList } from "../../news/catalog.ts";
import type { DateValue } from "../../time/date-value.ts";
import type { Anchors, Period, ResolvedPeriod } from "../../time/windows.ts";
import { type ListValues, listOptions } from "./filters.ts";

/** How the two lists differ. */
export interface ListKind {
  readonly title: string;
  readonly order: "top" | "latest";
  readonly path: readonly ["news", "top" | "latest"];
}

export const TOP: ListKind = { title: "Top news", order: "top", path: ["news", "top"] };
export const LATEST: ListKind = { title: "Latest news", order: "latest", path: ["news", "latest"] };

export interface Page {
  readonly kind: ListKind;
  readonly values: ListValues;
  readonly catalog: Catalog;
  readonly list: StoryList;
  readonly resolved: ResolvedPeriod;
  readonly anchors: Anchors;
  readonly limit: number;
  readonly page: number;
  /** Stories in the default week when the answer was widened to a month. */
  readonly widenedFrom?: number;
  /** Asked for, but in none of the data. */
  readonly unknownCountries: readonly string[];
}

/** Whether the data can hold nothing of what was asked, because they have none of its countries. */
export function isOutsideTheData({ values, unknownCountries }: Page): boolean {
  return unknownCountries.length > 0 && unknownCountries.length === values.country?.any.length;
}

/** The command of a list with these values. */
export function textOf(kind: ListKind, values: ListValues): string {
  return formatCommand(kind.path, values, listOptions);
}

/** The same list from its first page, of the news as they are now, for whoever asks for it. */
export function fromStart({
  page: _page,
  snapshot: _snapshot,
  share: _share,
  cite: _cite,
  ...values
}: ListValues): ListValues {
  return values;
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
