// What somebody would do without the bot: a way to answer "the strongest of a pillar in the last week" from the files.

/** Opened: whatever is read once for a session has been read. */
export interface Way {
  /** The five strongest articles of a pillar in the week before the newest; resolves with how many it found. */
  top(pillar: number): Promise<number>;
  /** The newest articles with these words in title or summary; absent where that is another way's matter. */
  say?(words: string): Promise<number>;
}

/** Opens the files at these paths. `folder`: where something may be kept. */
export type OpenWay = (paths: readonly string[], folder: string) => Promise<Way>;

export const WAYS = ["hyparquet", "polars", "duckdb", "ilike"] as const;
export type WayName = (typeof WAYS)[number];

/** What an answer shows: nobody needs the contents for a list. */
export const READ_COLUMNS = [
  "id",
  "link",
  "domain_url",
  "published_date",
  "title_trans",
  "summary",
  "impact_score",
  "associated_pillar",
];

export const SHOWN = 5;
export const WEEK_DAYS = 7;
