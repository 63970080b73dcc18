// How a language model sums an article up for one pillar: what happened, at length, and at the end the verdict's reason.

import { type PillarNumber, pillarOf } from "../../src/news/pillars.ts";
import type { ScoredEvent, Verdict } from "./event.ts";
import type { Chance } from "./random.ts";

const ZERO_WIDTH_SPACE = "\u200b";

/** Shares of summaries with a flaw, near those of the real files. */
const FLAWS = { strong: 0.05, lead: 0.04, zeroWidth: 0.05 };

/** Characters. Hardly any real summary is shorter. */
const SHORTEST = 300;

const OPENINGS = [
  "The news article reports that ",
  "According to the article, ",
  "The article states that ",
] as const;

/** First words that are written small within a sentence; others may be names. */
const SMALL_WORDS =
  /^(?:The|An?|Two|Three|Four|Nine|One|After|Both|Prompted|Building|Employees|People|Police|Prosecutors|Judges|Reporters|Unpublished)\b/;

/** What a pillar is called in the middle of a sentence. */
const SUBJECTS: Readonly<Record<PillarNumber, string>> = {
  1: "constraints on government powers",
  2: "the absence of corruption",
  3: "open government",
  4: "fundamental rights",
  5: "order and security",
  6: "regulatory enforcement",
  7: "civil justice",
  8: "criminal justice",
};

const ENDINGS: Readonly<Record<0 | 1 | 2 | 3 | 4 | 5, readonly [string, string, string]>> = {
  0: ["", "", ""],
  1: ["This seriously undermines", "The event has a very negative impact on", "This is a clear setback for"],
  2: ["This weakens", "The event has a negative impact on", "This raises concerns about"],
  3: ["The event neither strengthens nor weakens", "The impact is neutral for", "This says little about"],
  4: ["This strengthens", "The event has a positive impact on", "This is a positive sign for"],
  5: ["This greatly strengthens", "The event has a very positive impact on", "This is a clear gain for"],
};

const FILLERS = [
  "The article quotes people on both sides and does not say what will be decided next.",
  "It gives no figures beyond these, and the authorities have not commented on it any further.",
] as const;

/** The summary of an event's verdict for one pillar, with the flaws that real ones have. */
export function summaryOf(
  event: Pick<ScoredEvent, "facts" | "description" | "background">,
  pillar: PillarNumber,
  [score, reason]: Verdict,
  chance: Chance,
): string {
  const told = sentencesOnce(event.facts, event.description, event.background);
  const roll = chance.next();
  const opening = roll < 0.4 ? OPENINGS[Math.floor(roll * 7)] : undefined;
  const body = opening === undefined ? told.join(" ") : `${opening}${withinSentence(told.join(" "))}`;
  const wording = ENDINGS[score][chance.between(0, 2)] ?? ENDINGS[score][0];
  const subject = chance.happens(0.3) ? `the pillar of ${pillarOf(pillar).name}` : SUBJECTS[pillar];
  const ending = `${wording} ${subject}: ${reason}`;
  const long = body.length + ending.length < SHORTEST ? [body, ...FILLERS] : [body];
  const marked = chance.happens(FLAWS.strong) ? `\n\n**Why it matters:** ${ending}` : ` ${ending}`;
  const text = `${chance.happens(FLAWS.lead) ? "Summary: " : ""}${long.join(" ")}${marked}`;
  return chance.happens(FLAWS.zeroWidth) ? text.replaceAll(". ", `.${ZERO_WIDTH_SPACE} `) : text;
}

function withinSentence(text: string): string {
  return SMALL_WORDS.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** What an article's parts say, each sentence once. */
function sentencesOnce(...texts: readonly string[]): readonly string[] {
  const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
  const all = texts.flatMap((text) => [...sentences.segment(text)].map(({ segment }) => segment.trim()));
  return [...new Set(all)];
}
