// Tokens behind a command's name → its arguments, or every reason why they are not clear.

import { type Declaration, isList, isQuestion, type Option } from "../declare/options.ts";
import { FLAG_WORDS, fitsOf, runAt } from "../know/fits.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { readBare } from "./bare.ts";
import { conclude, type Reading } from "./conclude.ts";
import { readList } from "./lists.ts";
import { accept, optionNamed, type Reader } from "./reading.ts";
import { readSought } from "./sought.ts";
import type { Token } from "./text.ts";
import { beginsOption, type Named, nameAt, readValue, refuseValue } from "./values.ts";

/**
 * Reads named options in any order (`pillar 1`, `pillar:1`, `pillar = 1`) and bare values. In a command with a rest
 * option every word but named options belongs to that one.
 */
export function readArguments(command: Declaration, tokens: readonly Token[], known: KnownWords): Reading {
  const option = Object.entries<Option>(command.options).find(
    ([, each]) => each.kind === "text" && each.rest,
  );
  const begin = (): Reader => ({
    command,
    known,
    tokens: [...tokens],
    rest: option,
    spans: [],
    understood: [],
    problems: [],
    read: [],
    unread: [],
    restAt: [],
  });
  if (isQuestion(option?.[1])) return conclude(readSought(begin, readNamed));
  const reader = begin();
  let at = 0;
  while (at < reader.tokens.length) at = readNamed(reader, at) ?? readBare(reader, at);
  return conclude(reader);
}

/** Reads an option and its value; the place behind them, or nothing when the word is not meant as an option. */
function readNamed(reader: Reader, at: number): number | undefined {
  const named = nameAt(reader, at);
  if (named === undefined) return undefined;
  const { name, option, explicit } = named;
  if (name === reader.rest?.[0]) return explicit ? readNamedRest(reader, at) : undefined;
  if (option.kind === "flag") return readFlag(reader, at, named);
  if (isList(option)) return readList(reader, at, { ...named, option });
  return readValue(reader, at, at + 1, named);
}

function readNamedRest({ tokens, restAt, read }: Reader, at: number): number {
  const to = Math.min(at + 2, tokens.length);
  if (to > at + 1) restAt.push(at + 1);
  read.push({ from: at, to });
  return to;
}

/** A flag stands alone or before yes or no. Among free words it counts only among options: titles keep theirs. */
function readFlag(reader: Reader, at: number, { name, option, explicit }: Named): number | undefined {
  const run = runAt(reader.tokens, at + 1, 1);
  const fits = run === undefined ? [] : fitsOf(name, option, run, reader.known);
  if (fits.length === 0 && explicit && run !== undefined)
    return refuseValue(reader, at, at + 1, { name, option, explicit });
  if (reader.rest !== undefined && !explicit && !isFlagTail(reader, at) && !isBetweenOptions(reader, at))
    return undefined;
  const to = at + 1 + fits.length;
  accept(reader, fits.length > 0 ? fits : [{ name, value: true, text: "yes", label: "yes" }], {
    from: at,
    to,
  });
  return to;
}

function isFlagTail({ command, tokens }: Reader, at: number): boolean {
  let place = at;
  while (place < tokens.length) {
    const token = tokens[place];
    const [, option] = (token?.quoted === false ? optionNamed(command, token.text) : undefined) ?? [];
    if (option?.kind !== "flag") return false;
    place += Object.hasOwn(FLAG_WORDS, tokens[place + 1]?.text.toLowerCase() ?? "") ? 2 : 1;
  }
  return true;
}

/** Whether a word stands right behind one option and right before another: `limit 7 thread layout brief`. */
function isBetweenOptions({ command, tokens, read }: Reader, at: number): boolean {
  const behind = Object.hasOwn(FLAG_WORDS, tokens[at + 1]?.text.toLowerCase() ?? "") ? at + 2 : at + 1;
  return beginsOption(command, tokens[behind]) && read.some(({ to }) => to === at);
}
