// The language of a bot's commands, with the names of all countries.

import { createLanguage, type Language } from "../../language/language.ts";
import { typedCountryNames } from "../../news/country.ts";
import { countryAdjectives } from "../../news/country-adjectives.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Command } from "./define.ts";

/** `prefix`: COMMAND_PREFIX. `clock`: the real one when not given. */
export function commandLanguage(
  commands: readonly Command[],
  prefix = "",
  clock: Clock = Date.now,
): Language<Command> {
  return createLanguage({ commands, prefix, clock, countryNames: typedCountryNames, countryAdjectives });
}
