// Measurements, for people: they say how long things take on the machine at hand, and no test depends on them.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AppError } from "../src/errors.ts";
import { benchDigests } from "./digests.ts";
import { measureRelevance, trainRelevance } from "./quality/relevance.ts";

const USAGE = `npm run bench -- digests [--articles N] [--new N] [--subscriptions N] [--filters N] [--json]
npm run bench -- quality <articles.parquet> <judged.tsv>
npm run bench -- train-relevance <articles.parquet> <judged.tsv>`;

const WEIGHTS_FILE = fileURLToPath(new URL("../src/news/relevance/weights.ts", import.meta.url));

/** Runs the measurement that the arguments name and prints its numbers. */
export async function runBench(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      articles: { type: "string" },
      new: { type: "string" },
      subscriptions: { type: "string" },
      filters: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const [name, articles, judged] = positionals;
  if (articles !== undefined && judged !== undefined && positionals.length === 3) {
    const files = { articles, judged };
    if (name === "quality") return void process.stdout.write(await measureRelevance(files));
    if (name === "train-relevance")
      return void process.stdout.write(await trainRelevance(files, WEIGHTS_FILE));
  }
  if (positionals.length > 1 || (positionals[0] ?? "digests") !== "digests")
    throw new AppError("bad-input", USAGE);
  const result = await benchDigests({
    articles: count(values.articles, 100_000),
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
