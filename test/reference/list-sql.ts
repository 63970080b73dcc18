// Ranked lists as SQL on the catalog: how the database answers what the index answers, so that one holds the other.

import type { ListQuery } from "../../src/news/catalog.ts";
import type { ConditionTerms, Part } from "../../src/news/filter/dimension.ts";
import { conditionsOf } from "../../src/news/filter/filter.ts";
import type { Order } from "../../src/news/filter/rank.ts";
import type { Selection } from "../../src/news/index/scan.ts";
import type { Bindings } from "../../src/news/queries.ts";

/** An assessment's merit as one number: the best of an article has the largest. */
const MERIT = `((((CASE WHEN strength > 0 THEN 2 WHEN strength = 0 THEN 1 ELSE 0 END)::INTEGER * 3 + relevance) * 3
  + coalesce(strength, 0)) * 8 + 8 - pillar) * 256 + fit`;
const MERIT_COLUMNS = `merit // 18432 AS says, merit // 6144 % 3 AS best_relevance, merit // 2048 % 3 AS best_strength,
  (8 - merit // 256 % 8)::TINYINT AS best_pillar, merit % 256 AS best_fit`;

const ORDERS: Readonly<Record<Order, string>> = {
  top: `says DESC, best_relevance DESC, best_strength DESC, is_opinion, best_fit DESC, outlets DESC,
    published_at DESC NULLS LAST, article`,
  latest: "published_at DESC NULLS LAST, article",
};

const TURNS: Readonly<Record<NonNullable<ListQuery["each"]>, string>> = {
  country: "(SELECT names[1] FROM country_sets s WHERE s.countries = shown.countries)",
  pillar: "best_pillar",
  source: "source",
};

const LEVELS: Readonly<Record<NonNullable<ListQuery["topic"]>, number>> = { on: 2, related: 1, off: 0 };

function turnSql(each: ListQuery["each"], order: string): string {
  return each === undefined ? "1" : `row_number() OVER (PARTITION BY ${TURNS[each]} ORDER BY ${order})`;
}

function topicSql(topic: ListQuery["topic"]): string {
  return topic === undefined ? "TRUE" : `most_relevant = ${LEVELS[topic]}`;
}

export interface Statement {
  readonly sql: string;
  readonly bindings: Bindings;
}

/** Writes statements for one snapshot, whose sets of countries it knows. */
export interface ListSql {
  /**
   * Stories in rank order, one row each: the story's best-ranked kept article, its outlets, the pillar of its best kept
   * assessment, and the totals over all pages.
   */
  list(
    order: Order,
    selection: Selection,
    page: Pick<ListQuery, "each" | "topic" | "limit" | "offset">,
  ): Statement;
  /** How many stories a list has of each relevance, which is that of their most relevant kept assessment. */
  relevance(selection: Selection): Statement;
  /**
   * How many articles could not be scored: at least one assessment in scope (dates included) and none of those scored.
   * What is asked of verdicts does not matter to it.
   */
  notScored(selection: Selection): Statement;
  /** The newest dated article that passes those parts of a filter, as `newest`, NULL when none does. */
  newest(selection: Selection, parts: readonly Part[]): Statement;
  /** The ordinals of the articles with an assessment in scope, as `article`. */
  inScope(selection: Selection): Statement;
}

const RELEVANCE_COUNTS = [2, 1, 0]
  .map((level) => `count(*) FILTER (most_relevant = ${level}) AS relevance_${level}`)
  .join(", ");

const WHOLE: readonly Part[] = ["scope", "verdict"];
const SCOPE: readonly Part[] = ["scope"];

/** `countrySets`: numbers of the sets that have one of these countries. */
export function createListSql(countrySets: ConditionTerms["countrySets"]): ListSql {
  function createBinder() {
    const bindings: Bindings = {};
    const bind = (value: string | number): string => {
      const name = `p${Object.keys(bindings).length}`;
      // Times exceed 32 bits: bound as bigint they are BIGINT, as number they would be DOUBLE.
      bindings[name] = typeof value === "number" ? BigInt(value) : value;
      return `$${name}`;
    };
    const terms: ConditionTerms = {
      bind,
      bindAll: (values) => values.map(bind).join(", "),
      countrySets,
    };
    const where = ({ filter, period, articles }: Selection, parts: readonly Part[]): string =>
      [
        "TRUE",
        ...conditionsOf(filter, parts, terms),
        ...(period.from === undefined ? [] : [`published_at >= ${bind(period.from)}`]),
        ...(period.to === undefined ? [] : [`published_at <= ${bind(period.to)}`]),
        ...(articles === undefined ? [] : [isOneOf(articles, bind)]),
      ].join(" AND ");
    return { bindings, bind, where };
  }

  return {
    list(order, selection, { each, topic, limit, offset }) {
      const { bindings, bind, where } = createBinder();
      const rank = ORDERS[order];
      const sql = `
        WITH kept AS (
          SELECT article, max(${MERIT}) AS merit, max(relevance) AS most_relevance,
            any_value(is_opinion) AS is_opinion, any_value(outlets) AS outlets,
            any_value(published_at) AS published_at, any_value(story) AS story,
            any_value(countries) AS countries${each === "source" ? ", any_value(source) AS source" : ""}
          FROM assessments WHERE ${where(selection, WHOLE)} GROUP BY article
        ), shown AS (
          SELECT *, ${MERIT_COLUMNS}, max(most_relevance) OVER (PARTITION BY story) AS most_relevant FROM kept
          QUALIFY row_number() OVER (PARTITION BY story ORDER BY ${rank}) = 1
        ), ranked AS (SELECT *, ${turnSql(each, rank)} AS turn FROM shown WHERE ${topicSql(topic)})
        SELECT article, story, outlets, best_pillar AS pillar, totals.* FROM ranked, (
          SELECT count(*) FILTER (${topicSql(topic)}) AS stories,
            count(DISTINCT countries) FILTER (${topicSql(topic)}) AS country_groups, ${RELEVANCE_COUNTS}
          FROM shown
        ) AS totals
        ORDER BY turn, ${rank}
        LIMIT ${bind(limit)} OFFSET ${bind(offset)}`;
      return { sql, bindings };
    },
    relevance(selection) {
      const { bindings, where } = createBinder();
      const sql = `
        SELECT ${RELEVANCE_COUNTS} FROM (
          SELECT max(relevance) AS most_relevant FROM assessments WHERE ${where(selection, WHOLE)} GROUP BY story
        )`;
      return { sql, bindings };
    },
    notScored(selection) {
      const { bindings, where } = createBinder();
      const scope = where(selection, SCOPE);
      const sql = `
        SELECT count(DISTINCT article) AS articles FROM assessments z
        WHERE score = 0 AND ${scope}
          AND NOT EXISTS (SELECT 1 FROM (SELECT article FROM assessments WHERE score > 0 AND ${scope}) s
                          WHERE s.article = z.article)`;
      return { sql, bindings };
    },
    newest(selection, parts) {
      const { bindings, where } = createBinder();
      return {
        sql: `SELECT max(published_at) AS newest FROM assessments WHERE ${where(selection, parts)}`,
        bindings,
      };
    },
    inScope(selection) {
      const { bindings, where } = createBinder();
      return {
        sql: `SELECT DISTINCT article FROM assessments WHERE ${where(selection, SCOPE)} ORDER BY article`,
        bindings,
      };
    },
  };
}

function isOneOf(articles: readonly number[], bind: ConditionTerms["bind"]): string {
  return `article IN (SELECT unnest(from_json(${bind(JSON.stringify(articles))}, '["INTEGER"]')))`;
}
