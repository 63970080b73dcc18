// Countries by their names and codes, and which one a data file is about: `Estonia_master.parquet.gzip` is about Estonia.

import { COUNTRY_CODES } from "./country-codes.ts";
import { type PathPart, pathParts } from "./data-path.ts";

/** Regions that Intl names but that are no country. */
const NOT_COUNTRIES = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** Names in use that Intl does not give, by region code. */
const OTHER_NAMES: readonly (readonly [name: string, region: string])[] = [
  ["Britain", "GB"],
  ["Brunei Darussalam", "BN"],
  ["Burma", "MM"],
  ["Cabo Verde", "CV"],
  ["Czech Republic", "CZ"],
  ["Democratic Republic of the Congo", "CD"],
  ["DR Congo", "CD"],
  ["East Timor", "TL"],
  ["Great Britain", "GB"],
  ["Holland", "NL"],
  ["Hong Kong", "HK"],
  ["Ivory Coast", "CI"],
  ["Macao", "MO"],
  ["Macedonia", "MK"],
  ["Myanmar", "MM"],
  ["Palestine", "PS"],
  ["Republic of the Congo", "CG"],
  ["Russian Federation", "RU"],
  ["Slovak Republic", "SK"],
  ["Swaziland", "SZ"],
  ["The Gambia", "GM"],
  ["Turkey", "TR"],
  ["United States of America", "US"],
  ["UK", "GB"],
  ["USA", "US"],
  ["Vatican", "VA"],
  ["Viet Nam", "VN"],
];

/** Words in the longest name known, "Democratic Republic of the Congo" and the like. */
const MAX_WORDS = 8;

/** The words of a name: lower case, without accents, `&` as "and"; everything else separates. */
function wordsOf(name: string): string[] {
  return (
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replaceAll("&", " and ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Two letters that may be the code of a country. */
function countryCodes(): readonly string[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_COUNTRIES.has(code));
}

/**
 * Every country under every name in use, the English name of Intl.DisplayNames first: `["Turkey", "Türkiye"]`. Takes a few
 * milliseconds.
 */
function countryNames(): readonly (readonly [spelling: string, name: string])[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const known = countryCodes()
    .flatMap((code) => names.of(code) ?? [])
    .map((name) => [name, name] as const);
  const others = OTHER_NAMES.flatMap(([other, region]) => {
    const name = names.of(region);
    return name === undefined ? [] : [[other, name] as const];
  });
  return [...known, ...others];
}

/** Languages of readers whose names of countries are known, too. */
const READERS_LANGUAGES = [
  "et",
  "de",
  "fr",
  "lv",
  "lt",
  "fi",
  "sv",
  "es",
  "it",
  "pl",
  "pt",
  "nl",
  "da",
  "ru",
  "uk",
];

/** Every country as people type it: by every name in use, by its ISO code, and by its names in their languages. */
export function typedCountryNames(): readonly (readonly [spelling: string, name: string])[] {
  const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = countryCodes().flatMap((code) => {
    const name = english.of(code);
    return name === undefined ? [] : [[code, name] as const];
  });
  const translated = READERS_LANGUAGES.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    return codes.flatMap(([code, name]) => {
      const own = names.of(code);
      return own === undefined ? [] : [[own, name] as const];
    });
  });
  return [...countryNames(), ...codes, ...translated];
}

interface KnownCountries {
  /** The country that a whole text names, by any name or ISO code, whatever the case. */
  named(text: string): string | undefined;
  /** The first country whose name stands in a text; the longest name wins, so "South Sudan" is not Sudan. */
  firstIn(text: string): string | undefined;
}

function knownCountries(): KnownCountries {
  const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = new Map(COUNTRY_CODES.map(([code, region]) => [code, english.of(region)]));
  const names = new Map(countryNames().map(([spelling, name]) => [wordsOf(spelling).join(" "), name]));
  return {
    named: (text) => codes.get(text.trim().toUpperCase()) ?? names.get(wordsOf(text).join(" ")),
    firstIn(text) {
      const words = wordsOf(text);
      for (let start = 0; start < words.length; start++) {
        for (let end = Math.min(words.length, start + MAX_WORDS); end > start; end--) {
          const country = names.get(words.slice(start, end).join(" "));
          if (country !== undefined) return country;
        }
      }
      return undefined;
    },
  };
}

/** Makes a function from what stands in a column of countries, a name or an ISO code, to an English country name. */
export function createCountryReader(): (text: string) => string | undefined {
  return knownCountries().named;
}

/** A folder may be called by an ISO code, in capitals: `in`, `no` and `it` are words. */
const CODE = /^[A-Z]{2,3}$/;
const COUNTRY_KEY = /country|nation|^iso_?[23]?(?:_?code)?$/i;

/**
 * Makes a function from a file's path inside its data set to an English country name. What says so comes first
 * (`country=Estonia`, `country=EE`, at any depth), then a name in the file's own name, then names and codes in those of its
 * folders; what is nearer to the file before what is farther.
 */
export function createCountryFinder(): (path: string) => string | undefined {
  const { named, firstIn } = knownCountries();

  function inPart(part: PathPart, isFile: boolean): string | undefined {
    if (part.type === "value") return undefined;
    return (!isFile && CODE.test(part.text) ? named(part.text) : undefined) ?? firstIn(part.text);
  }

  return (path) => {
    const parts = pathParts(path).reverse();
    const said = parts.map((part) =>
      part.type === "value" && COUNTRY_KEY.test(part.key)
        ? (named(part.text) ?? firstIn(part.text))
        : undefined,
    );
    const guessed = parts.map((part, index) => inPart(part, index === 0));
    return [...said, ...guessed].find((country) => country !== undefined);
  };
}
