// What a mute may say: what of which kind is kept out, of where, for how long.

import { DAY_MS } from "../../time/units.ts";
import { wording } from "../../wording/say.ts";

export const whatOption = {
  kind: "choice",
  summary: wording("A source, a word or a story"),
  choices: [
    { value: "source", label: wording("source"), aliases: ["outlet", "domain"] },
    { value: "word", label: wording("word"), aliases: ["words"] },
    { value: "story", label: wording("story"), aliases: ["article"] },
  ],
} as const;

const digestOption = {
  kind: "text",
  vocabulary: "digest",
  label: wording("Where"),
  summary: wording("Only in this digest or alert; in all of them when not given"),
  maxLength: 60,
} as const;

const valueOption = {
  kind: "text",
  label: wording("Which"),
  summary: wording(
    "The outlet's domain or a number, the word, or the id, number or link of an article of the story",
  ),
  rest: true,
  maxLength: 300,
} as const;

export const muteOptions = {
  what: whatOption,
  value: valueOption,
  for: {
    kind: "duration",
    label: wording("For how long"),
    summary: wording("For how long, such as 7d; for good when not given"),
    minMs: DAY_MS,
    maxMs: 3_650 * DAY_MS,
  },
  digest: digestOption,
} as const;

export const unmuteOptions = { what: whatOption, value: valueOption, digest: digestOption } as const;
