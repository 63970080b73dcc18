// Sentences that were stored by whoever they happened to, for readers of another language.

import { TRANSLATIONS } from "./languages.ts";
import { languageHere } from "./say.ts";

/** A sentence that was said in English and kept: in the reader's language where it is a message without values, else as it was. */
export function sayStored(sentence: string): string {
  return TRANSLATIONS[languageHere()]?.[sentence] ?? sentence;
}
