// How slots end badly or are forgotten: what takes things out of the ledger.

import type { Transaction } from "kysely";
import { addEntry, theBot } from "./audit.ts";
import { keepPosts } from "./post-lives.ts";
import { holdSubscriptions } from "./subscription-locks.ts";
import type { SlotRecord, StateDatabase, Tables } from "./tables.ts";
import { allTold, readTold, type Told, tellsNothing, untell } from "./told.ts";

/** What giving up a slot came to: its subscription is paused, or goes on in another place without it. */
export type Abandoned = "paused" | "dropped";

/** `Ledger.abandon` in src/store/ledger.ts has the contract. */
export async function abandon(
  db: StateDatabase,
  slot: string,
  {
    reason,
    now,
    keepsPosts = false,
  }: { readonly reason: string; readonly now: number; readonly keepsPosts?: boolean },
): Promise<Abandoned | undefined> {
  return await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom("slots")
      .select("subscription")
      .where("id", "=", slot)
      .executeTakeFirst();
    if (found === undefined) return undefined;
    await holdSubscriptions(trx, [found.subscription]);
    // Holds the slot, too: from here on `claim` refuses.
    const dead = await trx
      .updateTable("slots")
      .set({ state: "dead", reason, nextAttemptAt: null, finishedAt: now })
      .where("id", "=", slot)
      .where("state", "=", "pending")
      .returning(["id", "subscription", "place", "seenFrom", "openFrom", "slotAt"])
      .executeTakeFirst();
    if (dead === undefined) return undefined;
    const paused = await trx
      .updateTable("subscriptions")
      .set({ state: "paused", pauseReason: reason, pausedUntil: null, updatedAt: now })
      .where("id", "=", dead.subscription)
      .where("place", "=", dead.place)
      .returning(["workspace", "name"])
      .executeTakeFirst();
    const parts = await trx
      .selectFrom("deliveryParts")
      .select(["state", "tells"])
      .where("slot", "=", slot)
      .execute();
    if (keepsPosts) await keepPosts(trx, dead, now);
    const unsent = parts.filter(({ state }) => state === "pending");
    const lost = allTold(unsent.map(({ tells }) => readTold(tells)));
    if (unsent.length === parts.length) await takeBack(trx, dead, lost);
    else if (!tellsNothing(lost)) await takeBackRest(trx, dead, lost);
    if (paused === undefined) return "dropped";
    const { workspace, name: subjectName } = paused;
    await addEntry(trx, {
      ...theBot(workspace, now),
      kind: "paused",
      subject: dead.subscription,
      subjectName,
    });
    return "paused";
  });
}

type Dead = Pick<SlotRecord, "id" | "subscription" | "seenFrom" | "openFrom" | "slotAt">;

/** Nobody saw anything of it: its articles are candidates again, and what it told besides is told again. */
async function takeBack(trx: Transaction<Tables>, dead: Dead, lost: Told): Promise<void> {
  await untell(trx, dead, lost);
  // Also what no message is known to tell.
  await trx
    .deleteFrom("sentArticles")
    .where("subscription", "=", dead.subscription)
    .where("slot", "=", dead.id)
    .execute();
  await lookAgain(trx, dead);
  const other = await trx
    .selectFrom("slots")
    .select("slotAt")
    .where("subscription", "=", dead.subscription)
    .where("slotAt", "<", dead.slotAt)
    .orderBy("slotAt", "desc")
    .limit(1)
    .executeTakeFirst();
  await trx
    .updateTable("subscriptions")
    .set((set) => ({
      decidedSlot: other?.slotAt ?? set.ref("createdAt"),
      silenceTold: 0,
      outageTold: null,
    }))
    .where("id", "=", dead.subscription)
    .execute();
}

/** Some of it stands: what its other messages would have told is told again. */
async function takeBackRest(trx: Transaction<Tables>, dead: Dead, lost: Told): Promise<void> {
  await untell(trx, dead, lost);
  await lookAgain(trx, dead);
}

/** What its subscription looked at for it is looked at again. */
async function lookAgain(
  trx: Transaction<Tables>,
  { subscription, seenFrom, openFrom }: Dead,
): Promise<void> {
  await trx
    .updateTable("subscriptions")
    .set((set) => ({
      // Back, never on: an earlier slot may have been taken back before.
      seenThrough: set
        .case()
        .when("seenThrough", ">", seenFrom)
        .then(seenFrom)
        .else(set.ref("seenThrough"))
        .end(),
      ...(openFrom === null ? {} : { openFrom }),
    }))
    .where("id", "=", subscription)
    .execute();
}

/** `Ledger.forgetBefore` in src/store/ledger.ts has the contract. */
export async function forgetBefore(db: StateDatabase, before: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const concerned = await trx
      .selectFrom("slots")
      .select("subscription")
      .where("state", "in", ["sent", "skipped", "dead"])
      .where("slotAt", "<", before)
      .union(trx.selectFrom("sentArticles").select("subscription").where("sentAt", "<", before))
      .execute();
    await holdSubscriptions(
      trx,
      concerned.map(({ subscription }) => subscription),
    );
    await trx.deleteFrom("sentArticles").where("sentAt", "<", before).execute();
    const deleted = await trx
      .deleteFrom("slots")
      .where("state", "in", ["sent", "skipped", "dead"])
      .where("slotAt", "<", before)
      .where((where) =>
        where.exists(
          where
            .selectFrom("slots as newer")
            .select("newer.id")
            .whereRef("newer.subscription", "=", "slots.subscription")
            .whereRef("newer.slotAt", ">", "slots.slotAt"),
        ),
      )
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  });
}
