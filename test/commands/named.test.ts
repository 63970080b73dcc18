// Every command that our sentences, buttons and documents name exists, and what stands there as typed can be typed.

import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { commandLanguage } from "../../src/commands/serve/language.ts";
import { readConfig } from "../../src/config.ts";
import type { Lexicon } from "../../src/language/declare/parsed.ts";
import { assembleBot } from "../../src/main.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const directory = await mkdtemp(join(tmpdir(), "rol-news-named-"));
const bot = await assembleBot({
  config: readConfig({ DATA_DIR: directory }),
  clock: Date.now,
  log: pino({ level: "silent" }),
  notifier: { tell: async () => undefined },
});
afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

const { commands } = bot.router;
const groups = [...new Set(commands.map(({ path }) => path[0]))];
const paths = new Set(commands.map(({ path }) => `/${path.join(" ")}`));
const language = commandLanguage(commands);
/** What the documents' examples speak of. */
const LEXICON: Lexicon = {
  countries: ["Estonia", "Latvia", "Sweden"],
  sources: ["delfi.ee", "lsm.lv"],
  digests: ["Morning brief", "Corruption watch"],
};

/** What stands there on purpose: the platforms' own words, and the slip that the tour makes. */
const NO_COMMANDS = ["/dropbox already", "/news failed", "/news top piller 2"];

interface Named {
  readonly file: string;
  readonly text: string;
}

const NAME = new RegExp(`(?<![\\w/.:])/(${groups.join("|")}) ([a-z]+)`, "g");
const sources = globSync(["src/**/*.ts", "adapters/**/*.ts", "demo/*.ts"], { cwd: root });
const documents = globSync(["docs/**/*.md", "*.md"], { cwd: root });

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Comments speak of commands in passing: what people read stands in literals. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** Every `/group word`, wherever it stands. */
function named(file: string): readonly Named[] {
  const text = file.endsWith(".ts") ? withoutComments(textOf(file)) : textOf(file);
  return [...text.matchAll(NAME)].map(([, group, verb]) => ({ file, text: `/${group} ${verb}` }));
}

/** Whole literals of a source, whole code spans and lines of code blocks of a document that are a command. */
function typed(file: string): readonly Named[] {
  const text = textOf(file);
  const wholes = file.endsWith(".ts")
    ? [...withoutComments(text).matchAll(/(["'`])(\/(?:\\.|(?!\1).)*)\1/g)].map((match) => match[2] ?? "")
    : [
        ...[...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.split("\n")),
        ...[...text.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""),
      ];
  return (
    wholes
      .map((whole) => whole.trim())
      .filter((whole) => groups.some((group) => whole.startsWith(`/${group} `)))
      // A gap to fill in, a choice, or a part that a program puts in: no whole command. Nor is a sentence, or a mere name.
      .filter((whole) => !/[<[|…]|\$\{|\s#|\.$/.test(whole) && !paths.has(whole))
      .map((whole) => ({ file, text: whole }))
  );
}

function isMeant(text: string): boolean {
  return NO_COMMANDS.some((words) => text.startsWith(words));
}

describe("a command that is named", () => {
  it.each([
    ["sources", sources, 20],
    ["documents", documents, 20],
  ] as const)("in the %s exists", (_, files, atLeast) => {
    const all = files.flatMap(named);
    expect(all.length).toBeGreaterThan(atLeast);
    expect(all.filter(({ text }) => !paths.has(text) && !isMeant(text))).toEqual([]);
  });

  it.each([
    ["sources", sources, 20],
    ["documents", documents, 20],
  ] as const)("in the %s as it is typed runs as it stands", (_, files, atLeast) => {
    const all = files.flatMap(typed);
    expect(all.length).toBeGreaterThan(atLeast);
    expect(
      all.filter(({ text }) => language.read(text, LEXICON).type !== "command" && !isMeant(text)),
    ).toEqual([]);
  });
});
