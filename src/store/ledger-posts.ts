// Messages that stand, for as long as they are corrected in place: what people see in each, what they are to see, and whether
// that is on its way. Every correction is planned, claimed and confirmed, so that it is made once whenever the program ends.

import { DAY_MS } from "../time/units.ts";
import { inChunks } from "./chunks.ts";
import { packed, unpacked } from "./post-contents.ts";
import { dropPosts, RIGHT, readChanges } from "./post-lives.ts";
import type {
  DeliveryPartRecord,
  PostRecord,
  SlotRecord,
  StateDatabase,
  SubscriptionRecord,
} from "./tables.ts";
import { changeScores, changeWithdrawals, readTold } from "./told.ts";

/** What a correction tells of an article. */
export interface PostChange {
  readonly article: string;
  /** The verdict that is shown then; null where none is. */
  readonly score: number | null;
  /** Since when it is no longer in the data; null while it is. */
  readonly withdrawnAt: number | null;
}

/** A message that stands. */
export interface Post extends Pick<PostRecord, "slot" | "n" | "subscription" | "postedAt" | "state"> {
  /** JSON: the pieces that people see, as `DeliveryPartRecord.pieces` has them. */
  readonly contents: string;
  /** JSON: what it tells. */
  readonly tells: string;
}

export interface PlannedCorrection extends Pick<PostRecord, "slot" | "n"> {
  /** JSON: the pieces that people are to see. */
  readonly contents: string;
  readonly changes: readonly PostChange[];
}

/** A correction that is to be made. */
export interface Correction
  extends Pick<PostRecord, "slot" | "n" | "subscription" | "state" | "attempts">,
    Pick<SubscriptionRecord, "workspace">,
    Pick<SlotRecord, "place">,
    Pick<DeliveryPartRecord, "key"> {
  readonly messageId: string;
  /** Of the delivery's first message; null where nobody knows it. */
  readonly firstMessageId: string | null;
  readonly plannedAt: number;
  readonly nextAttemptAt: number;
  /** JSON: the pieces that people are to see. */
  readonly contents: string;
}

export interface LedgerPosts {
  /** Of these slots the messages that stand and are corrected in place. */
  posts(slots: readonly string[]): Promise<readonly Post[]>;
  /** The articles of messages that are corrected in place, among these: `slot article`. */
  postedAmong(
    shown: readonly { readonly slot: string; readonly article: string }[],
  ): Promise<ReadonlySet<string>>;
  /** The workspaces of messages that are corrected in place. */
  workspacesOfPosts(): Promise<readonly Pick<SubscriptionRecord, "workspace">[]>;
  /** Plans corrections of messages that are right; of others, or gone ones, nothing. One that is too long to be kept is dropped. */
  planCorrections(planned: readonly PlannedCorrection[], now: number): Promise<void>;
  /** Those that are due, of each place the one that waits longest. A time far ahead is that of a wrong clock. */
  corrections(now: number, limit: number): Promise<readonly Pick<Correction, "slot" | "n" | "place">[]>;
  correction(slot: string, n: number): Promise<Correction | undefined>;
  /** When the next one is due, after `now`. */
  nextCorrection(now: number): Promise<number | undefined>;
  /** Those that wait and whose place is wanted are due now. */
  hastenCorrections(now: number, isWanted: (place: string) => boolean): Promise<void>;
  /** Before it is made, and each time that it is made again: true while it is planned. */
  claimCorrection(slot: string, n: number): Promise<boolean>;
  /** It is there: people see it, and what it tells is told. */
  confirmCorrection(slot: string, n: number): Promise<void>;
  /** Another try at `nextAttemptAt`; `unmade`: nothing was done. */
  postponeCorrection(
    slot: string,
    n: number,
    nextAttemptAt: number,
    options: { readonly unmade: boolean },
  ): Promise<void>;
  /**
   * The message is corrected in place no more: what changed of its articles is owed to the next digest. `unmade`: the correction
   * that was planned was surely not made.
   */
  dropPost(slot: string, n: number, options: { readonly unmade: boolean }): Promise<void>;
  /** The same for those that were posted before then and are right. Returns how many. */
  forgetPosts(before: number, now: number): Promise<number>;
}

/** No try is put off for longer. */
const LONGEST_WAIT_MS = DAY_MS;

export function postsIn(db: StateDatabase): LedgerPosts {
  const open = db.selectFrom("posts").where("posts.state", "in", ["pending", "claimed"]);
  return {
    async posts(slots) {
      const rows: Post[] = [];
      for (const chunk of inChunks([...new Set(slots)]))
        rows.push(
          ...(await db
            .selectFrom("posts")
            .innerJoin("deliveryParts", (join) =>
              join.onRef("deliveryParts.slot", "=", "posts.slot").onRef("deliveryParts.n", "=", "posts.n"),
            )
            .select([
              "posts.slot",
              "posts.n",
              "posts.subscription",
              "posts.contents",
              "posts.postedAt",
              "posts.state",
              "deliveryParts.tells",
            ])
            .where("posts.slot", "in", chunk)
            .execute()),
        );
      return rows.map((row) => ({ ...row, contents: unpacked(row.contents) }));
    },

    async postedAmong(shown) {
      const posted = new Set<string>();
      for (const chunk of inChunks([...new Set(shown.map(({ slot }) => slot))])) {
        const rows = await db
          .selectFrom("posts")
          .innerJoin("deliveryParts", (join) =>
            join.onRef("deliveryParts.slot", "=", "posts.slot").onRef("deliveryParts.n", "=", "posts.n"),
          )
          .select(["posts.slot", "deliveryParts.tells"])
          .where("posts.slot", "in", chunk)
          .execute();
        for (const { slot, tells } of rows)
          for (const article of readTold(tells).articles) posted.add(`${slot} ${article}`);
      }
      return posted;
    },

    async workspacesOfPosts() {
      return await db
        .selectFrom("posts")
        .innerJoin("subscriptions", "subscriptions.id", "posts.subscription")
        .select("subscriptions.workspace")
        .distinct()
        .execute();
    },

    async planCorrections(planned, now) {
      for (const { slot, n, contents, changes } of planned) {
        const correction = packed(contents);
        if (correction === undefined) {
          await db.transaction().execute((trx) => dropPosts(trx, [{ slot, n }], { unmade: true }));
          continue;
        }
        await db
          .updateTable("posts")
          .set({
            state: "pending",
            correction,
            changes: JSON.stringify(changes),
            plannedAt: now,
            attempts: 0,
            nextAttemptAt: now,
          })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", "right")
          .execute();
      }
    },

    async corrections(now, limit) {
      const rows = await open
        .innerJoin("slots", "slots.id", "posts.slot")
        .select(["posts.slot", "posts.n", "slots.place"])
        .where((where) =>
          where.or([
            where("posts.nextAttemptAt", "<=", now),
            where("posts.nextAttemptAt", ">", now + LONGEST_WAIT_MS),
          ]),
        )
        .orderBy("posts.plannedAt")
        .orderBy("posts.slot")
        .orderBy("posts.n")
        .limit(limit)
        .execute();
      return [...Map.groupBy(rows, ({ place }) => place).values()].flatMap((own) => own.slice(0, 1));
    },

    async correction(slot, n) {
      const row = await open
        .innerJoin("slots", "slots.id", "posts.slot")
        .innerJoin("subscriptions", "subscriptions.id", "posts.subscription")
        .innerJoin("deliveryParts", (join) =>
          join.onRef("deliveryParts.slot", "=", "posts.slot").onRef("deliveryParts.n", "=", "posts.n"),
        )
        .leftJoin("deliveryParts as first", (join) =>
          join.onRef("first.slot", "=", "posts.slot").on("first.n", "=", 0),
        )
        .select([
          "posts.slot",
          "posts.n",
          "posts.subscription",
          "posts.state",
          "posts.attempts",
          "posts.plannedAt",
          "posts.nextAttemptAt",
          "posts.correction",
          "subscriptions.workspace",
          "slots.place",
          "deliveryParts.key",
          "deliveryParts.messageId",
          "first.messageId as firstMessageId",
        ])
        .where("posts.slot", "=", slot)
        .where("posts.n", "=", n)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { correction, messageId, plannedAt, nextAttemptAt, ...rest } = row;
      if (correction === null || messageId === null || plannedAt === null) return undefined;
      return {
        ...rest,
        messageId,
        plannedAt,
        nextAttemptAt: nextAttemptAt ?? plannedAt,
        contents: unpacked(correction),
      };
    },

    async nextCorrection(now) {
      const row = await open
        .select("posts.nextAttemptAt")
        .where("posts.nextAttemptAt", ">", now)
        .orderBy("posts.nextAttemptAt")
        .limit(1)
        .executeTakeFirst();
      return row?.nextAttemptAt ?? undefined;
    },

    async hastenCorrections(now, isWanted) {
      const waiting = await open
        .innerJoin("slots", "slots.id", "posts.slot")
        .select(["posts.slot", "posts.n", "slots.place"])
        .where("posts.nextAttemptAt", ">", now)
        .execute();
      for (const { slot, n, place } of waiting)
        if (isWanted(place))
          await db
            .updateTable("posts")
            .set({ nextAttemptAt: now })
            .where("slot", "=", slot)
            .where("n", "=", n)
            .where("state", "!=", "right")
            .execute();
    },

    async claimCorrection(slot, n) {
      const claimed = await db
        .updateTable("posts")
        .set({ state: "claimed" })
        .where("slot", "=", slot)
        .where("n", "=", n)
        .where("state", "!=", "right")
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },

    async confirmCorrection(slot, n) {
      await db.transaction().execute(async (trx) => {
        const made = await trx
          .selectFrom("posts")
          .select(["subscription", "correction", "changes"])
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "!=", "right")
          .executeTakeFirst();
        if (made === undefined || made.correction === null) return;
        await trx
          .updateTable("posts")
          .set({ ...RIGHT, contents: made.correction })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .execute();
        const changes = readChanges(made);
        await changeScores(
          trx,
          changes.flatMap(({ score, ...change }) => (score === null ? [] : [{ ...change, score }])),
        );
        await changeWithdrawals(trx, changes);
      });
    },

    async postponeCorrection(slot, n, nextAttemptAt, { unmade }) {
      await db
        .updateTable("posts")
        .set((set) => ({
          attempts: set("attempts", "+", 1),
          nextAttemptAt,
          ...(unmade ? { state: "pending" as const } : {}),
        }))
        .where("slot", "=", slot)
        .where("n", "=", n)
        .where("state", "!=", "right")
        .execute();
    },

    async dropPost(slot, n, options) {
      await db.transaction().execute((trx) => dropPosts(trx, [{ slot, n }], options));
    },

    async forgetPosts(before, now) {
      return await db.transaction().execute(async (trx) => {
        const old = await trx
          .selectFrom("posts")
          .select(["slot", "n"])
          .where("state", "=", "right")
          .where((where) =>
            // What is dated far ahead was dated by a wrong clock.
            where.or([where("postedAt", "<", before), where("postedAt", ">", now + LONGEST_WAIT_MS)]),
          )
          .execute();
        await dropPosts(trx, old, { unmade: true });
        return old.length;
      });
    },
  };
}
