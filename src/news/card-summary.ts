// What a card says of an assessment: what happened, and why that is good or bad for the pillar. Real summaries say the
// second last, behind all the details, so the beginning alone would lose it.

import type { PillarNumber } from "./pillars.ts";

/** Up to so many characters a summary is kept whole. */
export const WHOLE = 280;
/** Two sentences are kept whole up to so many together: a cut sentence is worse than a longer card. */
const BOTH_WHOLE = 380;
/** When they are longer, the reason keeps up to so many characters, and the first sentence at least so many. */
export const LONGEST_REASON = 190;
export const SHORTEST_FIRST = 130;

const ARTICLE = "(?:the|this) (?:news )?(?:article|report|story|text|piece|summary)";
const SAYS =
  "(?:reports|says|states|notes|mentions|explains|claims|reveals|suggests|shows|indicates|describes|discusses|highlights|emphasi[sz]es|argues)";

/** Openings that say no more than that somebody wrote an article; what follows is a sentence. */
const BEFORE_SENTENCE = [
  new RegExp(`^${ARTICLE} (?:also )?${SAYS} (?:that|how) `, "iu"),
  new RegExp(`^(?:according to|in) ${ARTICLE}, `, "iu"),
  new RegExp(`^${ARTICLE} is (?:relevant|related) to the [^.]{3,80}? pillars?,? (?:because|as|since) `, "iu"),
];

/** The same; what follows names a thing, which a first sentence may be: "The ruling of the court, which …". */
const BEFORE_NAME = new RegExp(
  `^${ARTICLE} (?:also )?(?:discusses|describes|reports(?: on)?|explores|examines|outlines|details|covers|presents|highlights|focuses on|deals with|is about|provides an overview of) `,
  "iu",
);

/** A later sentence about the article stays a sentence: "It highlights the ruling". */
const ARTICLE_AS_SUBJECT = new RegExp(`^${ARTICLE} (?=\\p{L})`, "iu");
const RELEVANT_SPECIFICALLY = new RegExp(
  `^${ARTICLE} is (?:relevant|related) to the [^.]{3,80}? pillars?,? (?:specifically|particularly|especially) (?:to )?`,
  "iu",
);

/** Words that nothing ends with. */
const LEFT_HANGING =
  /[\s,;:–—-]+(?:an?|the|of|for|to|and|or|in|on|at|by|with|from|that|which|who|as|is|are|was|were|be|has|have|had|his|her|its|their|will|not)$/iu;

/** A sentence with one of these says what an event means. */
const REASON =
  /\b(?:highlight|indicat|suggest|demonstrat|undermin|underscor|illustrat|reflect|strengthen|weaken|violat|infring|erod|threat|jeopardi|contribut|rais\w+ (?:concern|question|doubt)|concern\w* about|show\w* (?:that|the)|is a (?:positive|negative|clear)|positive|negative|impact|importan|ensur|signif|thereby|risk|critic)\w*/giu;

/** Words by which a sentence speaks of its pillar. */
const PILLAR_WORDS: Readonly<Record<PillarNumber, RegExp>> = {
  1: /\b(?:power|constrain|accountab|oversight|independen|judicia|checks and balances|separation|democra|constitution)\w*/giu,
  2: /\b(?:corrupt|brib|integrity|transparen|conflicts? of interest|misus|abus|embezzl|public (?:fund|trust|office))\w*/giu,
  3: /\b(?:transparen|open(?:ness| government)|participat|access to|information|publici|right to know|petition)\w*/giu,
  4: /\b(?:right|freedom|discriminat|privacy|equal|dignity|fair trial|liberty|expression)\w*/giu,
  5: /\b(?:securit|safe|order|violen|crime|protect|law enforcement)\w*/giu,
  6: /\b(?:regulat|enforce|complian|inspect|requirement|standard|supervis)\w*/giu,
  7: /\b(?:civil|justice|disput|legal aid|compensat|claim|access to)\w*/giu,
  8: /\b(?:criminal|justice|investigat|prosecut|punish|convict|sentenc|due process|prison)\w*/giu,
};

/**
 * The first sentence of a summary and the one that says why the verdict for this pillar is what it is, near 280
 * characters. "The article reports that" goes. What is left out is marked with "…", and nothing ends within a word.
 */
export function cardSummary(summary: string, pillar: PillarNumber): string {
  const sentences = sentencesOf(summary);
  const whole = sentences.join(" ");
  const [first = ""] = sentences;
  if (whole.length <= WHOLE) return whole;
  const reason = reasonIn(sentences, pillar);
  if (reason === undefined) return firstOnes(sentences);
  const why = shortened(sentences[reason] ?? "", LONGEST_REASON);
  const room = Math.max(SHORTEST_FIRST, WHOLE - why.length);
  const what = first.length + why.length <= BOTH_WHOLE ? first : shortened(first, room);
  const between = reason === 1 || what.endsWith("…") ? " " : " … ";
  const after = reason === sentences.length - 1 || why.endsWith("…") ? "" : " …";
  return `${what}${between}${why}${after}`;
}

/**
 * The one sentence of a summary that says why the verdict for this pillar is what it is, else its last one; cut at 190
 * characters. Undefined for an empty summary.
 */
export function reasonOf(summary: string, pillar: PillarNumber): string | undefined {
  const sentences = sentencesOf(summary);
  const reason = sentences[reasonIn(sentences, pillar) ?? sentences.length - 1];
  return reason === undefined ? undefined : shortened(reason, LONGEST_REASON);
}

let segmenter: Intl.Segmenter | undefined;

/** The sentences of a text as they stand there. */
export function segmentsOf(text: string): Intl.Segments {
  // Made once, for each takes longer than the sentences of a summary; and not before, for the first takes 30 ms.
  segmenter ??= new Intl.Segmenter("en", { granularity: "sentence" });
  return segmenter.segment(text);
}

/** The sentences of a summary, without what only says that somebody wrote an article. */
export function sentencesOf(summary: string): string[] {
  const sentences: string[] = [];
  let begun = "";
  for (const { segment } of segmentsOf(summary)) {
    begun += segment;
    // The segmenter also ends a sentence within "<!here>": one ends before a space.
    if (!/\s$/.test(segment)) continue;
    sentences.push(begun);
    begun = "";
  }
  return [...sentences, begun]
    .map((sentence) => sentence.replace(/\s+/g, " ").trim())
    .filter((sentence) => sentence !== "")
    .map((sentence, at) => withoutOpening(sentence, at === 0));
}

function withoutOpening(sentence: string, isFirst: boolean): string {
  const openings = isFirst ? [...BEFORE_SENTENCE, BEFORE_NAME] : BEFORE_SENTENCE;
  const opening = openings.find((pattern) => pattern.test(sentence));
  if (opening === undefined && isFirst) return sentence;
  if (opening === undefined)
    return sentence.replace(RELEVANT_SPECIFICALLY, "It concerns ").replace(ARTICLE_AS_SUBJECT, "It ");
  const rest = sentence.replace(opening, "");
  // Of "The article highlights it." nothing would be left to read.
  return rest.length < 12 ? sentence : `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** The place of the sentence after the first that most speaks of the pillar and of what the event means. */
function reasonIn(sentences: readonly string[], pillar: PillarNumber): number | undefined {
  let best: number | undefined;
  let bestScore = 1;
  for (const [at, sentence] of sentences.entries()) {
    if (at === 0) continue;
    const score =
      2 * countToTwo(REASON, sentence) +
      2 * countToTwo(PILLAR_WORDS[pillar], sentence) +
      (/\bpillar\b/iu.test(sentence) ? 2 : 0) +
      (at === sentences.length - 1 ? 1 : 0);
    // Of two that say as much the later: reasons come last.
    if (score > 1 && score >= bestScore) [best, bestScore] = [at, score];
  }
  return best;
}

function countToTwo(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  if (!pattern.test(text)) return 0;
  return pattern.test(text) ? 2 : 1;
}

/** As many whole sentences from the first on as fit. */
function firstOnes(sentences: readonly string[]): string {
  let kept = shortened(sentences[0] ?? "", BOTH_WHOLE);
  let count = 1;
  for (const sentence of sentences.slice(1)) {
    const room = WHOLE - kept.length - 1;
    if (kept.endsWith("…") || (sentence.length > room && room < SHORTEST_FIRST)) break;
    kept = `${kept} ${shortened(sentence, room)}`;
    count++;
  }
  return count === sentences.length || kept.endsWith("…") ? kept : `${kept} …`;
}

/** A sentence of at most `most` characters, its cut marked with "…": cut behind a comma where that keeps most of it, else behind a word. */
export function shortened(sentence: string, most: number): string {
  if (sentence.length <= most) return sentence;
  const cut = sentence.slice(0, most - 2);
  const clause = Math.max(cut.lastIndexOf(", "), cut.lastIndexOf("; "));
  const word = cut.lastIndexOf(" ");
  const end = clause > most * 0.6 ? clause : word;
  // Never half of a surrogate pair, and never nothing when there is no space at all.
  const kept = end > 0 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, "");
  let tidy = kept;
  while (LEFT_HANGING.test(tidy)) tidy = tidy.replace(LEFT_HANGING, "");
  return `${tidy.replace(/[\s,;:–—-]+$/u, "")} …`;
}
