// The small print under every answer about the news.

import type { Catalog } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/query.ts";
import type { Anchors } from "../../news/windows.ts";
import { formatAge, formatDate } from "../../reply/dates.ts";

export const SCORED_BY = "Scored by a language model: /news about";

/** A country whose newest article is this much older than the newest of all is named. */
const BEHIND_MS = 48 * 3_600_000;

/** Countries named as behind before the rest is only counted. */
const BEHIND_NAMED = 5;

/** `newest article 7 Mar 2024, 2 years 8 months ago`, and which of the chosen countries are behind. */
export function ageOfNews(catalog: Catalog, filter: NewsFilter, { newest }: Anchors, now: number): string {
  if (newest === undefined) {
    const { lastDate } = catalog.manifest;
    return lastDate === null
      ? "no article is dated"
      : `newest article of all ${formatDate(lastDate)}, ${formatAge(lastDate, now)}`;
  }
  const age = `newest article ${formatDate(newest)}, ${formatAge(newest, now)}`;
  const behind = countriesBehind(catalog, filter);
  return behind === undefined ? age : `${age} · ${behind}`;
}

function countriesBehind({ countries, manifest }: Catalog, filter: NewsFilter): string | undefined {
  const newestOfAll = manifest.lastDate;
  if (newestOfAll === null) return undefined;
  const behind = countries.filter(
    ({ name, newest }) =>
      newest !== undefined &&
      newestOfAll - newest > BEHIND_MS &&
      (filter.countries.length === 0 || filter.countries.includes(name)),
  );
  if (behind.length === 0) return undefined;
  const named = behind
    .slice(0, BEHIND_NAMED)
    .map(({ name, newest }) => `${name} ends ${newest === undefined ? "undated" : formatDate(newest)}`);
  const more =
    behind.length > BEHIND_NAMED ? ` and ${behind.length - BEHIND_NAMED} more countries are behind` : "";
  return `${named.join(", ")}${more}`;
}
