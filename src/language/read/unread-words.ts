// Words that nothing takes: slips of others, words to be sought in texts, or what nothing can be made of.

import { isOfWords, type Option } from "../declare/options.ts";
import { choiceWords, isCheckedVocabulary, nearbyOf } from "../know/fits.ts";
import { nearest, nearestFolded } from "../mend/nearest.ts";
import { dateLengthAt } from "./date-places.ts";
import { COMMON_WINDOWS } from "./dates.ts";
import { isFunctionWord, isMeaning } from "./function-words.ts";
import {
  bareOptions,
  type Edit,
  type Problem,
  type Range,
  type Reader,
  replaced,
  rewritten,
  typed,
  valueTokens,
} from "./reading.ts";
import { fold, type Token } from "./text.ts";

/** More words than this are no slips: then only leaving them out is tried. */
const MOST_SLIPS = 4;

/** The problem that some words were not read, none where all were. */
export function unreadProblem(reader: Reader): readonly Problem[] {
  const [first] = reader.unread;
  if (first === undefined) return [];
  const isMeant = reader.unread.some((range) =>
    wordsOf(reader, range).some((word) => isMeaning(word.text) && !word.quoted),
  );
  // Whatever is made of the other words, without this one it would be something else; so it would without a date.
  if (isMeant || reader.unread.some((range) => hasDate(reader, range)))
    return [{ type: "unread", sentence: "", choose: false, edits: () => [] }];
  const count = reader.unread.reduce((sum, { from, to }) => sum + to - from, 0);
  const edits = () => (count > MOST_SLIPS ? keptEdits(reader, reader.unread) : editsOf(reader, first));
  return [{ type: "unread", sentence: "", choose: false, edits }];
}

function wordsOf({ tokens }: Reader, { from, to }: Range): readonly Token[] {
  return tokens.slice(from, to);
}

/** Whether a number stands among words that nothing takes, or a date. */
function hasDate(reader: Reader, range: Range): boolean {
  const words = wordsOf(reader, range);
  return words.some(({ text }, at) => /^\P{L}*\d\P{L}*$/u.test(text) || dateLengthAt(words, at) > 0);
}

/**
 * Near words for the whole stretch, then for its first word; words that are near to nothing are sought in texts, together, else
 * left out.
 */
function editsOf(reader: Reader, range: Range): readonly Edit[] {
  const known = nearbyWords(reader);
  const near = (part: Range): readonly Token[] =>
    wordsOf(reader, part).every(isSlip) ? nearestFolded(typed(reader, part), known) : [];
  const words = reader.unread.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, place): Range => ({ from: from + place, to: from + place + 1 })),
  );
  const [first, ...others] = words;
  if (first === undefined) return [];
  const [, key, value] = /^(.*?)[:=](.+)$/.exec(typed(reader, first)) ?? [];
  const names = Object.entries<Option>(reader.command.options).filter(([, option]) => option.hidden !== true);
  const put =
    (part: Range) =>
    (token: Token): Edit => ({ tokens: replaced(reader, part, [token]) });
  const slips = [
    ...(range.to > first.to ? near(range).map(put(range)) : []),
    ...near(first).map(put(first)),
    ...nearest(
      key ?? "",
      names.map(([name]): [string, string] => [name, name]),
    ).map((name) => ({ tokens: replaced(reader, first, valueTokens(name, value ?? "")) })),
  ];
  const unlike = slips.length > 0 ? [] : others.filter((word) => near(word).length === 0);
  return [...slips, ...keptEdits(reader, [first, ...unlike])];
}

/** Small words are meant as they are, and so are numbers. */
function isSlip({ text }: Token): boolean {
  return !isFunctionWord(text) && !/\d/.test(text);
}

/** Words that nothing takes are sought in the texts; where a command cannot do that they are left out. */
function keptEdits(reader: Reader, ranges: readonly Range[]): readonly Edit[] {
  const sought = Object.entries<Option>(reader.command.options).find(([, option]) => isOfWords(option));
  const terms = ranges
    .flatMap((range) => wordsOf(reader, range))
    .filter(({ text, quoted }) => /[\p{L}\p{N}]/u.test(text) && (quoted || !isFunctionWord(text)))
    .map(({ text, quoted }) => ({ text: quoted ? text : text.replace(/[,;!?]+$/, ""), quoted: true }));
  const rest = rewritten(
    reader,
    ranges.map((range) => ({ ...range, tokens: [] })),
  );
  if (sought === undefined || terms.length === 0) return [{ drops: true, tokens: rest }];
  return [{ seeks: true, tokens: [...rest, { text: `${sought[0]}:`, quoted: false }, ...terms] }];
}

/** Everything that may stand in a command, folded and as the token that means it. */
function nearbyWords(reader: Reader): readonly (readonly [string, Token])[] {
  const words = new Map<string, Token>();
  const add = (spelling: string, text: string): void => {
    const folded = fold(spelling);
    if (!words.has(folded)) words.set(folded, { text, quoted: false });
  };
  for (const [name, { hidden }] of Object.entries<Option>(reader.command.options)) {
    if (hidden !== true) add(name, name);
  }
  for (const [, option] of bareOptions(reader)) {
    if (option.kind === "choice" || option.kind === "choice-list")
      for (const [spelling, word] of choiceWords(option)) add(spelling, word);
    if (option.kind === "date") for (const window of COMMON_WINDOWS) add(window, window);
    if ("vocabulary" in option && isCheckedVocabulary(option.vocabulary)) {
      for (const [folded, word] of nearbyOf(option.vocabulary, reader.known))
        if (!words.has(folded)) words.set(folded, { text: word, quoted: false });
    }
  }
  return [...words];
}
