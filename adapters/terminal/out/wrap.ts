// Text into the columns of a terminal.

import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { keepSigns } from "../../../src/reply/signs.ts";

/** Wraps at spaces, and inside what is wider than a line: only an address stays whole, to be clicked and copied. */
export function wrap(text: string, width: number, indent = ""): string {
  const columns = Math.max(20, width - stringWidth(indent));
  // The mark of a cut never stands on a line of its own: the wrapper keeps what a no-break space joins.
  return wrapAnsi(keepSigns(text).replace(/ …$/, "\u00a0…"), columns)
    .replaceAll("\u00a0", " ")
    .split("\n")
    .flatMap((line) =>
      stringWidth(line) <= columns || line.includes("://")
        ? [line]
        : wrapAnsi(line, columns, { hard: true }).split("\n"),
    )
    .map((line) => `${indent}${line}`.trimEnd())
    .join("\n");
}

/** Wraps with a mark, a number or a label before the first line and as much space before the others. */
export function wrapAfter(margin: string, text: string, width: number): string {
  const indent = " ".repeat(stringWidth(margin));
  return `${margin}${wrap(text, width, indent).slice(indent.length)}`.trimEnd();
}
