// The options that commands over the news share: what of them, of which dates, in which order, how much.

import type { Arguments, Options } from "../../language/declare/options.ts";
import { dimensionOptions } from "../../news/filter/dimensions.ts";
import { topicOption } from "../../news/filter/topics.ts";
import { eachOption } from "../../news/filter/turns.ts";

const { pillar, direction, impact, relevance, ...others } = dimensionOptions;

/** Which news, of which dates. */
export const filterOptions = {
  pillar,
  direction,
  impact,
  relevance,
  since: {
    kind: "date",
    bound: "since",
    summary: "From when: 7d, last week, 2024-02, 2024-02-05, all",
    bare: true,
  },
  until: { kind: "date", bound: "until", summary: "Up to and including: 2024-02, 2024-02-05" },
  ...others,
} as const satisfies Options;

export const listOptions = {
  ...filterOptions,
  topic: topicOption,
  each: eachOption,
  limit: { kind: "integer", summary: "How many stories, 1 to 10; 5 when not given", min: 1, max: 10 },
  page: { kind: "integer", summary: "Which page, 1 to 50", min: 1, max: 50 },
  share: { kind: "flag", summary: "Show the answer to everyone here" },
  snapshot: {
    kind: "text",
    summary: "The state of the news that page 1 showed",
    hidden: true,
    maxLength: 64,
  },
} as const satisfies Options;

export type ListValues = Arguments<typeof listOptions>;
