// Makes one correction: the message is made to say what it has to, and what became of that is noted. Doing it twice does no
// more than once, so a lost answer is asked for again.

import type { Logger } from "../../log.ts";
import type { CorrectOutcome, Places } from "../../platform/destination.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Correction, Ledger } from "../../store/ledger.ts";
import type { Subscriptions } from "../../store/subscriptions.ts";
import { DAY_MS, MINUTE_MS } from "../../time/units.ts";
import { inLanguage } from "../../wording/say.ts";
import { nextTryMs } from "../deliver/next-try.ts";
import { untilAborted } from "../deliver/until-aborted.ts";
import { type Contents, readContents, replyOfPieces } from "../say/pieces.ts";
import { languageOf, readPlace } from "../subscription.ts";

/** A platform that does not answer within this has lost the answer. */
const TIMEOUT_MS = 20_000;
/** How often one is looked at whose platform does not run here. */
const ABSENT_PLATFORM_MS = MINUTE_MS;
/** After so long the next digest tells it. */
const GIVEN_UP_AFTER_MS = 7 * DAY_MS;

export interface Corrector {
  /** Brings a correction as far as it gets now. Never rejects for what a platform does. */
  correct(slot: string, n: number): Promise<void>;
}

export function createCorrector(options: {
  readonly ledger: Ledger;
  readonly subscriptions: Pick<Subscriptions, "get">;
  readonly places: Pick<Places, "open">;
  readonly clock: Clock;
  /** Whether this process may send now. */
  readonly mayDeliver: () => boolean;
  readonly log: Logger;
  /** Between 0 and 1. */
  readonly jitter: () => number;
  /** Aborts when the program closes: what is under way is then made again at the next start. */
  readonly signal: AbortSignal;
  /** It was made, or never will be. */
  readonly onSettled: (workspace: WorkspaceKey) => void;
}): Corrector {
  const { ledger, subscriptions, places, clock, mayDeliver, log, jitter, signal, onSettled } = options;

  /** Undefined when its platform does not run here. */
  async function made(correction: Correction, contents: Contents): Promise<CorrectOutcome | undefined> {
    const { workspace, place, key, n, messageId, firstMessageId, slot } = correction;
    const { pieces, continued } = contents;
    const reply = replyOfPieces(pieces);
    const destination = await places.open(workspace, readPlace(place), [reply]);
    if (destination === undefined) return undefined;
    if (destination.correct === undefined)
      return { type: "never", reason: "The platform cannot change what stands." };
    // Somebody else made it, and there is nothing to postpone.
    if (!(await ledger.claimCorrection(slot, n))) return { type: "later", afterMs: 0 };
    const message = {
      key,
      n,
      messageId,
      ...(n === 0 || firstMessageId === null ? {} : { firstMessageId }),
      ...(continued === undefined ? {} : { continued }),
    };
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      return await untilAborted(destination.correct(message, reply, { signal: within }), within);
    } catch (error) {
      log.error({ err: error, key }, "it is not known whether a message was corrected");
      return { type: "unknown" };
    }
  }

  return {
    async correct(slot, n) {
      const correction = await ledger.correction(slot, n);
      if (correction === undefined || signal.aborted || !mayDeliver()) return;
      const { workspace, key, state, attempts, plannedAt } = correction;
      const contents = readContents({ pieces: correction.contents });
      if (contents === undefined) return;
      const owner = await subscriptions.get(correction.subscription);
      const language = owner === undefined ? "en" : languageOf(owner);
      const outcome = await inLanguage(language, () => made(correction, contents));

      async function later(afterMs = 0): Promise<void> {
        if (mayDeliver() && clock() - plannedAt > GIVEN_UP_AFTER_MS) return end("It was tried for 7 days.");
        await ledger.postponeCorrection(slot, n, clock() + nextTryMs(attempts, jitter(), afterMs), {
          // What an earlier try may have done it still may.
          unmade: outcome?.type === "later" && state === "pending",
        });
      }

      async function end(reason: string): Promise<void> {
        log.info(
          { key, reason },
          "a message cannot be corrected in place; the next digest tells what changed",
        );
        await ledger.dropPost(slot, n, { unmade: state === "pending" && outcome?.type !== "unknown" });
        onSettled(workspace);
      }

      switch (outcome?.type) {
        case "corrected":
          await ledger.confirmCorrection(slot, n);
          return onSettled(workspace);
        case "gone":
          return end("It does not stand any more.");
        case "never":
          return end(outcome.reason);
        case "later":
          return later(outcome.afterMs);
        case "unknown":
          return later();
        case undefined:
          return later(ABSENT_PLATFORM_MS);
      }
    },
  };
}
