// An input → a command with its values, or what was understood and what would work. Never throws, whatever is typed.

import { excerpt } from "../../reply/excerpt.ts";
import { type FieldProblem, itemsOf } from "../../reply/form.ts";
import { say } from "../../wording/say.ts";
import { formatCommand } from "../declare/format.ts";
import { type Declaration, isList, isQuestion, type ListOption, type Option } from "../declare/options.ts";
import type { Parsed, RawValues } from "../declare/parsed.ts";
import { isDomain, type KnownWords } from "../know/vocabulary.ts";
import { nearest } from "../mend/nearest.ts";
import {
  asTyped,
  commandAt,
  commandOf,
  example,
  fittingExample,
  helpOf,
  isNamed,
  isVerb,
  LONGEST_TEXT,
  misunderstood,
  nearestOrChoices,
  offerOf,
  offersFor,
  wordOf,
} from "../mend/offers.ts";
import { readArguments } from "./arguments.ts";
import type { Reading } from "./conclude.ts";
import { isFiller, isFunctionWord, negationOf } from "./function-words.ts";
import { asks, questionOf } from "./questions.ts";
import { optionNamed, valueTokens } from "./reading.ts";
import { termsOf } from "./terms.ts";
import {
  asWord,
  clean,
  cleanValue,
  fold,
  listOf,
  nameKeyOf,
  normalise,
  type Token,
  tokenise,
} from "./text.ts";
import { beginsOption } from "./values.ts";

/** What is not even looked at: markup may shrink a text, but never that much. */
const LONGEST_RAW_TEXT = 10 * LONGEST_TEXT;

/** Reads typed text: `/news top pillar 1`, `news top corruption latvia last week`. */
export function parseText(text: string, known: KnownWords): Parsed {
  if (text.length > LONGEST_RAW_TEXT) return tooLong(text.length, known);
  const typed = normalise(text);
  if (typed.length > LONGEST_TEXT) return tooLong(typed.length, known);
  const { tokens, unclosedAt } = tokenise(typed);
  const parsed =
    unclosedAt === undefined ? parseTokens(tokens, known) : explainUnclosed(typed, unclosedAt, known);
  return withFittingExample(parsed, tokens, known);
}

/** Reads fields and answers of forms: each raw value by its option's name, in any spelling that typing allows. */
export function parseOptions(path: readonly string[], values: RawValues, known: KnownWords): Parsed {
  const command = known.commands.find(
    (candidate) => candidate.path.join(" ") === path.join(" ").toLowerCase(),
  );
  if (command === undefined)
    return explainPath(
      path.map((text) => ({ text, quoted: true })),
      known,
    );
  const tokens: Token[] = [];
  for (const [name, raw] of Object.entries(values)) {
    const option = optionNamed(command, name)?.[1];
    if (option === undefined) return example(noField(command, name), known, command);
    const text = textOf(raw);
    if (text.length > LONGEST_TEXT) return tooLong(text.length, known, command);
    tokens.push(...fieldTokens(command, name, option, text));
  }
  return readCommand(command, tokens, known);
}

/** What is wrong with fields, each read by itself; what is missing is not told here. */
export function checkFields(
  command: Declaration,
  values: RawValues,
  known: KnownWords,
): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([field, raw]) => {
    const option = optionNamed(command, field)?.[1];
    if (option === undefined) return [{ field, sentence: noField(command, field) }];
    const text = textOf(raw);
    if (text.length > LONGEST_TEXT) return [{ field, sentence: tooLongSentence(text.length) }];
    const reading = readArguments(command, fieldTokens(command, field, option, text), known);
    const problem = reading.problems.find(({ type }) => type !== "missing");
    if (problem === undefined) return [];
    return [{ field, sentence: problem.type === "unread" ? unreadSentence([], reading) : problem.sentence }];
  });
}

function noField({ path }: Declaration, name: string): string {
  return `/${path.join(" ")} has no field ${excerpt(cleanValue(name))}.`;
}

function textOf(raw: RawValues[string]): string {
  return typeof raw === "boolean" ? (raw ? "yes" : "no") : String(raw);
}

function fieldTokens(command: Declaration, name: string, option: Option, text: string): readonly Token[] {
  if (isList(option)) return itemTokens(name, option, text);
  if (isQuestion(option)) return questionTokens(command, name, text);
  const value = cleanValue(text);
  return value === "" ? [] : valueTokens(name, value);
}

/** The items of a field, between commas: `Latvia, not Estonia`; words as they would be typed, quotes and all. */
function itemTokens(name: string, option: ListOption, field: string): readonly Token[] {
  return itemsOf(field).flatMap((item) => {
    const [, leftOut, text = ""] = /^(not\s+|[-!])?(.*)$/is.exec(clean(item)) ?? [];
    const [first, ...more] = valueTokens(name, cleanValue(text), leftOut !== undefined);
    if (first === undefined || cleanValue(text) === "") return [];
    if (option.kind !== "text-list" || option.ofWords !== true) return [first, ...more];
    const terms = termsOf(clean(text)).map((term) => ({ text: term, quoted: true }));
    return [first, ...more.slice(0, -1), ...terms];
  });
}

/** The words of a field that takes a question, whatever they mean elsewhere; a quote that never closes is none. */
function questionTokens(command: Declaration, name: string, field: string): readonly Token[] {
  const text = clean(field);
  const { unclosedAt } = tokenise(text);
  const closed =
    unclosedAt === undefined ? text : `${text.slice(0, unclosedAt)} ${text.slice(unclosedAt + 1)}`;
  const words = tokenise(closed).tokens.map((token) =>
    beginsOption(command, { ...token, text: token.text.replace(/[,;!?]+$/, "") })
      ? { ...token, text: asWord(token.text) }
      : token,
  );
  return words.length === 0 ? [] : [{ text: `${name}:`, quoted: false }, ...words];
}

function tooLong(length: number, known: KnownWords, command?: Declaration): Parsed {
  return example(tooLongSentence(length), known, command);
}

function tooLongSentence(length: number): string {
  return say("That is {length, number} characters long, and I read {most, number} at most.", {
    length,
    most: LONGEST_TEXT,
  });
}

function parseTokens(tokens: readonly Token[], known: KnownWords): Parsed {
  const [first, second] = tokens;
  if (first === undefined) return example(say("There is nothing in that message that I can read."), known);
  const group = groupsOf(known).find((name) => isNamed(name, wordOf(first), known));
  if (group === undefined)
    return (
      readAlone(first, tokens.slice(1), known) ??
      askedIn(helpOf(known)?.path[0] ?? "", tokens, known) ??
      explainGroup(first, tokens.slice(1), known)
    );
  const help = helpOf(known);
  // The overview stands in the group of help itself; of another group, that group is explained.
  const itself = help?.path[0] === group ? [] : [{ text: group, quoted: false }];
  if (second === undefined)
    return help === undefined ? explainGroupAlone(group, known) : readCommand(help, itself, known);
  const command = commandAt(group, wordOf(second), known);
  // Help on another group than its own: `/digest help`, `/dropbox help files`.
  if (command === undefined && help !== undefined && isVerb(help, wordOf(second)))
    return readCommand(help, [...itself, ...tokens.slice(2)], known);
  return command === undefined
    ? explainVerb(group, tokens.slice(1), `/${known.prefix}${group} ${second.text}`, known)
    : readCommand(command, tokens.slice(2), known);
}

/** A command that needs no group before it, where the words behind are all its own: `more`, `page 2`, `?`. */
function readAlone(first: Token, words: readonly Token[], known: KnownWords): Parsed | undefined {
  const command = known.commands.find(
    (candidate) => candidate.standsAlone === true && !first.quoted && isVerb(candidate, wordOf(first)),
  );
  if (command === undefined || readArguments(command, words, known).problems.length > 0) return undefined;
  return readCommand(command, words, known);
}

/** With the example that shows what was typed, among those of its command. */
function withFittingExample(parsed: Parsed, tokens: readonly Token[], known: KnownWords): Parsed {
  if (parsed.type === "command") return parsed;
  const { misunderstanding } = parsed;
  const example = fittingExample(misunderstanding.example, tokens, known);
  return { ...parsed, misunderstanding: { ...misunderstanding, example } };
}

function groupsOf({ commands }: KnownWords): readonly string[] {
  return [...new Set(commands.map(({ path }) => path[0]))];
}

/** Reads what stands behind a command's name. `said`: its name, where that was said; `mayDrop`: whether offers may leave words out. */
export function readCommand(
  command: Declaration,
  tokens: readonly Token[],
  known: KnownWords,
  {
    said = [command.path[1]],
    mayDrop = true,
  }: { readonly said?: readonly string[]; readonly mayDrop?: boolean } = {},
): Parsed {
  const reading = readArguments(command, tokens, known);
  const [problem] = reading.problems;
  if (problem === undefined) return { type: "command", command, values: reading.values };
  const offers = offersFor(command, tokens, known, { mayDrop });
  const sentence =
    problem.type === "unread" ? unreadSentence([...said, ...reading.read], reading) : problem.sentence;
  return nearestOrChoices(sentence, offers, known, command);
}

function unreadSentence(read: readonly string[], { unread }: Reading): string {
  const notRead = quotedWords(unread, "or");
  return read.length === 0
    ? say("I cannot read {words}.", { words: notRead })
    : say("I read {read}, but not {words}.", { read: quotedWords(read, "and"), words: notRead });
}

/** At most six of the words, so that a sentence stays one. */
function quotedWords(words: readonly string[], conjunction: "and" | "or"): string {
  const shown = words.slice(0, 6).map((word) => say('"{word}"', { word: excerpt(word) }));
  const more = words.length - shown.length;
  return listOf(more > 0 ? [...shown, say("{count} more", { count: more })] : shown, conjunction);
}

/** A quote that never closes: closed at the end, else left out, whichever works. */
function explainUnclosed(typed: string, at: number, known: KnownWords): Parsed {
  const sentence = say('A quote opens before "{said}" and does not close.', {
    said: excerpt(typed.slice(at + 1).trim()),
  });
  const mended = [`${typed}"`, `${typed.slice(0, at)}${typed.slice(at + 1)}`];
  const text = mended.map((tried) => commandOf(tried, known)).find((tried) => tried !== undefined);
  const [group, verb] = tokenise(typed.slice(0, at)).tokens;
  const command = group && verb && commandAt(wordOf(group), wordOf(verb), known);
  return nearestOrChoices(sentence, text === undefined ? [] : [offerOf(text)], known, command);
}

function explainGroupAlone(group: string, known: KnownWords): Parsed {
  const verbs = known.commands
    .filter(({ path, hidden }) => path[0] === group && hidden !== true)
    .map(({ path }) => path[1]);
  const sentence = say("{group} is followed by {verbs}.", {
    group: `/${known.prefix}${group}`,
    verbs: listOf(verbs, "or"),
  });
  return example(sentence, known, commandAt(group, "help", known));
}

/** The first word is no group: it is left out, or misspelled, or was never meant as one. */
function explainGroup(first: Token, words: readonly Token[], known: KnownWords): Parsed {
  const meant = known.commands.filter(
    (command) =>
      command.hidden !== true && isVerb(command, wordOf(first)) && !namesUnknownDigest(command, words, known),
  );
  const [only, ...others] = meant.flatMap((command) => asTyped(command, words, known));
  if (only !== undefined) {
    if (others.length === 0) return misunderstood(say("I take that as:"), [only], "take-as", known, meant[0]);
    const choices = [only, ...others].map(({ command }) => ({ label: command, command }));
    return misunderstood(say("I can take that as:"), choices, "choices", known, meant[0]);
  }
  // Its own command says best what is wrong with the words behind it, unless it is one that stands alone.
  const named = meant.find(({ standsAlone }) => standsAlone !== true);
  if (named !== undefined) return readCommand(named, words, known);
  const groups = groupsOf(known).flatMap((name): [string, string][] => [
    [name, name],
    [`${known.prefix}${name}`, name],
  ]);
  const [near] = nearest(wordOf(first), groups);
  if (near !== undefined) {
    const parsed = parseTokens([{ text: near, quoted: false }, ...words], known);
    const sentence = say('There is no "{said}".', { said: excerpt(first.text) });
    if (parsed.type === "misunderstood")
      return nearestOrChoices(sentence, parsed.misunderstanding.offers, known);
    const { command, values } = parsed;
    const text = formatCommand(command.path, values, command.options);
    return nearestOrChoices(sentence, [offerOf(text)], known, command);
  }
  return explainPath([first, ...words], known);
}

/** Whether the words behind a command would have to be the name of a digest that there is not. */
function namesUnknownDigest({ options }: Declaration, words: readonly Token[], known: KnownWords): boolean {
  const [name] = Object.values<Option>(options).filter((option) => option.kind === "text" && option.rest);
  const isName = name?.kind === "text" && name.vocabulary === "digest";
  const said = nameKeyOf(words.map(({ text }) => text).join(" "));
  return isName && said !== "" && !known.digests().has(said);
}

function noCommand(said: string): string {
  return say('There is no command "{said}".', { said: excerpt(said) });
}

/** No group at all: read as words for the commands over the news. */
function explainPath(tokens: readonly Token[], known: KnownWords): Parsed {
  const said = tokens.map(({ text }) => text).join(" ");
  const group = known.commands.find(({ path }) => path[1] === "top")?.path[0];
  if (group === undefined) return example(noCommand(said), known);
  return explainVerb(group, tokens, said, known);
}

/**
 * Whether words that no command begins are a question: one of them says something, and none leaves out what follows, since in a
 * question it would be a word like others.
 */
function saysWhatToSeek(taker: Declaration, tokens: readonly Token[], known: KnownWords): boolean {
  const [name, option] = Object.entries<Option>(taker.options).find(([, each]) => isQuestion(each)) ?? [];
  if (name === undefined || option === undefined) return true;
  const question = readArguments(taker, tokens, known).values[name];
  const words = tokenise(typeof question === "string" ? question : "").tokens.filter(({ quoted }) => !quoted);
  const says = words.some(({ text }) => !isFiller(text) && !isFunctionWord(text));
  return (says || words.length === 0) && words.every(({ text }) => negationOf(text) === undefined);
}

/** What answers a whole question, which says what it is about in filters: `what happened in latvia last week`. */
function askedIn(group: string, tokens: readonly Token[], known: KnownWords): Parsed | undefined {
  const question = questionOf(tokens);
  const command = question === undefined ? undefined : commandAt(group, question.verb, known);
  if (question === undefined || command === undefined) return undefined;
  const { values, problems } = readArguments(command, question.tokens, known);
  if (problems.length > 0) return undefined;
  const text = formatCommand(command.path, values, command.options);
  return misunderstood(say("I take that as:"), [offerOf(text)], "take-as", known, command);
}

/** The word behind `/news` is no command: words for `top`, a slip, a pasted link, or words to search for. */
function explainVerb(group: string, tokens: readonly Token[], said: string, known: KnownWords): Parsed {
  const [first, ...words] = tokens;
  if (first === undefined) return explainGroupAlone(group, known);
  const sentence = noCommand(said);
  const top = commandAt(group, "top", known);
  const reading = top === undefined ? undefined : readArguments(top, tokens, known);
  if (top !== undefined && reading?.unread.length === 0) {
    const [problem] = reading.problems;
    if (problem === undefined)
      return misunderstood(say("I take that as:"), asTyped(top, tokens, known), "take-as", known, top);
    return nearestOrChoices(problem.sentence, offersFor(top, tokens, known), known, top);
  }
  // What takes no words is not what was meant by several.
  const verbs = known.commands.filter(
    ({ path, standsAlone, hidden }) =>
      path[0] === group && hidden !== true && (standsAlone !== true || words.length === 0),
  );
  const asked = askedIn(group, tokens, known);
  if (asked !== undefined) return asked;
  const [near] = nearest(
    asks(wordOf(first)) ? "" : wordOf(first),
    verbs.map((command): [string, Declaration] => [command.path[1], command]),
  );
  // The word may belong to what follows as well: then nothing of it may be lost.
  const nearly = near === undefined ? [] : offersFor(near, words, known, { mayDrop: false });
  if (nearly.length > 0) return nearestOrChoices(sentence, nearly, known, near);
  const isLink = /[^/]\/[^/]/.test(first.text) && isDomain(first.text);
  const taker = commandAt(group, isLink ? "show" : "search", known);
  const isTaken = taker !== undefined && (isLink || saysWhatToSeek(taker, tokens, known));
  const taken = isTaken ? asTyped(taker, tokens, known) : [];
  // `latvian courts` looks for two words, or for one in a country.
  const maySeek = taken.length === 0 || tokens.some(({ text }) => known.countryOf(fold(text)) !== undefined);
  const mended = top === undefined ? [] : offersFor(top, tokens, known, { mayDrop: false, maySeek });
  // A slip of what the data have, or a word that nobody here knows: only a person can tell.
  if (taken.length > 0 && mended.length > 0 && !isLink) {
    const choices = [...mended, ...taken].map(({ command }) => ({ label: command, command }));
    return misunderstood(say("I can take that as:"), choices, "choices", known, taker);
  }
  if (taken.length > 0) return misunderstood(say("I take that as:"), taken, "take-as", known, taker);
  const partly =
    reading === undefined || reading.read.length === 0 ? sentence : unreadSentence(reading.read, reading);
  return nearestOrChoices(partly, mended, known, top);
}
