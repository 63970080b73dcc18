// The stories of one country that an article can still join, by what they are found by.

import { type RecentIndex, recentIndex } from "./recent-index.ts";
import { overlapByHalf, wordsToFindBy } from "./titles.ts";
import type { TextVector } from "./vectors.ts";

/** An article joins a story whose first article is at most this much older. */
const STORY_WINDOW_MS = 72 * 3_600_000;

/** A key shows its newest stories only: what so many stories of three days share tells nothing. */
const MOST_PER_KEY = 32;

/** What an article says, ready to be compared. */
export interface Telling {
  /** ms since 1970 UTC. */
  readonly at: number;
  readonly source: string | undefined;
  /** The canonical link; empty when it has none or only names a site. */
  readonly link: string;
  /** The normalised title; empty when it is missing or too short to tell anything. */
  readonly title: string;
  readonly titleWords: readonly string[];
  /** Absent when there is no text beside the title. */
  readonly vector: TextVector | undefined;
  /** The heaviest stems of the vector: texts that are alike share some of them. */
  readonly heaviest: readonly number[];
}

/** What reports one event. */
export interface Story {
  /** Later stories have larger numbers. */
  readonly number: number;
  /** The id of its first article. */
  readonly id: string;
  readonly affair: string;
  readonly first: Telling;
  lastAt: number;
  /** The last article whose text was compared with it, counted. */
  comparedWith: number;
  /** The sum of its articles' texts. */
  vector: TextVector | undefined;
}

/** How an article was found to be like a story. */
export type Likeness = "link" | "title" | "text";

export interface RecentStories {
  /** Notes that a story has this article, its first or a later one. */
  put(story: Story, telling: Telling): void;
  /** Shows every story that has the link, a title or text like the article's: the last only by some of its words. */
  visit(telling: Telling, visit: (story: Story, likeness: Likeness) => void): void;
}

export function recentStories(): RecentStories {
  const byLink: RecentIndex<string, Story> = recentIndex(STORY_WINDOW_MS);
  const byTitle: RecentIndex<string, Story> = recentIndex(STORY_WINDOW_MS);
  const byTitleWord: RecentIndex<string, Story> = recentIndex(STORY_WINDOW_MS);
  const byStem: RecentIndex<number, Story> = recentIndex(STORY_WINDOW_MS);
  return {
    put(story, telling) {
      const { at, link, title, titleWords, heaviest } = telling;
      if (link !== "") byLink.put(link, story, at);
      // Titles are those of first articles: else one odd report of an event would draw another event in.
      if (story.first === telling && title !== "") byTitle.put(title, story, at);
      if (story.first === telling)
        for (const word of wordsToFindBy(titleWords)) byTitleWord.put(word, story, at);
      for (const stem of heaviest) byStem.put(stem, story, at);
    },
    visit({ at, source, link, title, titleWords, heaviest }, visit) {
      const isNear = ({ first }: Story): boolean => at - first.at <= STORY_WINDOW_MS;
      // One outlet gives many articles one title: "News in brief", "Week 12". Then only text or link tells.
      const isElsewhere = ({ first }: Story): boolean => source === undefined || first.source !== source;
      const show =
        (likeness: Likeness, fits: (story: Story) => boolean) =>
        (story: Story): boolean => {
          if (!isNear(story)) return false;
          if (fits(story)) visit(story, likeness);
          return true;
        };
      if (link !== "") byLink.visit(link, 1, show("link", isAny));
      if (title !== "") byTitle.visit(title, MOST_PER_KEY, show("title", isElsewhere));
      const overlaps = show(
        "title",
        (story) => isElsewhere(story) && overlapByHalf(titleWords, story.first.titleWords),
      );
      for (const word of wordsToFindBy(titleWords)) byTitleWord.visit(word, MOST_PER_KEY, overlaps);
      const reads = show("text", isAny);
      for (const stem of heaviest) byStem.visit(stem, MOST_PER_KEY, reads);
    },
  };
}

const isAny = (): boolean => true;
