// Whole articles, stories and affairs of a snapshot, put together from its columns and the texts of cards.

import type { Article } from "./article.ts";
import type { Cards } from "./index/cards.ts";
import { ALL_VERDICTS, type NewsIndex } from "./index/columns.ts";
import type { Ids } from "./index/ids.ts";
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

/** Articles are named by ordinal. Reading rejects with DamagedCard where texts are not what was written. */
export interface ArticleReader {
  /** What the index tells of it without its texts. */
  originOf(ordinal: number): Pick<Article, "id" | "source" | "publishedAt" | "countries">;
  /** `1:5,4:2`: score by pillar. */
  verdictsTold(ordinal: number): string;
  articleOf(ordinal: number): Promise<Article>;
  /** With the story's other reports. */
  entryOf(shown: Shown): Promise<StoryEntry>;
  /** The steps of the affair of that first story, newest first, at most `most`; none when it is no affair's first. */
  stepsOf(affair: number, most: number): Promise<readonly AffairStep[]>;
}

export function createArticleReader(
  index: NewsIndex,
  { scan, ids, cards }: { readonly scan: Scan; readonly ids: Ids; readonly cards: Cards },
): ArticleReader {
  const publishedAt = (place: number): { readonly publishedAt?: number } => {
    const at = index.published[place] ?? Number.NaN;
    return Number.isNaN(at) ? {} : { publishedAt: at };
  };

  const originOf: ArticleReader["originOf"] = (ordinal) => {
    const place = scan.placeOf(ordinal);
    const source = index.sources[place] ?? 0;
    return {
      id: ids.idOf(ordinal),
      ...(source === 0 ? {} : { source: index.names.sources[source] ?? "" }),
      ...publishedAt(place),
      countries: index.names.countrySets[index.countries[place] ?? 0] ?? [],
    };
  };

  async function articleOf(ordinal: number): Promise<Article> {
    const place = scan.placeOf(ordinal);
    const { link, title, summaries } = await cards.read(ordinal);
    const first = index.firsts[place] ?? 0;
    return {
      ...originOf(ordinal),
      link,
      ...(title === undefined ? {} : { title }),
      assessments: summaries.flatMap((summary, at) => {
        const verdict = ALL_VERDICTS.get(index.verdicts[first + at] ?? 0);
        if (verdict === undefined) return [];
        const fit = index.fits[first + at] ?? 0;
        return [{ ...verdict, fit, ...(summary === null ? {} : { summary }) }];
      }),
      isOpinion: index.opinions[place] === 1,
      storyId: ids.idOf(index.stories[place] ?? 0),
      affairId: ids.idOf(index.affairs[place] ?? 0),
    };
  }

  /** By kind: few are different. */
  const toldOf = new Map<number, string>();

  return {
    originOf,
    verdictsTold(ordinal) {
      const place = scan.placeOf(ordinal);
      const kind = index.kinds[place] ?? 0;
      const known = toldOf.get(kind);
      if (known !== undefined) return known;
      const packed = index.verdicts.subarray(index.firsts[place] ?? 0, index.firsts[place + 1] ?? 0);
      const verdicts = [...packed].flatMap((verdict) => ALL_VERDICTS.get(verdict) ?? []);
      const told = verdicts.map(({ pillar, score }) => `${pillar}:${score}`).join(",");
      toldOf.set(kind, told);
      return told;
    },
    articleOf,
    async entryOf({ article: ordinal, pillar, outlets }) {
      const [article, ...others] = await Promise.all(scan.storyOf(ordinal).map(articleOf));
      if (article === undefined) throw new RangeError(`no story of article ${ordinal}`);
      return { article, pillar, outlets, reports: others.sort(bySourceThenDate) };
    },
    async stepsOf(affair, most) {
      const newest = scan.affairOf(affair).toSorted((a, b) => byDateThenOrdinal(index, a, b));
      return Promise.all(
        newest.slice(0, most).map(async (place): Promise<AffairStep> => {
          const ordinal = index.ordinals[place] ?? 0;
          const { title } = await cards.read(ordinal);
          return {
            storyId: ids.idOf(ordinal),
            ...(title === undefined ? {} : { title }),
            ...publishedAt(place),
          };
        }),
      );
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
