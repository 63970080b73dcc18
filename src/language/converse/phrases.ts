// Whole phrases for a command over what was asked: `send me this every morning`, `by month`, `as a chart`, `save this as courts`.

import type { Declaration } from "../declare/options.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { commandAt, helpOf } from "../mend/offers.ts";
import { readCommand } from "../read/parse.ts";
import { plainText } from "../read/plain-words.ts";
import type { Token } from "../read/text.ts";
import { anew, type Said } from "./turn.ts";

/** Words for what was asked, as a pattern. */
export const POINTING = "that|this|it|them|these|those|the same";

const MORNING = new RegExp(
  `^(?:(?:send|bring|deliver|post)(?: (?:me|us))?(?: (?:${POINTING}))?(?: to (?:me|us))?(?: here)? |get (?:${POINTING}) |(?:a )?digest (?:of |from )?(?:(?:${POINTING}) )?|(?:${POINTING}) )?(?:every|each) (?:morning|day)(?: at (?:nine|0?9(?::00)?(?: ?am)?))?$|^(?:subscribe|subscribe to (?:${POINTING})|(?:make )?(?:a )?(?:daily )?digest (?:of|from) (?:${POINTING}))$`,
);
const STEPS = /^(?:by|per) (?<step>day|week|month|quarter|year)s?$/;
const DRAWN = new RegExp(
  `^(?:(?:(?:show|draw) )?(?:${POINTING}) )?as a (?:chart|graph|line)$|^(?:chart|graph|draw|plot) (?:${POINTING})$|^(?:a |the )?(?:chart|graph)$`,
);
const SORTING = `(?:(?:sort|order|rank|list)(?:ed)? (?:(?:${POINTING}) )?)`;
const BY_DATE = new RegExp(
  `^${SORTING}?by (?:date|time)$|^(?:newest|latest|most recent) first$|^in (?:date|chronological) order$`,
);
const BY_STRENGTH = new RegExp(`^${SORTING}?by (?:impact|strength|score|importance)$|^strongest first$`);
const LIKE =
  /^(?:(?:find|some) )*(?:(?:more|others?|stories|something|anything)(?: stories| articles| ones)? like|similar to)(?= |$)/;
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
  const verb = verbOf(text);
  const command = verb === undefined ? undefined : commandAt(helpOf(known)?.path[0] ?? "", verb, known);
  if (command === undefined) return undefined;
  return { command, tokens: step === undefined ? [] : [word("per:"), word(step)] };
}

/** The command that shows what was asked in that way. */
function verbOf(text: string): string | undefined {
  if (STEPS.test(text) || DRAWN.test(text)) return "trend";
  if (BY_DATE.test(text)) return "latest";
  return BY_STRENGTH.test(text) ? "top" : undefined;
}

function word(text: string): Token {
  return { text, quoted: false };
}

/** `more like this`, `something like the second one`: which one has to be said. */
export function likeSaid(tokens: readonly Token[], known: KnownWords): Said | undefined {
  const [phrase] = LIKE.exec(plainText(tokens)) ?? [];
  const like = commandAt(helpOf(known)?.path[0] ?? "", "like", known);
  if (phrase === undefined || like === undefined) return undefined;
  const which = tokens.slice(phrase.split(" ").length);
  const isPointed = new RegExp(`^(?:${POINTING})(?: one)?$`).test(plainText(which));
  return anew(readCommand(like, isPointed ? [] : which, known));
}

/** `save this as courts` keeps it under that name. */
export function savedAs(tokens: readonly Token[], known: KnownWords): Said | undefined {
  const [phrase] = SAVING.exec(plainText(tokens)) ?? [];
  const save = commandAt(helpOf(known)?.path[0] ?? "", "save", known);
  if (phrase === undefined || save === undefined) return undefined;
  return anew(readCommand(save, tokens.slice(phrase.split(" ").length), known));
}
