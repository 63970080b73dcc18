// The SQL of ranked lists. Every value of a query is a bound parameter; only our own constants are text.

import { assertNever } from "../errors.ts";
import type { Period } from "../time/windows.ts";
import type { Each, ListQuery, NewsFilter } from "./filter/filter.ts";

export type Bindings = Record<string, string | number | bigint>;

export interface Statement {
  readonly sql: string;
  readonly bindings: Bindings;
}

/** Collects bound parameters under names of their own. */
function createBinder() {
  const bindings: Bindings = {};
  const bind = (value: string | number): string => {
    const name = `p${Object.keys(bindings).length}`;
    // Times exceed 32 bits: bound as bigint they are BIGINT, as number they would be DOUBLE.
    bindings[name] = typeof value === "number" ? BigInt(value) : value;
    return `$${name}`;
  };
  return { bindings, bind, bindAll: (values: readonly (string | number)[]) => values.map(bind).join(", ") };
}

type Binder = ReturnType<typeof createBinder>;

/** Which part of a filter to apply: `scope` leaves out score, direction and impact. */
type Strictness = "whole" | "scope";

/** Numbers of the country sets that a filter accepts; undefined when it accepts all. */
export type CountrySets = readonly number[] | undefined;

function conditions(
  filter: NewsFilter,
  period: Period,
  countrySets: CountrySets,
  strictness: Strictness,
  { bind, bindAll }: Binder,
): string {
  const parts: string[] = ["TRUE"];
  if (filter.pillar !== undefined) parts.push(`pillar = ${bind(filter.pillar)}`);
  if (countrySets !== undefined)
    parts.push(countrySets.length === 0 ? "FALSE" : `countries IN (${bindAll(countrySets)})`);
  if (filter.sources.length > 0) parts.push(`source IN (${bindAll(filter.sources)})`);
  if (period.from !== undefined) parts.push(`published_at >= ${bind(period.from)}`);
  if (period.to !== undefined) parts.push(`published_at <= ${bind(period.to)}`);
  if (strictness === "scope") return parts.join(" AND ");
  if (filter.scored !== undefined) parts.push(filter.scored ? "score > 0" : "score = 0");
  switch (filter.direction) {
    case "any":
      break;
    case "negative":
      parts.push("score IN (1, 2)");
      break;
    case "positive":
      parts.push("score IN (4, 5)");
      break;
    default:
      assertNever(filter.direction);
  }
  switch (filter.impact) {
    case "any":
      break;
    case "notable":
      parts.push("strength >= 1");
      break;
    case "strong":
      parts.push("strength = 2");
      break;
    default:
      assertNever(filter.impact);
  }
  return parts.join(" AND ");
}

export type Order = "top" | "latest";

function rankOf(order: Order, filter: NewsFilter): string {
  if (order === "latest") return "published_at DESC NULLS LAST, id";
  const second = filter.pillar === undefined ? "outlets DESC" : "focus ASC";
  return `strength DESC, ${second}, published_at DESC NULLS LAST, id`;
}

function groupOf(each: Each): string {
  switch (each) {
    case "country":
      return "(SELECT names[1] FROM country_sets s WHERE s.countries = shown.countries)";
    case "pillar":
      return "verdict % 10";
    case "source":
      return "source";
    default:
      return assertNever(each);
  }
}

/**
 * Stories in rank order, one row each: the story's best-ranked kept article, its outlets, the pillar of its strongest
 * kept assessment (lowest on a tie; not scored comes last), and the total over all pages.
 */
export function listStatement(order: Order, query: ListQuery, countrySets: CountrySets): Statement {
  const binder = createBinder();
  const filter = order === "top" ? { ...query.filter, scored: true } : query.filter;
  const where = conditions(filter, query.period, countrySets, "whole", binder);
  const rank = rankOf(order, filter);
  const turn =
    query.each === undefined
      ? "0"
      : `row_number() OVER (PARTITION BY ${groupOf(query.each)} ORDER BY ${rank})`;
  const sql = `
    WITH kept AS (
      SELECT article, any_value(id) AS id, max(strength) AS strength, any_value(focus) AS focus,
        any_value(outlets) AS outlets, any_value(published_at) AS published_at, any_value(story) AS story,
        any_value(countries) AS countries, any_value(source) AS source,
        min((2 - coalesce(strength, -1)) * 10 + pillar) AS verdict
      FROM assessments WHERE ${where} GROUP BY article
    ), shown AS (
      SELECT * FROM kept
      QUALIFY row_number() OVER (PARTITION BY story ORDER BY ${rank}) = 1
    ), ranked AS (SELECT *, ${turn} AS turn FROM shown)
    SELECT article, story, outlets, verdict % 10 AS pillar,
      (SELECT count(*) FROM shown) AS stories, (SELECT count(DISTINCT countries) FROM shown) AS country_groups
    FROM ranked ORDER BY turn, ${rank}
    LIMIT ${binder.bind(query.limit)} OFFSET ${binder.bind(query.offset)}`;
  return { sql, bindings: binder.bindings };
}

/**
 * How many articles could not be scored: at least one assessment in scope (pillar, dates, countries, sources) and
 * none of those scored. Direction and impact do not matter to it.
 */
export function notScoredStatement(filter: NewsFilter, period: Period, countrySets: CountrySets): Statement {
  const binder = createBinder();
  const scope = conditions(filter, period, countrySets, "scope", binder);
  const sql = `
    SELECT count(DISTINCT article) AS articles FROM assessments z
    WHERE score = 0 AND ${scope}
      AND NOT EXISTS (SELECT 1 FROM (SELECT article FROM assessments WHERE score > 0 AND ${scope}) s
                      WHERE s.article = z.article)`;
  return { sql, bindings: binder.bindings };
}

/** The newest dated article that passes a filter, as `newest`, NULL when none does. */
export function newestStatement(
  filter: NewsFilter,
  strictness: Strictness,
  countrySets: CountrySets,
): Statement {
  const binder = createBinder();
  const where = conditions(filter, {}, countrySets, strictness, binder);
  return {
    sql: `SELECT max(published_at) AS newest FROM assessments WHERE ${where}`,
    bindings: binder.bindings,
  };
}
