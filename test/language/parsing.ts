// Typed lines read with the sample commands.

import { expect } from "vitest";
import type { Declaration, Listed, Values } from "../../src/language/declare/options.ts";
import type { Lexicon, Misunderstanding, Parsed, RawValues } from "../../src/language/declare/parsed.ts";
import { createLanguage, type Language } from "../../src/language/language.ts";
import { typedCountryNames } from "../../src/news/country.ts";
import { countryAdjectives } from "../../src/news/country-adjectives.ts";
import { commands, lexicon } from "./sample-commands.ts";

/** One for each list of commands: its words are made ready once, not for each line. */
const languages = new WeakMap<readonly Declaration[], Language<Declaration>>();

function languageOf(known: readonly Declaration[]): Language<Declaration> {
  const language =
    languages.get(known) ??
    // What zones an offset may mean depends on the time of the year.
    createLanguage({
      commands: known,
      clock: () => Date.UTC(2024, 2, 8),
      countryNames: typedCountryNames,
      countryAdjectives,
    });
  languages.set(known, language);
  return language;
}

/** Typed text, read with these commands and words. */
export function parseText(text: string, known: readonly Declaration[], words: Lexicon): Parsed {
  return languageOf(known).read(text, words);
}

/** Fields of a form, read with these commands and words. */
export function parseOptions(
  path: readonly string[],
  values: RawValues,
  known: readonly Declaration[],
  words: Lexicon,
): Parsed {
  return languageOf(known).readFields(path, values, words);
}

export function parse(text: string): Parsed {
  return parseText(text, commands, lexicon);
}

export function valuesOf(parsed: Parsed): { readonly path: string; readonly values: Values } {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  return { path: parsed.command.path.join(" "), values: parsed.values };
}

export function misunderstandingOf(parsed: Parsed): Misunderstanding {
  if (parsed.type === "command") throw new Error(`understood as ${parsed.command.path.join(" ")}`);
  return parsed.misunderstanding;
}

/** Every offer and the example run as they are. */
export function expectAllWork(parsed: Parsed, known = commands): void {
  if (parsed.type === "command") return;
  const { sentence, offers, example } = parsed.misunderstanding;
  expect(sentence).not.toBe("");
  expect(sentence.length).toBeLessThan(500);
  expect(offers.length).toBeGreaterThan(0);
  for (const text of [...offers.map(({ command }) => command), example]) {
    expect([text, parseText(text, known, lexicon).type]).toEqual([text, "command"]);
  }
}

/** A list of which nothing is left out. */
export function listed(...any: readonly string[]): Listed {
  return { any, not: [] };
}
