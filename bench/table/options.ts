// How a run of the table is asked for.

import { parseArgs } from "node:util";
import { AppError } from "../../src/errors.ts";

/** What others do instead, and what takes long: what may be left out. */
const LEFT_OUT = ["base", "hyparquet", "polars", "duckdb", "ilike", "service", "postgres"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export interface TableOptions {
  /** Assessments. */
  readonly rows: number;
  /** Data files: 27, one a country, or 1. */
  readonly files: number;
  /** Where data and snapshots are kept for the next run; absent: in a temporary folder. */
  readonly dir?: string;
  /** A folder of data files that are there already. */
  readonly news?: string;
  readonly seed: number;
  /** Questions a line. */
  readonly questions: number;
  /** Questions a line to the commit before the index, which takes long. */
  readonly baseQuestions: number;
  /** Lines, or the first words of their names; empty: all. */
  readonly only: readonly string[];
  readonly without: readonly LeftOut[];
  /** How long 64 askers ask, and how long the service is watched. */
  readonly seconds: number;
  readonly minutes: number;
  readonly output: "terminal" | "json" | "markdown";
}

export const TABLE_USAGE = `npm run bench -- --rows N [--files 1|27] [--dir <folder>] [--news <folder>] [--seed N] [--questions N]
    [--base-questions N] [--only line,…] [--without ${LEFT_OUT.join(",")}] [--json | --markdown]
npm run bench -- askers --rows N [--seconds 60] [the same]
npm run bench -- memory --rows N [--minutes 10] [the same]`;

export function readTableOptions(args: readonly string[]): TableOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string" },
      files: { type: "string" },
      dir: { type: "string" },
      news: { type: "string" },
      seed: { type: "string" },
      questions: { type: "string" },
      "base-questions": { type: "string" },
      only: { type: "string" },
      without: { type: "string" },
      seconds: { type: "string" },
      minutes: { type: "string" },
      json: { type: "boolean" },
      markdown: { type: "boolean" },
    },
  });
  const { dir, news } = values;
  return {
    rows: countOf(values.rows, 100_000),
    files: countOf(values.files, 27),
    ...(dir === undefined ? {} : { dir }),
    ...(news === undefined ? {} : { news }),
    seed: countOf(values.seed, 1),
    questions: countOf(values.questions, 1_000),
    baseQuestions: countOf(values["base-questions"], 60),
    only: listOf(values.only),
    without: listOf(values.without).map(leftOutOf),
    seconds: countOf(values.seconds, 60),
    minutes: countOf(values.minutes, 10),
    output: values.json === true ? "json" : values.markdown === true ? "markdown" : "terminal",
  };
}

/** Whether a line is asked for: `search` asks for `search-rare`, too. */
export function isAskedFor(id: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((name) => id === name || id.startsWith(`${name}-`));
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

function leftOutOf(name: string): LeftOut {
  const found = LEFT_OUT.find((one) => one === name);
  if (found === undefined)
    throw new AppError("bad-input", `--without takes ${LEFT_OUT.join(", ")}, not "${name}".`);
  return found;
}

/** A whole number from 1. Throws AppError "bad-input". */
export function countOf(text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new AppError("bad-input", `${text} is no whole number from 1.\n${TABLE_USAGE}`);
}
