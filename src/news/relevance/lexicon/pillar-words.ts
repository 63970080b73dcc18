// What the words of a pillar look like.

/**
 * Patterns separated by commas. A pattern is one or more words in lower case; `*` at a word's end stands for any
 * letters, also none. Apostrophes are left out of texts, so `people's` is matched by `peoples` or `people's`.
 */
export interface PillarWords {
  /** A report with these is about the pillar itself. */
  readonly squarely: string;
  /** Often about the pillar, often not. */
  readonly likely: string;
  /** Found in the pillar's reports as in others. */
  readonly touches: string;
  /** Where these stand, the report is mostly about something else. */
  readonly against: string;
}
