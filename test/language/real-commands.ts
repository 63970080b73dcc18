// The commands that people type, with their real options: what they do is others' business here.

import {
  alertCreateOptions,
  createOptions,
  editCommandOptions,
  nameOption,
  newNameOption,
} from "../../src/commands/digest/options.ts";
import { listOptions } from "../../src/commands/news/filters.ts";
import { sourcesOptions } from "../../src/commands/news/reference.ts";
import { articleOption } from "../../src/commands/news/show.ts";
import { type Command, defineCommand } from "../../src/commands/serve/define.ts";
import type { Options } from "../../src/language/declare/options.ts";
import type { Lexicon } from "../../src/language/declare/parsed.ts";

function real(path: Command["path"], example: string, options: Options): Command {
  return defineCommand({
    path,
    summary: `What ${path[1]} does`,
    role: "read",
    answers: "message",
    examples: [example],
    options,
    handler: () => Promise.reject(new Error("only read, never run")),
  });
}

export const realCommands: readonly Command[] = [
  real(["news", "top"], "/news top pillar 1", listOptions),
  real(["news", "latest"], "/news latest estonia", listOptions),
  real(["news", "show"], "/news show 1", { article: articleOption }),
  real(["news", "sources"], "/news sources country Estonia", sourcesOptions),
  real(["news", "status"], "/news status", {}),
  real(["news", "help"], "/news help", {}),
  real(["digest", "create"], "/digest create Morning brief when daily 09:00", {
    name: newNameOption,
    ...createOptions,
  }),
  real(["digest", "alert"], "/digest alert Corruption watch pillar corruption", {
    name: newNameOption,
    ...alertCreateOptions,
  }),
  real(["digest", "edit"], "/digest edit Morning brief layout brief", editCommandOptions),
  real(["digest", "pause"], "/digest pause Morning brief", {
    name: nameOption,
    until: { kind: "date", bound: "until", summary: "When it goes on by itself" },
  }),
  real(["digest", "delete"], "/digest delete Morning brief", {
    name: nameOption,
    sure: { kind: "flag", summary: "Without asking once more" },
  }),
];

export const realLexicon: Lexicon = {
  countries: ["Estonia", "Latvia", "Sweden", "Germany", "France", "Czechia"],
  sources: [
    "postimees.ee",
    "delfi.ee",
    "delfi.lv",
    "err.ee",
    "news.lsm.lv",
    "bbc.co.uk",
    "spiegel.de",
    "lemonde.fr",
  ],
  digests: ["Morning brief", "Noon", "Monday", "🇪🇪", "🇱🇻", "C# (law)", "C++ (law)", "My country"],
};
