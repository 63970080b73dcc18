// What subscriptions showed: so that nothing is shown twice, and what changed since is told.

import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { inChunks } from "./chunks.ts";
import type { SeenArticleRecord, SentArticleRecord, StateDatabase } from "./tables.ts";

/**
 * Up to so many are looked up pair by pair with the articles. Of more, whoever showed the articles is read: the pairs
 * of 10,000 and 1,000 would take seconds, and most articles were shown by nobody.
 */
const FEW_SUBSCRIPTIONS = 20;

/** A shown article with what the data set says about it now. */
export type ChangedArticle = SentArticleRecord &
  Pick<SeenArticleRecord, "verdicts" | "rescoredAt" | "rescoredWith" | "withdrawnAt">;

export interface LedgerShown {
  /** Which of these articles each subscription showed, or would have, were they not refused. Those with none are absent. */
  sentAmong(
    subscriptions: readonly string[],
    articles: readonly string[],
  ): Promise<ReadonlyMap<string, readonly SentArticleRecord[]>>;
  sent(subscription: string, article: string): Promise<SentArticleRecord | undefined>;
  /** Remembers as shown what stands in a subscription's place and no slot knows of. What is remembered already stays as it is. */
  rememberShown(
    subscription: string,
    articles: readonly Pick<SentArticleRecord, "article" | "title">[],
    now: number,
  ): Promise<void>;
  /**
   * What these subscriptions showed since `shownSince` and the data set rescored or withdrew in (after, through], or whose change
   * is owed; nothing that was refused.
   */
  changedAmong(
    subscriptions: readonly string[],
    dataSet: string,
    options: { readonly after: number; readonly through: number; readonly shownSince: number },
  ): Promise<readonly ChangedArticle[]>;
  /** How many stories the subscription showed since then. */
  shownSince(subscription: string, since: number): Promise<number>;
}

export function shownIn(db: StateDatabase): LedgerShown {
  const sentAmong: LedgerShown["sentAmong"] = async (subscriptions, articles) => {
    const sent = new Map<string, SentArticleRecord[]>();
    if (subscriptions.length === 0 || articles.length === 0) return sent;
    const wanted = new Set(subscriptions);
    for (const chunk of inChunks([...new Set(articles)])) {
      let query = db.selectFrom("sentArticles").selectAll().where("article", "in", chunk);
      if (wanted.size <= FEW_SUBSCRIPTIONS) query = query.where("subscription", "in", [...wanted]);
      for (const row of await query.execute()) {
        if (!wanted.has(row.subscription)) continue;
        const known = sent.get(row.subscription);
        if (known === undefined) sent.set(row.subscription, [row]);
        else known.push(row);
      }
      await setImmediate();
    }
    return sent;
  };

  /**
   * What is owed to anybody: hardly ever anything. Joined to what was seen, SQLite would go through all articles that ever were, and with
   * a bound 1 it would not take the index of what is owed.
   */
  async function owedIn(dataSet: string, through: number): Promise<readonly ChangedArticle[]> {
    const owed = await db.selectFrom("sentArticles").selectAll().where("owed", "=", sql.lit(1)).execute();
    const found: ChangedArticle[] = [];
    for (const chunk of inChunks(owed)) {
      const changes = await db
        .selectFrom("seenArticles")
        .select(["article", "verdicts", "rescoredAt", "rescoredWith", "withdrawnAt"])
        .where("dataSet", "=", dataSet)
        .where("article", "in", [...new Set(chunk.map(({ article }) => article))])
        .where((where) =>
          where.and([
            where.or([where("rescoredAt", "is", null), where("rescoredAt", "<=", through)]),
            where.or([where("withdrawnAt", "is", null), where("withdrawnAt", "<=", through)]),
          ]),
        )
        .execute();
      const changeOf = new Map(changes.map((change) => [change.article, change]));
      for (const row of chunk) {
        const change = changeOf.get(row.article);
        if (change !== undefined) found.push({ ...row, ...change });
      }
    }
    return found;
  }

  return {
    sentAmong,

    async sent(subscription, article) {
      return await db
        .selectFrom("sentArticles")
        .selectAll()
        .where("subscription", "=", subscription)
        .where("article", "=", article)
        .executeTakeFirst();
    },

    async rememberShown(subscription, articles, now) {
      for (const chunk of inChunks(articles))
        await db
          .insertInto("sentArticles")
          .values(
            chunk.map(({ article, title }) => ({
              ...{ subscription, article, title, slot: "", pillar: null, score: null },
              ...{ sentAt: now, refused: 0, withdrawalTold: null, owed: 0 },
            })),
          )
          .onConflict((conflict) => conflict.columns(["subscription", "article"]).doNothing())
          .execute();
    },

    async changedAmong(subscriptions, dataSet, { after, through, shownSince }) {
      const changes = await db
        .selectFrom("seenArticles")
        .select(["article", "verdicts", "rescoredAt", "rescoredWith", "withdrawnAt"])
        .where("dataSet", "=", dataSet)
        .where((where) =>
          where.or([
            where.and([where("rescoredAt", ">", after), where("rescoredAt", "<=", through)]),
            where.and([where("withdrawnAt", ">", after), where("withdrawnAt", "<=", through)]),
          ]),
        )
        .execute();
      const changeOf = new Map(changes.map((change) => [change.article, change]));
      const sent = await sentAmong(subscriptions, [...changeOf.keys()]);
      const inTime = [...sent.values()].flat().flatMap((row) => {
        const change = changeOf.get(row.article);
        return change === undefined ? [] : [{ ...row, ...change }];
      });
      const wanted = new Set(subscriptions);
      const owed = (await owedIn(dataSet, through)).filter(
        ({ subscription, article }) => wanted.has(subscription) && !changeOf.has(article),
      );
      return [...inTime, ...owed].filter(({ refused, sentAt }) => refused === 0 && sentAt >= shownSince);
    },

    async shownSince(subscription, since) {
      const { count } = await db
        .selectFrom("sentArticles")
        .select((select) => select.fn.countAll<number>().as("count"))
        .where("subscription", "=", subscription)
        .where("sentAt", ">=", since)
        .where("refused", "=", 0)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
