// Every article that a data set ever held: when it was first seen, and when its verdicts changed or it went.

import { setImmediate } from "node:timers/promises";
import type { CompiledQuery } from "kysely";
import { inChunks, ROWS_A_STATEMENT } from "./chunks.ts";
import { rowValues } from "./row-values.ts";
import type { SeenArticleRecord, SeenSnapshotRecord, StateDatabase } from "./tables.ts";
import type { WriteUnsynced } from "./unsynced.ts";

export type { SeenArticleRecord, SeenSnapshotRecord } from "./tables.ts";

/** Articles that `articles` reads at once: some ms on SQLite, during which nothing else runs. */
const ARTICLES_A_CHUNK = 2_000;
/** Articles that `add` sorts at once: all of them at once would be half a second in which nothing else runs. */
const ARTICLES_SORTED = 20_000;
/**
 * Up to so many that are new are found by when they were first seen, and then read. Of more, all articles are gone through in their
 * order, which takes as long however few are new.
 */
const FEW_ARTICLES = 10_000;

/** What tells whether an article is one that is known. */
export type KnownArticle = Pick<
  SeenArticleRecord,
  "article" | "currentId" | "link" | "verdicts" | "withdrawnAt" | "renamedAt"
>;

/** A stamp is that of a snapshot, in ms; they only grow. Writing the same twice changes nothing. */
export interface Seen {
  /** The newest snapshot that was noted whole. */
  snapshot(dataSet: string): Promise<SeenSnapshotRecord | undefined>;
  /**
   * Every article of the data set in chunks, in order of id as the database sorts text, which need not be
   * JavaScript's order. What is written meanwhile may be among them or not.
   */
  articles(dataSet: string): AsyncIterable<readonly KnownArticle[]>;
  /** Adds articles that were not there before; one that is there keeps everything. */
  add(records: readonly SeenArticleRecord[]): Promise<void>;
  /**
   * Notes verdicts at that stamp: they changed, or the articles are back in the data. `rescoredWith`: the file most of whose
   * articles changed together.
   */
  rescore(
    dataSet: string,
    changes: readonly Pick<SeenArticleRecord, "article" | "verdicts" | "rescoredWith">[],
    at: number,
  ): Promise<void>;
  /** Notes under which id, link and title articles are in the data now. */
  rename(
    dataSet: string,
    changes: readonly Pick<SeenArticleRecord, "article" | "currentId" | "link" | "title" | "renamedAt">[],
  ): Promise<void>;
  /** Those that are withdrawn already keep their stamp. */
  withdraw(dataSet: string, articles: readonly string[], at: number): Promise<void>;
  /**
   * The snapshot is noted whole: of its data set it is the newest from now on. Stamps only grow: an older stamp changes
   * nothing.
   */
  finish(record: SeenSnapshotRecord): Promise<void>;
  /** Articles first seen or rescored in (after, through]. */
  between(dataSet: string, after: number, through: number): Promise<readonly SeenArticleRecord[]>;
  /** Those of these articles that are known. */
  records(dataSet: string, articles: readonly string[]): Promise<readonly SeenArticleRecord[]>;
  article(dataSet: string, article: string): Promise<SeenArticleRecord | undefined>;
  /** What articles with these ids in the data are known by: of ids that are known by themselves nothing. */
  articlesWithIds(dataSet: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The ids that these articles have in the data, or had last: of those that have their own nothing. */
  idsOf(dataSet: string, articles: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Articles first seen or scored anew in (after, through]. */
function newIn(db: StateDatabase, dataSet: string, after: number, through: number) {
  return db
    .selectFrom("seenArticles")
    .where("dataSet", "=", dataSet)
    .where((where) =>
      where.or([
        where.and([where("firstSeenAt", ">", after), where("firstSeenAt", "<=", through)]),
        where.and([where("rescoredAt", ">", after), where("rescoredAt", "<=", through)]),
      ]),
    );
}

/**
 * Inserts articles that are not there. A statement over so many rows is made once: making it takes longer than what the
 * database does with it. Nothing waits for the disk until the snapshot is noted whole: what was cut off before is done again.
 */
function insertion(
  db: StateDatabase,
  unsynced: WriteUnsynced,
): (records: readonly SeenArticleRecord[]) => Promise<void> {
  let full: CompiledQuery | undefined;
  return async (records) => {
    const rows = records.map(inColumns);
    const isFull = rows.length === ROWS_A_STATEMENT;
    const insert =
      (isFull ? full : undefined) ??
      db
        .insertInto("seenArticles")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["dataSet", "article"]).doNothing())
        .compile();
    if (isFull) full = insert;
    const query = { ...insert, parameters: rows.flatMap((row) => Object.values(row)) };
    await unsynced((trx) => trx.executeQuery(query));
  };
}

export function createSeen(db: StateDatabase, unsynced: WriteUnsynced): Seen {
  const insert = insertion(db, unsynced);

  async function records(
    dataSet: string,
    articles: readonly string[],
  ): Promise<readonly SeenArticleRecord[]> {
    const found: SeenArticleRecord[] = [];
    for (const chunk of inChunks(articles)) {
      const some = await db
        .selectFrom("seenArticles")
        .selectAll()
        .where("dataSet", "=", dataSet)
        .where("article", "in", chunk)
        .execute();
      found.push(...some);
      await setImmediate();
    }
    return found;
  }

  return {
    async snapshot(dataSet) {
      return await db
        .selectFrom("seenSnapshots")
        .selectAll()
        .where("dataSet", "=", dataSet)
        .executeTakeFirst();
    },

    async *articles(dataSet) {
      let last: string | undefined;
      while (true) {
        let query = db
          .selectFrom("seenArticles")
          .select(["article", "currentId", "link", "verdicts", "withdrawnAt", "renamedAt"])
          .where("dataSet", "=", dataSet)
          .orderBy("article")
          .limit(ARTICLES_A_CHUNK);
        if (last !== undefined) query = query.where("article", ">", last);
        const articles = await query.execute();
        last = articles.at(-1)?.article;
        if (last === undefined) return;
        yield articles;
        await setImmediate();
      }
    },

    async add(records) {
      for (const some of inChunks(records, ARTICLES_SORTED)) {
        // In order of id: it writes far fewer pages of the index, and two who add the same never wait for each other.
        for (const chunk of inChunks(some.toSorted((a, b) => (a.article < b.article ? -1 : 1)))) {
          await insert(chunk);
          await setImmediate();
        }
      }
    },

    async rescore(dataSet, changes, at) {
      // In order, so that two who note the same never wait for each other.
      const inOrder = changes.toSorted((a, b) => (a.article < b.article ? -1 : 1));
      for (const chunk of inChunks(inOrder)) {
        const rows = chunk.map(({ article, verdicts, rescoredWith }) => [article, verdicts, rescoredWith]);
        await db
          .with("change(article, verdicts, rescoredWith)", () =>
            rowValues<{ article: string; verdicts: string; rescoredWith: string | null }>(rows),
          )
          .updateTable("seenArticles")
          .from("change")
          .set((set) => ({
            verdicts: set.ref("change.verdicts"),
            rescoredWith: set.ref("change.rescoredWith"),
            rescoredAt: at,
            withdrawnAt: null,
          }))
          .where("seenArticles.dataSet", "=", dataSet)
          .whereRef("seenArticles.article", "=", "change.article")
          .execute();
        await setImmediate();
      }
    },

    async rename(dataSet, changes) {
      const inOrder = changes.toSorted((a, b) => (a.article < b.article ? -1 : 1));
      for (const chunk of inChunks(inOrder)) {
        const rows = chunk.map(({ article, currentId, link, title, renamedAt }) => [
          article,
          currentId,
          link,
          title,
          renamedAt === null ? null : String(renamedAt),
        ]);
        await db
          .with("change(article, currentId, link, title, renamedAt)", () =>
            rowValues<{
              article: string;
              currentId: string | null;
              link: string | null;
              title: string | null;
              renamedAt: string | null;
            }>(rows),
          )
          .updateTable("seenArticles")
          .from("change")
          .set((set) => ({
            currentId: set.ref("change.currentId"),
            link: set.ref("change.link"),
            title: set.ref("change.title"),
            renamedAt: set.cast<number | null>("change.renamedAt", "bigint"),
          }))
          .where("seenArticles.dataSet", "=", dataSet)
          .whereRef("seenArticles.article", "=", "change.article")
          .execute();
        await setImmediate();
      }
    },

    async withdraw(dataSet, articles, at) {
      for (const chunk of inChunks(articles)) {
        await db
          .updateTable("seenArticles")
          .set({ withdrawnAt: at })
          .where("dataSet", "=", dataSet)
          .where("article", "in", chunk)
          .where("withdrawnAt", "is", null)
          .execute();
        await setImmediate();
      }
    },

    async finish({ dataSet, ...newest }) {
      await db
        .insertInto("seenSnapshots")
        .values({ dataSet, ...newest })
        .onConflict((conflict) =>
          conflict.column("dataSet").doUpdateSet(newest).where("seenSnapshots.seenAt", "<", newest.seenAt),
        )
        .execute();
    },

    async between(dataSet, after, through) {
      const some = await newIn(db, dataSet, after, through)
        .select("article")
        .limit(FEW_ARTICLES + 1)
        .execute();
      if (some.length <= FEW_ARTICLES) return records(dataSet, some.map(({ article }) => article).toSorted());
      const found: SeenArticleRecord[] = [];
      while (true) {
        const last = found.at(-1)?.article;
        const more = await newIn(db, dataSet, after, through)
          .selectAll()
          .$if(last !== undefined, (query) => query.where("article", ">", last ?? ""))
          .orderBy("article")
          .limit(ARTICLES_A_CHUNK)
          .execute();
        found.push(...more);
        if (more.length < ARTICLES_A_CHUNK) return found;
        await setImmediate();
      }
    },

    records,

    async articlesWithIds(dataSet, ids) {
      const known = new Map<string, string>();
      for (const chunk of inChunks([...new Set(ids)])) {
        const renamed = await db
          .selectFrom("seenArticles")
          .select(["article", "currentId", "withdrawnAt"])
          .where("dataSet", "=", dataSet)
          .where("currentId", "in", chunk)
          .execute();
        if (renamed.length === 0) continue;
        // An id may have been given to another article since: what is in the data goes first.
        const own = await db
          .selectFrom("seenArticles")
          .select("article")
          .where("dataSet", "=", dataSet)
          .where("article", "in", chunk)
          .where("currentId", "is", null)
          .where("withdrawnAt", "is", null)
          .execute();
        const taken = new Set(own.map(({ article }) => article));
        for (const { article, currentId, withdrawnAt } of renamed)
          if (currentId !== null && !taken.has(currentId) && (withdrawnAt === null || !known.has(currentId)))
            known.set(currentId, article);
      }
      return known;
    },

    async idsOf(dataSet, articles) {
      const ids = new Map<string, string>();
      for (const chunk of inChunks([...new Set(articles)])) {
        const renamed = await db
          .selectFrom("seenArticles")
          .select(["article", "currentId"])
          .where("dataSet", "=", dataSet)
          .where("article", "in", chunk)
          .where("currentId", "is not", null)
          .execute();
        for (const { article, currentId } of renamed) if (currentId !== null) ids.set(article, currentId);
      }
      return ids;
    },

    async article(dataSet, article) {
      return await db
        .selectFrom("seenArticles")
        .selectAll()
        .where("dataSet", "=", dataSet)
        .where("article", "=", article)
        .executeTakeFirst();
    },
  };
}

/** The same with its columns in one order, whoever made it. */
function inColumns(record: SeenArticleRecord): SeenArticleRecord {
  const { dataSet, article, currentId, link, firstSeenAt, verdicts, source, countries, title } = record;
  const { publishedAt, rescoredAt, withdrawnAt, rescoredWith, renamedAt } = record;
  return {
    dataSet,
    article,
    currentId,
    link,
    firstSeenAt,
    verdicts,
    source,
    countries,
    title,
    publishedAt,
    rescoredAt,
    withdrawnAt,
    rescoredWith,
    renamedAt,
  };
}
