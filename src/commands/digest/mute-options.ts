// What a mute may say: what of which kind is kept out, of where, for how long.

import { DAY_MS } from "../../time/units.ts";

export const whatOption = {
  kind: "choice",
  summary: "A source, a word or a story",
  choices: [
    { value: "source", label: "source", aliases: ["outlet", "domain"] },
    { value: "word", label: "word", aliases: ["words"] },
    { value: "story", label: "story", aliases: ["article"] },
  ],
} as const;

const digestOption = {
  kind: "text",
  vocabulary: "digest",
  label: "Where",
  summary: "Only in this digest or alert; in all of them when not given",
  maxLength: 60,
} as const;

const valueOption = {
  kind: "text",
  label: "Which",
  summary: "The outlet's domain, the word, or the id, number or link of an article of the story",
  rest: true,
  maxLength: 300,
} as const;

export const muteOptions = {
  what: whatOption,
  value: valueOption,
  for: {
    kind: "duration",
    label: "For how long",
    summary: "For how long, such as 7d; for good when not given",
    minMs: DAY_MS,
    maxMs: 3_650 * DAY_MS,
  },
  digest: digestOption,
} as const;

export const unmuteOptions = { what: whatOption, value: valueOption, digest: digestOption } as const;
