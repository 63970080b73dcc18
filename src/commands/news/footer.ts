// The small print under every answer about the news.

import type { Listed } from "../../language/declare/options.ts";
import type { Catalog } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import { formatAge, formatDate } from "../../reply/dates.ts";
import { HOUR_MS } from "../../time/units.ts";
import type { Anchors } from "../../time/windows.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, wording } from "../../wording/say.ts";

export const SCORED_BY = wording("Scored by a language model: /news about");

/** A country whose newest article is this much older than the newest of all is named. */
const BEHIND_MS = 48 * HOUR_MS;

/** Countries named as behind before the rest is only counted. */
const BEHIND_NAMED = 5;

/** `newest article 7 Mar 2024, 2 years 8 months ago`, and which of the chosen countries are behind. */
export function ageOfNews(catalog: Catalog, filter: NewsFilter, { newest }: Anchors, now: number): string {
  if (newest === undefined) {
    const { lastDate } = catalog.manifest;
    return lastDate === null
      ? say("no article is dated")
      : say("newest article of all {date}, {age}", {
          date: formatDate(lastDate),
          age: formatAge(lastDate, now),
        });
  }
  const age = say("newest article {date}, {age}", {
    date: formatDate(newest),
    age: formatAge(newest, now),
  });
  const behind = countriesBehind(catalog, filter);
  return behind === undefined ? age : `${age} · ${behind}`;
}

/** A run of facts that opens a line begins like a sentence. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether news of a country can be in an answer at all. */
function isAskedFor(country: string, outlets: Catalog["sources"], filter: NewsFilter): boolean {
  if (filter.country !== undefined) return isListedName(country, filter.country);
  const chosen = outlets.filter(
    ({ name }) => filter.source !== undefined && isListedName(name, filter.source),
  );
  return filter.source === undefined || chosen.some(({ countries }) => countries.includes(country));
}

function isListedName(name: string, { any, not }: Listed): boolean {
  return (any.length === 0 || any.includes(name)) && !not.includes(name);
}

function countriesBehind({ countries, sources, manifest }: Catalog, filter: NewsFilter): string | undefined {
  const newestOfAll = manifest.lastDate;
  if (newestOfAll === null) return undefined;
  const behind = countries.flatMap(({ name, newest }) =>
    newest !== undefined && newestOfAll - newest > BEHIND_MS && isAskedFor(name, sources, filter)
      ? [say("{country} ends {date}", { country: countryHere(name), date: formatDate(newest) })]
      : [],
  );
  if (behind.length === 0) return undefined;
  const rest = behind.length - BEHIND_NAMED;
  const named = behind.slice(0, BEHIND_NAMED).join(", ");
  const all =
    rest > 0
      ? say("{countries} and {count, plural, one {# more country} other {# more countries}} behind", {
          countries: named,
          count: rest,
        })
      : named;
  // Beside the chosen countries' own newest article, a date alone would only repeat it.
  return filter.country === undefined
    ? all
    : say("{behind}, all countries {date}", { behind: all, date: formatDate(newestOfAll) });
}
