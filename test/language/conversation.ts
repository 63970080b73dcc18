// A conversation over the real commands: what each turn comes to, as it would be typed whole.

import { helpCommand } from "../../src/commands/help.ts";
import { morningOptions } from "../../src/commands/news/every-morning.ts";
import { exportCommand } from "../../src/commands/news/export.ts";
import { newsCommands } from "../../src/commands/news/index.ts";
import { articleOption } from "../../src/commands/news/one-article.ts";
import type { Said } from "../../src/language/converse/turn.ts";
import { formatCommand } from "../../src/language/declare/format.ts";
import type { Declaration } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import { createLanguage } from "../../src/language/language.ts";
import { typedCountryNames } from "../../src/news/country.ts";
import { countryAdjectives } from "../../src/news/country-adjectives.ts";
import { realCommands } from "./real-commands.ts";
import { readOnlyCommand } from "./sample-commands.ts";

/** Nothing is run here. */
const notRun = async (): Promise<never> => Promise.reject(new Error("Commands are only read here."));
const news = newsCommands({
  lists: { remember: notRun, last: notRun },
  judgements: { keep: notRun, of: notRun, ofWorkspace: notRun, count: notRun, workspaces: notRun },
  savedQuestions: { save: notRun, of: notRun, delete: notRun },
});
const exporting = exportCommand({
  exports: { make: notRun, keepText: notRun, end: () => undefined, close: notRun },
  dropboxOf: notRun,
  clock: () => 0,
});
const commands = [
  ...news,
  exporting,
  ...realCommands.filter(({ path }) => path[0] === "digest"),
  readOnlyCommand(["digest", "why"], "/digest why 2", { article: articleOption }),
  {
    ...readOnlyCommand(["digest", "morning"], "/digest morning corruption", morningOptions),
    hidden: true as const,
  },
  helpCommand(news),
];
export const lexicon = {
  countries: ["Estonia", "Latvia", "Lithuania", "Russia"],
  sources: ["err.ee", "delfi.ee", "delfi.lv"],
  digests: ["Morning"],
};
export const language = createLanguage({
  commands,
  clock: () => Date.UTC(2024, 2, 8),
  countryNames: typedCountryNames,
  countryAdjectives,
});

export const canonical = (
  command: Declaration,
  values: Extract<Parsed, { type: "command" }>["values"],
): string => formatCommand(command.path, values, command.options);

/** The command that typing that line gives. */
export function typed(line: string): string {
  const parsed = language.read(line, lexicon);
  if (parsed.type === "misunderstood") throw new Error(`${line}: ${parsed.misunderstanding.sentence}`);
  return canonical(parsed.command, parsed.values);
}

export function outcome(said: Said): string {
  if (said.type === "courtesy") return said.courtesy;
  if (said.type === "misunderstood") return `? ${said.misunderstanding.sentence}`;
  return canonical(said.command, said.values);
}

/** What a conversation comes to, turn by turn. */
export function talk(...lines: readonly string[]): readonly string[] {
  let last: string | undefined;
  return lines.map((line) => {
    const said = language.readSaid(line, last, lexicon);
    if (said.type === "command" && said.command.carriesOn === true)
      last = canonical(said.command, said.values);
    return outcome(said);
  });
}

export const lastOf = (...lines: readonly string[]): string => talk(...lines).at(-1) ?? "";
