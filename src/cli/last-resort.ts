// What becomes of an error that nobody caught. ADR 21 says what is safe to survive and what is not.

import type { Logger } from "../log.ts";
import { paragraph, privately } from "../reply/build.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { HOUR_MS, MINUTE_MS } from "../time/units.ts";

/** So many within a minute are no accident: something goes wrong in a circle, and a fresh process is better. */
const MOST_A_MINUTE = 20;

/** The operator hears of them so often at most; the log has all. */
const TOLD_EVERY_MS = HOUR_MS;

export interface LastResortOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Tells the operator. Never throws. */
  readonly tell: (reply: Reply) => void;
  /** Ends the process in order. */
  readonly giveUp: () => void;
}

/** Survives what nobody caught, from now on. Returns what ends that. */
export function surviveWhatNobodyCaught({ clock, log, tell, giveUp }: LastResortOptions): () => void {
  let recent: readonly number[] = [];
  let toldAt: number | undefined;

  function survive(error: unknown, origin: string): void {
    const now = clock();
    // A clock that was set back must not keep the count for ever.
    recent = [...recent.filter((at) => Math.abs(now - at) < MINUTE_MS), now];
    log.error({ err: error, origin }, "nobody caught this; the bot goes on");
    if (recent.length > MOST_A_MINUTE) {
      log.error({ count: recent.length }, "too much goes wrong where nobody catches it; the bot stops");
      giveUp();
      return;
    }
    if (toldAt !== undefined && Math.abs(now - toldAt) < TOLD_EVERY_MS) return;
    toldAt = now;
    tell(
      privately(
        paragraph(
          "Something failed in the bot in a place where nothing catches it. It goes on, and the log has what it was; if answers or digests are missing now, restart it.",
        ),
      ),
    );
  }

  // Node brings unhandled rejections here, too.
  process.on("uncaughtException", survive);
  return () => void process.off("uncaughtException", survive);
}
