// What "show 2" means: the numbers of an actor's last answer and the articles they stood for.

import { z } from "zod";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { StateDatabase } from "./tables.ts";

/** Entries a list holds: fifty pages of ten, the most `/news top` shows. */
const MAX_ENTRIES = 500;

const entriesSchema = z.array(z.tuple([z.number().int(), z.string()]));

export interface Lists {
  /**
   * Makes `entries` (number → article id) the actor's list, or adds them to it with `append`; a number given again
   * changes its article. Beyond 500 the entries written longest ago go.
   */
  remember(
    workspace: WorkspaceKey,
    actor: string,
    entries: ReadonlyMap<number, string>,
    options: { readonly append: boolean },
    now: number,
  ): Promise<void>;
  /** The article id behind a number of the actor's list. */
  article(workspace: WorkspaceKey, actor: string, number: number): Promise<string | undefined>;
}

export function createLists(db: StateDatabase): Lists {
  return {
    async remember(workspace, actor, entries, { append }, now) {
      await db.transaction().execute(async (trx) => {
        // Writes before it reads: the row is then locked, and two appends at once both count.
        const before = await trx
          .insertInto("lastLists")
          .values({ workspace, actor, entries: "[]", updatedAt: now })
          .onConflict((conflict) => conflict.columns(["workspace", "actor"]).doUpdateSet({ updatedAt: now }))
          .returning("entries")
          .executeTakeFirstOrThrow();
        const list = new Map(append ? parseEntries(before.entries) : []);
        for (const [number, article] of entries) {
          list.delete(number);
          list.set(number, article);
        }
        await trx
          .updateTable("lastLists")
          .set({ entries: JSON.stringify([...list].slice(-MAX_ENTRIES)) })
          .where("workspace", "=", workspace)
          .where("actor", "=", actor)
          .execute();
      });
    },

    async article(workspace, actor, number) {
      const row = await db
        .selectFrom("lastLists")
        .select("entries")
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .executeTakeFirst();
      return row === undefined ? undefined : new Map(parseEntries(row.entries)).get(number);
    },
  };
}

function parseEntries(json: string): [number, string][] {
  return entriesSchema.parse(JSON.parse(json));
}
