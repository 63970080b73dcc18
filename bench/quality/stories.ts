// Prints how many judged pairs the stories and affairs join, rightly and wrongly:
// node bench/quality/stories.ts --news FILE --judged FILE [--show N]

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { AppError } from "../../src/errors.ts";
import { plainText } from "../../src/news/cleaning/plain-text.ts";
import { cleanTitle } from "../../src/news/cleaning/title.ts";
import { linkStories, type StoryArticle, type StoryPlace } from "../../src/news/stories/link-stories.ts";
import { type JudgedPair, type PairQuality, qualityOf, readJudgedPairs } from "./pairs.ts";

const articleRow = z.object({
  id: z.string(),
  published_at: z.number().nullable(),
  source: z.string().nullable(),
  link: z.string().nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  opening: z.string().nullable(),
});

/** The articles of a data file of one country, oldest first. */
async function articlesOf(path: string): Promise<StoryArticle[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `SELECT id, epoch_ms(any_value(try_cast(published_date AS TIMESTAMP)))::DOUBLE AS published_at, any_value(domain_url) AS source,
         any_value(link) AS link, any_value(title_trans) AS title, any_value(description_trans) AS description,
         left(any_value(content_trans), 1500) AS opening
       FROM read_parquet($path) GROUP BY id ORDER BY published_at, id`,
      { path },
    );
    return z
      .array(articleRow)
      .parse(reader.getRowObjectsJS())
      .map(({ id, published_at, source, link, title, description, opening }) => ({
        id,
        countries: [],
        publishedAt: published_at ?? undefined,
        source: source ?? undefined,
        link: link ?? undefined,
        title: title === null ? undefined : cleanTitle(title, source ?? undefined),
        description: description === null ? undefined : plainText(description),
        opening: opening === null ? undefined : plainText(opening),
      }));
  } finally {
    instance.closeSync();
  }
}

/** How stories and affairs fit the judged pairs of one country's file. */
export interface StoryQuality {
  readonly articles: readonly StoryArticle[];
  readonly places: ReadonlyMap<string, StoryPlace>;
  readonly pairs: readonly JudgedPair[];
  readonly stories: PairQuality;
  /** Of pairs that are one event or steps of one affair. */
  readonly affairs: PairQuality;
  /** Of those only the ones that are different events. */
  readonly steps: PairQuality;
}

/** Measures a data file against a table of judged pairs; both are named by path. */
export async function measureStories(paths: {
  readonly news: string;
  readonly judged: string;
}): Promise<StoryQuality> {
  const articles = await articlesOf(paths.news);
  const pairs = readJudgedPairs(readFileSync(paths.judged, "utf8"));
  const places = new Map(linkStories(articles).map((place, index) => [articles[index]?.id ?? "", place]));
  const isOneAffair = ({ a, b }: JudgedPair): boolean => places.get(a)?.affair === places.get(b)?.affair;
  return {
    articles,
    places,
    pairs,
    stories: qualityOf(pairs, 2, ({ a, b }) => places.get(a)?.story === places.get(b)?.story),
    affairs: qualityOf(pairs, 1, isOneAffair),
    steps: qualityOf(
      pairs.filter(({ label }) => label < 2),
      1,
      isOneAffair,
    ),
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function line(name: string, { found, right, wrong, missed }: PairQuality): string {
  return `${name.padEnd(24)} ${percent(found).padStart(8)} found, ${percent(right).padStart(8)} right; of the judged ones ${wrong.length} wrong, ${missed.length} missed`;
}

/** Further pairs that are together, evenly over the file, for reading. */
function furtherPairs(
  { articles, places, pairs }: StoryQuality,
  kind: "story" | "affair",
  count: number,
): string[] {
  const judged = new Set(pairs.map(({ a, b }) => [a, b].sort().join()));
  const isTogether = (a: StoryArticle, b: StoryArticle): boolean => {
    const [one, other] = [places.get(a.id), places.get(b.id)];
    return kind === "story"
      ? one?.story === other?.story
      : one?.story !== other?.story && one?.affair === other?.affair;
  };
  const together = articles.flatMap((a, index) =>
    articles
      .slice(index + 1)
      .filter((b) => isTogether(a, b) && !judged.has([a.id, b.id].sort().join()))
      .map((b) => [a, b]),
  );
  const told = ({ title, source, publishedAt, description }: StoryArticle): string =>
    `  ${new Date(publishedAt ?? 0).toISOString().slice(0, 16)} ${source} ${title} | ${description?.slice(0, 160)}`;
  const step = Math.max(1, together.length / count);
  const sample = Array.from(
    { length: Math.min(count, together.length) },
    (_, n) => together[Math.floor(n * step)] ?? [],
  );
  return [
    "",
    `${together.length} further pairs of one ${kind}:`,
    ...sample.flatMap((pair) => [`- ${kind}`, ...pair.map(told)]),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { news: { type: "string" }, judged: { type: "string" }, show: { type: "string" } },
  });
  const { news, judged, show = "0" } = values;
  if (news === undefined || judged === undefined)
    throw new AppError("bad-input", "node bench/quality/stories.ts --news FILE --judged FILE [--show N]");
  const quality = await measureStories({ news, judged });
  const places = [...quality.places.values()];
  const kinds = Number(show) > 0 ? (["story", "affair"] as const) : [];
  const lines = [
    `${quality.articles.length} articles, ${new Set(places.map(({ story }) => story)).size} stories, ${new Set(places.map(({ affair }) => affair)).size} affairs`,
    line("stories", quality.stories),
    line("affairs", quality.affairs),
    line("affairs, other events", quality.steps),
    ...kinds.flatMap((kind) => furtherPairs(quality, kind, Number(show))),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

if (import.meta.main) await main();
