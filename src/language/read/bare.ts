// Words that stand without an option's name: taken by their kind, kept for the rest, skipped, or not understood.

import { isList, type Option } from "../declare/options.ts";
import { type Fit, longestFits, runAt } from "../know/fits.ts";
import { longestRefusal, whyRefused } from "../know/refused-values.ts";
import { splitRange } from "./date-places.ts";
import { parseDateValue } from "./dates.ts";
import { isFiller, negationOf } from "./function-words.ts";
import { readJoiner } from "./joining.ts";
import { readLeftOut } from "./leaving-out.ts";
import { bareOfBrackets, splitAtCommas } from "./lists.ts";
import {
  accept,
  bareOptions,
  type NamedOption,
  noteUnread,
  optionNamed,
  type Reader,
  refuse,
} from "./reading.ts";
import { nameKeyOf, type Token } from "./text.ts";
import { isName } from "./values.ts";
import { endWindow, onItsSide } from "./window-ends.ts";

/** Reads what stands at a place; the place behind it. */
export function readBare(reader: Reader, at: number): number {
  const { tokens, rest, restAt } = reader;
  const token = tokens[at];
  if (token === undefined) return at + 1;
  if (rest !== undefined) {
    const last = restAt.at(-1);
    const misplaced = readMisplaced(reader, at) ?? readLeftOutOfName(reader, at);
    if (misplaced !== undefined) return misplaced;
    // Free words stand together: what comes behind another option was meant for something else.
    if (last === undefined || last === at - 1) restAt.push(at);
    else return readKind(reader, at, token) ?? (isSkipped(token) ? at + 1 : noteUnread(reader, at));
    return at + 1;
  }
  bareOfBrackets(reader, at);
  splitAtCommas(tokens, at);
  splitRange(tokens, at);
  const unbounded = readUnbounded(reader, at);
  if (unbounded !== undefined) return unbounded;
  const name = unsetName(reader);
  if (name?.[1].required === true) return readName(reader, at, name);
  const next = readKind(reader, at, token);
  if (next !== undefined) return next;
  if (isSkipped(token)) return at + 1;
  if (name !== undefined) return readName(reader, at, name);
  return noteUnread(reader, at);
}

/** `all countries`, `any pillar`: no filter at all, where none of that kind was said. */
function readUnbounded({ command, tokens, read, spans }: Reader, at: number): number | undefined {
  const [all, named] = tokens.slice(at, at + 2);
  if (all?.quoted !== false || named?.quoted !== false || !/^(?:all|any)$/i.test(all.text)) return undefined;
  const [name, option] = optionNamed(command, named.text.replace(/[,;!?]+$/, "")) ?? [];
  if (name === undefined || option === undefined || !isList(option)) return undefined;
  if (spans.some((span) => span.name === name) || tokens[at + 2]?.text === "=") return undefined;
  read.push({ from: at, to: at + 2 });
  return at + 2;
}

function isSkipped({ text, quoted }: Token): boolean {
  return !quoted && isFiller(text);
}

/**
 * An option of another command of the group, with its value, is no part of a name: `alert Watch when daily 09:00`. In quotes it
 * is, and where a digest is called so.
 */
function readMisplaced(reader: Reader, at: number): number | undefined {
  const { command, known, tokens, restAt } = reader;
  const [first] = restAt;
  const token = tokens[at];
  const taker = reader.rest?.[1];
  if (first === undefined || token === undefined || token.quoted) return undefined;
  if (taker?.kind !== "text" || !isName(taker)) return undefined;
  const [name, key] = /^([\p{L}-]+)[:=]?/u.exec(token.text) ?? [];
  if (name === undefined || key === undefined || optionNamed(command, key) !== undefined) return undefined;
  const said = tokens.slice(first).map(({ text }) => text);
  if (known.digests().has(nameKeyOf(said.join(" ")))) return undefined;
  for (const other of known.commands) {
    const [, option] = (other.path[0] === command.path[0] ? optionNamed(other, key) : undefined) ?? [];
    const isChecked =
      option !== undefined && option.kind !== "flag" && (option.kind !== "text" || "reads" in option);
    const found = isChecked ? longestFits([[key, option]], tokens, at + 1, known) : undefined;
    if (found === undefined) continue;
    const to = at + 1 + found.count;
    refuse(reader, { from: at, to }, key, {
      sentence: `/${command.path.join(" ")} has no ${key.toLowerCase()}. A name with that word in it needs quotes.`,
      instead: [],
      choose: false,
    });
    return to;
  }
  return undefined;
}

/** `Europe without Russia` is a digest called Europe, but where one is called so; a name may begin with any word. */
function readLeftOutOfName(reader: Reader, at: number): number | undefined {
  const { command, known, tokens, restAt } = reader;
  const [first] = restAt;
  const taker = reader.rest?.[1];
  if (first === undefined || taker?.kind !== "text" || !isName(taker)) return undefined;
  if (
    known.digests().has(
      nameKeyOf(
        tokens
          .slice(first)
          .map(({ text }) => text)
          .join(" "),
      ),
    )
  )
    return undefined;
  const word = tokens[at];
  const behind =
    word !== undefined && !word.quoted && negationOf(word.text) !== undefined ? at + 1 : undefined;
  const lists = Object.entries<Option>(command.options).filter(
    ([, option]) => isList(option) && option.bare === true,
  );
  const isOfList = behind !== undefined && longestFits(lists, tokens, behind, known) !== undefined;
  return isOfList ? readLeftOut(reader, at) : undefined;
}

/** Reads what has a meaning by its kind: a word that joins or leaves out, a value. */
function readKind(reader: Reader, at: number, token: Token): number | undefined {
  return (
    readJoiner(reader, at) ??
    readLeftOut(reader, at) ??
    readFit(reader, at, token) ??
    readNumberSlip(reader, at, token)
  );
}

/** A bare option that takes any word and has none yet: a name. */
function unsetName(reader: Reader): NamedOption | undefined {
  return bareOptions(reader).find(
    ([name, option]) => isFreeName(option) && !reader.spans.some((span) => span.name === name),
  );
}

function isFreeName(option: Option): boolean {
  return option.kind === "text" && option.vocabulary === undefined;
}

function readName(reader: Reader, at: number, [name, option]: NamedOption): number {
  const range = { from: at, to: at + 1 };
  const found = longestFits([[name, option]], reader.tokens, at, reader.known);
  if (found !== undefined) accept(reader, found.fits, range);
  else refuse(reader, range, name, longestRefusal(name, option, reader.tokens, at, reader.known).refusal);
  return range.to;
}

function readFit(reader: Reader, at: number, token: Token): number | undefined {
  // `+2` is no number of anything, but hours of a zone whose name was not said.
  if (!token.quoted && /^\+\d/.test(token.text)) return undefined;
  const valued = bareOptions(reader).filter(([, option]) => !isFreeName(option));
  const counted = isShortNumber(token) ? firstInteger(reader) : undefined;
  const options =
    counted === undefined ? valued : [...valued.filter(([name]) => name !== counted[0]), counted];
  const found = longestFits(options, reader.tokens, at, reader.known);
  const fits = found?.fits.filter((fit) => !isUnlikelySource(reader, fit, token)) ?? [];
  const count = fits.length === 0 ? 0 : (found?.count ?? 0);
  const slip = readDateSlip(reader, at, count);
  if (slip !== undefined || count === 0) return slip;
  const range = { from: at, to: at + count };
  const placed = fits.map((fit) => onItsSide(reader, fit));
  accept(reader, placed, range);
  const [only] = placed;
  if (only !== undefined && placed.length === 1) endWindow(reader, only, range);
  return range.to;
}

/** More words than fit anything else that are nearly a date: `2024-02-30`, `01/02/2024`, `3 months`. */
function readDateSlip(reader: Reader, at: number, fitting: number): number | undefined {
  const [name] = bareOptions(reader).find(([, option]) => option.kind === "date") ?? [];
  for (let count = 3; name !== undefined && count > fitting; count -= 1) {
    const run = runAt(reader.tokens, at, count);
    const reading = run === undefined ? undefined : parseDateValue(run.text);
    if (reading === undefined || reading.ok || reading.offers.length === 0) continue;
    const refusal = {
      sentence: reading.problem,
      instead: reading.offers,
      choose: reading.offers.length > 1,
      isOther: reading.isOther === true,
    };
    refuse(reader, { from: at, to: at + count }, name, refusal, { bare: true });
    return at + count;
  }
  return undefined;
}

function isShortNumber({ text }: Token): boolean {
  return /^\d{1,3}[,;!?]?$/.test(text);
}

/** A lone number may be meant for the first number that a command takes: `top 10`. */
function firstInteger({ command }: Reader): NamedOption | undefined {
  return Object.entries<Option>(command.options).find(
    ([, option]) => option.kind === "integer" && option.hidden !== true,
  );
}

/** Without its name only an outlet of the data is one: any other is more likely a slip or a pasted link. */
function isUnlikelySource({ command, known }: Reader, { name, value }: Fit, token: Token): boolean {
  const option = command.options[name];
  if (option === undefined || !("vocabulary" in option) || option.vocabulary !== "source") return false;
  const hasSources = known.lexicon.sources.length > 0;
  const isUnknown = typeof value === "string" && hasSources && !known.sources(value).includes(value);
  return isUnknown || /[^/]\/[^/]/.test(token.text);
}

/** A number clearly meant for one option but out of its bounds: `p9`, `12`. */
function readNumberSlip(reader: Reader, at: number, token: Token): number | undefined {
  const numbered = numberedChoice(reader, token) ?? (isShortNumber(token) ? firstInteger(reader) : undefined);
  if (numbered === undefined) return undefined;
  const text = token.text.replace(/\D/g, "");
  const refusal = whyRefused(...numbered, { text, folded: text, count: 1 }, reader.known);
  refuse(reader, { from: at, to: at + 1 }, numbered[0], refusal);
  return at + 1;
}

/** The option that a short name with a number is of, by its other short names: `p9` by `p1`. */
function numberedChoice(reader: Reader, { text }: Token): NamedOption | undefined {
  const letters = /^(\p{L}+)\d{1,15}$/u.exec(text.toLowerCase())?.[1];
  if (letters === undefined) return undefined;
  return bareOptions(reader).find(
    ([, option]) =>
      (option.kind === "choice" || option.kind === "choice-list") &&
      option.choices.some(({ aliases }) =>
        aliases.some((alias) => /^(\D+)\d+$/.exec(alias)?.[1] === letters),
      ),
  );
}
