// One notice, into one place or to several people: what was tried before is looked for before it is sent again.

import { randomBytes } from "node:crypto";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Reply } from "../reply/reply.ts";
import { say } from "../wording/say.ts";
import type { DeliveryContext, Destination } from "./destination.ts";
import type { Notice } from "./notifier.ts";

/**
 * `told`: it stands there, or the history cannot be read, and then it is not sent twice. `later`: it does not stand there, or
 * nobody knows yet. `never`: the place does not take it.
 */
export type HandOver = "told" | "later" | "never";

/** Rejects for no answer of a platform. */
export async function handOver(
  destination: Destination,
  reply: Reply,
  { key, since }: Notice,
  { signal, log }: { readonly signal: AbortSignal; readonly log: Logger },
): Promise<HandOver> {
  let context: DeliveryContext = { signal };
  for (const part of destination.plan({ main: reply }, key)) {
    if (since !== undefined) {
      const found = await destination.find(part, since, context).catch((error: unknown) => {
        log.info({ key, reason: messageOf(error) }, "a notice could not be looked for yet");
        return undefined;
      });
      if (found === undefined) return "later";
      if (found.type === "sent") context = { firstMessageId: found.messageId, ...context };
      if (found.type !== "absent") continue;
    }
    const outcome = await destination.send(part, context);
    switch (outcome.type) {
      case "sent":
        context = { firstMessageId: outcome.messageId, ...context };
        break;
      case "later":
      // Looked for at the next try.
      case "unknown":
        return "later";
      case "never":
      case "refused":
        log.warn({ key, reason: outcome.reason }, "a notice did not reach its reader");
        return "never";
    }
  }
  return "told";
}

/** What came of telling several people: it is told when one of them was. */
export function together(outcomes: readonly HandOver[]): HandOver {
  if (outcomes.includes("told")) return "told";
  return outcomes.includes("later") ? "later" : "never";
}

/** Throws AppError "network" unless it was told; retryable where it may be told later. */
export function checkTold(outcome: HandOver, platform: string): void {
  if (outcome === "told") return;
  throw new AppError("network", say("Nobody could be told on {platform}.", { platform }), {
    retryable: outcome === "later",
  });
}

/** A notice that was never tried. */
export function newNotice(): Notice {
  return { key: randomBytes(12).toString("base64url") };
}
