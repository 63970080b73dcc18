// Words that stand for things: countries, outlets, commands and choices, in whatever spelling they are typed.

import type { Choice, ChoiceListOption, ChoiceOption, Declaration } from "../declare/options.ts";
import type { Lexicon } from "../declare/parsed.ts";
import { fold, nameKeyOf } from "../read/text.ts";
import { zonesNamed } from "./zones.ts";

/** What is known while one input is parsed. Everything is built when it is first asked for. */
export interface KnownWords {
  readonly commands: readonly Declaration[];
  readonly lexicon: Lexicon;
  /** What people may type before the names of commands; often empty. */
  readonly prefix: string;
  /** Canonical country by folded spelling: those of the data first, then every English name. */
  countries(): ReadonlyMap<string, string>;
  /** The country that something is of, by a folded adjective: `latvian`. Never one that a slip is compared with: `police` is not Polish. */
  countryOf(adjective: string): string | undefined;
  /** Outlets that a word can mean: the domain itself, else every domain whose name it is (`delfi`). */
  sources(text: string): readonly string[];
  /** Canonical names of commands and of their groups by folded spelling: `top`, `dropbox status`, `digest`. */
  commandNames(): ReadonlyMap<string, string>;
  /** Digests of the workspace by `nameKeyOf` their names. */
  digests(): ReadonlyMap<string, string>;
  /** IANA zones that a text can mean: by its name, else by the name of its city. */
  zones(text: string): readonly string[];
  /** Spellings that a slip is compared with, folded, each with its word: what `build` gave for that kind the first time. */
  nearby(kind: string, build: () => Iterable<readonly [string, string]>): FoldedWords;
  /** The clock, ms UTC: what time it is in a zone. */
  now(): number;
  /** The choices that words can mean: by whole spelling, else by beginnings of words. */
  choices(option: ChoiceOption | ChoiceListOption, folded: string): readonly Choice[];
}

/** Folded spellings, each with the word that it means. */
export type FoldedWords = readonly (readonly [folded: string, word: string])[];

/** Every country under every name in use, or under every adjective: folded spelling to English name. */
export type CountrySpellings = () => ReadonlyMap<string, string>;

/** What is known of some data, whichever digests there are. */
export type WordsOfData = Omit<KnownWords, "lexicon" | "digests"> & {
  readonly of: Pick<Lexicon, "countries" | "sources">;
};

/** With the digests of a workspace. */
export function withDigests({ of, ...known }: WordsOfData, digests: readonly string[]): KnownWords {
  const byKey = lazily(() => new Map(digests.map((name) => [nameKeyOf(name), name])));
  return { ...known, lexicon: { ...of, digests }, digests: byKey };
}

export function wordsOfData(request: {
  readonly lexicon: Pick<Lexicon, "countries" | "sources">;
  readonly commands: readonly Declaration[];
  readonly prefix: string;
  readonly everyCountry: CountrySpellings;
  readonly everyAdjective: CountrySpellings;
  readonly now: () => number;
}): WordsOfData {
  const { lexicon, commands, prefix, everyCountry, everyAdjective, now } = request;
  const countries = lazily(() => countrySpellings(lexicon.countries, everyCountry()));
  const sources = lazily(() => sourceNames(lexicon.sources));
  const commandNames = lazily(() => commandSpellings(commands, prefix));
  const spellings = new Map<ChoiceOption | ChoiceListOption, readonly Spellings[]>();
  const nearby = new Map<string, FoldedWords>();

  return {
    of: lexicon,
    commands,
    prefix,
    countries,
    countryOf(adjective) {
      const name = everyAdjective().get(adjective);
      return name === undefined ? undefined : countries().get(fold(name));
    },
    commandNames,
    zones: zonesNamed,
    nearby(kind, build) {
      const known = nearby.get(kind) ?? [...build()].map(([text, word]) => [fold(text), word] as const);
      nearby.set(kind, known);
      return known;
    },
    now,
    sources(text) {
      const { domains, names, shortNames } = sources();
      const domain = domains.get(domainOf(text));
      if (domain !== undefined) return [domain];
      const name = text.toLowerCase();
      return names.get(name) ?? shortNames.get(name) ?? [];
    },
    choices(option, folded) {
      const known = spellings.get(option) ?? option.choices.map(spellingsOf);
      spellings.set(option, known);
      return choicesFor(known, folded);
    },
  };
}

export function lazily<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

// Countries

/** Every name of a country, folded, with its English name. */
export function foldedCountries(
  names: readonly (readonly [spelling: string, name: string])[],
): ReadonlyMap<string, string> {
  // Of two countries of one name the one named first is meant.
  return new Map(names.toReversed().map(([spelling, name]) => [fold(spelling), name]));
}

function countrySpellings(
  inData: readonly string[],
  every: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const spellings = new Map(inData.map((name) => [fold(name), name]));
  const asInData = new Map<string, string>();
  for (const [spelling, name] of spellings) {
    const english = every.get(spelling);
    if (english !== undefined && fold(english) === spelling) asInData.set(english, name);
  }
  for (const [spelling, name] of every) {
    if (!spellings.has(spelling)) spellings.set(spelling, asInData.get(name) ?? name);
  }
  return spellings;
}

// Outlets

/** A domain as it is compared: without scheme, `www.`, path and case. */
export function domainOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/?#].*$/, "");
}

/** Whether a text has the shape of a domain, or of a link's beginning. */
export function isDomain(text: string): boolean {
  return text.length <= 253 && /^([\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+$/u.test(domainOf(text));
}

/** What people call a domain: `delfi` for delfi.ee, `bbc` for bbc.co.uk, `news.err` for news.err.ee. */
export function nameOf(domain: string): string {
  return domain.replace(/(\.(co|com|org|net|gov|ac|edu))?\.[^.]+$/, "");
}

function sourceNames(inData: readonly string[]) {
  const domains = new Map(inData.map((source) => [domainOf(source), source]));
  const names = Map.groupBy(domains.values(), (source) => nameOf(domainOf(source)));
  /** Without the subdomain: `err` for news.err.ee. */
  const shortNames = Map.groupBy(domains.values(), (source) => nameOf(domainOf(source)).replace(/^.*\./, ""));
  return { domains, names, shortNames };
}

// Commands

function commandSpellings(commands: readonly Declaration[], prefix: string): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const { path, aliases = [], hidden } of commands) {
    if (hidden === true) continue;
    const whole = path.join(" ");
    // The first command of a name is meant by the name alone.
    const name = spellings.has(fold(path[1])) ? whole : path[1];
    spellings.set(fold(whole), name);
    spellings.set(fold(`${prefix}${whole}`), name);
    if (name === path[1])
      for (const spelling of [name, ...aliases])
        if (fold(spelling) !== "") spellings.set(fold(spelling), name);
  }
  // A whole group, where no command bears its name.
  for (const {
    path: [group],
  } of commands)
    for (const spelling of [group, `${prefix}${group}`])
      if (!spellings.has(fold(spelling))) spellings.set(fold(spelling), group);
  return spellings;
}

// Choices

interface Spellings {
  readonly choice: Choice;
  readonly whole: readonly string[];
  /** The words of each spelling, where beginnings of words are enough. */
  readonly words: readonly (readonly string[])[];
}

const LINKING_WORDS = new Set(["of", "on", "and"]);

/** Beginnings shorter than this mean too many things. */
const SHORTEST_BEGINNING = 3;

function spellingsOf(choice: Choice): Spellings {
  const { value, label, aliases } = choice;
  const words = choice.byWord === true ? [label, ...aliases].map((name) => meaningfulWords(fold(name))) : [];
  return { choice, whole: [value, label, ...aliases].map(fold), words };
}

function meaningfulWords(folded: string): readonly string[] {
  return folded.split(" ").filter((word) => !LINKING_WORDS.has(word));
}

function choicesFor(known: readonly Spellings[], folded: string): readonly Choice[] {
  const exact = known.filter(({ whole }) => whole.includes(folded));
  if (exact.length > 0 || folded === "") return exact.map(({ choice }) => choice);
  const typed = meaningfulWords(folded);
  // A name that is said twice is two of them.
  if (new Set(typed).size < typed.length) return [];
  if (typed.length === 0 || typed.some((word) => word.length < SHORTEST_BEGINNING)) return [];
  return known
    .filter(({ words }) =>
      words.some((spelling) => typed.every((word) => spelling.some((known) => known.startsWith(word)))),
    )
    .map(({ choice }) => choice);
}
