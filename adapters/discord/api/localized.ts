// What Discord shows of a command in other languages than English: what it is for, and the names that a message's menu shows. The
// words that people type are the same in all languages, since answers and help name them.

import { LANGUAGES, type Language } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import { cutTo } from "../out/components.ts";
import { COMMAND } from "../out/limits.ts";
import type { DiscordCommand, DiscordOption } from "./commands.ts";
import type { MessageCommand } from "./message-commands.ts";

/**
 * By Discord's own locales, of which those without a country are ours too:
 * https://docs.discord.com/developers/reference#locales
 */
export type Localizations = Readonly<Partial<Record<Exclude<Language, "en">, string>>>;

/** A command with what it and its options are for in each language that has it. */
export function localizedCommand(command: DiscordCommand): DiscordCommand {
  return { ...command, ...described(command), options: command.options.map(localizedOption) };
}

/** A command of a message's menu with its name in each language that has one. */
export function localizedEntry(command: MessageCommand): MessageCommand {
  const names = translationsOf(command.name, COMMAND.nameLength);
  return names === undefined ? command : { ...command, name_localizations: names };
}

function localizedOption(option: DiscordOption): DiscordOption {
  const { options } = option;
  return {
    ...option,
    ...described(option),
    ...(options === undefined ? {} : { options: options.map(localizedOption) }),
  };
}

function described({ description }: Pick<DiscordOption, "description">): {
  readonly description_localizations?: Localizations;
} {
  const descriptions = translationsOf(description, COMMAND.descriptionLength);
  return descriptions === undefined ? {} : { description_localizations: descriptions };
}

/** A message in the languages that say it otherwise than English; undefined where none does. */
function translationsOf(message: string, mostCharacters: number): Localizations | undefined {
  const translations = LANGUAGES.filter((language) => language !== "en")
    .map((language) => ({
      language,
      words: inLanguage(language, () => cutTo(say(message), mostCharacters)),
    }))
    .filter(({ words }) => words !== message);
  return translations.length === 0
    ? undefined
    : Object.fromEntries(translations.map(({ language, words }) => [language, words]));
}
