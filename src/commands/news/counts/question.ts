// What a command that counts was asked: of which news and dates, and the command that asks exactly that again.

import { formatCommand } from "../../../language/declare/format.ts";
import type { Declaration } from "../../../language/declare/options.ts";
import type { Catalog } from "../../../news/catalog.ts";
import { filterOf, type NewsFilter } from "../../../news/filter/filter.ts";
import type { Anchors, ResolvedPeriod, Window } from "../../../time/windows.ts";
import { resolvePeriod } from "../../../time/windows.ts";
import { askedAnew, fixedDates, fromStart } from "../list-page.ts";
import { anchorsOf, typedWindow } from "../period.ts";
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
  const window = typedWindow(values) ?? usual(anchors);
  const oldest = await catalog.oldest(filter);
  return {
    values,
    catalog,
    filter,
    anchors,
    resolved: resolvePeriod(window, anchors),
    typedDates: window,
    ...(oldest === undefined ? {} : { oldest }),
  };
}

/** The question of exactly these dates and this state of the news. */
export function exactText(
  { path, options }: Asker,
  { values, resolved, catalog }: Question,
  extra: { readonly share?: true; readonly cite?: true } = {},
): string {
  const exact = {
    ...fromStart(values),
    ...fixedDates(resolved.period),
    snapshot: catalog.manifest.id,
    ...extra,
  };
  return formatCommand(path, exact, options);
}

/** The same question to the news and the dates as they are then. */
export function anewText({ path, options }: Asker, { values }: Question): string {
  return formatCommand(path, askedAnew(values), options);
}
