// What a platform's answer to a message means for its delivery. Each adapter has a table of the answers that its platform
// documents; the table is read here.

import type { SendOutcome } from "./destination.ts";

/** It arrived, and has this id. */
export function sent(messageId: string): SendOutcome {
  return { type: "sent", messageId };
}

/** It was not taken now; ask again after so long. */
export function later(afterMs: number): SendOutcome {
  return { type: "later", afterMs };
}

/** It never will be. `reason`: a sentence for whoever set the digest up. */
export function never(reason: string): SendOutcome {
  return { type: "never", reason };
}

/** The place takes messages, but not this one. `reason`: a sentence for whoever set the digest up. */
export function refused(cause: "content" | "length", reason: string): SendOutcome {
  return { type: "refused", cause, reason };
}

/** It may or may not be there. */
export const UNKNOWN: SendOutcome = { type: "unknown" };

/** Answers of a platform that mean the same for a message; a row of docs/deliveries.md. */
export interface AnswerRow<Word extends string | number> {
  /** What has happened, for people who run a bot. */
  readonly when: string;
  /** The platform's words or codes for it. */
  readonly words: readonly Word[];
  readonly outcome: SendOutcome;
}

/** The outcome of a word; `UNKNOWN` for one that no row has: it is looked for, not guessed. */
export function outcomesBy<Word extends string | number>(
  rows: readonly AnswerRow<Word>[],
): (word: Word) => SendOutcome {
  const table = new Map(rows.flatMap(({ words, outcome }) => words.map((word) => [word, outcome] as const)));
  return (word) => table.get(word) ?? UNKNOWN;
}
