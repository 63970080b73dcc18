// The buttons that take what was typed into a search the other way: a filter as a word, a word as the country of that name.

import { fold } from "../../language/read/text.ts";
import { readQuestion, type SearchQuestion, writeQuestion } from "../../news/search/question.ts";
import { command } from "../../reply/build.ts";
import type { Action } from "../../reply/reply.ts";
import type { ListValues } from "./filters.ts";
import { fixedDates, fromStart, LATEST, type ListKind, type Page, searchOf, textOf } from "./list-page.ts";

/** A country's name is both a filter and a word, and so is what a verdict can be. */
export function otherReadings(page: Page, question: SearchQuestion): readonly Action[] {
  return [...asWords(page, question), ...asCountry(page, question)];
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
    const more = word === undefined ? undefined : readQuestion(`${writeQuestion(question)} ${quoted(word)}`);
    return more === undefined ? [] : [button(`The word "${word}"`, page, searchOf(more), others)];
  });
}

function asCountry(page: Page, { terms }: SearchQuestion): readonly Action[] {
  const values = fromStart(page.values);
  if (values.country !== undefined) return [];
  return page.catalog.countries.flatMap(({ name }) => {
    const own = terms.find(({ any, isLeftOut }) => {
      const [only, ...others] = any;
      return (
        !isLeftOut && others.length === 0 && only?.type !== "start" && fold(only?.text ?? "") === fold(name)
      );
    });
    if (own === undefined) return [];
    const rest = terms.filter((term) => term !== own);
    const isSearch = rest.some(({ isLeftOut }) => !isLeftOut);
    const kind = isSearch ? searchOf({ terms: rest }) : LATEST;
    return [button(`The country ${name}`, page, kind, { ...values, country: { any: [name], not: [] } })];
  });
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

function button(label: string, { resolved }: Page, kind: ListKind, values: ListValues): Action {
  const exact = { ...values, ...fixedDates(resolved.period) };
  return command(label, textOf(kind, exact), { typed: textOf(kind, values) });
}
