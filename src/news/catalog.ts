// Questions to one snapshot, answered by its own locked-down, read-only DuckDB instance.

import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { AppError } from "../errors.ts";
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

const listRowSchema = z.object({
  article: numberSchema,
  pillar: pillarSchema,
  outlets: numberSchema,
  stories: numberSchema,
  country_groups: numberSchema,
});

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
  story_id: z.string(),
});

const assessmentRowSchema = z.object({
  article: numberSchema,
  pillar: pillarSchema,
  score: scoreSchema,
  summary: z.string().nullable(),
});

const QUERY_TIMEOUT_MS = 10_000;

/** Connections kept open between queries: as many as answer at once before a query waits. */
const CONNECTIONS = 4;

/**
 * Opens the snapshot in `directory`. The instance cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when the file cannot be opened or lacks a table.
 */
export async function openCatalog(directory: string, manifest: Manifest): Promise<Catalog> {
  const instance = await openLockedDown(join(directory, "catalog.duckdb"));
  const idle: DuckDBConnection[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let closing = false;
  let drained: (() => void) | undefined;

  async function acquire(): Promise<DuckDBConnection> {
    for (;;) {
      if (closing)
        throw new AppError("closing", "The news is being closed. Ask again in a moment.", {
          retryable: true,
        });
      const connection = idle.pop();
      if (connection !== undefined) return connection;
      if (open < CONNECTIONS) {
        open += 1;
        return instance.connect();
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function release(connection: DuckDBConnection): void {
    if (closing) {
      connection.closeSync();
      open -= 1;
      if (open === 0) drained?.();
    } else idle.push(connection);
    waiting.shift()?.();
  }

  async function rows<T>(schema: z.ZodType<T>, sql: string, bindings: Bindings = {}): Promise<T[]> {
    const connection = await acquire();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      connection.interrupt();
    }, QUERY_TIMEOUT_MS);
    try {
      const reader = await connection.runAndReadAll(sql, bindings);
      return reader.getRowObjectsJS().map((row) => schema.parse(row));
    } catch (error) {
      if (!timedOut) throw error;
      throw new AppError(
        "busy",
        "That question took too long and was stopped. Ask for fewer dates or countries.",
        {
          retryable: true,
          cause: error,
        },
      );
    } finally {
      clearTimeout(timer);
      release(connection);
    }
  }

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
  async function articlesWhere(
    condition: string,
    bindings: Bindings = {},
  ): Promise<Map<number, Article & { story: number }>> {
    const found = await rows(
      articleRowSchema,
      `SELECT a.*, s.id AS story_id FROM (SELECT * FROM articles WHERE ${condition}) a
       JOIN articles s ON s.article = a.story`,
      bindings,
    );
    if (found.length === 0) return new Map();
    const assessments = await rows(
      assessmentRowSchema,
      `SELECT a.article, a.pillar, a.score, s.summary
       FROM assessments a JOIN summaries s USING (article, pillar)
       WHERE a.article IN (${found.map((row) => row.article).join(", ")}) ORDER BY a.pillar`,
    );
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
          assessments: assessments
            .filter(({ article }) => article === row.article)
            .map(({ pillar, score, summary }) => ({
              pillar,
              score,
              ...(summary === null ? {} : { summary }),
            })),
          focus: row.focus,
          storyId: row.story_id,
          story: row.story,
        },
      ]),
    );
  }

  /** Adds each shown article's story: its other reports, by source then date. */
  async function entriesOf(
    shown: readonly { article: number; pillar: PillarNumber; outlets: number }[],
  ): Promise<StoryEntry[]> {
    if (shown.length === 0) return [];
    const ordinals = shown.map(({ article }) => article).join(", ");
    const articles = await articlesWhere(
      `story IN (SELECT story FROM articles WHERE article IN (${ordinals}))`,
    );
    return shown.flatMap(({ article: ordinal, pillar, outlets }) => {
      const article = articles.get(ordinal);
      if (article === undefined) return [];
      const reports = [...articles.values()]
        .filter((other) => other.story === article.story && other.id !== article.id)
        .sort(bySourceThenDate);
      return [{ article, pillar, outlets, reports }];
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
    const ordinals = await rows(
      z.object({ article: numberSchema }),
      `SELECT article FROM articles WHERE ${condition} ORDER BY ${order} LIMIT ${Math.trunc(limit)}`,
      bindings,
    );
    if (ordinals.length === 0) return [];
    const articles = await articlesWhere(`article IN (${ordinals.map(({ article }) => article).join(", ")})`);
    return ordinals.flatMap(({ article }) => articles.get(article) ?? []);
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
        z.object({ article: numberSchema, outlets: numberSchema, pillar: pillarSchema }),
        `SELECT article, any_value(outlets) AS outlets,
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
      const found = await rows(
        z.object({ id: z.string(), description: z.string().nullable(), content: z.string().nullable() }),
        `SELECT id, description, content FROM texts JOIN articles USING (article)
         WHERE article IN (SELECT article FROM articles WHERE id IN (${ids.map((_, index) => `$id${index}`).join(", ")}))`,
        bindings,
      );
      return new Map(
        found.map(({ id, description, content }) => [
          id,
          { ...(description === null ? {} : { description }), ...(content === null ? {} : { content }) },
        ]),
      );
    },
    async close() {
      if (closing) return;
      closing = true;
      for (const connection of idle.splice(0)) {
        connection.closeSync();
        open -= 1;
      }
      for (const wake of waiting.splice(0)) wake();
      if (open > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      instance.closeSync();
    },
  };
}

function bySourceThenDate(a: Article, b: Article): number {
  return (
    (a.source ?? "~").localeCompare(b.source ?? "~", "en") ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}

async function openLockedDown(path: string): Promise<DuckDBInstance> {
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: "READ_ONLY",
      memory_limit: "512MB",
      threads: "2",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      allow_community_extensions: "false",
      allow_persistent_secrets: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
    connection.closeSync();
    return instance;
  } catch (error) {
    throw new AppError(
      "build-failed",
      "The prepared news could not be opened. It is made anew from the files.",
      {
        retryable: true,
        cause: error,
      },
    );
  }
}
