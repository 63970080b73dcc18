// Inline nodes as pieces of markdown that may be set apart between any two of them, so that a text that is too long
// for one message goes on in the next without breaking markup, a link or a letter.

import { assertNever } from "../../../src/errors.ts";
import { inlineText } from "../../../src/reply/plain-text.ts";
import type { Inline } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { cleanLine, cleanText, escapeMarkdown, inlineCode, inlineLink, safeUrl } from "./escape.ts";
import { mentionOf } from "./mentions.ts";

/** Text that stays together: a word, white space, a link. */
export interface Piece {
  readonly markdown: string;
  /** Marks around it and its neighbours of the same node, such as `**`. */
  readonly wrap: string;
  readonly node: number;
}

/** One line of text. `prefix` opens it; `gap` keeps it apart from what stands before it. */
export interface Line {
  readonly prefix: string;
  readonly pieces: readonly Piece[];
  readonly gap: "\n" | "\n\n";
}

/** Words longer than this may be cut between two letters. */
const WHOLE_WORD_LENGTH = 200;

/** An address longer than this is told instead of shown: it would fill a message by itself. */
const SHOWN_URL_LENGTH = 1_500;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The pieces of a line. `multiline` keeps line breaks, else they become spaces. */
export function piecesOf(
  content: readonly Inline[],
  { multiline = false }: { multiline?: boolean } = {},
): readonly Piece[] {
  const clean = multiline ? cleanText : cleanLine;
  return content.flatMap((node, index) => nodePieces(node, index, clean));
}

function nodePieces(node: Inline, index: number, clean: (text: string) => string): readonly Piece[] {
  const whole = (markdown: string): readonly Piece[] => [{ markdown, wrap: "", node: index }];
  switch (node.type) {
    case "text":
      return words(clean(node.text), "", index);
    case "strong":
      return words(clean(node.text), "**", index);
    case "emphasis":
      return words(clean(node.text), "*", index);
    case "code": {
      const text = cleanLine(node.text);
      return text.length > WHOLE_WORD_LENGTH ? words(text, "", index) : whole(inlineCode(text));
    }
    case "link": {
      const text = cleanLine(node.text);
      const url = safeUrl(node.url);
      if (url === undefined) return words(text, "", index);
      if (url.length > SHOWN_URL_LENGTH)
        return words(
          say("{text} (its address has {count} characters, too many to show)", { text, count: url.length }),
          "",
          index,
        );
      if (text.length <= WHOLE_WORD_LENGTH || text === node.url) return whole(inlineLink(url, text));
      return [...words(text, "", index), ...whole(` (${inlineLink(url, url)})`)];
    }
    case "time":
      return words(inlineText([node]), "", index);
    case "mention": {
      const mention = mentionOf(node.id);
      return mention === undefined ? words(clean(inlineText([node])), "", index) : whole(mention);
    }
    default:
      return assertNever(node);
  }
}

function words(text: string, wrap: string, node: number): readonly Piece[] {
  return (escapeMarkdown(text).match(/\s+|\S+/g) ?? [])
    .flatMap((word) => (word.length <= WHOLE_WORD_LENGTH ? [word] : cutWord(word)))
    .map((markdown) => ({ markdown, wrap, node }));
}

/** Cuts between letters, never between a backslash and what it escapes. */
function cutWord(word: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  let escapes = false;
  for (const { segment } of graphemes.segment(word)) {
    // A letter with a thousand accents is one grapheme and fits nowhere: then code points have to do.
    for (const unit of segment.length > WHOLE_WORD_LENGTH ? segment : [segment]) {
      if (!escapes && part.length + unit.length > WHOLE_WORD_LENGTH) {
        parts.push(part);
        part = "";
      }
      part += unit;
      escapes = !escapes && unit === "\\";
    }
  }
  return part === "" ? parts : [...parts, part];
}

/** The length of pieces as markdown at most. */
export function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece, index) => sum + costOf(piece, pieces[index - 1]), 0);
}

/** What a piece adds behind another: its text, and the marks around it where a node begins. */
export function costOf(piece: Piece, before: Piece | undefined): number {
  const begins = piece.wrap !== "" && (before === undefined || before.node !== piece.node);
  return piece.markdown.length + (begins ? 2 * piece.wrap.length + 1 : 0);
}

/** The pieces as markdown. */
export function markdownOf(pieces: readonly Piece[]): string {
  let markdown = "";
  for (let at = 0; at < pieces.length; ) {
    const first = pieces[at];
    if (first === undefined) break;
    let to = at + 1;
    while (pieces[to]?.node === first.node) to += 1;
    const text = pieces
      .slice(at, to)
      .map((piece) => piece.markdown)
      .join("");
    const run = first.wrap === "" ? text : wrapped(text, first.wrap);
    // Two marks in a row would be read as one: a character of no width keeps them apart.
    markdown += markdown.endsWith("*") && run.startsWith("*") ? `\u200b${run}` : run;
    at = to;
  }
  return markdown;
}

/** Lines that nothing stands before. */
export function markdownOfLines(lines: readonly Line[]): string {
  return lines
    .map(({ prefix, pieces, gap }, index) => `${index === 0 ? "" : gap}${prefix}${markdownOf(pieces)}`)
    .join("");
}

/** Marks stand at letters: white space stays outside of them. */
function wrapped(text: string, wrap: string): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === "" ? text : `${before}${wrap}${inner}${wrap}${after}`;
}
