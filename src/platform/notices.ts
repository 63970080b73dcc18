// Notices that were not told yet: each is written down before it is sent, and tried again within minutes until somebody was
// told. Whatever ends the program, it goes on from there.

import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { readReply } from "../reply/stored.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time/units.ts";
import { newNotice } from "./hand-over.ts";
import type { Notifier, Recipient } from "./notifier.ts";
import { within } from "./waiting.ts";
import type { WorkspaceKey } from "./workspace.ts";

/** A notice as the store keeps it. */
export interface NoticeRecord {
  key: string;
  workspace: WorkspaceKey;
  /** Null: the admins. */
  actor: string | null;
  /** JSON. */
  reply: string;
  attempts: number;
  createdAt: number;
  nextAttemptAt: number;
}

/** Where notices are kept. */
export interface NoticeRecords {
  add(record: NoticeRecord): Promise<void>;
  /** Those that are due, the oldest first, at most so many; of several callers one gets each: it is due again at `until`. */
  take(now: number, until: number, limit: number): Promise<readonly NoticeRecord[]>;
  postpone(key: string, attempts: number, nextAttemptAt: number): Promise<void>;
  /** Those that are due only after `later` count as made at `createdAt`, and are due at `nextAttemptAt`. */
  redate(later: number, dates: Pick<NoticeRecord, "createdAt" | "nextAttemptAt">): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Notices extends Notifier {
  /** Tries those that are due. Never rejects. */
  retry(): Promise<void>;
  /** Looks every minute from now on. */
  start(): void;
  /** Begins no further try, and waits a little for the one that is under way. */
  close(): Promise<void>;
}

/** Between tries: doubled each time, up to this. */
const FIRST_RETRY_MS = MINUTE_MS;
const LONGEST_RETRY_MS = 15 * MINUTE_MS;
/** What lasts is told again by whoever watches it. */
const GIVEN_UP_AFTER_MS = DAY_MS;
/** A try that takes longer ended with its program. */
const TRY_MS = 5 * MINUTE_MS;
const MOST_AT_ONCE = 20;
/** One of a clock that was ahead may stand there since before this. */
const LOOKED_BACK_MS = 12 * HOUR_MS;
/** What is not over then when the bot closes is looked for at the next start. */
const CLOSING_MS = 2_000;

/**
 * Tells through `notifier`. `tell` resolves when somebody was told or will be tried again, and rejects when nobody can be
 * told.
 */
export function createNotices(options: {
  readonly records: NoticeRecords;
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** Whether the clock can be trusted to tell what is old. */
  readonly isClockSure: () => boolean;
  readonly log: Logger;
}): Notices {
  const { records, notifier, clock, isClockSure, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isClosing = false;

  /** Rejects when nobody can be told; the notice is gone then, too. */
  async function attempt(record: NoticeRecord): Promise<void> {
    const { key, workspace, actor, attempts, createdAt } = record;
    const to: Recipient = actor === null ? "admins" : { actorId: actor };
    try {
      const since = attempts === 0 ? {} : { since: createdAt };
      await notifier.tell(workspace, to, readReply(record.reply), { key, ...since });
    } catch (error) {
      const isLate = clock() - createdAt > GIVEN_UP_AFTER_MS && isClockSure();
      if (isLate || !(error instanceof AppError) || !error.retryable) {
        await noted(records.remove(key));
        throw error;
      }
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 10), LONGEST_RETRY_MS);
      await noted(records.postpone(key, attempts + 1, clock() + waitMs));
      log.warn({ workspace, key, reason: messageOf(error), waitMs }, "a notice is told later");
      return;
    }
    await noted(records.remove(key));
  }

  /** What is not noted is looked for at the next try. False when it could not be. */
  function noted(saving: Promise<void>): Promise<boolean> {
    return saving.then(
      () => true,
      (error: unknown) => {
        log.warn({ reason: messageOf(error) }, "what becomes of a notice could not be written down");
        return false;
      },
    );
  }

  /** Nobody waits for this answer any more, so that the admins hear what one person cannot be told. */
  async function tellOthers({ workspace, actor, reply }: NoticeRecord, error: unknown): Promise<void> {
    log.error({ err: error, workspace, actor }, "nobody could be told");
    if (actor !== null) await tell(workspace, "admins", readReply(reply)).catch(() => undefined);
  }

  async function retryAll(): Promise<void> {
    try {
      if (isClosing) return;
      const now = clock();
      // Nothing waits so long: a clock that was ahead dated it.
      await records.redate(now + LONGEST_RETRY_MS, { createdAt: now - LOOKED_BACK_MS, nextAttemptAt: now });
      for (const record of await records.take(now, now + TRY_MS, MOST_AT_ONCE)) {
        if (isClosing) return;
        // One that was cut off may stand there.
        await attempt({ ...record, attempts: Math.max(1, record.attempts) }).catch((error: unknown) =>
          tellOthers(record, error),
        );
      }
    } catch (error) {
      log.error({ err: error }, "notices that wait could not be read");
    }
  }

  function retry(): Promise<void> {
    running = running.then(retryAll);
    return running;
  }

  async function tell(workspace: WorkspaceKey, to: Recipient, reply: Reply): Promise<void> {
    const now = clock();
    const record: NoticeRecord = {
      ...newNotice(),
      workspace,
      actor: to === "admins" ? null : to.actorId,
      reply: JSON.stringify(reply),
      attempts: 0,
      createdAt: now,
      nextAttemptAt: now + TRY_MS,
    };
    // That the disk is full is told all the same.
    if (await noted(records.add(record))) await attempt(record);
    else await notifier.tell(workspace, to, reply, { key: record.key });
  }

  return {
    tell,
    retry,
    start() {
      timer ??= setInterval(() => void retry(), MINUTE_MS).unref();
    },
    async close() {
      isClosing = true;
      clearInterval(timer);
      await within(running, CLOSING_MS);
    },
  };
}
