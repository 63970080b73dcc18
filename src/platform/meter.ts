// What the program tells whoever measures it, as it happens. Nothing of it names a person, a word that was asked, or an article.

import type { SendOutcome } from "./destination.ts";

/** What became of a command: `refused` in a sentence, `failed` by a defect. */
export type CommandOutcome = "done" | "refused" | "failed";

export interface Meter {
  /** `command`: its path, such as `news top`. What was not understood is none. */
  answered(answer: {
    readonly command: string;
    readonly outcome: CommandOutcome;
    readonly durationMs: number;
  }): void;
  /** What became of bringing a data set up to date. */
  refreshed(outcome: "unchanged" | "swapped" | "failed" | "recovered"): void;
  /** What a platform answered to a message of a digest. */
  sent(platform: string, outcome: SendOutcome["type"]): void;
}

/** Measures nothing. */
export const NO_METER: Meter = {
  answered: () => undefined,
  refreshed: () => undefined,
  sent: () => undefined,
};
