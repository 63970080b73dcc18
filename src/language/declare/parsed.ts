// What the parser makes of an input: a command to run, or what was understood and what would work.

import type { Declaration, Values } from "./options.ts";

/** Words the data knows: for bare values, checks and completion. */
export interface Lexicon {
  /** English country names in the data, most articles first. */
  readonly countries: readonly string[];
  /** Outlet domains in the data, most articles first. */
  readonly sources: readonly string[];
  /** Names of the workspace's digests and alerts. */
  readonly digests: readonly string[];
}

/** Fields and answers of forms as they come, by option name. */
export type RawValues = Readonly<Record<string, string | number | boolean>>;

/** What is known where nothing is. */
export const NO_WORDS: Lexicon = { countries: [], sources: [], digests: [] };

/** A command that would work, offered as a button. */
export interface Offer {
  readonly label: string;
  /** Full text, `/news top pillar 7`. */
  readonly command: string;
  /** Whether it has another number or date than what was typed. */
  readonly isOther?: boolean;
}

/**
 * Why an input was not run. Always carries a sentence, what was understood, and at least one thing that works.
 * Texts are plain and short; the input is quoted in them only cut and cleaned of control characters.
 */
export interface Misunderstanding {
  /** What happened: `I read "top" and "1", but not "piller".` */
  readonly sentence: string;
  /** `nearest`: one corrected form; `choices`: several things fit; `example`: only an example can be given. */
  readonly offers: readonly Offer[];
  readonly kind: "nearest" | "choices" | "take-as" | "example";
  /** A command of that shape that works as typed. */
  readonly example: string;
}

export type Parsed<C extends Declaration = Declaration> =
  | { readonly type: "command"; readonly command: C; readonly values: Values }
  | { readonly type: "misunderstood"; readonly misunderstanding: Misunderstanding };
