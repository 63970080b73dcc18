// Every article that a data set ever held: when it was first seen, and when its verdicts changed or it went.

import { setImmediate } from "node:timers/promises";
import { inChunks } from "./chunks.ts";
import { rowValues } from "./row-values.ts";
import type { SeenArticleRecord, SeenSnapshotRecord, StateDatabase } from "./tables.ts";

export type { SeenArticleRecord, SeenSnapshotRecord } from "./tables.ts";

/** Articles that `articles` reads at once: some ms on SQLite, during which nothing else runs. */
const ARTICLES_A_CHUNK = 2_000;
/** Articles that `add` sorts at once: all of them at once would be half a second in which nothing else runs. */
const ARTICLES_SORTED = 20_000;

/** A stamp is that of a snapshot, in ms; they only grow. Writing the same twice changes nothing. */
export interface Seen {
  /** The newest snapshot that was noted whole. */
  snapshot(dataSet: string): Promise<SeenSnapshotRecord | undefined>;
  /**
   * Every article of the data set in chunks, in order of id as the database sorts text, which need not be
   * JavaScript's order. What is written meanwhile may be among them or not.
   */
  articles(
    dataSet: string,
  ): AsyncIterable<readonly Pick<SeenArticleRecord, "article" | "verdicts" | "withdrawnAt">[]>;
  /** Adds articles that were not there before; one that is there keeps everything. */
  add(records: readonly SeenArticleRecord[]): Promise<void>;
  /** Notes verdicts at that stamp: they changed, or the articles are back in the data. */
  rescore(
    dataSet: string,
    changes: readonly { readonly article: string; readonly verdicts: string }[],
    at: number,
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
  article(dataSet: string, article: string): Promise<SeenArticleRecord | undefined>;
}

/** Articles first seen or scored anew in (after, through]. */
function newIn(db: StateDatabase, dataSet: string, after: number, through: number) {
  return db
    .selectFrom("seenArticles")
    .selectAll()
    .where("dataSet", "=", dataSet)
    .where((where) =>
      where.or([
        where.and([where("firstSeenAt", ">", after), where("firstSeenAt", "<=", through)]),
        where.and([where("rescoredAt", ">", after), where("rescoredAt", "<=", through)]),
      ]),
    );
}

export function createSeen(db: StateDatabase): Seen {
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
          .select(["article", "verdicts", "withdrawnAt"])
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
          await db
            .insertInto("seenArticles")
            .values(chunk)
            .onConflict((conflict) => conflict.columns(["dataSet", "article"]).doNothing())
            .execute();
          await setImmediate();
        }
      }
    },

    async rescore(dataSet, changes, at) {
      // In order, so that two who note the same never wait for each other.
      const inOrder = changes.toSorted((a, b) => (a.article < b.article ? -1 : 1));
      for (const chunk of inChunks(inOrder)) {
        const rows = chunk.map(({ article, verdicts }) => [article, verdicts]);
        await db
          .with("change(article, verdicts)", () => rowValues<{ article: string; verdicts: string }>(rows))
          .updateTable("seenArticles")
          .from("change")
          .set((set) => ({ verdicts: set.ref("change.verdicts"), rescoredAt: at, withdrawnAt: null }))
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
      const found: SeenArticleRecord[] = [];
      while (true) {
        const last = found.at(-1)?.article;
        const some = await newIn(db, dataSet, after, through)
          .$if(last !== undefined, (query) => query.where("article", ">", last ?? ""))
          .orderBy("article")
          .limit(ARTICLES_A_CHUNK)
          .execute();
        found.push(...some);
        if (some.length < ARTICLES_A_CHUNK) return found;
        await setImmediate();
      }
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
