// A command's path and values → canonical text, which the parser reads back to the same values.

import { isDateValue, isStretch } from "../../time/date-value.ts";
import { formatDuration } from "../read/durations.ts";
import { formatDateValue } from "../read/format-dates.ts";
import { isFunctionWord } from "../read/function-words.ts";
import { isPlainWord, termsOf, termsText } from "../read/terms.ts";
import { asWord, plural, tokenise } from "../read/text.ts";
import {
  isListed,
  isOfWords,
  isQuestion,
  type Listed,
  type Option,
  type Options,
  type Value,
} from "./options.ts";

/** Values by option name; absent ones are left out. */
type Given = Readonly<Record<string, Value | undefined>>;

/**
 * The text of a command: `/news top pillar 1 last week`. Texts are taken to be clean (as the parser makes them) and
 * dates to lie between 1900 and 2100. Empty texts and empty lists are left out.
 */
export function formatCommand(path: readonly [string, string], values: Given, options: Options): string {
  const parts = [`/${path.join(" ")}`];
  const flags: string[] = [];
  const words: string[] = [];
  const rest = Object.entries(options).find(([, option]) => option.kind === "text" && option.rest === true);
  const window = bareWindow(values, options, rest !== undefined);
  for (const [name, option] of Object.entries(options)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || name === window?.until) continue;
    if (name === window?.since) parts.push(textOf(option, value));
    else if (isQuestion(option)) parts.push(...questionText(name, String(value), options));
    else if (name === rest?.[0]) parts.push(...restText(String(value), options));
    // Among free words a flag is one only at the end.
    else if (typeof value === "boolean") flags.push(value ? name : `${name} no`);
    // Words side by side belong together, so that only another option's name may stand behind them.
    else if (isListed(value))
      (isOfWords(option) ? words : parts).push(...itemTexts(name, option, value, options));
    else parts.push(...named(name, valueText(option, value, options)));
  }
  return [...parts, ...words, ...flags].join(" ");
}

/** The values of a command as the fields of a form would give them; `parseOptions` reads them back. */
export function fieldsOf(values: Given, options: Options): Readonly<Record<string, string>> {
  const fields = Object.entries(values).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const option = options[name];
    if (option === undefined || value === undefined) return [];
    if (isDateValue(value)) return [[name, formatDateValue(value)]];
    if (option.kind === "duration" && typeof value === "number") return [[name, formatDuration(value)]];
    if (typeof value === "boolean") return [[name, value ? "yes" : "no"]];
    return [[name, isListed(value) ? listField(option, value) : String(value)]];
  });
  return Object.fromEntries(fields);
}

/** A list as one field has it: `Latvia, not Estonia`. */
function listField(option: Option, { any, not }: Listed): string {
  const items = [
    ...any.map((item) => itemText(option, item)),
    ...not.map((item) => `not ${itemText(option, item)}`),
  ];
  return items.join(", ");
}

function itemText(option: Option, item: string): string {
  return isOfWords(option) ? termsText(termsOf(item)) : item;
}

/** `country Latvia`, `country not Estonia`. */
function itemTexts(name: string, option: Option, { any, not }: Listed, options: Options): readonly string[] {
  const text = (item: string): string => {
    if (!isOfWords(option)) return valueText(option, item, options);
    const terms = termsOf(item);
    const [only] = terms;
    // Between quotes a list of words cannot be taken for anything else.
    if (only !== undefined && terms.length === 1 && quotedName(only, options) === only) return only;
    return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(" ");
  };
  return [...any.map((item) => `${name} ${text(item)}`), ...not.map((item) => `${name} not ${text(item)}`)];
}

/** The names of since and until when both are one day, week or month that may stand without them. */
function bareWindow(
  values: Given,
  options: Options,
  hasRest: boolean,
): { since: string; until: string } | undefined {
  const dates = Object.entries(options).filter(([, option]) => option.kind === "date");
  const [since, option] = dates.find(([, date]) => date.kind === "date" && date.bound === "since") ?? [];
  const [until] = dates.find(([, date]) => date.kind === "date" && date.bound === "until") ?? [];
  if (hasRest || since === undefined || until === undefined || option?.bare !== true) return undefined;
  const [from, to] = [values[since], values[until]];
  if (!isDateValue(from) || !isDateValue(to) || !isStretch(from)) return undefined;
  return formatDateValue(from) === formatDateValue(to) ? { since, until } : undefined;
}

function textOf(option: Option, value: Value): string {
  if (isDateValue(value)) return formatDateValue(value);
  if (option.kind === "duration" && typeof value === "number") return formatDuration(value);
  return quoted(String(value));
}

/** A free text that is another option's name needs quotes: without them it is that option. */
function valueText(option: Option, value: Value, options: Options): string {
  const isText = option.kind === "text" || option.kind === "text-list";
  return isText ? quotedName(String(value), options) : textOf(option, value);
}

function quotedName(text: string, options: Options): string {
  const isRead = Object.hasOwn(options, text.toLowerCase()) || isFunctionWord(text);
  return isRead ? `"${text}"` : quoted(text);
}

function named(name: string, text: string): readonly string[] {
  return text === '""' ? [] : [`${name} ${text}`];
}

function restText(text: string, options: Options): readonly string[] {
  if (text === "") return [];
  return [quotedName(text, options)];
}

/** A question behind its name, where only another option ends it: a word that is called like one bears a sign. */
function questionText(name: string, question: string, options: Options): readonly string[] {
  const words = tokenise(question).tokens.map(({ text, quoted: isQuoted }) => {
    if (isQuoted) return `"${text}"`;
    // A small `or` would choose, where a question has it as a word.
    return text === "or" || isOptionName(text.toLowerCase(), options) ? asWord(text) : text;
  });
  return words.length === 0 ? [] : [`${name} ${words.join(" ").replace(/(?<=^| )([-+]) (?=")/g, "$1")}`];
}

function isOptionName(word: string, options: Options): boolean {
  return Object.keys(options).some((name) => word === name || word === plural(name));
}

/** Words that can stand as they are; everything else in quotes, where `""` is one quote. */
function quoted(text: string): string {
  return isPlainWord(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
