// A question to texts, typed among filters: `bribery "supreme court" -football latvia since 2024 negative`. Which words are the
// question and which are filters depends on the words alone, never on their order:
//
// - Options by their names are options; what could be no value of one is a word, with that name.
// - A country of the data by its name there, a domain of the data, `p1`, `negative`, `positive`, `strong`, `notable` and a window
//   such as `last week`, `7d` or `2024-02` are filters, also behind `-` and `not`. Fillers before them go.
// - Everything else is a word, as is whatever stands in quotes, bears a sign of a question (`+latvia`, `latvia*`), or is joined to
//   words by `or`. So is everything behind the question's own name, and everything where else no word were left.

import { say } from "../../wording/say.ts";
import type { Fit } from "../know/fits.ts";
import { isFiller, joinerOf, negationOf } from "./function-words.ts";
import { noteUnjoined } from "./joining.ts";
import { type Found, filterAt, type Negation, negationBefore } from "./plain-filters.ts";
import { accept, optionNamed, type Range, type Reader, replaced, valueTokens } from "./reading.ts";
import { asWord, type Token } from "./text.ts";
import { leftOut, nameAt } from "./values.ts";
import { endWindow, onItsSide } from "./window-ends.ts";

type ReadNamed = (reader: Reader, at: number) => number | undefined;

/** Reads a line whose rest option is a question. `begin` makes a reader of the line. */
export function readSought(begin: () => Reader, readNamed: ReadNamed): Reader {
  const reader = begin();
  readLine(reader, readNamed, true);
  if (reader.restAt.length > 0) return reader;
  // A search has words: then `search latvia` looks for that word.
  const asWords = begin();
  readLine(asWords, readNamed, false);
  return asWords;
}

function readLine(reader: Reader, readNamed: ReadNamed, takesFilters: boolean): void {
  const { tokens, restAt, read } = reader;
  let isNamed = false;
  let at = 0;
  while (at < tokens.length) {
    if (!isNamed && namesQuestion(reader, at)) {
      read.push({ from: at, to: at + 1 });
      isNamed = true;
      at += 1;
      continue;
    }
    const behindOption = (isNamed ? undefined : readFlagOrWord(reader, at)) ?? readNamed(reader, at);
    if (behindOption !== undefined) {
      isNamed = false;
      at = behindOption;
      continue;
    }
    const behindFilter = isNamed || !takesFilters ? undefined : readFilter(reader, at);
    if (behindFilter === undefined) restAt.push(at);
    at = behindFilter ?? at + 1;
  }
}

/** Whether the question's own name stands here, and not among its words. */
function namesQuestion(reader: Reader, at: number): boolean {
  const { restAt, rest } = reader;
  const named = nameAt(reader, at);
  if (named === undefined || named.name !== rest?.[0]) return false;
  return named.explicit || (restAt.at(-1) !== at - 1 && reader.tokens[at + 1] !== undefined);
}

/** `market share`: whether a flag's name right behind a word is the flag, only a person can tell. */
function readFlagOrWord(reader: Reader, at: number): number | undefined {
  const { tokens, command, restAt } = reader;
  const token = tokens[at];
  const isLast = at === tokens.length - 1 && restAt.at(-1) === at - 1;
  const [name, option] = (token?.quoted === false && isLast && optionNamed(command, token.text)) || [];
  if (token === undefined || name === undefined || option?.kind !== "flag") return undefined;
  const range = { from: at, to: at + 1 };
  reader.read.push(range);
  reader.problems.push({
    type: "several",
    sentence: say('"{word}" can be a word to look for, or the option: {summary}. Which one:', {
      word: token.text,
      summary: say(option.summary).replace(/^./u, (letter) => letter.toLowerCase()),
    }),
    choose: true,
    edits: () => [
      {
        label: say('the word "{word}"', { word: token.text }),
        tokens: replaced(reader, range, [{ ...token, text: asWord(token.text) }]),
      },
      { label: name, tokens: replaced(reader, range, valueTokens(name, "yes")) },
    ],
  });
  return range.to;
}

/** Reads what plainly is the value of an option; the place behind it, and nothing where words stand. */
function readFilter(reader: Reader, at: number): number | undefined {
  const { tokens } = reader;
  const token = tokens[at];
  if (token === undefined || token.quoted) return undefined;
  const isJoiner = /^(?:and|but)$/.test(joinerOf(token.text) ?? "") && token.text !== "+";
  if (isPadding(token) || isJoiner)
    return readFilter(reader, at + 1) ?? (isJoiner ? skipJoiner(reader, at) : undefined);
  const negation = negationBefore(tokens, at);
  const found = filterAt(reader, negation?.at ?? at, negation !== undefined);
  if (found === undefined) return undefined;
  if (isJoinedToWords(reader, { from: at, to: found.to }, found.fit)) return undefined;
  if (negation?.cut !== undefined) tokens.splice(at, 1, negation.cut);
  if (isAdjective(reader, found)) return undefined;
  const range = { from: at, to: found.to };
  const placed = onItsSide(reader, found.fit);
  accept(reader, leftOut([placed], negation !== undefined), range);
  endWindow(reader, placed, range);
  return negation === undefined ? behindJoiner(reader, found) : joinLeftOut(reader, range, found, negation);
}

/** `latvia or estonia` are both in one list. */
function behindJoiner(reader: Reader, { fit, to }: Found): number {
  const isOr = joinerOf(reader.tokens[to]?.text ?? "") === "or";
  return isOr && filterAt(reader, to + 1, false)?.fit.name === fit.name ? to + 1 : to;
}

/** `without latvia and estonia` leaves out both; of `not latvia and estonia` only a person can tell. */
function joinLeftOut(reader: Reader, range: Range, { fit, to }: Found, { word }: Negation): number {
  const { tokens, command } = reader;
  const joiner = tokens[to]?.quoted === false ? joinerOf(tokens[to].text) : undefined;
  const isJoined = joiner === "and" || joiner === "or";
  if (!isJoined && tokens[to - 1]?.text.endsWith(",") !== true) return to;
  const nextAt = isJoined ? to + 1 : to;
  const next = filterAt(reader, nextAt, false);
  const option = command.options[fit.name];
  if (next?.fit.name !== fit.name || option === undefined) return to;
  if (word === undefined || negationOf(word)?.isForAll !== true)
    return noteUnjoined(reader, range, to, nextAt, [fit.name, option]) ?? to;
  tokens.splice(to, nextAt - to, { text: word, quoted: false });
  return to;
}

/** `strong winds`: what a verdict can be belongs to the word that it stands before, unless that is a filter itself. */
function isAdjective(reader: Reader, { fit, to }: Found): boolean {
  const { command, tokens } = reader;
  if (command.options[fit.name]?.kind !== "choice" || tokens[to] === undefined) return false;
  const isOption = nameAt(reader, to) !== undefined;
  return !isOption && readsNoWord(reader, to) === undefined;
}

/** Where that ends which is no word: fillers, a sign, a filter. */
function readsNoWord(reader: Reader, at: number): number | undefined {
  const token = reader.tokens[at];
  if (token === undefined || token.quoted) return undefined;
  if (isPadding(token)) return readsNoWord(reader, at + 1);
  const negation = negationBefore(reader.tokens, at);
  return filterAt(reader, negation?.at ?? at, negation !== undefined)?.to;
}

/** Small words before a filter that belong to it. */
function isPadding({ text, quoted }: Token): boolean {
  return !quoted && (isFiller(text) || text.toLowerCase() === "of");
}

/** `latvia and bribery`: between a filter and a word `and` says nothing. */
function skipJoiner({ spans }: Reader, at: number): number | undefined {
  return spans.some(({ to }) => to === at) ? at + 1 : undefined;
}

/** Whether `or` joins a value to words: then it is one of them. */
function isJoinedToWords(reader: Reader, { from, to }: Range, fit: Fit): boolean {
  const { tokens, spans } = reader;
  const isOr = (at: number): boolean => tokens[at]?.quoted === false && joinerOf(tokens[at].text) === "or";
  const isAlike = (other: Fit | undefined): boolean => other?.name === fit.name;
  if (isOr(from - 1) && !spans.some((span) => span.to === from - 1 && isAlike(span))) return true;
  return isOr(to) && !isAlike(filterAt(reader, to + 1, false)?.fit);
}

/** `or` chooses, as it does in lists, and `!` is another `-`. */
function plainWord(word: string): string {
  return word.toLowerCase() === "or" ? "OR" : word.replace(/^!(?=$|[\p{L}\p{N}])/u, "-");
}

/** The question as typed, from the tokens that are its words: what was quoted in quotes, signs at what they are said of. */
export function soughtText({ tokens, restAt }: Pick<Reader, "tokens" | "restAt">): string {
  let text = "";
  for (const at of restAt) {
    const token = tokens[at];
    if (token === undefined) continue;
    const said = token.quoted ? `"${token.text.replaceAll('"', " ").trim()}"` : plainWord(token.text);
    if (said === '""') continue;
    const isSigned = token.quoted && /(?:^| )[-+]$/.test(text);
    text += isSigned || text === "" ? said : ` ${said}`;
  }
  return text;
}
