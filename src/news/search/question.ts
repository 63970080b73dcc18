// What somebody asks the full text: read from whatever was typed, and written so that it reads the same again. Nothing typed is an
// error: what has no meaning of its own is words.

import { wordsIn } from "../filter/words.ts";

/** What is read of a question; `isTooLong` tells whether there is more. */
export const QUESTION_LIMITS = { characters: 500, terms: 20 } as const;

/** Something that texts are searched for. `text` has letters or digits, and no quotes. */
export interface SearchPart {
  /**
   * `word`: a word, and in weaker matches related forms of it; what is written as one with hyphens, dots or apostrophes are words
   * next to one another. `phrase`: words next to one another, in either number. `start`: words that begin so.
   */
  readonly type: "word" | "phrase" | "start";
  readonly text: string;
}

/** Any of its parts. */
export interface SearchTerm {
  readonly any: readonly SearchPart[];
  readonly isLeftOut: boolean;
}

/** All of its terms, and none of those that are left out. */
export interface SearchQuestion {
  readonly terms: readonly SearchTerm[];
}

/** A piece of what was typed: something to search for, or a bar between two. */
type Piece = { readonly sign: string; readonly part: SearchPart } | "or";

/** Quotes and dashes that keyboards and other programs make of plain ones. */
const LIKE_QUOTES = /[“”„‟«»″❝❞]/g;
const LIKE_DASHES = /(?<=^|\s)[‐‑‒–—―−]+(?=\S)/g;

/** A sign, then words in quotes, which the end of the text may close; or a bar; or a run of anything else. */
const PIECES = /(?<sign>[-+!]*)"(?<quoted>[^"]*)(?:"|$)|(?<bar>\|+)|(?<run>[^\s"|]+)/g;

/** What holds the letters and digits of one word together. */
const WORDS_OF_RUN = /[\p{L}\p{N}\p{M}\p{Cf}.'’ʼ_@&-]+\*?/gu;

const FIRST_TO_LAST = /[\p{L}\p{N}].*[\p{L}\p{N}\p{M}]|[\p{L}\p{N}]/su;

const OPERATOR = /^(?:OR|AND|NOT)$/;

/** A start of one letter would be half of all words. */
const SHORTEST_START = 2;

/** What a text asks for; undefined when it has no letter and no digit, as far as it is read. */
export function readQuestion(text: string): SearchQuestion | undefined {
  const pieces = piecesOf(firstCharacters(text));
  const terms: SearchTerm[] = [];
  let [isLeftOut, isAlternative] = [false, false];
  for (const [at, piece] of pieces.entries()) {
    const [before, after] = [terms.at(-1), pieces[at + 1]];
    if (piece === "or") {
      // Where there is nothing to choose from, a bar means nothing.
      isAlternative = before?.isLeftOut === false && isWanted(after);
      continue;
    }
    const operator = piece.sign === "" && piece.part.type === "word" ? piece.part.text : "";
    if (operator === "OR" && before?.isLeftOut === false && isWanted(after)) {
      isAlternative = true;
      continue;
    }
    if (operator === "AND" && before !== undefined && isWanted(after)) continue;
    if (operator === "NOT" && after !== undefined && after !== "or") {
      isLeftOut = true;
      continue;
    }
    const part = plainPart(piece.part);
    if (isAlternative && before !== undefined)
      terms.splice(-1, 1, { any: [...before.any, part], isLeftOut: false });
    else terms.push({ any: [part], isLeftOut: isLeftOut || /[-!]/.test(piece.sign) });
    [isLeftOut, isAlternative] = [false, false];
  }
  const [first] = terms;
  return first === undefined ? undefined : { terms: withinLimit(terms) };
}

/** Whether `readQuestion` reads all of a text. */
export function isTooLong(text: string): boolean {
  if ([...text].length > QUESTION_LIMITS.characters) return true;
  return piecesOf(text).filter((piece) => piece !== "or").length > QUESTION_LIMITS.terms;
}

/** The text that reads as this question. */
export function writeQuestion({ terms }: SearchQuestion): string {
  return terms
    .map(({ any, isLeftOut }) => (isLeftOut ? "-" : "") + any.map(writePart).join(" OR "))
    .join(" ");
}

/** The question as somebody means it who still types its last word. */
export function asTyped({ terms }: SearchQuestion): SearchQuestion {
  const last = terms.at(-1);
  const part = last?.any.at(-1);
  if (last === undefined || part?.type !== "word" || !canBeStart(part.text)) return { terms };
  const any = [...last.any.slice(0, -1), { ...part, type: "start" as const }];
  return { terms: [...terms.slice(0, -1), { ...last, any }] };
}

function writePart({ type, text }: SearchPart): string {
  if (type === "phrase") return `"${text}"`;
  return type === "start" ? `${text}*` : text;
}

function piecesOf(text: string): readonly Piece[] {
  const plain = text.replace(LIKE_QUOTES, '"').replace(LIKE_DASHES, "-");
  return [...plain.matchAll(PIECES)].flatMap(({ groups }): Piece[] => {
    if (groups?.bar !== undefined) return ["or"];
    if (groups?.quoted !== undefined) {
      const quoted = FIRST_TO_LAST.exec(groups.quoted)?.[0].replace(/\s+/g, " ");
      return quoted === undefined || wordsIn(quoted).length === 0
        ? []
        : [{ sign: groups.sign ?? "", part: { type: "phrase", text: quoted } }];
    }
    return runPieces(groups?.run ?? "");
  });
}

/** The words of a run without spaces: `(bribe,court*)` is two. */
function runPieces(run: string): Piece[] {
  const sign = /^[^\p{L}\p{N}\p{M}]*?([-+!]+)[^\p{L}\p{N}\p{M}]*(?=[\p{L}\p{N}])/u.exec(run)?.[1] ?? "";
  return [...run.matchAll(WORDS_OF_RUN)].flatMap(([word], index): Piece[] => {
    const text = FIRST_TO_LAST.exec(word)?.[0];
    if (text === undefined || wordsIn(text).length === 0) return [];
    const isStart = word.endsWith(`${text}*`) && canBeStart(text);
    return [{ sign: index === 0 ? sign : "", part: { type: isStart ? "start" : "word", text } }];
  });
}

function canBeStart(text: string): boolean {
  return (wordsIn(text).at(-1)?.folded.length ?? 0) >= SHORTEST_START;
}

/** A word that would read as an operator is one in small letters. */
function plainPart(part: SearchPart): SearchPart {
  return part.type === "word" && OPERATOR.test(part.text) ? { ...part, text: part.text.toLowerCase() } : part;
}

function isWanted(piece: Piece | undefined): boolean {
  return piece !== undefined && piece !== "or" && !/[-!]/.test(piece.sign) && !isOperator(piece);
}

function isOperator({ sign, part }: Exclude<Piece, "or">): boolean {
  return sign === "" && part.type === "word" && OPERATOR.test(part.text);
}

/** The first characters of a text, up to the end of a word where there is one. */
function firstCharacters(text: string): string {
  const characters = [...text];
  if (characters.length <= QUESTION_LIMITS.characters) return text;
  const first = characters.slice(0, QUESTION_LIMITS.characters).join("");
  const whole = /^(.*\S)\s+\S*$/su.exec(first)?.[1] ?? "";
  return /[\p{L}\p{N}]/u.test(whole) ? whole : first;
}

function withinLimit(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  let left: number = QUESTION_LIMITS.terms;
  return terms.flatMap((term) => {
    const any = term.any.slice(0, left);
    left -= any.length;
    return any.length === 0 ? [] : [{ ...term, any }];
  });
}
