// A database that is open only while it is asked: open it holds a hundred megabytes and more, and few questions need it.

import { open } from "node:fs/promises";
import { MINUTE_MS } from "../time/units.ts";
import { openQueryPool, type QueryPool } from "./query-pool.ts";
import { beingClosed, notOpened } from "./unanswered.ts";

/** How long after its last answer it is closed. */
const REST_AFTER_MS = 2 * MINUTE_MS;

/** What stands at the eighth byte of every DuckDB file. */
const MARK = "DUCK";
const MARK_AT = 8;

/**
 * Looks at the file and opens it when it is first asked. Throws AppError "build-failed" when it is no database; so does a
 * question, when it is but cannot be opened.
 */
export async function createRestingPool(path: string, restAfterMs = REST_AFTER_MS): Promise<QueryPool> {
  await lookAt(path);
  let opened: Promise<QueryPool> | undefined;
  let asking = 0;
  let isClosed = false;
  let resting: NodeJS.Timeout | undefined;

  async function rest(): Promise<void> {
    const pool = opened;
    opened = undefined;
    await (await pool?.catch(() => undefined))?.close();
  }

  return {
    async rows(...question) {
      if (isClosed) throw beingClosed();
      clearTimeout(resting);
      asking += 1;
      try {
        opened ??= openQueryPool(path);
        return await (await opened).rows(...question);
      } finally {
        asking -= 1;
        if (asking === 0 && !isClosed) resting = setTimeout(() => void rest(), restAfterMs).unref();
      }
    },
    async close() {
      isClosed = true;
      clearTimeout(resting);
      await rest();
    },
  };
}

async function lookAt(path: string): Promise<void> {
  try {
    const file = await open(path);
    try {
      const mark = Buffer.alloc(MARK.length);
      await file.read(mark, 0, mark.length, MARK_AT);
      if (mark.toString("latin1") !== MARK) throw new Error(`${path} is no database`);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw notOpened(cause);
  }
}
