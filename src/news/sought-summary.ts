// The summary on a card of what was sought: whatever says it is shown.

import {
  cardSummary,
  LONGEST_REASON,
  SHORTEST_FIRST,
  sentencesOf,
  shortened,
  WHOLE,
} from "./card-summary.ts";
import type { PillarNumber } from "./pillars.ts";
import type { Marks } from "./search/words-marks.ts";

/**
 * The card's summary as always where that has what was sought; else the first sentence and the one that has it, each cut to
 * where it stands. Where nothing has it, as always.
 */
export function soughtSummary(summary: string, pillar: PillarNumber, marks: Marks): string {
  const usual = cardSummary(summary, pillar);
  if (marks(usual).length > 0) return usual;
  const sentences = sentencesOf(summary);
  const at = sentences.findIndex((sentence) => marks(sentence).length > 0);
  const [first = "", sentence] = [sentences[0], sentences[at]];
  if (sentence === undefined) return usual;
  const isLast = at === sentences.length - 1;
  const passage = around(sentence, marks, at === 0 ? WHOLE : LONGEST_REASON);
  const said = isLast || passage.endsWith("…") ? passage : `${passage} …`;
  if (at === 0) return said;
  const what = shortened(first, SHORTEST_FIRST);
  const isNext = at === 1 || what.endsWith("…") || said.startsWith("…");
  return `${what}${isNext ? " " : " … "}${said}`;
}

/** Of an article's own text the first sentence that has what was sought, cut to where it stands. */
export function soughtPassage(text: string, marks: Marks): string {
  const sentences = sentencesOf(text);
  const at = Math.max(
    0,
    sentences.findIndex((sentence) => marks(sentence).length > 0),
  );
  const passage = around(sentences[at] ?? "", marks, WHOLE);
  const isLast = at === sentences.length - 1 || passage.endsWith("…");
  return `${at > 0 && !passage.startsWith("…") ? "… " : ""}${passage}${isLast ? "" : " …"}`;
}

/** A sentence of about so many characters, from a word before its first mark on where that stands too late. */
function around(sentence: string, marks: Marks, most: number): string {
  const whole = shortened(sentence, most);
  const [place] = marks(sentence);
  if (place === undefined || marks(whole).length > 0) return whole;
  const from = sentence.indexOf(" ", Math.max(0, place.from - most / 2));
  const begin = from === -1 || from >= place.from ? place.from : from + 1;
  return `… ${shortened(sentence.slice(begin), most)}`;
}
