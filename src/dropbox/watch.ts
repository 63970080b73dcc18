// Waits for changes in Dropbox and tells of them within seconds. Never asks without a pause.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Pace } from "../reply/ports.ts";
import { backoffMs, realPace } from "../time/pace.ts";
import { MINUTE_MS } from "../time/units.ts";
import type { DropboxClient } from "./client.ts";

export interface WatchOptions {
  readonly client: Pick<DropboxClient, "longpoll">;
  /** Where the last sync stands; undefined before the first. */
  readonly cursor: () => Promise<string | undefined>;
  /** Brings the files up to date, which moves the cursor. Resolves when that is done. */
  readonly onChange: () => Promise<unknown>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly pace?: Pace;
}

/** https://developers.dropbox.com/detecting-changes-guide: up to 480 s; Node's fetch gives up after 300 s without headers. */
const LONGPOLL_SECONDS = 120;
/** After every answer, however quick: many changes at once become one sync. */
const PAUSE_MS = 1_000;
/** Before the first sync there is nothing to wait with. */
const NO_CURSOR_MS = 15_000;
const BACKOFF = { firstMs: 2_000, longestMs: 5 * MINUTE_MS };

/** Calls `onChange` after every change until the signal ends it. Never rejects: failures are logged and waited out. */
export async function watchForChanges(options: WatchOptions): Promise<void> {
  const { client, cursor: currentCursor, onChange, signal, log, pace = realPace } = options;

  /** How long to wait before the next look; throws when it failed. */
  async function look(): Promise<number> {
    const cursor = await currentCursor();
    if (cursor === undefined) return NO_CURSOR_MS;
    const { changes, backoffMs: toldMs = 0 } = await client.longpoll(cursor, {
      timeoutSeconds: LONGPOLL_SECONDS,
      signal,
    });
    if (changes) {
      await onChange();
      // Otherwise the same cursor would be answered at once, again and again.
      if ((await currentCursor()) === cursor) throw new Error("the change was not taken over");
    }
    return Math.max(PAUSE_MS, toldMs);
  }

  let failures = 0;
  while (!signal.aborted) {
    let waitMs: number;
    try {
      waitMs = await look();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      waitMs = backoffMs(failures, pace.random, BACKOFF);
      log.info({ reason: messageOf(error), failures, waitMs }, "waiting for changes in dropbox failed");
    }
    // Ends early, by rejecting, only with the signal.
    await pace.sleep(waitMs, signal).catch(() => undefined);
  }
}
