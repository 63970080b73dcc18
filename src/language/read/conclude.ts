// The end of a reading: values put together, checks over several options, and ways to mend what was not understood.

import { type DateValue, isDateValue } from "../../time/date-value.ts";
import { isList, type Option, type Value, type Values } from "../declare/options.ts";
import { choiceWords, type Fit, fitsOf, isCheckedVocabulary, nearbyOf } from "../know/fits.ts";
import { whyRefused } from "../know/refused-values.ts";
import { nearest } from "../mend/nearest.ts";
import { COMMON_WINDOWS } from "./dates.ts";
import { isFunctionWord, isMeaning } from "./function-words.ts";
import {
  bareOptions,
  type Edit,
  isSame,
  type Problem,
  type Range,
  type Reader,
  replaced,
  type Span,
  typed,
  valueTokens,
  without,
  withoutJoined,
} from "./reading.ts";
import { fold, listOf, type Token } from "./text.ts";

/** What was made of the tokens. Without problems the values are whole. */
export interface Reading {
  readonly values: Values;
  /** Every value that was understood, whatever the problems. */
  readonly said: readonly Fit[];
  /** What is to be mended first comes first. */
  readonly problems: readonly Problem[];
  /** What was understood and what was not, as typed. */
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

const ORDER: readonly Problem["type"][] = ["unread", "refused", "several", "crossed", "twice", "missing"];

/** The values of a reading that came to its end, or everything that is wrong with it. */
export function conclude(reader: Reader): Reading {
  const problems = [...reader.problems, ...unreadProblem(reader), ...crossedProblem(reader)];
  const values: [string, Value][] = [];
  for (const [name, option] of Object.entries<Option>(reader.command.options)) {
    const spans = reader.spans.filter((span) => span.name === name);
    const isRest = name === reader.rest?.[0];
    const result = isRest ? restResult(reader, name, option) : spansResult(reader, name, option, spans);
    if (result === undefined) {
      if (option.required === true) problems.push(missingProblem(reader, name, option));
    } else if ("value" in result) {
      values.push([name, result.value]);
    } else {
      problems.push(result);
    }
  }
  problems.sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const inOrder = (ranges: readonly Range[]): readonly string[] =>
    [...ranges].sort((a, b) => a.from - b.from).map((range) => typed(reader, range));
  return {
    values: Object.fromEntries(values),
    problems,
    said: reader.said,
    read: inOrder(reader.read),
    unread: inOrder(reader.unread),
  };
}

type Result = { readonly value: Value } | Problem | undefined;

function spansResult(reader: Reader, name: string, option: Option, spans: readonly Span[]): Result {
  const [first] = spans;
  if (first === undefined) return undefined;
  if (isList(option)) return listResult(reader, name, spans);
  const distinct = spans.filter(
    (span, index) => spans.findIndex(({ value }) => isSame(value, span.value)) === index,
  );
  return distinct.length === 1 ? { value: first.value } : twiceProblem(reader, name, spans, distinct);
}

/** Each item once; what is both asked for and left out only a person can decide. */
function listResult(reader: Reader, name: string, spans: readonly Span[]): Result {
  const texts = (isLeftOut: boolean): readonly string[] => [
    ...new Set(spans.filter((span) => (span.isLeftOut ?? false) === isLeftOut).map(({ text }) => text)),
  ];
  const [any, not] = [texts(false), texts(true)];
  const crossed = any.find((text) => not.includes(text));
  if (crossed === undefined) return { value: { any, not } };
  const readings = [false, true].map((isLeftOut) => ({
    label: `${isLeftOut ? "not " : ""}${name} ${crossed}`,
    tokens: withoutJoined(
      reader,
      spans.filter((span) => span.text === crossed && (span.isLeftOut ?? false) !== isLeftOut),
    ),
  }));
  return {
    type: "crossed",
    sentence: `You ask for ${spans.find(({ text }) => text === crossed)?.label ?? crossed} and leave it out. Which one:`,
    choose: true,
    edits: () => readings,
  };
}

function twiceProblem(
  reader: Reader,
  name: string,
  spans: readonly Span[],
  distinct: readonly Span[],
): Problem {
  const texts = distinct.map(({ text }) => text);
  return {
    type: "twice",
    sentence: `${name} takes one value, but I read ${listOf(texts, "and")}. Which one:`,
    choose: true,
    edits: () =>
      distinct.map((kept) => ({
        label: kept.label === kept.text ? `${name} ${kept.text}` : kept.label,
        tokens: withoutJoined(
          reader,
          spans.filter(({ value }) => !isSame(value, kept.value)),
        ),
      })),
  };
}

function restResult(reader: Reader, name: string, option: Option): Result {
  const { tokens, restAt, known } = reader;
  const text = restAt
    .map((at) => tokens[at]?.text ?? "")
    .join(" ")
    .trim();
  if (text === "") return undefined;
  const run = { text, folded: fold(text), count: 1 };
  const [fit] = fitsOf(name, option, run, known);
  if (fit !== undefined) return { value: fit.value };
  const refusal = whyRefused(name, option, run, known);
  const others = tokens.filter((_, at) => !restAt.includes(at));
  const edits = refusal.instead.map(
    (instead): Edit => ({ tokens: [...others, ...valueTokens(name, instead)] }),
  );
  return { type: "refused", sentence: refusal.sentence, choose: false, edits: () => edits };
}

function missingProblem({ command }: Reader, name: string, { summary }: Option): Problem {
  const what = summary.slice(0, 1).toLowerCase() + summary.slice(1);
  const sentence = `/${command.path.join(" ")} needs one thing more, ${name}: ${what.replace(/\.$/, "")}.`;
  return { type: "missing", sentence, choose: false, edits: () => [] };
}

/** `since` behind `until`, as far as that is certain without a clock. */
function crossedProblem(reader: Reader): readonly Problem[] {
  const { command, spans } = reader;
  const dates = spans.flatMap((span) => {
    const option = command.options[span.name];
    const { value } = span;
    return option?.kind === "date" && isDateValue(value) ? [{ ...span, value, bound: option.bound }] : [];
  });
  const since = dates.find(({ bound }) => bound === "since");
  const until = dates.find(({ bound }) => bound === "until");
  if (since === undefined || until === undefined || !isAfter(since.value, until.value)) return [];
  const swapped = [...valueTokens(since.name, until.text), ...valueTokens(until.name, since.text)];
  return [
    {
      type: "refused",
      sentence: `That window ends before it begins: ${since.name} ${since.text}, ${until.name} ${until.text}.`,
      choose: false,
      edits: () => [{ tokens: [...without(reader, [since, until]), ...swapped] }],
    },
  ];
}

function isAfter(since: DateValue, until: DateValue): boolean {
  if (since.type === "fixed" && until.type === "fixed") return since.from > until.to;
  if (since.type === "ago" && until.type === "ago") return since.amountMs < until.amountMs;
  if (since.type !== "calendar" || until.type !== "calendar") return false;
  return since.unit === until.unit && since.offset > until.offset;
}

/** More words than this are no slips: then only leaving them out is tried. */
const MOST_SLIPS = 4;

function unreadProblem(reader: Reader): readonly Problem[] {
  const [first] = reader.unread;
  if (first === undefined) return [];
  const meant = reader.unread.flatMap(({ from, to }) => reader.tokens.slice(from, to));
  // Whatever is made of the other words, without this one it would be something else.
  if (meant.some(({ text, quoted }) => !quoted && isMeaning(text)))
    return [{ type: "unread", sentence: "", choose: false, edits: () => [] }];
  const count = reader.unread.reduce((sum, { from, to }) => sum + to - from, 0);
  const edits = () => (count > MOST_SLIPS ? keptEdits(reader, reader.unread) : editsOf(reader, first));
  return [{ type: "unread", sentence: "", choose: false, edits }];
}

/** Near words for the whole stretch, then for its first word, then that word sought in texts, else left out. */
function editsOf(reader: Reader, range: Range): readonly Edit[] {
  const word = { from: range.from, to: range.from + 1 };
  const known = nearbyWords(reader);
  const [, key, value] = /^(.*?)[:=](.+)$/.exec(typed(reader, word)) ?? [];
  const names = Object.entries<Option>(reader.command.options).filter(([, option]) => option.hidden !== true);
  const hasSlip = (part: Range): boolean => reader.tokens.slice(part.from, part.to).every(isSlip);
  return [
    ...(range.to > word.to && hasSlip(range) ? nearest(typed(reader, range), known) : []).map((token) => ({
      tokens: replaced(reader, range, [token]),
    })),
    ...(hasSlip(word) ? nearest(typed(reader, word), known) : []).map((token) => ({
      tokens: replaced(reader, word, [token]),
    })),
    ...nearest(
      key ?? "",
      names.map(([name]): [string, string] => [name, name]),
    ).map((name) => ({ tokens: replaced(reader, word, valueTokens(name, value ?? "")) })),
    ...keptEdits(reader, [word]),
  ];
}

/** Small words are meant as they are, and so are numbers. */
function isSlip({ text }: Token): boolean {
  return !isFunctionWord(text) && !/\d/.test(text);
}

/** Words that nothing takes are sought in the texts; where a command cannot do that they are left out. */
function keptEdits(reader: Reader, ranges: readonly Range[]): readonly Edit[] {
  const words = ranges.flatMap(({ from, to }) => reader.tokens.slice(from, to));
  const sought = Object.entries<Option>(reader.command.options).find(
    ([, option]) => option.kind === "text-list" && option.ofWords === true,
  );
  const rest = without(reader, ranges);
  if (sought === undefined) return [{ drops: true, tokens: rest }];
  const terms = words
    .filter(({ text, quoted }) => /\p{L}/u.test(text) && (quoted || !isFunctionWord(text)))
    .map(({ text }) => ({ text, quoted: true }));
  if (terms.length === 0) return [{ drops: true, tokens: rest }];
  return [{ tokens: [...rest, { text: `${sought[0]}:`, quoted: false }, ...terms] }];
}

/** Everything that may stand in a command, as spelled and as the token that means it. */
function nearbyWords(reader: Reader): readonly (readonly [string, Token])[] {
  const words = new Map<string, Token>();
  const add = (spelling: string, text: string): void => {
    if (!words.has(spelling)) words.set(spelling, { text, quoted: false });
  };
  for (const [name, { hidden }] of Object.entries<Option>(reader.command.options)) {
    if (hidden !== true) add(name, name);
  }
  for (const [, option] of bareOptions(reader)) {
    if (option.kind === "choice" || option.kind === "choice-list")
      for (const [spelling, word] of choiceWords(option)) add(spelling, word);
    if (option.kind === "date") for (const window of COMMON_WINDOWS) add(window, window);
    if ("vocabulary" in option && isCheckedVocabulary(option.vocabulary)) {
      for (const [spelling, word] of nearbyOf(option.vocabulary, reader.known)) add(spelling, word);
    }
  }
  return [...words];
}
