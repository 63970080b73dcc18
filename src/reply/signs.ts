// Signs carry shape and word, never colour alone.

import { say, wording } from "../wording/say.ts";
import type { Relevance, Score } from "./article-card.ts";

const SIGNS: Readonly<Record<Score, { readonly sign: string; readonly words: string }>> = {
  0: { sign: "○", words: wording("not scored") },
  1: { sign: "▼▼", words: wording("very negative") },
  2: { sign: "▼", words: wording("negative") },
  3: { sign: "●", words: wording("neutral") },
  4: { sign: "▲", words: wording("positive") },
  5: { sign: "▲▲", words: wording("very positive") },
};

/** The sign of a score: ▲▲ ▲ ● ▼ ▼▼ ○. */
export function signOf(score: Score): string {
  return SIGNS[score].sign;
}

/** The words of a score, for example `very negative`. */
export function wordsOf(score: Score): string {
  return say(SIGNS[score].words);
}

const RELEVANCE_WORDS: Readonly<Record<Relevance, string>> = {
  0: wording("off topic"),
  1: wording("related"),
  2: wording("on topic"),
};

/** Whether an article is about the pillar of a verdict: `on topic`, `related`, `off topic`. */
export function relevanceWords(relevance: Relevance): string {
  return say(RELEVANCE_WORDS[relevance]);
}

/**
 * The text with no-break spaces beside its signs: none stands alone at the end of a line, `· Latvia` and `▼ negative` keep together,
 * and so do `Open Government ▲` and `▲ → ●`.
 */
export function keepSigns(text: string): string {
  return text
    .replace(/([·—]) (?=\S)/gu, "$1\u00a0")
    .replace(/([▲▼●○]) (?=\p{L})/gu, "$1\u00a0")
    .replace(/(?<=\S) (?=[▲▼●○]+(?:$|[\s,.;:)]))/gmu, "\u00a0")
    .replace(/(?<=[▲▼●○]) → /gu, "\u00a0→\u00a0");
}
