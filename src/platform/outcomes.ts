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

/** A platform's words or codes that mean the same for a message. */
export type OutcomeRow<Word extends string | number> = readonly [
  words: readonly Word[],
  outcome: SendOutcome,
];

/** The outcome of a word by the first row that has it; undefined for a word that no row has. */
export function outcomesBy<Word extends string | number>(
  rows: readonly OutcomeRow<Word>[],
): (word: Word) => SendOutcome | undefined {
  const table = new Map<Word, SendOutcome>();
  for (const [words, outcome] of rows)
    for (const word of words) if (!table.has(word)) table.set(word, outcome);
  return (word) => table.get(word);
}
