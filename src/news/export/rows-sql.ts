// The statements of an export on a catalog: which assessments it has, what is counted of them, and their rows, newest first.

import type { Period } from "../../time/windows.ts";
import type { ConditionTerms } from "../filter/dimension.ts";
import { conditionsOf, type NewsFilter } from "../filter/filter.ts";
import type { Bindings } from "../queries.ts";
import type { ExportColumn } from "./columns.ts";

/** `n` is the place of an assessment in the export, from 1: the newest first, undated last, pillars in order. */
export const WANTED_TABLES = `
CREATE TEMP TABLE passing (article INTEGER, pillar TINYINT, published_at BIGINT);
CREATE TEMP TABLE wanted (article INTEGER, pillar TINYINT, n INTEGER);
`;

/**
 * Fills `passing` with the assessments that a filter keeps in these dates, whatever it asks of texts.
 * `countrySets`: numbers of the sets that have one of these countries.
 */
export function passingSql(
  filter: NewsFilter,
  { from, to }: Period,
  countrySets: ConditionTerms["countrySets"],
): { readonly sql: string; readonly bindings: Bindings } {
  const bindings: Bindings = {};
  const bind = (value: string | number): string => {
    const name = `p${Object.keys(bindings).length}`;
    // Times exceed 32 bits: bound as bigint they are BIGINT, as number they would be DOUBLE.
    bindings[name] = typeof value === "number" ? BigInt(value) : value;
    return `$${name}`;
  };
  const conditions = [
    "TRUE",
    ...conditionsOf(filter, ["scope", "verdict"], {
      bind,
      bindAll: (values) => values.map(bind).join(", "),
      countrySets,
    }),
    ...(from === undefined ? [] : [`published_at >= ${bind(from)}`]),
    ...(to === undefined ? [] : [`published_at <= ${bind(to)}`]),
  ];
  return {
    sql: `INSERT INTO passing SELECT article, pillar, published_at FROM assessments WHERE ${conditions.join(" AND ")}`,
    bindings,
  };
}

export const PASSING_ARTICLES = "SELECT DISTINCT article FROM passing ORDER BY article";

/** Leaves only the articles with these ordinals. */
export const KEEP_SAYING =
  "DELETE FROM passing WHERE article NOT IN (SELECT unnest(from_json($articles, '[\"INTEGER\"]')))";

/** Gives each assessment its place. */
export const WANTED_SQL = `INSERT INTO wanted
  SELECT article, pillar, row_number() OVER (ORDER BY published_at DESC NULLS LAST, article, pillar) FROM passing`;

/** One row: what is counted of the assessments in `passing`. Times are ms UTC, of the dated ones. */
export const COUNTS_SQL = `SELECT count(*) AS assessments, count(DISTINCT article) AS articles,
    count(DISTINCT story) AS stories, count(*) FILTER (score = 0) AS "notScored",
    count(DISTINCT article) FILTER (passing.published_at IS NULL) AS undated,
    min(passing.published_at) AS "firstDate", max(passing.published_at) AS "lastDate"
  FROM passing JOIN assessments USING (article, pillar)`;

/** The rows of the places after `from` up to `to`, in order. */
export function rowsSql(columns: readonly ExportColumn[], from: number, to: number): string {
  const texts = columns.some(({ sql }) => sql.startsWith("texts."));
  return `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(", ")}
    FROM (SELECT * FROM wanted WHERE n > ${from} AND n <= ${to})
    JOIN articles USING (article)
    JOIN summaries USING (article, pillar)
    JOIN country_sets USING (countries)
    JOIN articles AS firsts ON firsts.article = articles.story
    ${texts ? "JOIN texts ON texts.article = articles.article" : ""}
    ORDER BY n`;
}
