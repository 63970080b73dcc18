// Words as they are compared with phrases that people use, whatever signs stand around them.

import type { Token } from "./text.ts";

/** The phrases of a list between commas. */
export function phrasesOf(text: string): readonly string[] {
  return text.split(",").map((phrase) => phrase.trim());
}

/** A word as it is compared: without signs around it; undefined for what stands in quotes. */
export function plainWord({ text, quoted }: Token): string | undefined {
  return quoted
    ? undefined
    : text
        .toLowerCase()
        .replaceAll("'", "")
        .replace(/[,;:!?.…]+$/, "");
}

/** Words for what a list has: they say nothing of it. */
const NOUNS = new Set(phrasesOf("ones, stories, story, articles, results, reports, items, both, things"));

/** Without words for what a list has. */
export function withoutNouns(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !NOUNS.has(plainWord(token) ?? ""));
}

/** The words as one text; where quotes stand it is no phrase that is known. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map((token) => plainWord(token) ?? '"').join(" ");
}
