// Commands behind buttons: a button's code is at most 90 bytes, so a longer command becomes a row.

import { hash, randomBytes } from "node:crypto";
import type { CompiledQuery } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { DAY_MS } from "../time/units.ts";
import type { StateDatabase, Tables } from "./tables.ts";
import type { WriteUnsynced } from "./unsynced.ts";

/** How long a button works after its command was last kept: 30 days. */
const ACTION_LIFE_MS = 30 * DAY_MS;

/**
 * Commands behind buttons that a workspace keeps, of at most a kilobyte each. With thirty commands a minute and some ten such
 * buttons an answer it takes one person five and a half hours to push out the oldest.
 */
export const MOST_ACTIONS = 100_000;

export interface Actions {
  /**
   * Keeps commands for 30 days, all of them or none, and returns their ids by command: 12 characters of A–Z a–z 0–9 - _, not
   * guessable, of those kept together the first four the same. The same command of a workspace keeps its id and lives anew.
   */
  keep(
    workspace: WorkspaceKey,
    commands: readonly string[],
    now: number,
  ): Promise<ReadonlyMap<string, string>>;
  /** The command, for its own workspace and until it expires. */
  find(workspace: WorkspaceKey, id: string, now: number): Promise<string | undefined>;
  /** Also those beyond the newest 100,000 of a workspace. Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

/** What begins ids that are made together: in the index by id they stand on one page, and one page is written. */
const BEGINNING_BYTES = 3;
/** What nobody guesses: 48 bits. */
const SECRET_BYTES = 6;

/** So many ids of 12 characters, not guessable. */
export function newActionIds(count: number): readonly string[] {
  const bytes = randomBytes(BEGINNING_BYTES + count * SECRET_BYTES);
  const beginning = bytes.toString("base64url", 0, BEGINNING_BYTES);
  return Array.from({ length: count }, (_, at) => {
    const from = BEGINNING_BYTES + at * SECRET_BYTES;
    return beginning + bytes.toString("base64url", from, from + SECRET_BYTES);
  });
}

/**
 * Keeps rows, and gives their ids by command. The statement over so many rows is made once: making it takes longer than what the
 * database does with it.
 */
function keepingIn(
  db: StateDatabase,
): (rows: readonly Tables["actions"][]) => CompiledQuery<Pick<Tables["actions"], "id" | "command">> {
  const made = new Map<number, CompiledQuery<Pick<Tables["actions"], "id" | "command">>>();
  return (rows) => {
    const keep =
      made.get(rows.length) ??
      db
        .insertInto("actions")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["workspace", "commandHash"])
            .doUpdateSet({ expiresAt: (values) => values.ref("excluded.expiresAt") }),
        )
        .returning(["id", "command"])
        .compile();
    made.set(rows.length, keep);
    return { ...keep, parameters: rows.flatMap((row) => Object.values(row)) };
  };
}

/** `mostActions`: for tests. Default `MOST_ACTIONS`. */
export function createActions(
  db: StateDatabase,
  unsynced: WriteUnsynced,
  mostActions = MOST_ACTIONS,
): Actions {
  const keeping = keepingIn(db);
  return {
    async keep(workspace, commands, now) {
      // In one order, so that two replies with the same buttons do not wait for each other's rows in Postgres.
      const different = [...new Set(commands)].sort();
      const ids = newActionIds(different.length);
      const rows = different.map((command, at) => ({
        id: ids[at] ?? "",
        workspace,
        command,
        commandHash: hash("sha256", command),
        expiresAt: now + ACTION_LIFE_MS,
      }));
      if (rows.length === 0) return new Map();
      const { rows: kept } = await unsynced((trx) => trx.executeQuery(keeping(rows)));
      return new Map(kept.map(({ id, command }) => [command, id]));
    },

    async find(workspace, id, now) {
      const row = await db
        .selectFrom("actions")
        .select("command")
        .where("id", "=", id)
        .where("workspace", "=", workspace)
        .where("expiresAt", ">", now)
        .executeTakeFirst();
      return row?.command;
    },

    async deleteExpired(now) {
      const result = await db.deleteFrom("actions").where("expiresAt", "<=", now).executeTakeFirst();
      let deleted = Number(result.numDeletedRows);
      const full = await db
        .selectFrom("actions")
        .select("workspace")
        .groupBy("workspace")
        .having((having) => having.fn.countAll(), ">", mostActions)
        .execute();
      for (const { workspace } of full) {
        const oldestKept = await db
          .selectFrom("actions")
          .select("expiresAt")
          .where("workspace", "=", workspace)
          .orderBy("expiresAt", "desc")
          .offset(mostActions - 1)
          .limit(1)
          .executeTakeFirstOrThrow();
        const older = await db
          .deleteFrom("actions")
          .where("workspace", "=", workspace)
          .where("expiresAt", "<", oldestKept.expiresAt)
          .executeTakeFirst();
        deleted += Number(older.numDeletedRows);
      }
      return deleted;
    },
  };
}
