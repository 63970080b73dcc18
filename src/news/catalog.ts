// Questions to one snapshot, answered by its own locked-down, read-only DuckDB instance.

import { join } from "node:path";
import { z } from "zod";
import type { Article } from "./article.ts";
import {
  type Bindings,
  type CountrySets,
  listStatement,
  newestStatement,
  notScoredStatement,
  type Order,
} from "./list-sql.ts";
import type { Manifest } from "./manifest.ts";
import { isPillarNumber, type PillarNumber } from "./pillars.ts";
import type { ListQuery, NewsFilter } from "./query.ts";
import { openQueryPool } from "./query-pool.ts";

/** A story in a list: the article that shows it and the other reports of it. */
export interface StoryEntry {
  readonly article: Article;
  /** Pillar of the strongest assessment that passed the filter, the lowest on a tie. */
  readonly pillar: PillarNumber;
  /** Distinct outlets of the whole story. */
  readonly outlets: number;
  /** The story's other articles, whatever the filter, by source then date. */
  readonly reports: readonly Article[];
}

export interface StoryList {
  readonly entries: readonly StoryEntry[];
  /** Stories on all pages together. */
  readonly stories: number;
  /** Distinct countries (or sets of them) on all pages together. */
  readonly countryGroups: number;
  /** Articles in scope that no assessment in scope scored. */
  readonly notScored: number;
}

export interface CountryFacts {
  readonly name: string;
  readonly articles: number;
  /** ms UTC; absent when none of its articles is dated. */
  readonly newest?: number;
}

export interface SourceFacts extends CountryFacts {
  readonly countries: readonly string[];
}

/** Long texts of an article; absent when missing. */
export interface ArticleTexts {
  readonly description?: string;
  readonly content?: string;
}

/** One snapshot, open. All methods reject with AppError "closing" after `close` and "busy" after `queryTimeoutMs`. */
export interface Catalog {
  readonly manifest: Manifest;
  /** Most articles first. */
  readonly countries: readonly CountryFacts[];
  /** Most articles first. */
  readonly sources: readonly SourceFacts[];
  top(query: ListQuery): Promise<StoryList>;
  latest(query: ListQuery): Promise<StoryList>;
  /** The newest dated article of the chosen countries and sources, ms UTC. */
  newest(filter: NewsFilter): Promise<number | undefined>;
  /** The newest dated article that passes the whole filter, ms UTC. */
  newestMatch(filter: NewsFilter): Promise<number | undefined>;
  /** The article of exactly that id, with the other reports of its story. */
  article(id: string): Promise<StoryEntry | undefined>;
  /** Articles whose id starts with that text, by id. */
  findByIdPrefix(prefix: string, limit: number): Promise<readonly Article[]>;
  /** Articles whose link contains that text, case ignored; newest first. */
  findByLink(part: string, limit: number): Promise<readonly Article[]>;
  /** Articles whose title contains every word, case ignored; newest first. */
  findByTitle(words: readonly string[], limit: number): Promise<readonly Article[]>;
  /** Long texts by article id. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleTexts>>;
  /** Waits for running queries, then closes the instance. */
  close(): Promise<void>;
}

const numberSchema = z.union([z.number(), z.bigint()]).transform(Number);
const scoreSchema = numberSchema.pipe(z.literal([0, 1, 2, 3, 4, 5]));
const pillarSchema = numberSchema.refine(isPillarNumber);

const shownSchema = z.object({
  article: numberSchema,
  story: numberSchema,
  pillar: pillarSchema,
  outlets: numberSchema,
});

const listRowSchema = shownSchema.extend({
  stories: numberSchema,
  country_groups: numberSchema,
});

/** An article before the id of its story is known. */
type StoredArticle = Omit<Article, "storyId"> & { readonly story: number };

const articleRowSchema = z.object({
  article: numberSchema,
  id: z.string(),
  link: z.string(),
  source: z.string().nullable(),
  title: z.string().nullable(),
  published_at: numberSchema.nullable(),
  countries: numberSchema,
  focus: numberSchema,
  story: numberSchema,
});

const assessmentRowSchema = z.object({
  article: numberSchema,
  pillar: pillarSchema,
  score: scoreSchema,
  summary: z.string().nullable(),
});

/**
 * Opens the snapshot in `directory`. The instance cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when the file cannot be opened or lacks a table.
 */
export async function openCatalog(directory: string, manifest: Manifest): Promise<Catalog> {
  const { rows, close } = await openQueryPool(join(directory, "catalog.duckdb"));

  const countrySets = new Map(
    (
      await rows(
        z.object({ countries: numberSchema, names: z.array(z.string()) }),
        "SELECT countries, names FROM country_sets",
      )
    ).map((row) => [row.countries, row.names]),
  );

  function setsWithAny(countries: readonly string[]): CountrySets {
    if (countries.length === 0) return undefined;
    return [...countrySets].flatMap(([set, names]) =>
      names.some((name) => countries.includes(name)) ? [set] : [],
    );
  }

  const factsSchema = z.object({
    name: z.string(),
    articles: numberSchema,
    newest: numberSchema.nullable().transform((at) => at ?? undefined),
  });
  const withoutAbsent = <T extends { newest: number | undefined }>({ newest, ...rest }: T) => ({
    ...rest,
    ...(newest === undefined ? {} : { newest }),
  });
  const countries = (
    await rows(
      factsSchema,
      `SELECT name, count(*) AS articles, max(published_at) AS newest
       FROM (SELECT unnest(names) AS name, published_at FROM articles JOIN country_sets USING (countries))
       GROUP BY name ORDER BY articles DESC, name`,
    )
  ).map(withoutAbsent);
  const sources = (
    await rows(
      factsSchema.extend({ countries: z.array(z.string()) }),
      `SELECT source AS name, count(*) AS articles, max(published_at) AS newest,
         list_sort(list_distinct(flatten(list(names)))) AS countries
       FROM articles JOIN country_sets USING (countries) WHERE source IS NOT NULL
       GROUP BY source ORDER BY articles DESC, name`,
    )
  ).map(withoutAbsent);

  /** Whole articles by ordinal. The numbers are our own, so they may stand in the SQL. */
  async function articlesOf(ordinals: readonly number[]): Promise<Map<number, StoredArticle>> {
    if (ordinals.length === 0) return new Map();
    const [found, assessments] = await Promise.all([
      rows(articleRowSchema, byArticle("SELECT * FROM articles", ordinals)),
      rows(assessmentRowSchema, byArticle("SELECT * FROM summaries", ordinals)),
    ]);
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
            .map(({ pillar, score, summary }) => ({
              pillar,
              score,
              ...(summary === null ? {} : { summary }),
            })),
          focus: row.focus,
          story: row.story,
        },
      ]),
    );
  }

  /** Adds each shown article's story: its other reports, by source then date. */
  async function entriesOf(shown: readonly z.infer<typeof shownSchema>[]): Promise<StoryEntry[]> {
    if (shown.length === 0) return [];
    const members = await rows(
      z.object({ article: numberSchema }),
      `SELECT article FROM articles WHERE story IN (${shown.map(({ story }) => story).join(", ")})`,
    );
    const articles = await articlesOf(members.map(({ article }) => article));
    return shown.flatMap(({ article: ordinal, pillar, outlets }) => {
      const article = articles.get(ordinal);
      // A story is numbered by its first article, which is one of its members.
      const storyId = article === undefined ? undefined : articles.get(article.story)?.id;
      if (article === undefined || storyId === undefined) return [];
      const reports = [...articles.values()]
        .filter((other) => other.story === article.story && other.id !== article.id)
        .sort(bySourceThenDate)
        .map((report) => ({ ...report, storyId }));
      return [{ article: { ...article, storyId }, pillar, outlets, reports }];
    });
  }

  async function list(order: Order, query: ListQuery): Promise<StoryList> {
    const sets = setsWithAny(query.filter.countries);
    const statement = listStatement(order, query, sets);
    const unscored = notScoredStatement(query.filter, query.period, sets);
    const [shown, [notScored]] = await Promise.all([
      rows(listRowSchema, statement.sql, statement.bindings),
      rows(z.object({ articles: numberSchema }), unscored.sql, unscored.bindings),
    ]);
    // Past the last page there is no row to carry the totals.
    const totals = shown[0] ?? (query.offset > 0 ? await firstRow(order, query) : undefined);
    return {
      entries: await entriesOf(shown),
      stories: totals?.stories ?? 0,
      countryGroups: totals?.country_groups ?? 0,
      notScored: notScored?.articles ?? 0,
    };
  }

  async function firstRow(
    order: Order,
    query: ListQuery,
  ): Promise<z.infer<typeof listRowSchema> | undefined> {
    const first = listStatement(
      order,
      { ...query, limit: 1, offset: 0 },
      setsWithAny(query.filter.countries),
    );
    return (await rows(listRowSchema, first.sql, first.bindings))[0];
  }

  async function newestWhere(filter: NewsFilter, strictness: "whole" | "scope"): Promise<number | undefined> {
    const { sql, bindings } = newestStatement(filter, strictness, setsWithAny(filter.countries));
    const [row] = await rows(z.object({ newest: numberSchema.nullable() }), sql, bindings);
    return row?.newest ?? undefined;
  }

  async function find(
    condition: string,
    bindings: Bindings,
    order: string,
    limit: number,
  ): Promise<Article[]> {
    const found = await rows(
      z.object({ article: numberSchema, story: numberSchema }),
      `SELECT article, story FROM articles WHERE ${condition} ORDER BY ${order} LIMIT ${Math.trunc(limit)}`,
      bindings,
    );
    const ordinals = new Set(found.flatMap(({ article, story }) => [article, story]));
    const articles = await articlesOf([...ordinals]);
    return found.flatMap(({ article: ordinal, story }) => {
      const [article, storyId] = [articles.get(ordinal), articles.get(story)?.id];
      return article === undefined || storyId === undefined ? [] : [{ ...article, storyId }];
    });
  }

  return {
    manifest,
    countries,
    sources,
    top: (query) => list("top", query),
    latest: (query) => list("latest", query),
    async newest(filter) {
      if (filter.countries.length === 0 && filter.sources.length === 0) return manifest.lastDate ?? undefined;
      const { pillar: _, ...anyPillar } = filter;
      return newestWhere(anyPillar, "scope");
    },
    newestMatch: (filter) => newestWhere(filter, "whole"),
    async article(id) {
      const [row] = await rows(
        shownSchema,
        `SELECT article, any_value(story) AS story, any_value(outlets) AS outlets,
           min((2 - coalesce(strength, -1)) * 10 + pillar) % 10 AS pillar
         FROM assessments WHERE id = $id GROUP BY article`,
        { id },
      );
      return row === undefined ? undefined : (await entriesOf([row]))[0];
    },
    findByIdPrefix: (prefix, limit) => find("starts_with(id, $prefix)", { prefix }, "id", limit),
    findByLink: (part, limit) =>
      find("contains(lower(link), lower($part))", { part }, "published_at DESC NULLS LAST, id", limit),
    findByTitle(words, limit) {
      const bindings = Object.fromEntries(words.map((word, index) => [`word${index}`, word]));
      const condition = words.map((_, index) => `contains(lower(title), lower($word${index}))`).join(" AND ");
      return find(condition, bindings, "published_at DESC NULLS LAST, id", limit);
    },
    async texts(ids) {
      if (ids.length === 0) return new Map();
      const bindings = Object.fromEntries(ids.map((id, index) => [`id${index}`, id]));
      const named = await rows(
        z.object({ article: numberSchema, id: z.string() }),
        `SELECT article, id FROM articles WHERE id IN (${ids.map((_, index) => `$id${index}`).join(", ")})`,
        bindings,
      );
      if (named.length === 0) return new Map();
      const idOf = new Map(named.map(({ article, id }) => [article, id]));
      const found = await rows(
        z.object({
          article: numberSchema,
          description: z.string().nullable(),
          content: z.string().nullable(),
        }),
        byArticle("SELECT * FROM texts", [...idOf.keys()]),
      );
      return new Map(
        found.map(({ article, description, content }) => [
          idOf.get(article) ?? "",
          { ...(description === null ? {} : { description }), ...(content === null ? {} : { content }) },
        ]),
      );
    },
    close,
  };
}

/** Beyond so many, one look through the table costs less than a look-up for each. */
const LOOK_UPS = 64;

/** Rows of certain articles: DuckDB skips to `article = n`, but reads the whole table for `IN`. */
function byArticle(select: string, ordinals: readonly number[]): string {
  return ordinals.length > LOOK_UPS
    ? `${select} WHERE article IN (${ordinals.join(", ")})`
    : ordinals.map((ordinal) => `${select} WHERE article = ${ordinal}`).join(" UNION ALL ");
}

function bySourceThenDate(a: StoredArticle, b: StoredArticle): number {
  return (
    (a.source ?? "~").localeCompare(b.source ?? "~", "en") ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
