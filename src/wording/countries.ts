// Countries as the reader's language calls them. Data, filters and commands have their English names.

import type { Language } from "./languages.ts";
import { languageHere } from "./say.ts";

const byLanguage = new Map<Language, ReadonlyMap<string, string>>();

/** A country in the reader's language by its English name; a name that is none of a country's stays as it is. */
export function countryHere(name: string): string {
  const language = languageHere();
  if (language === "en") return name;
  const names = byLanguage.get(language) ?? namesIn(language);
  byLanguage.set(language, names);
  return names.get(name) ?? name;
}

/** Takes some milliseconds. */
function namesIn(language: Language): ReadonlyMap<string, string> {
  const [english, own] = ["en", language].map(
    (one) => new Intl.DisplayNames(one, { type: "region", fallback: "none" }),
  );
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    codes.flatMap((code): [string, string][] => {
      const [name, called] = [english?.of(code), own?.of(code)];
      return name === undefined || called === undefined ? [] : [[name, called]];
    }),
  );
}
