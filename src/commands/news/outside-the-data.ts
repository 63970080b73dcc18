// Countries and outlets that were asked for and that the data have nothing of.

import { listOf } from "../../language/read/text.ts";
import type { Catalog } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import { joined } from "../../reply/build.ts";
import { countryHere } from "../../wording/countries.ts";
import { say } from "../../wording/say.ts";

/** How many countries a sentence names before it counts the rest. */
const COUNTRIES_NAMED = 12;

type Scope = Pick<NewsFilter, "country" | "source">;

function unknownCountries({ countries }: Catalog, { country }: Scope): readonly string[] {
  const known = countries.map(({ name }) => name);
  return (country?.any ?? []).filter((name) => !known.includes(name));
}

function unknownSources({ sources }: Catalog, { source }: Scope): readonly string[] {
  const known = sources.map(({ name }) => name);
  return (source?.any ?? []).filter((name) => !known.includes(name));
}

/** Whether the data can hold nothing of what was asked, because they have none of its countries, or none of its outlets. */
export function isOutsideTheData(catalog: Catalog, scope: Scope): boolean {
  const isAllOf = (unknown: readonly string[], asked: readonly string[] = []): boolean =>
    unknown.length > 0 && unknown.length === asked.length;
  return (
    isAllOf(unknownCountries(catalog, scope), scope.country?.any) ||
    isAllOf(unknownSources(catalog, scope), scope.source?.any)
  );
}

/** `The data have no article of Latvia. They cover Estonia.` */
export function outsideSentence(catalog: Catalog, scope: Scope): string | undefined {
  const sentences = [countriesSentence(catalog, scope), sourcesSentence(catalog, scope)].filter(
    (sentence) => sentence !== undefined,
  );
  return sentences.length === 0 ? undefined : joined(...sentences);
}

function sourcesSentence(catalog: Catalog, scope: Scope): string | undefined {
  const unknown = unknownSources(catalog, scope);
  return unknown.length === 0
    ? undefined
    : say("The data have no article of {sources}: /news sources lists their outlets.", {
        sources: listOf(unknown, "or"),
      });
}

function countriesSentence(catalog: Catalog, scope: Scope): string | undefined {
  const unknown = unknownCountries(catalog, scope);
  if (unknown.length === 0) return undefined;
  const known = catalog.countries.map(({ name }) => name);
  const lacking = say("The data have no article of {countries}.", {
    countries: listOf(unknown.map(countryHere), "or"),
  });
  return joined(lacking, coveredSentence(known));
}

function coveredSentence(known: readonly string[]): string {
  const countries = known.slice(0, COUNTRIES_NAMED).map(countryHere).join(", ");
  const more = known.length - COUNTRIES_NAMED;
  if (known.length === 0) return say("They cover no known country.");
  return more > 0
    ? say("They cover {countries} and {more, number} more.", { countries, more })
    : say("They cover {countries}.", { countries });
}
