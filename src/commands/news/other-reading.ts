// The buttons that take what was typed into a search the other way: a filter as a word, a word as the country or the pillar of that
// name.

import { fold } from "../../language/read/text.ts";
import { PILLARS, pillarName } from "../../news/pillars.ts";
import {
  readQuestion,
  type SearchQuestion,
  type SearchTerm,
  writeQuestion,
} from "../../news/search/question.ts";
import { command } from "../../reply/build.ts";
import type { Action } from "../../reply/reply.ts";
import { countryHere } from "../../wording/countries.ts";
import { say } from "../../wording/say.ts";
import type { ListValues } from "./filters.ts";
import { fixedDates, fromStart, LATEST, type ListKind, type Page, searchOf, textOf } from "./list-page.ts";

/** Shorter words of names are words of everything: `open`, `civil`. */
const SHORTEST_PILLAR = 6;

/** A country's name is both a filter and a word, and so is what a verdict can be. */
export function otherReadings(page: Page, question: SearchQuestion): readonly Action[] {
  return [...asWords(page, question), ...asCountry(page, question), ...asPillar(page, question)];
}

function asWords(page: Page, question: SearchQuestion): readonly Action[] {
  const values = fromStart(page.values);
  const { country, direction, impact } = values;
  const { country: _country, ...anywhere } = values;
  const { direction: _direction, ...eitherWay } = values;
  const { impact: _impact, ...anyImpact } = values;
  const [name] = country?.not.length === 0 && country.any.length === 1 ? country.any : [];
  const readings: readonly (readonly [word: string | undefined, others: ListValues])[] = [
    [name, anywhere],
    [direction === "any" ? undefined : direction, eitherWay],
    [impact === "any" ? undefined : impact, anyImpact],
  ];
  return readings.flatMap(([word, others]) => {
    if (word === undefined) return [];
    const more = readQuestion(`${writeQuestion(question)} ${quoted(word)}`);
    return more === undefined
      ? []
      : [button(say('The word "{word}"', { word }), page, searchOf(more), others)];
  });
}

/** A word that is the name of a country of the data, as that country. */
function asCountry(page: Page, { terms }: SearchQuestion): readonly Action[] {
  const values = fromStart(page.values);
  if (values.country !== undefined) return [];
  return page.catalog.countries.flatMap(({ name }) => {
    const own = terms.find((term) => fold(wordOf(term)) === fold(name));
    if (own === undefined) return [];
    return [
      without(own, terms, say("The country {country}", { country: countryHere(name) }), page, {
        ...values,
        country: { any: [name], not: [] },
      }),
    ];
  });
}

/** A word that stands in the name of one pillar, as that pillar: `corruption`. */
function asPillar(page: Page, { terms }: SearchQuestion): readonly Action[] {
  const values = fromStart(page.values);
  if (values.pillar !== undefined) return [];
  const meant = terms.flatMap((term) => {
    const word = fold(wordOf(term));
    const named = PILLARS.filter(
      ({ name, aliases }) =>
        word.length >= SHORTEST_PILLAR &&
        [name, ...aliases].some((one) => fold(one).split(" ").includes(word)),
    );
    return named.length === 1 ? named.map((pillar) => ({ term, pillar })) : [];
  });
  return meant.slice(0, 1).map(({ term, pillar: { number } }) =>
    without(term, terms, say("The pillar {pillar}", { pillar: pillarName(number) }), page, {
      ...values,
      pillar: { any: [String(number)], not: [] },
    }),
  );
}

/** The one word that a term asks for; empty where it asks for something else. */
function wordOf({ any, isLeftOut }: SearchTerm): string {
  const [only, ...others] = any;
  return isLeftOut || others.length > 0 || only === undefined || only.type === "start" ? "" : only.text;
}

/** The search for the other words; the list where there are none. */
function without(
  term: SearchTerm,
  terms: readonly SearchTerm[],
  label: string,
  page: Page,
  values: ListValues,
): Action {
  const rest = terms.filter((other) => other !== term);
  const isSearch = rest.some(({ isLeftOut }) => !isLeftOut);
  return button(label, page, isSearch ? searchOf({ terms: rest }) : LATEST, values);
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

function button(label: string, { resolved }: Page, kind: ListKind, values: ListValues): Action {
  const exact = { ...values, ...fixedDates(resolved.period) };
  return command(label, textOf(kind, exact), { typed: textOf(kind, values) });
}
