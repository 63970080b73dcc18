// Measurements, for people: they say how long things take on the machine at hand, and no test depends on them.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AppError } from "../src/errors.ts";
import { MOST_ROWS } from "../src/news/export/exports.ts";
import { benchDigests } from "./digests.ts";
import { benchExports } from "./export.ts";
import { COUNTRIES } from "./news/names.ts";
import { writeNews } from "./news/write.ts";
import { measureRelevance, trainRelevance } from "./quality/relevance.ts";

const USAGE = `npm run bench -- [digests] [--rows N] [--new N] [--subscriptions N] [--filters N] [--json]
npm run bench -- news --dir <folder> [--rows N] [--files 1-${COUNTRIES.length}] [--seed N] [--until YYYY-MM-DD]
npm run bench -- export --snapshot <folder> [--rows N]
npm run bench -- quality <articles.parquet> <judged.tsv>
npm run bench -- train-relevance <articles.parquet> <judged.tsv>`;

const WEIGHTS_FILE = fileURLToPath(new URL("../src/news/relevance/weights.ts", import.meta.url));

/** Runs what the arguments name: a measurement, which prints its numbers, or the writing of invented news. */
export async function runBench(args: readonly string[]): Promise<void> {
  const [first, ...rest] = args;
  switch (first) {
    case "news":
      return makeNews(rest);
    case "export":
      return measureExports(rest);
    case "quality":
      return print(await measureRelevance(judgedFiles(rest)));
    case "train-relevance":
      return print(await trainRelevance(judgedFiles(rest), WEIGHTS_FILE));
    default:
      return measureDigests(first === "digests" ? rest : args);
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

/** The articles and what people judged of them. */
function judgedFiles(args: readonly string[]): { readonly articles: string; readonly judged: string } {
  const [articles, judged, ...others] = args;
  if (articles === undefined || judged === undefined || others.length > 0)
    throw new AppError("bad-input", USAGE);
  return { articles, judged };
}

async function makeNews(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: "string" },
      rows: { type: "string" },
      files: { type: "string" },
      seed: { type: "string" },
      until: { type: "string", default: "2026-11-20" },
    },
  });
  const until = Date.parse(values.until);
  if (values.dir === undefined || Number.isNaN(until)) throw new AppError("bad-input", USAGE);
  const start = performance.now();
  const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const files = await writeNews({
    directory: values.dir,
    rows: count(values.rows, 100_000),
    files: count(values.files, 1),
    until,
    seed: count(values.seed, 1),
    onProgress: ({ file, doing }) => process.stderr.write(`${seconds()}  ${file}: ${doing}\n`),
  });
  const sum = (of: "rows" | "articles" | "stories" | "sizeBytes"): number =>
    files.reduce((total, file) => total + file[of], 0);
  const said = [sum("rows"), sum("articles"), sum("stories")].map((number) => number.toLocaleString("en-US"));
  const megabytes = (sum("sizeBytes") / 1e6).toFixed(1);
  process.stdout.write(
    `Wrote ${said[0]} assessments of ${said[1]} articles in ${said[2]} stories to ${values.dir}: ${files.length} ${files.length === 1 ? "file" : "files"}, ${megabytes} MB, ${seconds()}.\n`,
  );
}

async function measureExports(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { snapshot: { type: "string" }, rows: { type: "string" } },
  });
  if (values.snapshot === undefined) throw new AppError("bad-input", USAGE);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  const rows = count(values.rows, MOST_ROWS);
  for (const { format, ...told } of await benchExports({ snapshot: values.snapshot, rows }))
    print(
      `${format.padEnd(8)} ${told.rows.toLocaleString("en-US")} rows in ${(told.ms / 1000).toFixed(1)} s, ${megabytes(told.sizeBytes)}, at most ${megabytes(told.peakBytes)} resident\n`,
    );
}

async function measureDigests(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string" },
      new: { type: "string" },
      subscriptions: { type: "string" },
      filters: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const result = await benchDigests({
    rows: count(values.rows, 300_000),
    fresh: count(values.new, 2_000),
    subscriptions: count(values.subscriptions, 10_000),
    filters: count(values.filters, 200),
  });
  const ms = (value: number): string => `${value.toLocaleString("en-US", { maximumFractionDigits: 1 })} ms`;
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(result)}\n`
      : [
          `${result.subscriptions} digests with ${result.filters} filters over ${result.articles} articles, ${result.fresh} of them new`,
          `  decided together          ${ms(result.groupedMs)}   (median of five)`,
          `  one by one                ${ms(result.oneByOneMs)}   (${ms(result.oneMs)} each, from a sample)`,
          `  together is faster by     ${Math.round(result.oneByOneMs / result.groupedMs)} times`,
          `  storing all decisions     ${ms(result.storeMs)}`,
          `  noting the new snapshot   ${ms(result.noteMs)}`,
          `  stories shown             ${result.shown}`,
          "",
        ].join("\n"),
  );
}

function count(text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new AppError("bad-input", `${USAGE}\nN is a whole number.`);
  return value;
}
