// Bounds that hold whoever adds at the same moment: rows are added one after the other, and counted before they are saved.

import { PostgresAdapter, sql, type Transaction } from "kysely";
import { addEntry, type Deed } from "./audit.ts";
import type { StateDatabase, Tables } from "./tables.ts";

/** How many there may be. */
export interface Bounds {
  readonly inWorkspace: number;
  /** Of one person; absent for whom only the workspace's bound counts. */
  readonly ofPerson?: number;
}

/** What came of adding: `full` in the workspace, `own-full` of that person. */
export type AddOutcome = "added" | "taken" | "full" | "own-full";

/** Undoes a transaction, and is what came of it. */
class Refused extends Error {
  readonly outcome: Exclude<AddOutcome, "added">;

  constructor(outcome: Exclude<AddOutcome, "added">) {
    super(outcome);
    this.outcome = outcome;
  }
}

/**
 * Adds by `add`, which says whether there is room for it by its name, then undoes that where `count` gives more than the bounds
 * allow. What replaces a row is never over a bound.
 */
export async function addWithin(
  db: StateDatabase,
  table: "subscriptions" | "mutes" | "savedQuestions",
  steps: {
    readonly bounds: Bounds;
    /** Noted where it is added. */
    readonly deed?: Deed | undefined;
    readonly add: (trx: Transaction<Tables>) => Promise<boolean>;
    readonly count: (trx: Transaction<Tables>) => Promise<{ readonly all: number; readonly own: number }>;
  },
): Promise<AddOutcome> {
  const { bounds, deed, add, count } = steps;
  try {
    return await db.transaction().execute(async (trx): Promise<AddOutcome> => {
      // On SQLite a transaction begins with the only write lock there is.
      if (trx.getExecutor().adapter instanceof PostgresAdapter)
        await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(trx);
      const before = await count(trx);
      if (!(await add(trx))) throw new Refused("taken");
      const { all, own } = await count(trx);
      if (own > before.own && own > (bounds.ofPerson ?? own)) throw new Refused("own-full");
      if (all > before.all && all > bounds.inWorkspace) throw new Refused("full");
      if (deed !== undefined) await addEntry(trx, deed);
      return "added";
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}
