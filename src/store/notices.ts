// Notices that wait to be told.

import type { NoticeRecords } from "../platform/notices.ts";
import type { StateDatabase } from "./tables.ts";

export function createNoticeRecords(db: StateDatabase): NoticeRecords {
  return {
    async add(record) {
      await db.insertInto("notices").values(record).execute();
    },

    async take(now, until, limit) {
      const due = db
        .selectFrom("notices")
        .select("key")
        .where("nextAttemptAt", "<=", now)
        .orderBy("createdAt")
        .limit(limit);
      const taken = await db
        .updateTable("notices")
        .set({ nextAttemptAt: until })
        .where("key", "in", due)
        // Whoever took one meanwhile has it.
        .where("nextAttemptAt", "<=", now)
        .returningAll()
        .execute();
      return taken.toSorted((a, b) => a.createdAt - b.createdAt);
    },

    async postpone(key, attempts, nextAttemptAt) {
      await db.updateTable("notices").set({ attempts, nextAttemptAt }).where("key", "=", key).execute();
    },

    async redate(later, dates) {
      await db.updateTable("notices").set(dates).where("nextAttemptAt", ">", later).execute();
    },

    async remove(key) {
      await db.deleteFrom("notices").where("key", "=", key).execute();
    },
  };
}
