// Whole articles and stories from the tables of a snapshot.

import { z } from "zod";
import type { Article } from "./article.ts";
import { isPillarNumber, type PillarNumber } from "./pillars.ts";
import type { QueryPool } from "./query-pool.ts";

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

export const numberSchema = z.union([z.number(), z.bigint()]).transform(Number);
const scoreSchema = numberSchema.pipe(z.literal([0, 1, 2, 3, 4, 5]));
const relevanceSchema = numberSchema.pipe(z.literal([0, 1, 2]));
const pillarSchema = numberSchema.refine(isPillarNumber);

/** An article that stands for its story, by ordinals. */
export interface ShownStory {
  readonly article: number;
  /** Of the best of its assessments that were kept. */
  readonly pillar: PillarNumber;
  /** Distinct outlets of the whole story. */
  readonly outlets: number;
  /** All its articles. */
  readonly story: readonly number[];
}

const articleRowSchema = z.object({
  article: numberSchema,
  id: z.string(),
  link: z.string(),
  source: z.string().nullable(),
  title: z.string().nullable(),
  published_at: numberSchema.nullable(),
  countries: numberSchema,
  is_opinion: z.boolean(),
  story: numberSchema,
  affair: numberSchema,
});

const idRowSchema = z.object({ article: numberSchema, id: z.string() });

const assessmentRowSchema = z.object({
  article: numberSchema,
  pillar: pillarSchema,
  score: scoreSchema,
  relevance: relevanceSchema,
  fit: numberSchema,
  summary: z.string().nullable(),
});

export interface ArticleReader {
  /** By ordinal, in the order of the ordinals. The numbers are our own, so they may stand in the SQL. */
  articlesOf(ordinals: readonly number[]): Promise<Article[]>;
  /** In the order of `shown`. Adds each article's story: its other reports, by source then date. */
  entriesOf(shown: readonly ShownStory[]): Promise<StoryEntry[]>;
}

/** `countrySets`: the names of each numbered set of countries. */
export function createArticleReader(
  rows: QueryPool["rows"],
  byArticle: ByArticle,
  countrySets: ReadonlyMap<number, readonly string[]>,
): ArticleReader {
  /** By ordinal. */
  async function read(ordinals: readonly number[]): Promise<Map<number, Article>> {
    if (ordinals.length === 0) return new Map();
    const [found, assessments] = await Promise.all([
      rows(articleRowSchema, byArticle("articles.*", "articles", ordinals)),
      rows(assessmentRowSchema, byArticle("summaries.*", "summaries", ordinals)),
    ]);
    const ids = new Map(found.map(({ article, id }) => [article, id]));
    const others = new Set(
      found.flatMap(({ story, affair }) => [story, affair]).filter((ordinal) => !ids.has(ordinal)),
    );
    if (others.size > 0) {
      const named = await rows(idRowSchema, byArticle("article, id", "articles", [...others]));
      for (const { article, id } of named) ids.set(article, id);
    }
    const ofArticle = Map.groupBy(assessments, ({ article }) => article);
    return new Map(
      found.map((row) => [
        row.article,
        {
          id: row.id,
          link: row.link,
          ...(row.source === null ? {} : { source: row.source }),
          ...(row.title === null ? {} : { title: row.title }),
          ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
          countries: countrySets.get(row.countries) ?? [],
          assessments: (ofArticle.get(row.article) ?? [])
            .toSorted((a, b) => a.pillar - b.pillar)
            .map(({ pillar, score, relevance, fit, summary }) => ({
              pillar,
              score,
              relevance,
              fit,
              ...(summary === null ? {} : { summary }),
            })),
          isOpinion: row.is_opinion,
          storyId: ids.get(row.story) ?? row.id,
          affairId: ids.get(row.affair) ?? row.id,
        },
      ]),
    );
  }

  async function entriesOf(shown: readonly ShownStory[]): Promise<StoryEntry[]> {
    const articles = await read([...new Set(shown.flatMap(({ story }) => story))]);
    return shown.flatMap(({ article: ordinal, pillar, outlets, story }) => {
      const article = articles.get(ordinal);
      if (article === undefined) return [];
      const reports = story
        .flatMap((other) => (other === ordinal ? [] : (articles.get(other) ?? [])))
        .toSorted(bySourceThenDate);
      return [{ article, pillar, outlets, reports }];
    });
  }

  return {
    async articlesOf(ordinals) {
      const articles = await read(ordinals);
      return ordinals.flatMap((ordinal) => articles.get(ordinal) ?? []);
    },
    entriesOf,
  };
}

/** A table in the order of articles. */
type ArticleTable = "articles" | "summaries" | "texts";

/** Of fewer articles, one look through a whole table costs less than to look for rows. */
const FEW_ARTICLES = 50_000;

/** Writes a statement for the rows of certain articles, by ordinal. */
export type ByArticle = (columns: string, table: ArticleTable, ordinals: readonly number[]) => string;

/**
 * Of a snapshot with so many articles. For `IN` DuckDB reads every column of the whole table; rows by their numbers it skips
 * to, and which these are the column of ordinals alone tells.
 */
export function byArticleOf(articles: number): ByArticle {
  return (columns, table, ordinals) =>
    articles < FEW_ARTICLES
      ? `SELECT ${columns} FROM ${table} WHERE article IN (${ordinals.join(", ")})`
      : `SELECT ${columns} FROM (
           SELECT found.rowid AS number
           FROM (VALUES ${ordinals.map((ordinal) => `(${ordinal})`).join(", ")}) AS wanted(ordinal)
           JOIN ${table} AS found ON found.article = wanted.ordinal
         ) JOIN ${table} ON ${table}.rowid = number`;
}

function bySourceThenDate(a: Article, b: Article): number {
  return (
    (a.source ?? "~").localeCompare(b.source ?? "~", "en") ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
