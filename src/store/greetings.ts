// Which channels were greeted.

import type { GreetingRecords } from "../platform/greetings.ts";
import type { StateDatabase } from "./tables.ts";

export function createGreetingRecords(db: StateDatabase): GreetingRecords {
  return {
    async take({ workspace, channel }, now) {
      const result = await db
        .insertInto("greetings")
        .values({ workspace, channel, greetedAt: now })
        .onConflict((conflict) => conflict.columns(["workspace", "channel"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async giveBack({ workspace, channel }) {
      await db
        .deleteFrom("greetings")
        .where("workspace", "=", workspace)
        .where("channel", "=", channel)
        .execute();
    },
  };
}
