// The typed language over some commands: lines and fields in, commands with their values out. What stands outside of it, the
// names of countries among them, is handed in.

import { AppError } from "../errors.ts";
import type { FieldProblem } from "../reply/form.ts";
import { readSaid } from "./converse/said.ts";
import type { Said } from "./converse/turn.ts";
import type { Declaration } from "./declare/options.ts";
import type { Lexicon, Parsed, RawValues } from "./declare/parsed.ts";
import {
  foldedCountries,
  type KnownWords,
  lazily,
  type WordsOfData,
  withDigests,
  wordsOfData,
} from "./know/vocabulary.ts";
import { checkFields, parseOptions, parseText } from "./read/parse.ts";

export interface Language<C extends Declaration> {
  /**
   * Reads typed text: `/news top pillar 1`, `news top corruption latvia last week`. With a prefix also `/rol-news top`, and
   * sentences name commands so. Never throws, whatever is typed.
   */
  read(text: string, lexicon: Lexicon): Parsed<C>;
  /**
   * Reads what is said in a conversation after the command whose canonical text is `last`: `top pillar 1`, then `and latvia?`.
   * Never throws.
   */
  readSaid(text: string, last: string | undefined, lexicon: Lexicon): Said<C>;
  /** Reads fields and answers of forms: each raw value by its option's name, in any spelling that typing allows. */
  readFields(path: readonly string[], values: RawValues, lexicon: Lexicon): Parsed<C>;
  /** What is wrong with the fields of a command, each by itself. */
  checkFields(command: C, values: RawValues, lexicon: Lexicon): readonly FieldProblem[];
}

export interface LanguageOptions<C extends Declaration> {
  readonly commands: readonly C[];
  /** COMMAND_PREFIX. Default none. */
  readonly prefix?: string;
  /** ms UTC; the real clock when not given. */
  readonly clock?: () => number;
  /** Every country under every name in use, with its English name; asked for once, when first needed. */
  readonly countryNames: () => readonly (readonly [spelling: string, name: string])[];
  /** Every adjective of a country, `Latvian`, with the country's English name; asked for once, when first needed. */
  readonly countryAdjectives: () => readonly (readonly [adjective: string, name: string])[];
}

export function createLanguage<C extends Declaration>(options: LanguageOptions<C>): Language<C> {
  const { commands, prefix = "", clock = Date.now, countryNames, countryAdjectives } = options;
  const everyCountry = lazily(() => foldedCountries(countryNames()));
  const everyAdjective = lazily(() => foldedCountries(countryAdjectives()));
  /** What is known of some data is built once for all lines, by the list of its outlets. */
  const known = new WeakMap<readonly string[], WordsOfData>();
  const knowing = ({ countries, sources, digests }: Lexicon): KnownWords => {
    const before = known.get(sources);
    const ofData =
      before?.of.countries === countries
        ? before
        : wordsOfData({
            lexicon: { countries, sources },
            commands,
            prefix,
            everyCountry,
            everyAdjective,
            now: clock,
          });
    known.set(sources, ofData);
    return withDigests(ofData, digests);
  };

  /** The reader takes commands as declarations; here each is the whole command again. */
  function whole(parsed: Parsed): Parsed<C> {
    if (parsed.type === "misunderstood") return parsed;
    const command = commands.find((candidate) => candidate === parsed.command);
    if (command === undefined) throw new AppError("internal", "A command was read that is not declared.");
    return { ...parsed, command };
  }

  return {
    readSaid(text, last, lexicon) {
      const said = readSaid(text, last, knowing(lexicon));
      if (said.type !== "command") return said;
      const parsed = whole(said);
      return parsed.type === "command" ? { ...parsed, kept: said.kept } : parsed;
    },
    read: (text, lexicon) => whole(parseText(text, knowing(lexicon))),
    readFields: (path, values, lexicon) => whole(parseOptions(path, values, knowing(lexicon))),
    checkFields: (command, values, lexicon) => checkFields(command, values, knowing(lexicon)),
  };
}
