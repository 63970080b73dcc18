// What an article's own words say for each pillar: how many of the pillar's patterns its title, description and opening
// hold.

import { PILLARS, type PillarNumber } from "../pillars.ts";
import { PILLAR_WORDS } from "./lexicon/index.ts";
import { createMatcher } from "./matcher.ts";

/** The texts that are read, cleaned; a missing one is left out. */
export interface RelevanceTexts {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** The beginning of the content; more than `READ_CHARACTERS.opening` of it is never looked at. */
  readonly opening?: string | undefined;
}

/** How much of each text is read, in UTF-16 units: about three times a usual title and description. */
export const READ_CHARACTERS = { title: 300, description: 600, opening: 600 } as const;

const FIELDS = ["title", "description", "opening"] as const;
const LEVELS = ["squarely", "likely", "touches", "against"] as const;
const LISTS = PILLARS.length * LEVELS.length;

/** What one pattern of a level is worth, and what a place in the article makes of it. Chosen, not trained. */
const LEVEL_WORTH = [3, 1.2, 0.3, -1.5] as const;
const FIELD_WORTH = [2, 1.2, 0.6] as const;

/** One pillar's share of an article's words. */
export interface PillarEvidence {
  /** Worth of all patterns found; the first of a level and place counts most. Between about -6 and 20. */
  readonly worth: number;
  /** How many patterns that tell of the pillar squarely were found, over all three texts. */
  readonly squarely: number;
  /** The same for those that often do. */
  readonly likely: number;
}

/** By pillar, in the order of `PILLARS`. */
export type Evidence = readonly PillarEvidence[];

function evidenceOf(counts: Uint8Array, pillar: PillarNumber): PillarEvidence {
  let worth = 0;
  let squarely = 0;
  let likely = 0;
  for (let field = 0; field < FIELDS.length; field++) {
    const at = field * LISTS + (pillar - 1) * LEVELS.length;
    for (let level = 0; level < LEVELS.length; level++) {
      const count = counts[at + level] ?? 0;
      worth += (FIELD_WORTH[field] ?? 0) * (LEVEL_WORTH[level] ?? 0) * (count / (count + 1));
    }
    squarely += counts[at] ?? 0;
    likely += counts[at + 1] ?? 0;
  }
  return { worth, squarely, likely };
}

/** Prepares the patterns of all pillars, which takes about a tenth of a second; the reader then takes some 20 µs an article. */
export function createEvidenceReader(): (texts: RelevanceTexts) => Evidence {
  const lists = PILLARS.flatMap(({ number }) => LEVELS.map((level) => PILLAR_WORDS[number][level]));
  const matcher = createMatcher(lists, Math.max(...Object.values(READ_CHARACTERS)));
  const counts = new Uint8Array(FIELDS.length * LISTS);
  return (texts) => {
    counts.fill(0);
    for (const [index, field] of FIELDS.entries())
      matcher.count(texts[field] ?? "", READ_CHARACTERS[field], counts, index * LISTS);
    return PILLARS.map(({ number }) => evidenceOf(counts, number));
  };
}
