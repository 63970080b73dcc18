// Whole articles, stories and affairs of a snapshot, put together from its columns and the texts of cards.

import type { Article } from "./article.ts";
import type { CardTexts } from "./index/card-texts.ts";
import { ALL_VERDICTS, type NewsIndex } from "./index/columns.ts";
import type { Shown } from "./index/page.ts";
import type { Scan } from "./index/scan.ts";
import type { PillarNumber } from "./pillars.ts";

/** A story in a list: the article that shows it and the other reports of it. */
export interface StoryEntry {
  readonly article: Article;
  /** Pillar of the best assessment that passed the filter. */
  readonly pillar: PillarNumber;
  /** Distinct outlets of the whole story. */
  readonly outlets: number;
  /** The story's other articles, whatever the filter, by source then date. */
  readonly reports: readonly Article[];
}

/** A story as a step of an affair, by its first article. */
export interface AffairStep {
  readonly storyId: string;
  readonly title?: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
}

/** Articles are named by ordinal. */
export interface ArticleReader {
  articleOf(ordinal: number): Article;
  /** With the story's other reports. */
  entryOf(shown: Shown): StoryEntry;
  /** The steps of the affair of that first story, newest first, at most `most`; none when it is no affair's first. */
  stepsOf(affair: number, most: number): readonly AffairStep[];
}

export function createArticleReader(index: NewsIndex, scan: Scan, texts: CardTexts): ArticleReader {
  function articleOf(ordinal: number): Article {
    const place = scan.placeOf(ordinal);
    const { summaries, ...text } = texts.of(ordinal);
    const first = index.firsts[place] ?? 0;
    const [story, affair] = [index.stories[place] ?? 0, index.affairs[place] ?? 0];
    const publishedAt = index.published[place] ?? Number.NaN;
    const source = index.sources[place] ?? 0;
    const idOf = (other: number): string => (other === ordinal ? text.id : texts.idOf(other));
    const storyId = idOf(story);
    return {
      ...text,
      ...(source === 0 ? {} : { source: index.names.sources[source] ?? "" }),
      ...(Number.isNaN(publishedAt) ? {} : { publishedAt }),
      countries: index.names.countrySets[index.countries[place] ?? 0] ?? [],
      assessments: summaries.flatMap((summary, at) => {
        const verdict = ALL_VERDICTS.get(index.verdicts[first + at] ?? 0);
        if (verdict === undefined) return [];
        const fit = index.fits[first + at] ?? 0;
        return [{ ...verdict, fit, ...(summary === null ? {} : { summary }) }];
      }),
      isOpinion: index.opinions[place] === 1,
      storyId,
      affairId: affair === story ? storyId : idOf(affair),
    };
  }

  return {
    articleOf,
    entryOf({ article: ordinal, pillar, outlets }) {
      const others = scan.storyOf(ordinal).filter((other) => other !== ordinal);
      const reports = others.map(articleOf).sort(bySourceThenDate);
      return { article: articleOf(ordinal), pillar, outlets, reports };
    },
    stepsOf(affair, most) {
      const places = scan.affairOf(affair);
      // Places are in order of dates, those of one date by ordinal.
      return places
        .toSorted((a, b) => byDateThenOrdinal(index, a, b))
        .slice(0, most)
        .map((place) => {
          const { id, title } = texts.of(index.ordinals[place] ?? 0);
          const publishedAt = index.published[place] ?? Number.NaN;
          return {
            storyId: id,
            ...(title === undefined ? {} : { title }),
            ...(Number.isNaN(publishedAt) ? {} : { publishedAt }),
          };
        });
    },
  };
}

/** The newest first; of one date the latest id first. */
function byDateThenOrdinal({ published, ordinals }: NewsIndex, a: number, b: number): number {
  const dateOf = (place: number): number => published[place] || 0;
  return dateOf(b) - dateOf(a) || (ordinals[b] ?? 0) - (ordinals[a] ?? 0);
}

function bySourceThenDate(a: Article, b: Article): number {
  return (
    (a.source ?? "~").localeCompare(b.source ?? "~", "en") ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
