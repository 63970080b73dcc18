// The commands that people type, with their real options: what they do is others' business here.

import {
  alertCreateOptions,
  createOptions,
  editCommandOptions,
  nameOption,
  newNameOption,
} from "../../src/commands/digest/options.ts";
import { listOptions, searchOptions } from "../../src/commands/news/filters.ts";
import { articleOption } from "../../src/commands/news/one-article.ts";
import { sourcesOptions } from "../../src/commands/news/reference.ts";
import type { Command } from "../../src/commands/serve/define.ts";
import type { Lexicon } from "../../src/language/declare/parsed.ts";
import { readOnlyCommand } from "./sample-commands.ts";

export const realCommands: readonly Command[] = [
  readOnlyCommand(["news", "top"], "/news top pillar 1", listOptions),
  readOnlyCommand(["news", "latest"], "/news latest estonia", listOptions),
  readOnlyCommand(["news", "search"], "/news search bribery", searchOptions),
  readOnlyCommand(["news", "show"], "/news show 1", { article: articleOption }),
  readOnlyCommand(["news", "like"], "/news like 1", { article: articleOption }),
  readOnlyCommand(["news", "sources"], "/news sources country Estonia", sourcesOptions),
  readOnlyCommand(["news", "status"], "/news status", {}),
  readOnlyCommand(["news", "help"], "/news help", {}),
  readOnlyCommand(["digest", "create"], "/digest create Morning brief when daily 09:00", {
    name: newNameOption,
    ...createOptions,
  }),
  readOnlyCommand(["digest", "alert"], "/digest alert Corruption watch pillar corruption", {
    name: newNameOption,
    ...alertCreateOptions,
  }),
  readOnlyCommand(["digest", "edit"], "/digest edit Morning brief layout brief", editCommandOptions),
  readOnlyCommand(["digest", "pause"], "/digest pause Morning brief", {
    name: nameOption,
    until: { kind: "date", bound: "until", summary: "When it goes on by itself" },
  }),
  readOnlyCommand(["digest", "delete"], "/digest delete Morning brief", {
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
