// How often something was done lately, counted over all processes.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";
import type { StateDatabase } from "./tables.ts";

export interface Allowances {
  /** Counts one; where as many were counted within the period already, none is, and how long until one more may be, in ms. */
  take(
    subject: string,
    allowed: { readonly most: number; readonly periodMs: number },
    now: number,
  ): Promise<number | undefined>;
  /** Forgets what nothing was counted of since then. */
  forgetBefore(before: number): Promise<void>;
}

/** Whoever counts at the same time as so many others in a row is told to come again. */
const TRIES = 20;

export function createAllowances(db: StateDatabase): Allowances {
  return {
    async take(subject, { most, periodMs }, now) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const known = await db
          .selectFrom("allowances")
          .select("times")
          .where("subject", "=", subject)
          .executeTakeFirst();
        // A clock that was set back begins anew.
        const recent = timesOf(known?.times).filter((at) => at <= now + periodMs && now - at < periodMs);
        const [oldest] = recent;
        if (oldest !== undefined && recent.length >= most) return Math.max(1, oldest + periodMs - now);
        const row = { times: [...recent, now].toSorted((a, b) => a - b).join(","), takenAt: now };
        const counted = await (known === undefined
          ? db
              .insertInto("allowances")
              .values({ subject, ...row })
              .onConflict((conflict) => conflict.column("subject").doNothing())
              .executeTakeFirst()
              .then(({ numInsertedOrUpdatedRows }) => numInsertedOrUpdatedRows ?? 0n)
          : db
              .updateTable("allowances")
              .set(row)
              .where("subject", "=", subject)
              .where("times", "=", known.times)
              .executeTakeFirst()
              .then(({ numUpdatedRows }) => numUpdatedRows));
        if (counted > 0n) return undefined;
      }
      throw new AppError("busy", say("Too much was asked at the same moment. Try again in a moment."), {
        retryable: true,
      });
    },

    async forgetBefore(before) {
      await db.deleteFrom("allowances").where("takenAt", "<", before).execute();
    },
  };
}

function timesOf(times: string | undefined): readonly number[] {
  return times === undefined || times === "" ? [] : times.split(",").map(Number);
}
