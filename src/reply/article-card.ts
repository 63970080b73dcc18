// The plain shape of an article's card. `news/card.ts` fills it; adapters lay it out.

/** 1 very negative … 5 very positive for its pillar; 0 not scored. */
export type Score = 0 | 1 | 2 | 3 | 4 | 5;

/** True for whole numbers from 0 to 5. */
export function isScore(value: number): value is Score {
  return Number.isInteger(value) && value >= 0 && value <= 5;
}

/** Whether an article is about a pillar: 2 on topic, 1 related, 0 off topic. */
export type Relevance = 0 | 1 | 2;

/** One pillar's verdict on an article. */
export interface Verdict {
  readonly pillar: { readonly number: number; readonly name: string };
  readonly score: Score;
  readonly relevance: Relevance;
}

/** Another outlet's report of the same story. */
export interface StoryReport {
  readonly id: string;
  readonly source: string;
  readonly url?: string;
  /** The report's verdict on the pillar shown on the card; absent when it has none. */
  readonly score?: Score;
  /** True when its direction on that pillar differs from the card's. */
  readonly disagrees: boolean;
}

/** An earlier story of the same affair, told by its first article. */
export interface EarlierStep {
  readonly id: string;
  readonly title: string;
  /** ms since 1970 UTC. */
  readonly publishedAt: number;
}

/** A place in a text that stands out, from `from` up to but without `to`, in UTF-16 units. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

export interface CardSummary {
  readonly text: string;
  readonly from: "assessment" | "article";
  /** As `titleMarks`. */
  readonly marks?: readonly Mark[];
}

/** What is not any more as it was when the card was posted. */
export interface CardCorrection {
  /** `corrected 14:05: ▲▲ → ●`. */
  readonly text: string;
  /** The article is no longer in the data. */
  readonly isWithdrawn: boolean;
}

export interface ArticleCard {
  /** Its place in the list it is shown in, for `/news show 2`; absent when it stands alone. */
  readonly number?: number;
  /** The article's whole id. */
  readonly id: string;
  /** Cleaned, never empty. */
  readonly title: string;
  /** Where the title has what was sought, in order; absent when nothing was. */
  readonly titleMarks?: readonly Mark[];
  /** Only http(s). */
  readonly url?: string;
  readonly countries: readonly string[];
  readonly source?: string;
  /** ms since 1970 UTC; absent when undated. */
  readonly publishedAt?: number;
  /** What somebody thinks of an event: a column, an editorial, a reader's letter. */
  readonly isOpinion: boolean;
  /** The verdict the card is about; absent when nothing about it was scored. */
  readonly verdict?: Verdict;
  /** True where the list's heading already names the verdict's pillar. */
  readonly pillarInHeading: boolean;
  /** Absent while the card is as it was posted. */
  readonly correction?: CardCorrection;
  /** Every verdict, by pillar. */
  readonly assessments: readonly Verdict[];
  readonly summary?: CardSummary;
  readonly storyId: string;
  /** The other reports of its story, by outlet name. */
  readonly reports: readonly StoryReport[];
  /** What its affair brought before, the latest first. */
  readonly earlier: readonly EarlierStep[];
}
