// How messages that stand begin and end: kept when their slot is over, and owed to the next digest where they are corrected no more.

import type { Transaction } from "kysely";
import { z } from "zod";
import { packed } from "./post-contents.ts";
import type { PostRecord, SentArticleRecord, SlotRecord, Tables } from "./tables.ts";
import { changeWithdrawals, readTold } from "./told.ts";

const changesSchema = z.array(
  z.object({ article: z.string(), score: z.number().nullable(), withdrawnAt: z.number().nullable() }),
);

/** What a correction tells of the articles, as the subscription remembers it. */
export function readChanges({ subscription, changes }: Pick<PostRecord, "subscription" | "changes">) {
  return changesSchema.parse(JSON.parse(changes ?? "[]")).map(({ article, score, withdrawnAt }) => ({
    subscription,
    article,
    score,
    withdrawalTold: withdrawnAt,
  }));
}

const isThere = ({ withdrawalTold }: Pick<SentArticleRecord, "withdrawalTold">): boolean =>
  withdrawalTold === null;

/** Keeps what the messages of a slot that is over say, where they stand and show articles. */
export async function keepPosts(
  trx: Transaction<Tables>,
  { id, subscription }: Pick<SlotRecord, "id" | "subscription">,
  now: number,
): Promise<void> {
  const parts = await trx
    .selectFrom("deliveryParts")
    .select(["n", "pieces", "tells"])
    .where("slot", "=", id)
    .where("state", "=", "sent")
    .where("messageId", "is not", null)
    .execute();
  const posts = parts.flatMap(({ n, pieces, tells }): PostRecord[] => {
    const contents = pieces === "" || readTold(tells).articles.length === 0 ? undefined : packed(pieces);
    return contents === undefined ? [] : [{ ...RIGHT, slot: id, n, subscription, contents, postedAt: now }];
  });
  if (posts.length > 0)
    await trx
      .insertInto("posts")
      .values(posts)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** What is kept of one of which no correction is on its way. */
export const RIGHT = {
  state: "right",
  correction: null,
  changes: null,
  plannedAt: null,
  attempts: 0,
  nextAttemptAt: null,
} as const;

/** Deletes posts: what changed of their articles since they were decided is owed. */
export async function dropPosts(
  trx: Transaction<Tables>,
  posts: readonly Pick<PostRecord, "slot" | "n">[],
  { unmade }: { readonly unmade: boolean },
): Promise<void> {
  for (const { slot, n } of posts) {
    const part = await trx
      .selectFrom("deliveryParts")
      .innerJoin("slots", "slots.id", "deliveryParts.slot")
      .select(["deliveryParts.tells", "slots.seenThrough"])
      .where("slot", "=", slot)
      .where("n", "=", n)
      .executeTakeFirst();
    const gone = await trx
      .deleteFrom("posts")
      .where("slot", "=", slot)
      .where("n", "=", n)
      .returning(["subscription", "changes"])
      .executeTakeFirst();
    if (part === undefined || gone === undefined) continue;
    // Whether people saw that it is back nobody knows: should it go again, it is told rather twice than never.
    if (!unmade) await changeWithdrawals(trx, readChanges(gone).filter(isThere));
    await trx
      .updateTable("sentArticles")
      .set({ owed: 1 })
      .where("slot", "=", slot)
      .where("article", "in", readTold(part.tells).articles)
      .where("article", "in", (articles) =>
        articles
          .selectFrom("seenArticles")
          .select("seenArticles.article")
          .whereRef("seenArticles.article", "=", "sentArticles.article")
          .where((where) =>
            where.or([
              where("rescoredAt", ">", part.seenThrough),
              where("withdrawnAt", ">", part.seenThrough),
            ]),
          ),
      )
      .execute();
  }
}
