// What a command that counts was asked: of which news and dates, and the commands that list what it counts.

import type { NewsLook, ServedNews } from "../../../datasets/look.ts";
import { formatCommand } from "../../../language/declare/format.ts";
import type { Declaration } from "../../../language/declare/options.ts";
import type { Catalog } from "../../../news/catalog.ts";
import { filterOf, type NewsFilter } from "../../../news/filter/filter.ts";
import type { Anchors, ResolvedPeriod, Window } from "../../../time/windows.ts";
import { resolvePeriod } from "../../../time/windows.ts";
import { fixedDates } from "../list-page.ts";
import { anchorsOf } from "../period.ts";
import { goneToCite } from "./citation.ts";
import type { CountValues } from "./options.ts";

/** A command that counts. */
export type Asker = Pick<Declaration, "path" | "options">;

export interface Question {
  readonly values: CountValues;
  readonly catalog: Catalog;
  /** What is counted: unless something else is asked for, what was scored and is about its pillar. */
  readonly filter: NewsFilter;
  readonly anchors: Anchors;
  readonly resolved: ResolvedPeriod;
  /** The dates as they were or would be typed. */
  readonly typedDates: Window;
  /** ms UTC of the oldest dated article of the chosen countries and sources; absent when none is dated. */
  readonly oldest?: number;
  /** Asked for, but in none of the data. */
  readonly unknownCountries: readonly string[];
}

/** Verdicts that report something else than their pillar are counted beside, not among, unless `relevance any` is asked for. */
export function countedFilter(values: CountValues): NewsFilter {
  const asked = filterOf(values);
  if (asked.scored === false) return asked;
  return { ...asked, scored: true, ...(values.relevance === undefined ? { relevance: "related" } : {}) };
}

/** The question over the window that was typed, else over the usual one. */
export async function questionOf(
  catalog: Catalog,
  values: CountValues,
  usual: (anchors: Anchors) => Window,
  now: number,
): Promise<Question> {
  const filter = countedFilter(values);
  const anchors = await anchorsOf(catalog, filter, now);
  const typed = typedWindow(values);
  const window = typed ?? usual(anchors);
  const oldest = await catalog.oldest(filter);
  const known = catalog.countries.map(({ name }) => name);
  return {
    values,
    catalog,
    filter,
    anchors,
    resolved: resolvePeriod(window, anchors),
    typedDates: window,
    ...(oldest === undefined ? {} : { oldest }),
    unknownCountries: (filter.country?.any ?? []).filter((country) => !known.includes(country)),
  };
}

/** The question of exactly these dates and this state of the news. */
export function exactText(
  { path, options }: Asker,
  { values, resolved, catalog }: Question,
  extra: { readonly share?: true; readonly cite?: true } = {},
): string {
  const { share: _, cite: _cite, ...asked } = values;
  const exact = { ...asked, ...fixedDates(resolved.period), snapshot: catalog.manifest.id, ...extra };
  return formatCommand(path, exact, options);
}

export function typedWindow({ since, until }: CountValues): Window | undefined {
  if (since === undefined && until === undefined) return undefined;
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

/** Whether the data can hold nothing of what was asked, because they have none of its countries. */
export function isOutsideTheData({ filter, unknownCountries }: Question): boolean {
  return unknownCountries.length > 0 && unknownCountries.length === filter.country?.any.length;
}

/** The news that a question is about: a certain state of them, else what serves. */
export async function newsFor(
  { snapshot, cite }: Pick<CountValues, "snapshot" | "cite">,
  news: NewsLook,
): Promise<{ readonly served: ServedNews; readonly isGone: boolean }> {
  const wanted = snapshot === undefined ? undefined : await news.snapshot(snapshot);
  const isGone = snapshot !== undefined && wanted === undefined;
  if (isGone && cite === true) throw goneToCite();
  return { served: wanted ?? (await news.serving()), isGone };
}

export const GONE =
  "The state of the news that was asked for is no longer kept, so these are the numbers of the news as they are now.";
