// Lists of stories: what is asked for, and what comes of it.

import type { Period } from "../time/windows.ts";
import type { StoryEntry } from "./article-reader.ts";
import type { NewsFilter } from "./filter/filter.ts";
import type { ListPage } from "./index/page.ts";
import type { FoundForms } from "./search/marks.ts";
import type { SearchQuestion } from "./search/question.ts";

/** A list that is asked for. */
export interface ListQuery extends ListPage {
  readonly filter: NewsFilter;
  readonly period: Period;
}

export interface StoryList {
  readonly entries: readonly StoryEntry[];
  /** Stories on all pages together. */
  readonly stories: number;
  /** Distinct countries (or sets of them) on all pages together. */
  readonly countryGroups: number;
  /** Of these stories as if neither relevance nor topic were asked for: how many there are of each. */
  readonly relevance: RelevanceCounts;
  /** Articles in scope that no assessment in scope scored. */
  readonly notScored: number;
}

/** A list of what was searched for. */
export interface SearchQuery extends ListQuery {
  readonly question: SearchQuestion;
}

/**
 * Stories by how well the best of their articles says what was searched for, strong verdicts and newer news a bit more. Articles
 * that are not scored are among them.
 */
export interface SearchList extends StoryList {
  readonly type: "found";
  /** What to emphasise in titles and summaries: `marksIn`. */
  readonly found: FoundForms;
  /**
   * What may have been meant; only where nothing is found. It finds something, keeps what the corpus knows, and what is left out.
   */
  readonly suggestion?: SearchQuestion;
}

/** Other stories, the likest first. */
export interface SimilarStories {
  readonly type: "found";
  readonly entries: readonly StoryEntry[];
}

/** Stories by what `relevance` would keep them: that of their most relevant assessment that passes the filter. */
export interface RelevanceCounts {
  readonly onTopic: number;
  readonly related: number;
  readonly offTopic: number;
}
