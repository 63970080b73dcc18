// Countries that were asked for and that the data have nothing of.

import type { Catalog } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";

/** How many countries a sentence names before it counts the rest. */
const COUNTRIES_NAMED = 12;

type Scope = Pick<NewsFilter, "country">;

function unknownCountries({ countries }: Catalog, { country }: Scope): readonly string[] {
  const known = countries.map(({ name }) => name);
  return (country?.any ?? []).filter((name) => !known.includes(name));
}

/** Whether the data can hold nothing of what was asked, because they have none of its countries. */
export function isOutsideTheData(catalog: Catalog, scope: Scope): boolean {
  const unknown = unknownCountries(catalog, scope);
  return unknown.length > 0 && unknown.length === scope.country?.any.length;
}

/** `The data have no article of Latvia. They cover Estonia.` */
export function unknownCountriesSentence(catalog: Catalog, scope: Scope): string | undefined {
  const unknown = unknownCountries(catalog, scope);
  if (unknown.length === 0) return undefined;
  const known = catalog.countries.map(({ name }) => name);
  const some = known.slice(0, COUNTRIES_NAMED).join(", ") || "no known country";
  const more = known.length > COUNTRIES_NAMED ? ` and ${known.length - COUNTRIES_NAMED} more` : "";
  return `The data have no article of ${unknown.join(" or ")}. They cover ${some}${more}.`;
}
