// The commands that count, and their options: what lists take of a filter and of dates, and what each counts by.

import type { Arguments, Options } from "../../../language/declare/options.ts";
import { wording } from "../../../wording/say.ts";
import { answerOptions, filterOptions } from "../filters.ts";

/** What is counted group by group. */
const byOption = {
  kind: "choice",
  layout: "kept",
  summary: wording("What the numbers are broken down by"),
  choices: [
    { value: "pillar", label: "pillar", aliases: ["pillars"] },
    { value: "country", label: "country", aliases: ["countries"] },
    { value: "source", label: "source", aliases: ["sources", "outlet", "outlets"] },
  ],
} as const;

export type By = (typeof byOption.choices)[number]["value"];

const statsOptions = {
  ...filterOptions,
  by: byOption,
  ...answerOptions,
} as const satisfies Options;

const trendOptions = {
  ...filterOptions,
  per: {
    kind: "choice",
    layout: "kept",
    summary: wording("In which steps; as fits the dates when not given"),
    choices: [
      { value: "day", label: "day", aliases: ["days", "daily"] },
      { value: "week", label: "week", aliases: ["weeks", "weekly"] },
      { value: "month", label: "month", aliases: ["months", "monthly"] },
      { value: "quarter", label: "quarter", aliases: ["quarters", "quarterly"] },
      { value: "year", label: "year", aliases: ["years", "yearly"] },
    ],
  },
  ...answerOptions,
} as const satisfies Options;

const compareOptions = {
  ...filterOptions,
  by: { ...byOption, summary: wording("What is compared, where several things were named twice") },
  ...answerOptions,
} as const satisfies Options;

export const STATS = { path: ["news", "stats"], options: statsOptions } as const;
export const TREND = { path: ["news", "trend"], options: trendOptions } as const;
export const COMPARE = { path: ["news", "compare"], options: compareOptions } as const;

/** What all of them take. */
const countOptions = { ...filterOptions, ...answerOptions } as const satisfies Options;
export type CountValues = Arguments<typeof countOptions>;
export type StatsValues = Arguments<typeof statsOptions>;
export type TrendValues = Arguments<typeof trendOptions>;
export type CompareValues = Arguments<typeof compareOptions>;
