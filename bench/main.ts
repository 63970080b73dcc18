// Measurements, for people: they say how long things take on the machine at hand, and no test depends on them.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AppError } from "../src/errors.ts";
import { MOST_ROWS } from "../src/news/export/exports.ts";
import { benchCharts } from "./charts.ts";
import { benchExports } from "./export.ts";
import { COUNTRIES } from "./news/names.ts";
import { writeNews } from "./news/write.ts";
import { measureRelevance, trainRelevance } from "./quality/relevance.ts";
import { benchReplicas } from "./replicas/measure.ts";
import { LINES } from "./table/lines/index.ts";
import { ASKERS_LINE, MEMORY_LINE } from "./table/lines/minutes.ts";
import { markdownTable } from "./table/markdown.ts";
import { countOf, readTableOptions, TABLE_USAGE } from "./table/options.ts";
import { runTable } from "./table/run.ts";
import { terminalTable } from "./table/terminal.ts";

const USAGE = `${TABLE_USAGE}
npm run bench -- charts
npm run bench -- news --dir <folder> [--rows N] [--files 1-${COUNTRIES.length}] [--seed N] [--until YYYY-MM-DD]
npm run bench -- export --snapshot <folder> [--rows N]
npm run bench -- replicas [--deliveries N] [--decided N]
npm run bench -- quality <articles.parquet> <judged.tsv>
npm run bench -- train-relevance <articles.parquet> <judged.tsv>`;

const WEIGHTS_FILE = fileURLToPath(new URL("../src/news/relevance/weights.ts", import.meta.url));

/** Runs what the arguments name: a measurement, which prints its numbers, or the writing of invented news. */
export async function runBench(args: readonly string[]): Promise<void> {
  const [first, ...rest] = args;
  switch (first) {
    case "charts":
      return print(`${JSON.stringify(await benchCharts())}\n`);
    case "news":
      return makeNews(rest);
    case "export":
      return measureExports(rest);
    case "replicas":
      return measureReplicas(rest);
    case "quality":
      return print(await measureRelevance(judgedFiles(rest)));
    case "train-relevance":
      return print(await trainRelevance(judgedFiles(rest), WEIGHTS_FILE));
    case "digests":
      return measureTable(["--only", "digests,noting", ...rest]);
    case "askers":
      return measureTable(rest, [ASKERS_LINE]);
    case "memory":
      return measureTable(rest, [MEMORY_LINE]);
    default:
      return measureTable(args);
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

/** Says with the time what goes on, beside the numbers. */
function progress(): (sentence: string) => void {
  const start = performance.now();
  return (sentence) => {
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s  ${sentence}\n`);
  };
}

async function measureTable(args: readonly string[], lines = LINES): Promise<void> {
  const options = readTableOptions(args);
  const report = await runTable(lines, options, progress());
  switch (options.output) {
    case "json":
      return print(`${JSON.stringify(report)}\n`);
    case "markdown":
      return print(markdownTable(report));
    case "terminal":
      return print(terminalTable(report));
  }
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
  const say = progress();
  const files = await writeNews({
    directory: values.dir,
    rows: countOf(values.rows, 100_000),
    files: countOf(values.files, 1),
    until,
    seed: countOf(values.seed, 1),
    onProgress: ({ file, doing }) => say(`${file}: ${doing}`),
  });
  const sum = (of: "rows" | "articles" | "stories" | "sizeBytes"): number =>
    files.reduce((total, file) => total + file[of], 0);
  const said = [sum("rows"), sum("articles"), sum("stories")].map((number) => number.toLocaleString("en-US"));
  const megabytes = (sum("sizeBytes") / 1e6).toFixed(1);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(
    `Wrote ${said[0]} assessments of ${said[1]} articles in ${said[2]} stories to ${values.dir}: ${files.length} ${files.length === 1 ? "file" : "files"}, ${megabytes} MB, ${seconds} s.\n`,
  );
}

async function measureReplicas(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { deliveries: { type: "string" }, decided: { type: "string" } },
  });
  const news = await mkdtemp(join(tmpdir(), "rol-news-bench-"));
  try {
    await writeNews({
      directory: news,
      rows: 3_000,
      files: 1,
      until: Date.now(),
      seed: 1,
      onProgress: () => undefined,
    });
    const asked = {
      news,
      deliveries: countOf(values.deliveries, 200),
      decided: countOf(values.decided, 10_000),
    };
    for (const took of await benchReplicas(asked, progress())) print(`${JSON.stringify(took)}\n`);
  } finally {
    await rm(news, { recursive: true, force: true });
  }
}

async function measureExports(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { snapshot: { type: "string" }, rows: { type: "string" } },
  });
  if (values.snapshot === undefined) throw new AppError("bad-input", USAGE);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  const rows = countOf(values.rows, MOST_ROWS);
  for (const { format, ...told } of await benchExports({ snapshot: values.snapshot, rows }))
    print(
      `${format.padEnd(8)} ${told.rows.toLocaleString("en-US")} rows in ${(told.ms / 1000).toFixed(1)} s, ${megabytes(told.sizeBytes)}, at most ${megabytes(told.peakBytes)} resident\n`,
    );
}
