// What happened once and does not happen again.

import type { FirstTimes } from "../platform/first-times.ts";
import type { StateDatabase } from "./tables.ts";

export function createFirstTimes(db: StateDatabase): FirstTimes {
  return {
    async take({ workspace, subject }, now) {
      const result = await db
        .insertInto("firstTimes")
        .values({ workspace, subject, at: now })
        .onConflict((conflict) => conflict.columns(["workspace", "subject"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async isFirst({ workspace, subject }) {
      const taken = await db
        .selectFrom("firstTimes")
        .select("at")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .executeTakeFirst();
      return taken === undefined;
    },

    async forgetBefore(workspace, before) {
      await db.deleteFrom("firstTimes").where("workspace", "=", workspace).where("at", "<", before).execute();
    },

    async giveBack({ workspace, subject }) {
      await db
        .deleteFrom("firstTimes")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .execute();
    },
  };
}
