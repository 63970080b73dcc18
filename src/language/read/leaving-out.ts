// What a word without an option's name leaves out: `not Estonia`, `without delfi.ee`, `-police`, or why it cannot.

import { excerpt } from "../../reply/excerpt.ts";
import { say } from "../../wording/say.ts";
import { isList, type Option } from "../declare/options.ts";
import { type Fit, longestFits, nearbyOf } from "../know/fits.ts";
import { nearestFolded } from "../mend/nearest.ts";
import { dateLengthAt } from "./date-places.ts";
import { isFiller, isFunctionWord, joinerOf, negationOf } from "./function-words.ts";
import { noteUnjoined } from "./joining.ts";
import { bareOfBrackets, type Negation, negationAt, sayAgain, splitAtCommas } from "./lists.ts";
import {
  accept,
  type NamedOption,
  optionNamed,
  type Range,
  type Reader,
  refuse,
  withFits,
} from "./reading.ts";
import { termsText } from "./terms.ts";
import { leftOut } from "./values.ts";

/** Reads `not` and what follows it; the place behind, or nothing where no such word stands. */
export function readLeftOut(reader: Reader, at: number): number | undefined {
  const options = Object.entries<Option>(reader.command.options);
  const lists = options.filter(([, option]) => isList(option) && option.bare === true);
  const words = options.find(([, option]) => option.kind === "text-list" && option.ofWords === true);
  if (lists.length === 0 && words === undefined) return undefined;
  const negation = negationAt(reader, at);
  if (negation === undefined) return undefined;
  return readItems(reader, at, negation, lists, words);
}

function readItems(
  reader: Reader,
  at: number,
  first: Negation,
  lists: readonly NamedOption[],
  words: NamedOption | undefined,
): number {
  const { tokens, known } = reader;
  let [from, itemAt, negation] = [at, first.to, first];
  while (true) {
    bareOfBrackets(reader, itemAt);
    splitAtCommas(tokens, itemAt);
    const named = lists.find(([name]) => isNameOf(name, tokens[itemAt]?.text));
    // `not country Estonia`, `without source delfi.ee`
    const valueAt = named !== undefined && tokens[itemAt + 1] !== undefined ? itemAt + 1 : itemAt;
    const own = named === undefined ? lists : [named];
    const found = longestFits(own, tokens, valueAt, known);
    const count = found?.count ?? 1;
    const range = { from, to: valueAt + count };
    const isOther = found === undefined || longerOther(reader, valueAt, count);
    if (isOther) range.to = refuseOther(reader, { from, to: itemAt + 1 }, itemAt, lists, words);
    else accept(reader, leftOut(found.fits, true), range);
    const next = nextAt(reader, range.to);
    if (next === undefined) return range.to;
    const again = negationAt(reader, next);
    const isOr = joinerOf(tokens[range.to]?.text ?? "") === "or";
    // `not A or not B` is no filter: either may be there.
    if (again !== undefined && isOr && !negation.isForAll) return range.to;
    if (again === undefined && !negation.isForAll) {
      const mixed = lists.filter(([name]) => isOr || found?.fits.some((fit) => fit.name === name));
      return noteUnjoined(reader, range, range.to, next, ...mixed) ?? range.to;
    }
    if (again === undefined && isNoItem(reader, next, lists)) return range.to;
    if (again === undefined) sayAgain(reader, range.to, next);
    [from, itemAt] = [range.to, again?.to ?? negationAt(reader, next)?.to ?? next + 1];
    if (again?.isForAll === true || !negation.isForAll) negation = again ?? negation;
  }
}

/** Whether what stands behind a list is something else: `without Estonia, last week`. */
function isNoItem(reader: Reader, at: number, lists: readonly NamedOption[]): boolean {
  const { command, tokens, known } = reader;
  const token = tokens[at];
  const [own = 0, others = 0] = [lists, othersOf(command.options)].map(
    (options) => longestFits(options, tokens, at, known)?.count ?? 0,
  );
  if (token === undefined || others > own) return true;
  return own === 0 && !token.quoted && optionNamed(command, token.text.replace(/[,:]$/, "")) !== undefined;
}

function isNameOf(name: string, word: string | undefined): boolean {
  return word?.toLowerCase().replace(/:$/, "") === name;
}

/** What stands behind a comma, `and` or `or`. */
function nextAt({ tokens }: Reader, at: number): number | undefined {
  const [last, token] = [tokens[at - 1], tokens[at]];
  if (token === undefined) return undefined;
  const joiner = token.quoted ? undefined : joinerOf(token.text);
  if ((joiner === "and" || joiner === "or") && tokens[at + 1] !== undefined) return at + 1;
  return last?.quoted === false && last.text.endsWith(",") ? at : undefined;
}

/** Whether more words than a list takes are something that cannot be left out: `not may 2024`. */
function longerOther({ command, tokens, known }: Reader, at: number, count: number): boolean {
  return (longestFits(othersOf(command.options), tokens, at, known)?.count ?? 0) > count;
}

function othersOf(options: Readonly<Record<string, Option>>): readonly NamedOption[] {
  return Object.entries(options).filter(
    ([, option]) => !isList(option) && option.bare === true && option.kind !== "text",
  );
}

/** What is no item of a list: a word to be sought in texts, a slip, or something that cannot be left out. */
function refuseOther(
  reader: Reader,
  range: Range,
  at: number,
  lists: readonly NamedOption[],
  words: NamedOption | undefined,
): number {
  const { command, tokens, known } = reader;
  const token = tokens[at];
  const other = longestFits(othersOf(command.options), tokens, at, known);
  const dateCount = dateLengthAt(tokens, at);
  const isOption =
    token?.quoted === false && optionNamed(command, token.text.replace(/[,:=].*$/, "")) !== undefined;
  const text = token?.quoted === true ? token.text.trim() : (token?.text.replace(/[,;!?]+$/, "") ?? "");
  if (
    token === undefined ||
    dateCount > 0 ||
    other !== undefined ||
    isOption ||
    words === undefined ||
    isEmpty(text)
  ) {
    const to = at + Math.max(other?.count ?? 1, dateCount);
    const said = tokens
      .slice(at, to)
      .map((each) => each.text)
      .join(" ");
    refuse(reader, { from: range.from, to }, lists[0]?.[0] ?? "", {
      sentence: say('"{said}" cannot be left out: countries, outlets, pillars and words can.', {
        said: excerpt(said),
      }),
      instead: [],
      choose: false,
    });
    return to;
  }
  const sought: Fit = {
    name: words[0],
    value: termsText([text]),
    text: termsText([text]),
    label: text,
    isLeftOut: true,
  };
  const near = token.quoted ? [] : nearLists(reader, text, lists);
  if (near.length === 0) accept(reader, [sought], range);
  else noteSlip(reader, range, text, [...near, sought]);
  return range.to;
}

/** What says nothing by itself, or is left out a second time: `not -Estonia`. */
function isEmpty(text: string): boolean {
  const isSigned = /^(?:[-!]|non-)/i.test(text);
  return (
    isSigned ||
    !/\p{L}/u.test(text) ||
    isFunctionWord(text) ||
    isFiller(text) ||
    negationOf(text) !== undefined
  );
}

function nearLists(reader: Reader, text: string, lists: readonly NamedOption[]): readonly Fit[] {
  return lists.flatMap(([name, option]): readonly Fit[] => {
    const vocabulary = option.kind === "text-list" ? option.vocabulary : undefined;
    if (vocabulary !== "country" && vocabulary !== "source") return [];
    return nearestFolded(text, nearbyOf(vocabulary, reader.known))
      .slice(0, 2)
      .map((word): Fit => ({ name, value: word, text: word, label: word, isLeftOut: true }));
  });
}

function noteSlip(reader: Reader, range: Range, text: string, fits: readonly Fit[]): void {
  const isOfWords = (name: string): boolean => name === fits.at(-1)?.name;
  reader.read.push(range);
  reader.problems.push({
    type: "several",
    sentence: say('I know nothing called "{said}". What is to be left out:', { said: excerpt(text) }),
    choose: true,
    edits: () =>
      fits.map((fit) => ({
        label: isOfWords(fit.name)
          ? say("not the word {word}", { word: fit.label })
          : say("not {item}", { item: fit.label }),
        tokens: withFits(reader, range, [fit]),
      })),
  });
}
