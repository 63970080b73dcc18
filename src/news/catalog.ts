// Questions to one snapshot. What is asked again and again is answered from its columns and the texts of cards; the rest by its own
// locked-down, read-only DuckDB instance.

import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Period } from "../time/windows.ts";
import type { Article } from "./article.ts";
import { type AffairStep, createArticleReader, type StoryEntry } from "./article-reader.ts";
import { articlesSaying, longTextsSql } from "./article-texts.ts";
import { type NewsFilter, textMatcher } from "./filter/filter.ts";
import type { Order } from "./filter/rank.ts";
import { CARDS_FILE, DamagedCard, openCards } from "./index/cards.ts";
import { type CountryFacts, factsOf, type SourceFacts } from "./index/facts.ts";
import { INDEX_FILE, readIndexFile } from "./index/file.ts";
import { createIds } from "./index/ids.ts";
import type { ListPage } from "./index/page.ts";
import { createScan, type Selection } from "./index/scan.ts";
import type { Manifest } from "./manifest.ts";
import { type Bindings, numberSchema, openQueryPool } from "./query-pool.ts";

export type { AffairStep, StoryEntry } from "./article-reader.ts";
export type { CountryFacts, SourceFacts } from "./index/facts.ts";

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
  /** Where its files lie. */
  readonly directory: string;
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
  affairs(affairIds: readonly string[], most: number): Promise<ReadonlyMap<string, readonly AffairStep[]>>;
  /** Ids of the articles published at or after that time, ms UTC. */
  publishedSince(from: number): Promise<readonly string[]>;
  /** Every article in short, in chunks. */
  sightings(): AsyncIterable<readonly Sighting[]>;
  /** Long texts by article id. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleTexts>>;
  /** True once something was read that is not what was written: nothing of it was shown, and the snapshot is to be made anew. */
  isDamaged(): boolean;
  /** Waits for what is being answered, then closes everything. */
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
 * Opens the snapshot in `directory`. The database cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when it cannot be opened, or when index or texts are not the manifest's.
 */
export async function openCatalog(directory: string, manifest: Manifest): Promise<Catalog> {
  const pool = await openQueryPool(join(directory, "catalog.duckdb"));
  const { rows } = pool;
  const { index, cards } = await openDerived(directory, manifest).catch(async (error: unknown) => {
    await pool.close();
    throw damaged(error);
  });
  const scan = createScan(index);
  const ids = createIds(index);
  const reader = createArticleReader(index, { scan, ids, cards });
  const answering = new Set<Promise<unknown>>();
  let isClosed = false;
  let isDamaged = false;

  /** Whatever is answered without the database. */
  async function answer<T>(work: () => T | Promise<T>): Promise<T> {
    if (isClosed) throw closing();
    const answered = (async () => work())();
    answering.add(answered);
    try {
      return await answered;
    } catch (error) {
      if (!(error instanceof DamagedCard)) throw error;
      isDamaged = true;
      throw damaged(error);
    } finally {
      answering.delete(answered);
    }
  }

  /** Which articles a question is about, once the texts that it asks for are read. */
  async function select(filter: NewsFilter, period: Period): Promise<Selection> {
    const matches = textMatcher(filter);
    if (matches === undefined) return { filter, period };
    const inScope = await answer(() => scan.inScope({ filter, period }));
    return { filter, period, articles: await articlesSaying(rows, inScope, matches) };
  }

  async function list(order: Order, { filter, period, ...page }: ListQuery): Promise<StoryList> {
    const selection = await select(order === "top" ? { ...filter, scored: true } : filter, period);
    return answer(async () => {
      const { shown, relevance, ...counts } = scan.list(order, selection, page);
      const [offTopic, related, onTopic] = relevance;
      const entries = await Promise.all(shown.map(reader.entryOf));
      return { ...counts, entries, relevance: { onTopic, related, offTopic } };
    });
  }

  /** Ordinals of the articles of these ids that are there. */
  function ordinalsOf(wanted: readonly string[]): readonly number[] {
    return wanted.flatMap((id) => ids.ordinalOf(id) ?? []);
  }

  function entriesOf(wanted: readonly string[]): Promise<StoryEntry[]> {
    return Promise.all(ordinalsOf(wanted).map((ordinal) => reader.entryOf(scan.shown(ordinal))));
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
    return answer(() => Promise.all(found.map(({ article }) => reader.articleOf(article))));
  }

  return {
    directory,
    manifest,
    ...factsOf(index),
    top: (query) => list("top", query),
    latest: (query) => list("latest", query),
    async newest({ country, source }) {
      if (country === undefined && source === undefined) return manifest.lastDate ?? undefined;
      const filter = {
        ...(country === undefined ? {} : { country }),
        ...(source === undefined ? {} : { source }),
      };
      return answer(() => scan.newest({ filter, period: {} }, ["scope"]));
    },
    async newestMatch(filter) {
      const selection = await select(filter, {});
      return answer(() => scan.newest(selection, ["scope", "verdict"]));
    },
    article: (id) => answer(async () => (await entriesOf([id]))[0]),
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
    async entries(wanted) {
      const entries: StoryEntry[] = [];
      for (let from = 0; from < wanted.length; from += ENTRIES_AT_ONCE)
        entries.push(...(await answer(() => entriesOf(wanted.slice(from, from + ENTRIES_AT_ONCE)))));
      return entries;
    },
    affairs: (affairIds, most) =>
      answer(async () => {
        const told = await Promise.all(
          ordinalsOf(affairIds).map(
            async (affair) => [ids.idOf(affair), await reader.stepsOf(affair, most)] as const,
          ),
        );
        return new Map(told.filter(([, steps]) => steps.length > 0));
      }),
    publishedSince: (from) => answer(() => scan.publishedSince(from).map(ids.idOf)),
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
          countries: index.names.countrySets[set] ?? [],
          ...(source === null ? {} : { source }),
          ...(title === null ? {} : { title }),
          ...(published_at === null ? {} : { publishedAt: published_at }),
        }));
      }
    },
    async texts(wanted) {
      const ordinals = await answer(() => ordinalsOf(wanted));
      if (ordinals.length === 0) return new Map();
      const found = await rows(
        z.object({
          article: numberSchema,
          description: z.string().nullable(),
          content: z.string().nullable(),
        }),
        longTextsSql(manifest.articles, ordinals),
      );
      return new Map(
        found.map(({ article, description, content }) => [
          ids.idOf(article),
          { ...(description === null ? {} : { description }), ...(content === null ? {} : { content }) },
        ]),
      );
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await Promise.allSettled(answering);
      await cards.close();
      await pool.close();
    },
    isDamaged: () => isDamaged,
  };
}

function closing(): AppError {
  return new AppError("closing", "The news is being closed. Ask again in a moment.", { retryable: true });
}

function damaged(cause: unknown): AppError {
  return new AppError(
    "build-failed",
    "The prepared news is damaged. It is made anew from the files. Ask again in a minute.",
    {
      retryable: true,
      cause,
    },
  );
}

async function openDerived(directory: string, { indexHash, ...size }: Manifest) {
  const index = await readIndexFile(join(directory, INDEX_FILE), size, indexHash);
  return { index, cards: await openCards(join(directory, CARDS_FILE), index) };
}
