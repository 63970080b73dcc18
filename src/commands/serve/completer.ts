// What may stand in a field while somebody types: words of the declarations, of the data, and titles of articles.

import type { Lexicon } from "../../language/declare/parsed.ts";
import { COMPLETIONS, type Completion, complete, LABEL_LENGTH } from "../../language/know/complete.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import { type Command, listed } from "./define.ts";
import { labelsOf, type TitledArticle } from "./title-labels.ts";

/** What is longer is no beginning of anything: Discord's fields take 100 characters where they complete. */
export const LONGEST_PARTIAL = 200;

/** Completes one field of a command, best first, at most 25. A command or a field that there is not has none. */
export type Completer = (
  workspace: WorkspaceKey,
  path: readonly string[],
  option: string,
  partial: string,
) => Promise<readonly Completion[]>;

export interface CompleterOptions {
  readonly commands: readonly Command[];
  /** COMMAND_PREFIX. Default none. */
  readonly prefix?: string;
  readonly lexicon: (workspace: WorkspaceKey) => Promise<Lexicon>;
  /** Articles whose title holds every word typed, newest first; the newest of all for no word. */
  readonly titles: (
    workspace: WorkspaceKey,
    partial: string,
    limit: number,
  ) => Promise<readonly TitledArticle[]>;
}

export function createCompleter({ commands, prefix = "", lexicon, titles }: CompleterOptions): Completer {
  return async (workspace, path, name, partial) => {
    const command = commands.find((candidate) => candidate.path.join(" ") === path.join(" "));
    const option =
      command !== undefined && Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (command === undefined || option === undefined || partial.length > LONGEST_PARTIAL) return [];
    const vocabulary = option.kind === "text" ? option.vocabulary : undefined;
    switch (vocabulary) {
      case "command":
        return commandNames(commands, prefix, partial);
      case "title":
        return titled(await titles(workspace, partial, COMPLETIONS));
      default:
        return toldApart(complete(command, name, partial, await lexicon(workspace)));
    }
  };
}

function titled(articles: readonly TitledArticle[]): readonly Completion[] {
  const labels = labelsOf(articles, LABEL_LENGTH);
  return articles.map(({ id }, index) => ({ label: labels[index] ?? id, value: id }));
}

/** Of those that are called alike the first. */
function toldApart(completions: readonly Completion[]): readonly Completion[] {
  return [...Map.groupBy(completions, ({ label }) => label).values()].flatMap(([first]) => first ?? []);
}

function commandNames(commands: readonly Command[], prefix: string, partial: string): readonly Completion[] {
  const typed = partial.trim().toLowerCase().replace(/^\//, "");
  const begun = typed.startsWith(prefix) ? typed.slice(prefix.length) : typed;
  return listed(commands)
    .map(({ path }) => path.join(" "))
    .filter((name) => name.includes(begun))
    .slice(0, COMPLETIONS)
    .map((name) => ({ label: `/${prefix}${name}`, value: name }));
}
