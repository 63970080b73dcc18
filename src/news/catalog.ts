// Questions to one snapshot, answered by its own locked-down, read-only DuckDB instance.

import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Period } from "../time/windows.ts";
import { type AffairReader, createAffairReader } from "./affair-steps.ts";
import type { Article } from "./article.ts";
import { byArticleOf, createArticleReader, numberSchema, type StoryEntry } from "./article-rows.ts";
import { articlesSaying } from "./article-texts.ts";
import { type NewsFilter, textMatcher } from "./filter/filter.ts";
import type { Order } from "./filter/rank.ts";
import { INDEX_FILE, readIndexFile } from "./index/file.ts";
import type { ListPage, Shown } from "./index/page.ts";
import { createScan, type Scan, type Selection } from "./index/scan.ts";
import type { Manifest } from "./manifest.ts";
import { type Bindings, openQueryPool } from "./query-pool.ts";

export type { AffairStep } from "./affair-steps.ts";
export type { StoryEntry } from "./article-rows.ts";

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

/** Stories by what `relevance` would keep them: that of their most relevant assessment that passes the filter. */
export interface RelevanceCounts {
  readonly onTopic: number;
  readonly related: number;
  readonly offTopic: number;
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

/** An article in short: enough to tell whether it is new or was scored anew. */
export interface Sighting {
  readonly id: string;
  readonly link: string;
  /** The name of the newest file that has it. */
  readonly file: string;
  /** `1:5,4:2`: score by pillar, the lowest pillar first. */
  readonly verdicts: string;
  readonly source?: string;
  readonly countries: readonly string[];
  readonly title?: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
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
  /** Articles whose title contains every word, case ignored; newest first. Without words: every one with a title. */
  findByTitle(words: readonly string[], limit: number): Promise<readonly Article[]>;
  /** The articles of exactly these ids that are there, with their stories, in any order. */
  entries(ids: readonly string[]): Promise<readonly StoryEntry[]>;
  /**
   * The steps of affairs, newest first, by `affairId`: the stories that are one affair, at most `most` of them, the newest.
   * An affair that is not there has none.
   */
  readonly affairs: AffairReader;
  /** Ids of the articles published at or after that time, ms UTC. */
  publishedSince(from: number): Promise<readonly string[]>;
  /** Every article in short, in chunks. */
  sightings(): AsyncIterable<readonly Sighting[]>;
  /** Long texts by article id. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleTexts>>;
  /** Waits for running queries, then closes the instance. */
  close(): Promise<void>;
}

const ordinalSchema = z.object({ article: numberSchema });

const sightingSchema = z.object({
  id: z.string(),
  link: z.string(),
  file: numberSchema,
  verdicts: z.string(),
  source: z.string().nullable(),
  title: z.string().nullable(),
  published_at: numberSchema.nullable(),
  countries: numberSchema,
});

/** Whole articles that are read at once, and articles in short: what a query holds in memory stays small. */
const ENTRIES_AT_ONCE = 500;
const SIGHTINGS_AT_ONCE = 10_000;

/**
 * Opens the snapshot in `directory`. The instance cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when the database cannot be opened or the index is not the manifest's.
 */
export async function openCatalog(directory: string, manifest: Manifest): Promise<Catalog> {
  const { rows, close } = await openQueryPool(join(directory, "catalog.duckdb"));
  const scan = await openScan(directory, manifest).catch(async (error: unknown) => {
    await close();
    throw new AppError("build-failed", "The prepared news is damaged. It is made anew from the files.", {
      retryable: true,
      cause: error,
    });
  });

  const countrySets = new Map(
    (
      await rows(
        z.object({ countries: numberSchema, names: z.array(z.string()) }),
        "SELECT countries, names FROM country_sets",
      )
    ).map((row) => [row.countries, row.names]),
  );

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

  const byArticle = byArticleOf(manifest.articles);
  const { articlesOf, entriesOf } = createArticleReader(rows, byArticle, countrySets);

  /** Which articles a question is about, once the texts that it asks for are read. */
  async function select(filter: NewsFilter, period: Period): Promise<Selection> {
    const matches = textMatcher(filter);
    if (matches === undefined) return { filter, period };
    return {
      filter,
      period,
      articles: await articlesSaying(rows, scan.inScope({ filter, period }), matches),
    };
  }

  async function list(order: Order, { filter, period, ...page }: ListQuery): Promise<StoryList> {
    const selection = await select(order === "top" ? { ...filter, scored: true } : filter, period);
    const { shown, relevance, ...counts } = scan.list(order, selection, page);
    const [offTopic, related, onTopic] = relevance;
    return { ...counts, entries: await entriesWith(shown), relevance: { onTopic, related, offTopic } };
  }

  function entriesWith(shown: readonly Shown[]): Promise<StoryEntry[]> {
    return entriesOf(shown.map((one) => ({ ...one, story: scan.storyOf(one.article) })));
  }

  /** The articles of a snapshot that were asked for by id, with the pillar of the best of their assessments. */
  function entriesOfArticles(ordinals: readonly number[]): Promise<StoryEntry[]> {
    return entriesWith(ordinals.flatMap((ordinal) => scan.shown(ordinal) ?? []));
  }

  async function find(
    condition: string,
    bindings: Bindings,
    order: string,
    limit: number,
  ): Promise<Article[]> {
    const found = await rows(
      ordinalSchema,
      `SELECT article FROM articles WHERE ${condition} ORDER BY ${order} LIMIT ${Math.trunc(limit)}`,
      bindings,
    );
    return articlesOf(found.map(({ article }) => article));
  }

  return {
    manifest,
    countries,
    sources,
    top: (query) => list("top", query),
    latest: (query) => list("latest", query),
    async newest({ country, source }) {
      if (country === undefined && source === undefined) return manifest.lastDate ?? undefined;
      const filter = {
        ...(country === undefined ? {} : { country }),
        ...(source === undefined ? {} : { source }),
      };
      return scan.newest({ filter, period: {} }, ["scope"]);
    },
    async newestMatch(filter) {
      return scan.newest(await select(filter, {}), ["scope", "verdict"]);
    },
    async article(id) {
      const found = await rows(ordinalSchema, "SELECT article FROM articles WHERE id = $id", { id });
      return (await entriesOfArticles(found.map(({ article }) => article)))[0];
    },
    findByIdPrefix: (prefix, limit) => find("starts_with(id, $prefix)", { prefix }, "id", limit),
    findByLink: (part, limit) =>
      find("contains(lower(link), lower($part))", { part }, "published_at DESC NULLS LAST, id", limit),
    findByTitle(words, limit) {
      const bindings = Object.fromEntries(words.map((word, index) => [`word${index}`, word]));
      const condition = [
        "title IS NOT NULL",
        ...words.map((_, index) => `contains(lower(title), lower($word${index}))`),
      ];
      return find(condition.join(" AND "), bindings, "published_at DESC NULLS LAST, id", limit);
    },
    async entries(ids) {
      const entries: StoryEntry[] = [];
      for (let from = 0; from < ids.length; from += ENTRIES_AT_ONCE) {
        const found = await rows(
          ordinalSchema,
          `SELECT article FROM articles WHERE id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`,
          { ids: JSON.stringify(ids.slice(from, from + ENTRIES_AT_ONCE)) },
        );
        entries.push(...(await entriesOfArticles(found.map(({ article }) => article))));
      }
      return entries;
    },
    affairs: createAffairReader(rows, byArticle),
    async publishedSince(from) {
      const found = await rows(
        z.object({ id: z.string() }),
        "SELECT id FROM articles WHERE published_at >= $from",
        { from: BigInt(from) },
      );
      return found.map(({ id }) => id);
    },
    async *sightings() {
      for (let from = 0; from < manifest.articles; from += SIGHTINGS_AT_ONCE) {
        const found = await rows(
          sightingSchema,
          `SELECT id, link, file, source, title, published_at, countries, verdicts
           FROM articles JOIN (
             SELECT article, string_agg(pillar || ':' || score, ',' ORDER BY pillar) AS verdicts
             FROM summaries WHERE article BETWEEN $from AND $to GROUP BY article
           ) USING (article) WHERE article BETWEEN $from AND $to`,
          { from, to: from + SIGHTINGS_AT_ONCE - 1 },
        );
        yield found.map(({ id, link, file, verdicts, source, title, published_at, countries: set }) => ({
          id,
          link,
          file: manifest.files[file]?.name ?? "",
          verdicts,
          countries: countrySets.get(set) ?? [],
          ...(source === null ? {} : { source }),
          ...(title === null ? {} : { title }),
          ...(published_at === null ? {} : { publishedAt: published_at }),
        }));
      }
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
        byArticle("texts.*", "texts", [...idOf.keys()]),
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

async function openScan(directory: string, manifest: Manifest): Promise<Scan> {
  return createScan(await readIndexFile(join(directory, INDEX_FILE), manifest, manifest.indexHash));
}
