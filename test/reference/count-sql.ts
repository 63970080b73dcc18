// Counts as SQL over a table of plain facts, one row an assessment: what the index counts, counted by a database that knows
// neither index nor catalog.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import type { Counts, Grouping, Spread } from "../../src/news/catalog.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import type { Period } from "../../src/time/windows.ts";
import type { PlainArticle } from "./articles.ts";
import { inScope } from "./filters.ts";
import type { PlainStory } from "./linked-stories.ts";

/** What of `Counts` is compared; groups by name. */
export interface PlainCounts extends Omit<Counts, "groups" | "undated" | "scored"> {
  readonly groups: Readonly<Record<string, Counts["total"]>>;
  readonly undated: number;
  readonly scored: number;
}

export interface CountSql {
  count(filter: NewsFilter, period: Period, grouping?: Grouping): Promise<PlainCounts>;
  oldest(filter: NewsFilter): Promise<number | undefined>;
  close(): void;
}

export interface CountedNews {
  readonly articles: readonly PlainArticle[];
  readonly stories: readonly PlainStory[];
  /** Of a real file: everything but stories and relevance is then read from it. */
  readonly parquet?: { readonly path: string; readonly country: string };
}

/** A folder takes what is read. */
export async function openCountSql(folder: string, news: CountedNews): Promise<CountSql> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await makeFacts(connection, join(folder, "facts.json"), news);

  async function row<T extends z.ZodRawShape>(shape: T, sql: string) {
    const reader = await connection.runAndReadAll(sql);
    return z.array(z.object(shape)).parse(reader.getRowObjectsJS());
  }

  /** Counts of distinct things, by group. */
  async function spreads(thing: string, group: string, from: string): Promise<Map<string, Spread>> {
    const rows = await row(
      { name: z.string(), ...Object.fromEntries(SPREAD.map((name) => [name, whole])) },
      `WITH things AS (
         SELECT ${group} AS name, ${thing} AS thing, bool_or(score IN (1, 2)) AS n, bool_or(score = 1) AS vn,
           bool_or(score = 3) AS e, bool_or(score IN (4, 5)) AS p, bool_or(score = 5) AS vp
         FROM ${from} GROUP BY 1, 2
       )
       SELECT name, count(*) AS "all", count(*) FILTER (n) AS negative, count(*) FILTER (vn) AS "veryNegative",
         count(*) FILTER (e) AS neutral, count(*) FILTER (p) AS positive, count(*) FILTER (vp) AS "veryPositive",
         count(*) FILTER (n AND p) AS "bothWays"
       FROM things GROUP BY name`,
    );
    return new Map(rows.map(({ name, ...counts }) => [name, spreadSchema.parse(counts)]));
  }

  return {
    async count(filter, period, grouping) {
      const wanted = whereOf(filter, news.articles, "whole");
      const within = periodSql(period);
      const kept = `(SELECT * FROM facts WHERE ${wanted} AND ${within})`;
      const scope = `(SELECT * FROM facts WHERE ${whereOf(filter, news.articles, "scope")} AND ${within})`;
      const { relevance: _, ...anyRelevance } = filter;
      const heard = `(SELECT max(relevance) AS most FROM facts
        WHERE ${whereOf(anyRelevance, news.articles, "whole")} AND ${within} GROUP BY story)`;
      const [rest] = await row(
        { notScored: whole, off: whole, related: whole, topic: whole, undated: whole, scored: whole },
        `SELECT
           (SELECT count(*) FROM (SELECT article FROM ${scope} GROUP BY article HAVING max(score) = 0)) AS "notScored",
           (SELECT count(*) FROM ${heard} WHERE most = 0) AS off,
           (SELECT count(*) FROM ${heard} WHERE most = 1) AS related,
           (SELECT count(*) FROM ${heard} WHERE most = 2) AS topic,
           (SELECT count(DISTINCT article) FROM facts WHERE ${wanted} AND published IS NULL AND NOT (${within})) AS undated,
           (SELECT count(DISTINCT article) FROM facts WHERE ${whereOf(originOf(filter), news.articles, "scope")} AND ${within} AND score > 0) AS scored`,
      );
      const one = async (thing: string, group: string, from: string) => ({
        stories: await spreads("story", group, from),
        articles: await spreads(thing, group, from),
      });
      const total = await one("article", "''", kept);
      const verdicts = await spreads("article || '/' || pillar", "''", kept);
      const groups = grouping === undefined ? undefined : await one("article", ...groupSql(grouping, kept));
      return {
        total: {
          stories: total.stories.get("") ?? NONE,
          articles: total.articles.get("") ?? NONE,
        },
        verdicts: verdicts.get("") ?? NONE,
        groups: Object.fromEntries(
          [...(groups?.stories ?? [])].map(([name, stories]) => [
            name,
            { stories, articles: groups?.articles.get(name) ?? NONE },
          ]),
        ),
        notScored: rest?.notScored ?? 0,
        relevance: [rest?.off ?? 0, rest?.related ?? 0, rest?.topic ?? 0],
        undated: rest?.undated ?? 0,
        scored: rest?.scored ?? 0,
      };
    },
    async oldest(filter) {
      const [found] = await row(
        { oldest: whole.nullable() },
        `SELECT min(published) AS oldest FROM facts WHERE ${whereOf(originOf(filter), news.articles, "scope")}`,
      );
      return found?.oldest ?? undefined;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function originOf({ country, source }: NewsFilter): NewsFilter {
  return { ...(country === undefined ? {} : { country }), ...(source === undefined ? {} : { source }) };
}

const SPREAD = [
  "all",
  "negative",
  "veryNegative",
  "neutral",
  "positive",
  "veryPositive",
  "bothWays",
] as const;
const whole = z.union([z.bigint(), z.number()]).transform(Number);
const spreadSchema = z.object({
  all: whole,
  negative: whole,
  veryNegative: whole,
  neutral: whole,
  positive: whole,
  veryPositive: whole,
  bothWays: whole,
});
const NONE: Spread = spreadSchema.parse(Object.fromEntries(SPREAD.map((name) => [name, 0])));

function groupSql(grouping: Grouping, kept: string): readonly [group: string, from: string] {
  switch (grouping.by) {
    case "pillar":
      return ["pillar::VARCHAR", kept];
    case "country":
      return [
        "country",
        `(SELECT *, unnest(if(len(countries) = 0, [''], countries)) AS country FROM ${kept})`,
      ];
    case "source":
      return ["coalesce(source, '')", kept];
    case "time": {
      const starts = `unnest([${grouping.starts.map((start) => `${start}::BIGINT`).join(", ")}]::BIGINT[]) AS start`;
      return [
        "start::VARCHAR",
        `(SELECT k.*, (SELECT max(start) FROM (SELECT ${starts}) WHERE start <= k.published) AS start FROM ${kept} k
          WHERE start IS NOT NULL)`,
      ];
    }
  }
}

function periodSql({ from, to }: Period): string {
  if (from === undefined && to === undefined) return "TRUE";
  const bounds = [
    ...(from === undefined ? [] : [`published >= ${from}`]),
    ...(to === undefined ? [] : [`published <= ${to}`]),
  ];
  return `(published IS NOT NULL AND ${bounds.join(" AND ")})`;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const texts = (values: readonly string[]): string => `[${values.map(text).join(", ")}]::VARCHAR[]`;

/** What words say is told by the plain rule, article by article; everything else is said once more, in SQL. */
function whereOf(filter: NewsFilter, articles: readonly PlainArticle[], part: "scope" | "whole"): string {
  const { pillar, country, source, words, scored, direction, impact, relevance } = filter;
  const either = (
    listed: { readonly any: readonly unknown[]; readonly not: readonly unknown[] } | undefined,
    test: (values: readonly unknown[]) => string,
  ): string[] => [
    ...(listed === undefined || listed.any.length === 0 ? [] : [test(listed.any)]),
    ...(listed === undefined || listed.not.length === 0 ? [] : [`NOT ${test(listed.not)}`]),
  ];
  const strings = (values: readonly unknown[]): string => texts(values.map(String));
  const scopes = [
    ...either(pillar, (values) => `(pillar IN (${values.join(", ")}))`),
    ...either(country, (values) => `list_has_any(countries, ${strings(values)})`),
    ...either(source, (values) => `list_contains(${strings(values)}, coalesce(source, ''))`),
    ...(words === undefined
      ? []
      : [
          `list_contains(${texts(articles.flatMap((article) => (inScope(article, { words }).length > 0 ? [article.id] : [])))}, article)`,
        ]),
  ];
  const verdicts = [
    ...(scored === undefined ? [] : [scored ? "score <> 0" : "score = 0"]),
    ...(direction === undefined
      ? []
      : [`score IN (${{ negative: "1, 2", positive: "4, 5", neutral: "3" }[direction]})`]),
    ...(impact === undefined ? [] : [impact === "strong" ? "score IN (1, 5)" : "score IN (1, 2, 4, 5)"]),
    ...(relevance === undefined ? [] : [relevance === "related" ? "relevance > 0" : "relevance = 2"]),
  ];
  return ["TRUE", ...scopes, ...(part === "whole" ? verdicts : [])].join(" AND ");
}

async function makeFacts(connection: DuckDBConnection, path: string, news: CountedNews): Promise<void> {
  const storyOf = new Map(
    news.stories.flatMap(({ id, articles }) => articles.map((own) => [own.id, id] as const)),
  );
  const rows = news.articles.flatMap(({ id, countries, source, publishedAt, assessments }) =>
    assessments.map(({ pillar, score, relevance }) => ({
      article: id,
      story: storyOf.get(id),
      pillar,
      score,
      relevance,
      countries,
      source: source ?? null,
      published: publishedAt ?? null,
    })),
  );
  await writeFile(path, rows.map((fact) => JSON.stringify(fact)).join("\n"));
  await connection.run(
    `CREATE TABLE plain AS SELECT * FROM read_json(${text(path)}, format = 'newline_delimited', columns = {
       article: 'VARCHAR', story: 'VARCHAR', pillar: 'INTEGER', score: 'INTEGER', relevance: 'INTEGER',
       countries: 'VARCHAR[]', source: 'VARCHAR', published: 'BIGINT'})`,
  );
  const { parquet } = news;
  await connection.run(
    parquet === undefined
      ? "CREATE VIEW facts AS FROM plain"
      : `CREATE TABLE facts AS
         SELECT own.*, plain.story, plain.relevance, [${text(parquet.country)}] AS countries FROM (
           SELECT id AS article, regexp_extract(associated_pillar, '[1-8]')::INTEGER AS pillar,
             CASE WHEN impact_score IN (1, 2, 3, 4, 5) THEN impact_score ELSE 0 END::INTEGER AS score,
             regexp_replace(lower(domain_url), '^www\\.', '') AS source,
             epoch_ms(published_date::TIMESTAMP) AS published
           FROM read_parquet(${text(parquet.path)})
         ) AS own JOIN plain USING (article, pillar)`,
  );
}
