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
  /** The number of its first article: 1 upwards in order of time. */
  readonly number: number;
  /** The id of its first article. */
  readonly id: string;
  readonly affair: string;
  readonly first: Telling;
  lastAt: number;
  /** The number of the last article whose text was compared with it. */
  comparedWith: number;
  /** The sum of its articles' texts. */
  vector: TextVector | undefined;
}

export interface RecentStories {
  /** Notes that a story has this article, its first or a later one. */
  put(story: Story, telling: Telling): void;
  /** The newest story with the article's link. */
  linkedWith(telling: Telling): Story | undefined;
  /** Shows every story of another outlet with a title like the article's, some more than once. */
  eachTitledLike(telling: Telling, see: (story: Story) => void): void;
  /** Shows every story whose text has some of the article's heaviest stems, some more than once. */
  eachToldLike(telling: Telling, see: (story: Story) => void): void;
}

export function recentStories(): RecentStories {
  const byLink = recentIndex<string, Story>(STORY_WINDOW_MS);
  const byTitle = recentIndex<string, Story>(STORY_WINDOW_MS);
  const byTitleWord = recentIndex<string, Story>(STORY_WINDOW_MS);
  const byStem = recentIndex<number, Story>(STORY_WINDOW_MS);
  const found: Story[] = [];

  /** Finds the newest stories under a key, up to one that is too old. @returns how many there are in `found`. */
  function findNear<Key>(index: RecentIndex<Key, Story>, key: Key, at: number): number {
    const count = index.find(key, MOST_PER_KEY, found);
    for (let place = 0; place < count; place++)
      if (at - (found[place]?.first.at ?? 0) > STORY_WINDOW_MS) return place;
    return count;
  }

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
    linkedWith({ at, link }) {
      return link !== "" && findNear(byLink, link, at) > 0 ? found[0] : undefined;
    },
    eachTitledLike({ at, source, title, titleWords }, see) {
      const seeElsewhere = (count: number, fits: (first: Telling) => boolean): void => {
        for (let place = 0; place < count; place++) {
          const story = found[place];
          // One outlet gives many articles one title: "News in brief", "Week 12". Then only text or link tells.
          const isElsewhere = source === undefined || story?.first.source !== source;
          if (story !== undefined && isElsewhere && fits(story.first)) see(story);
        }
      };
      if (title !== "") seeElsewhere(findNear(byTitle, title, at), () => true);
      const overlaps = (first: Telling): boolean => overlapByHalf(titleWords, first.titleWords);
      for (const word of wordsToFindBy(titleWords)) seeElsewhere(findNear(byTitleWord, word, at), overlaps);
    },
    eachToldLike({ at, heaviest }, see) {
      for (const stem of heaviest) {
        const count = findNear(byStem, stem, at);
        for (let place = 0; place < count; place++) {
          const story = found[place];
          if (story !== undefined) see(story);
        }
      }
    },
  };
}
