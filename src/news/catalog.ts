// Questions to one snapshot. What is asked again and again is answered from its columns and the texts of cards; the rest by its own
// locked-down, read-only DuckDB instance.

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { createTurns } from "../time/turns.ts";
import type { Period } from "../time/windows.ts";
import type { Article } from "./article.ts";
import { type AffairStep, createArticleReader, type StoryEntry } from "./article-reader.ts";
import { articlesSaying } from "./article-texts.ts";
import { type NewsFilter, soughtWords, textMatcher } from "./filter/filter.ts";
import type { Order } from "./filter/rank.ts";
import { CARDS_FILE, DamagedCard, type OwnTexts, openCards } from "./index/cards.ts";
import { type Counts, createCounter, type Grouping } from "./index/counts.ts";
import { type CountryFacts, factsOf, type SourceFacts } from "./index/facts.ts";
import { INDEX_FILE, readIndexFile } from "./index/file.ts";
import { createIds } from "./index/ids.ts";
import { createScan, type Selection } from "./index/scan.ts";
import type { ScannedList } from "./index/tally.ts";
import type { Manifest } from "./manifest.ts";
import type { Bindings } from "./queries.ts";
import { numberSchema, type QueryPool } from "./query-pool.ts";
import { createRestingPool } from "./resting-pool.ts";
import type { FullText } from "./search/full-text.ts";
import { readSightings, type Sighting } from "./sightings.ts";
import type { ListQuery, StoryList } from "./story-lists.ts";
import { createTextSearch, type TextSearch } from "./text-search.ts";
import { beingClosed, damaged } from "./unanswered.ts";

export type { AffairStep, StoryEntry } from "./article-reader.ts";
export type { OwnTexts } from "./index/cards.ts";
export type { Counts, Group, Grouping } from "./index/counts.ts";
export type { CountryFacts, SourceFacts } from "./index/facts.ts";
export type { Spread, Tally } from "./index/spread.ts";
export type { SearchNotReady } from "./search/answers.ts";
export type { Sighting } from "./sightings.ts";
export type {
  ListQuery,
  RelevanceCounts,
  SearchList,
  SearchQuery,
  SimilarStories,
  StoryList,
} from "./story-lists.ts";

/** One snapshot, open. All methods reject with AppError "closing" after `close`, and "busy" when they take too long. */
export interface Catalog extends TextSearch {
  /** Where its files lie. */
  readonly directory: string;
  readonly manifest: Manifest;
  /** Most articles first. */
  readonly countries: readonly CountryFacts[];
  /** Most articles first. */
  readonly sources: readonly SourceFacts[];
  top(query: ListQuery): Promise<StoryList>;
  latest(query: ListQuery): Promise<StoryList>;
  /** How much passes the whole filter. */
  count(filter: NewsFilter, period: Period, grouping?: Grouping): Promise<Counts>;
  /** The newest dated article of the chosen countries and sources, ms UTC. */
  newest(filter: NewsFilter): Promise<number | undefined>;
  /** The oldest dated article of the chosen countries and sources, ms UTC. */
  oldest(filter: NewsFilter): Promise<number | undefined>;
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
  /** What articles say of themselves, by id. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, OwnTexts>>;
  /** True once something was read that is not what was written: nothing of it was shown, and the snapshot is to be made anew. */
  isDamaged(): boolean;
  /** Waits for what is being answered, then closes everything. */
  close(): Promise<void>;
}

const ordinalSchema = z.object({ article: numberSchema });

/** Whole articles that are read at once: what is held in memory stays small. */
const ENTRIES_AT_ONCE = 500;

/**
 * Opens the snapshot in `directory`; its database only while it is asked. That cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when it cannot be opened, or when index or texts are not the manifest's.
 * @param fullText the snapshot's, which is closed with the catalog; without it nothing is ever ready to be searched.
 */
export async function openCatalog(
  directory: string,
  manifest: Manifest,
  fullText?: FullText,
): Promise<Catalog> {
  const pool = await createRestingPool(join(directory, "catalog.duckdb"));
  const { index, cards } = await openDerived(directory, manifest).catch((error: unknown) => {
    throw damaged(error);
  });
  // Each takes some milliseconds of everybody's.
  await setImmediate();
  const scan = createScan(index);
  await setImmediate();
  const facts = factsOf(index);
  const counter = createCounter(index);
  const ids = createIds(index);
  const reader = createArticleReader(index, { scan, ids, cards });
  const answering = new Set<Promise<unknown>>();
  const turn = createTurns();
  let isClosed = false;
  let isDamaged = false;

  /** Whatever is answered without the database. */
  async function answer<T>(work: () => T | Promise<T>): Promise<T> {
    if (isClosed) throw beingClosed();
    const answered = turn().then(work);
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

  /** Whatever the database answers. */
  const rows: QueryPool["rows"] = async (...question) => {
    try {
      return await pool.rows(...question);
    } catch (error) {
      if (error instanceof AppError && error.code === "build-failed") isDamaged = true;
      throw error;
    }
  };

  /** Which articles a question is about: the full text knows whose texts say what is asked for, or they are read. */
  async function select(filter: NewsFilter, period: Period): Promise<Selection> {
    const matches = textMatcher(filter);
    if (matches === undefined) return { filter, period };
    const saying = await fullText?.saying(soughtWords(filter));
    if (saying !== undefined) return { filter, period, matches: saying };
    const inScope = await answer(() => scan.inScope({ filter, period }));
    return { filter, period, articles: await articlesSaying(rows, inScope, matches) };
  }

  async function listOf({ shown, relevance, ...counts }: ScannedList): Promise<StoryList> {
    const [offTopic, related, onTopic] = relevance;
    const entries = await Promise.all(shown.map(reader.entryOf));
    return { ...counts, entries, relevance: { onTopic, related, offTopic } };
  }

  async function list(order: Order, { filter, period, ...page }: ListQuery): Promise<StoryList> {
    const selection = await select(order === "top" ? { ...filter, scored: true } : filter, period);
    return answer(() => listOf(scan.list(order, selection, page)));
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
    ...facts,
    top: (query) => list("top", query),
    latest: (query) => list("latest", query),
    ...createTextSearch({ fullText, articles: manifest.articles, scan, ids, cards, answer, select, listOf }),
    async count(filter, period, grouping) {
      const selection = await select(filter, period);
      return answer(() => counter.count(selection, grouping));
    },
    async newest({ country, source }) {
      if (country === undefined && source === undefined) return manifest.lastDate ?? undefined;
      const filter = {
        ...(country === undefined ? {} : { country }),
        ...(source === undefined ? {} : { source }),
      };
      return answer(() => scan.newest({ filter, period: {} }, ["scope"]));
    },
    oldest: (filter) => answer(() => counter.oldest(filter)),
    async newestMatch(filter) {
      const selection = await select(filter, {});
      return answer(() => scan.newest(selection, ["scope", "verdict"]));
    },
    article: (id) => answer(async () => (await entriesOf([id]))[0]),
    findByIdPrefix: (prefix, limit) =>
      answer(() => Promise.all(ids.startingWith(prefix, limit).map(reader.articleOf))),
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
    sightings: () => readSightings({ rows, manifest, reader }),
    publishedSince: (from) => answer(() => scan.publishedSince(from).map(ids.idOf)),
    texts: (wanted) =>
      answer(async () => {
        const told = await Promise.all(
          ordinalsOf(wanted).map(
            async (ordinal) => [ids.idOf(ordinal), (await cards.read(ordinal)).texts] as const,
          ),
        );
        return new Map(told);
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await fullText?.close();
      await Promise.allSettled(answering);
      await cards.close();
      await pool.close();
    },
    isDamaged: () => isDamaged,
  };
}

async function openDerived(directory: string, { indexHash, ...size }: Manifest) {
  const index = await readIndexFile(join(directory, INDEX_FILE), size, indexHash);
  return { index, cards: await openCards(join(directory, CARDS_FILE), index) };
}
