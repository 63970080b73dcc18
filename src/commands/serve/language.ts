// The language of a bot's commands, with the names of all countries.

import { createLanguage, type Language } from "../../language/language.ts";
import { typedCountryNames } from "../../news/country.ts";
import type { Command } from "./define.ts";

/** `prefix`: COMMAND_PREFIX. */
export function commandLanguage(commands: readonly Command[], prefix = ""): Language<Command> {
  return createLanguage({ commands, prefix, countryNames: typedCountryNames });
}
