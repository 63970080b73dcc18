// A text in parts: those that its marks set apart, and what stands between them. Each adapter cleans and escapes each part,
// so that no mark can stand in the middle of what an escape makes of a character.

import type { Mark } from "./article-card.ts";
import type { Inline } from "./reply.ts";

export interface Part {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * The parts of a text in order; together they are the text. Marks with nothing but blanks between them are one; what lies
 * outside of the text, or in a mark before it, is no mark.
 */
export function partsOf(text: string, marks: readonly Mark[] = []): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  const add = (to: number, isMarked: boolean): void => {
    if (to > at) parts.push({ text: text.slice(at, to), isMarked });
    at = to;
  };
  for (const { from, to } of joined(text, marks)) {
    add(from, false);
    add(to, true);
  }
  add(text.length, false);
  return parts;
}

function joined(text: string, marks: readonly Mark[]): readonly Mark[] {
  const whole: Mark[] = [];
  for (const mark of marks.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (mark.to <= Math.max(mark.from, last?.to ?? 0) || mark.from < 0 || mark.to > text.length) continue;
    const isNext = last !== undefined && text.slice(last.to, mark.from).trim() === "";
    if (isNext) whole.splice(-1, 1, { from: last.from, to: mark.to });
    else whole.push(mark);
  }
  return whole;
}

/** The text as inline nodes, what is marked strong. */
export function marked(text: string, marks?: readonly Mark[]): readonly Inline[] {
  return partsOf(text, marks).map(({ text: part, isMarked }) =>
    isMarked ? { type: "strong", text: part } : { type: "text", text: part, isQuoted: true },
  );
}
