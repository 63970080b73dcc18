// What a platform's answer to a message means for its delivery. Each adapter has a table of the answers that its platform
// documents; the table is read here.

import { assertNever } from "../errors.ts";
import { say } from "../wording/say.ts";
import type { CorrectOutcome, SendOutcome } from "./destination.ts";

/** It arrived, and has this id. */
export function sent(messageId: string): SendOutcome {
  return { type: "sent", messageId };
}

/** It was not taken now; ask again after so long. */
export function later(afterMs: number): Extract<SendOutcome, { type: "later" }> {
  return { type: "later", afterMs };
}

/** It never will be. `reason`: a sentence for whoever set the digest up. */
export function never(reason: string): Extract<SendOutcome, { type: "never" }> {
  return { type: "never", reason };
}

/** The place takes messages, but not this one. `reason`: a sentence for whoever set the digest up. */
export function refused(cause: "content" | "length", reason: string): SendOutcome {
  return { type: "refused", cause, reason };
}

/** It may or may not be there. */
export const UNKNOWN = { type: "unknown" } as const satisfies SendOutcome;

/** Answers of a platform that mean the same for a message; a row of docs/deliveries.md. */
export interface AnswerRow<Word extends string | number, Outcome = SendOutcome> {
  /** What has happened, for people who run a bot. */
  readonly when: string;
  /** The platform's words or codes for it. */
  readonly words: readonly Word[];
  readonly outcome: Outcome;
}

/** The outcome of a word, said to whoever listens; `UNKNOWN` for one that no row has: it is looked for, not guessed. */
export function outcomesBy<Word extends string | number>(
  rows: readonly AnswerRow<Word>[],
): (word: Word) => SendOutcome {
  const table = new Map(rows.flatMap(({ words, outcome }) => words.map((word) => [word, outcome] as const)));
  return (word) => said(table.get(word) ?? UNKNOWN);
}

/** Of a word that is an answer to a correction: by rows of its own, else by what it means for a message that is sent. */
export function correctionsBy<Word extends string | number>(
  rows: readonly AnswerRow<Word, CorrectOutcome>[],
  otherwise: (word: Word) => SendOutcome,
): (word: Word) => CorrectOutcome {
  const table = new Map(rows.flatMap(({ words, outcome }) => words.map((word) => [word, outcome] as const)));
  return (word) => {
    const own = table.get(word);
    return own === undefined ? asCorrection(otherwise(word)) : said(own);
  };
}

/** An outcome of a table, whose reason was only written there. */
function said<Outcome extends SendOutcome | CorrectOutcome>(outcome: Outcome): Outcome {
  return "reason" in outcome ? { ...outcome, reason: say(outcome.reason) } : outcome;
}

/** What becomes of a correction where that would become of a message. */
export function asCorrection(outcome: SendOutcome): CorrectOutcome {
  switch (outcome.type) {
    case "sent":
      return { type: "corrected" };
    case "refused":
      return { type: "never", reason: outcome.reason };
    case "later":
    case "never":
    case "unknown":
      return outcome;
    default:
      return assertNever(outcome);
  }
}
