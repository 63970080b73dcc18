// The bot's own sentences: written in English where they are said, as ICU messages, and said in the reader's language.

import { AsyncLocalStorage } from "node:async_hooks";
import { IntlMessageFormat } from "intl-messageformat";
import { type Language, TRANSLATIONS } from "./languages.ts";

/** What stands in a message's braces: words or a number. An instant is put into words first (src/reply/dates.ts). */
export type WordingValue = string | number;

const speaking = new AsyncLocalStorage<Language>();

/** Messages that were parsed, by language. What says one is code, so that there are no more than the code has. */
const parsed = new Map<Language, Map<string, IntlMessageFormat>>();

/** Does the work, and whatever it waits for, in a reader's language. */
export function inLanguage<T>(language: Language, work: () => T): T {
  return speaking.run(language, work);
}

/** The language of whoever reads what is said here and now: English, where nobody said. */
export function languageHere(): Language {
  return speaking.getStore() ?? "en";
}

/**
 * A message in the reader's language. `message` is the English one, in ICU's form: `{name}` for a value, and
 * `{count, plural, one {# story} other {# stories}}` wherever words depend on a number. What a person typed, an article
 * said or a command is called goes in as a value, never into the message.
 */
export function say(message: string, values: Readonly<Record<string, WordingValue>> = {}): string {
  return formatOf(message).format<string>(values).toString();
}

/** A message whose values may be more than words, such as a command to copy: its parts in the language's order. */
export function sayParts<Part extends object>(
  message: string,
  values: Readonly<Record<string, WordingValue | Part>>,
): readonly (string | Part)[] {
  return formatOf(message)
    .formatToParts<Part>(values)
    .map(({ value }) => (typeof value === "object" ? value : String(value)));
}

/** Marks a message that is said later, such as the summary of an option, which is declared before anybody reads. */
export function wording(message: string): string {
  return message;
}

function formatOf(message: string): IntlMessageFormat {
  const language = languageHere();
  const ofLanguage = parsed.get(language) ?? new Map<string, IntlMessageFormat>();
  parsed.set(language, ofLanguage);
  const known = ofLanguage.get(message);
  if (known !== undefined) return known;
  const words = TRANSLATIONS[language]?.[message] ?? message;
  // Tags are no part of our messages: what is emphasised is a node of the reply.
  const format = new IntlMessageFormat(words, language, undefined, { ignoreTag: true });
  ofLanguage.set(message, format);
  return format;
}
