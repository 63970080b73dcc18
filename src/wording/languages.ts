// The languages that the bot speaks, and which of them a reader's locale asks for.

import { POLISH } from "./pl/polish.ts";

export const LANGUAGES = ["en", "pl"] as const;

/** BCP 47, the language alone. */
export type Language = (typeof LANGUAGES)[number];

/** The English message → the same in the language. English is what the code says. */
export const TRANSLATIONS: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  pl: POLISH,
};

/** Whether the bot speaks the language of a locale. */
export function isSpoken(locale: string): boolean {
  return spokenIn(locale) !== undefined;
}

/** The language for a reader's locale (BCP 47, as platforms tell it, such as "pl" or "en-US", or as a machine is set: "pl_PL.UTF-8"): English where none fits. */
export function languageFor(locale: string | undefined): Language {
  return spokenIn(locale) ?? "en";
}

function spokenIn(locale: string | undefined): Language | undefined {
  const asked = locale?.split(/[-_.@]/u)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === asked);
}
