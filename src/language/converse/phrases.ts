// Whole phrases for a command over what was asked: `send me this every morning`, `by month`, `as a chart`, `save this as courts`.

import type { Declaration } from "../declare/options.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { commandAt, helpOf } from "../mend/offers.ts";
import { readCommand } from "../read/parse.ts";
import type { Token } from "../read/text.ts";
import { anew, type Said } from "./turn.ts";
import { plainText } from "./utterance.ts";

/** Words for what was asked, as a pattern. */
export const POINTING = "that|this|it|them|these|those|the same";

const MORNING = new RegExp(
  `^(?:(?:send|bring|deliver|post)(?: (?:me|us))?(?: (?:${POINTING}))?(?: to (?:me|us))?(?: here)? |get (?:${POINTING}) |(?:${POINTING}) )?(?:every|each) (?:morning|day)$`,
);
const STEPS = /^(?:by|per) (?<step>day|week|month|quarter|year)s?$/;
const DRAWN = new RegExp(
  `^(?:(?:(?:show|draw) )?(?:${POINTING}) )?as a (?:chart|graph|line)$|^(?:chart|graph|draw|plot) (?:${POINTING})$`,
);
const SAVING = new RegExp(`^(?:save|keep|remember) (?:${POINTING})(?: (?:as|under))?(?= |$)`);

/** A command that takes the filters of the one before, and the words that are left for it. */
export function phrased(
  tokens: readonly Token[],
  known: KnownWords,
): { readonly command: Declaration; readonly tokens: readonly Token[] } | undefined {
  const text = plainText(tokens);
  if (MORNING.test(text)) {
    const morning = commandAt("digest", "morning", known);
    // `send me this` in a channel is not for everybody there.
    const forMe = / me(?= |$)/.test(text) ? [word("alone")] : [];
    return morning === undefined ? undefined : { command: morning, tokens: forMe };
  }
  const { step } = STEPS.exec(text)?.groups ?? {};
  if (step === undefined && !DRAWN.test(text)) return undefined;
  const trend = commandAt(helpOf(known)?.path[0] ?? "", "trend", known);
  if (trend === undefined) return undefined;
  return { command: trend, tokens: step === undefined ? [] : [word("per:"), word(step)] };
}

function word(text: string): Token {
  return { text, quoted: false };
}

/** `save this as courts` keeps it under that name. */
export function savedAs(tokens: readonly Token[], known: KnownWords): Said | undefined {
  const [phrase] = SAVING.exec(plainText(tokens)) ?? [];
  const save = commandAt(helpOf(known)?.path[0] ?? "", "save", known);
  if (phrase === undefined || save === undefined) return undefined;
  return anew(readCommand(save, tokens.slice(phrase.split(" ").length), known));
}
