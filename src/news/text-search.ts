// What is asked of the full text of a snapshot: the articles that it names, as stories.

import type { Period } from "../time/windows.ts";
import type { NewsFilter } from "./filter/filter.ts";
import type { Cards } from "./index/cards.ts";
import type { Ids } from "./index/ids.ts";
import type { Scan, Selection } from "./index/scan.ts";
import type { ScannedList } from "./index/tally.ts";
import type { SearchNotReady } from "./search/answers.ts";
import type { FullText } from "./search/full-text.ts";
import type { Matches } from "./search/search.ts";
import type { SearchList, SearchQuery, SimilarStories, StoryList } from "./story-lists.ts";

export interface TextSearch {
  /** Rejects with AppError "busy" when it takes too long. */
  search(query: SearchQuery): Promise<SearchList | SearchNotReady>;
  /**
   * Stories that share the rarest words with an article, of which none reports the same story. None for an id that is not there.
   */
  similar(articleId: string, limit: number): Promise<SimilarStories | SearchNotReady>;
}

export function createTextSearch(options: {
  /** Without it nothing is ever ready to be searched. */
  readonly fullText: FullText | undefined;
  readonly articles: number;
  readonly scan: Pick<Scan, "bestMatches" | "placeOf" | "storyOf">;
  readonly ids: Pick<Ids, "ordinalOf">;
  readonly cards: Pick<Cards, "read">;
  /** Runs what is answered without the database, in its turn. */
  readonly answer: <T>(work: () => T | Promise<T>) => Promise<T>;
  readonly select: (filter: NewsFilter, period: Period) => Promise<Selection>;
  readonly listOf: (scanned: ScannedList) => Promise<StoryList>;
}): TextSearch {
  const { fullText, articles, scan, ids, cards, answer, select, listOf } = options;
  const notReady: SearchNotReady = { type: "not-ready", done: 0, of: articles };

  async function search(query: SearchQuery): Promise<SearchList | SearchNotReady> {
    const { question, filter, period, ...page } = query;
    const texts = await fullText?.find(question);
    if (texts === undefined || "type" in texts) return texts ?? notReady;
    const selection = await select(filter, period);
    const bestOf = (matches: Matches): ScannedList =>
      scan.bestMatches({ ...selection, matches: chosenOnly(matches, selection) }, page);
    return answer(async () => {
      const found = await listOf(bestOf(texts.matches));
      const { meant } = texts;
      const isMeant = found.stories === 0 && meant !== undefined && bestOf(meant.matches).stories > 0;
      return {
        type: "found",
        ...found,
        found: texts.found,
        ...(isMeant ? { suggestion: meant.question } : {}),
      };
    });
  }

  /** Of matches those that are chosen otherwise, too. */
  function chosenOnly(matches: Matches, { matches: saying, articles: chosen }: Selection): Matches {
    if (saying !== undefined) return matches.map((match, place) => (saying[place] === 0 ? 0 : match));
    if (chosen === undefined) return matches;
    const both = new Uint16Array(matches.length);
    for (const ordinal of chosen) both[scan.placeOf(ordinal)] = matches[scan.placeOf(ordinal)] ?? 0;
    return both;
  }

  async function similar(id: string, limit: number): Promise<SimilarStories | SearchNotReady> {
    const ordinal = ids.ordinalOf(id);
    if (ordinal === undefined) return { type: "found", entries: [] };
    const { title = "", summaries } = await answer(() => cards.read(ordinal));
    const matches = await fullText?.similarTo(
      title,
      summaries.flatMap((summary) => summary ?? []),
    );
    if (matches === undefined || "type" in matches) return matches ?? notReady;
    return answer(async () => {
      for (const report of scan.storyOf(ordinal)) matches[scan.placeOf(report)] = 0;
      const found = scan.bestMatches({ filter: {}, period: {}, matches }, { limit, offset: 0 });
      return { type: "found", entries: (await listOf(found)).entries };
    });
  }

  return { search, similar };
}
