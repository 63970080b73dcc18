// What a row of an export tells: one column a record, the same in every format, and what it means in words.

import { wording } from "../../wording/say.ts";
import { PILLARS } from "../pillars.ts";
import { textLiteral } from "../queries.ts";

/** `boolean` and `integer` are never texts, so that spreadsheets count and sum them; `date` is a UTC day. */
export type ColumnKind = "text" | "integer" | "boolean" | "date";

export interface ExportColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Over the tables of `rowsSql`; NULL where it is missing. */
  readonly sql: string;
  /** A message. */
  readonly means: string;
  /** In a sheet, in characters. */
  readonly width: number;
}

const pillarNames = PILLARS.map(({ number, name }) => `WHEN ${number} THEN ${textLiteral(name)}`).join(" ");

const COLUMNS: readonly ExportColumn[] = [
  {
    name: "id",
    kind: "text",
    sql: "articles.id",
    means: wording("The article. One with verdicts on several pillars has a row for each."),
    width: 14,
  },
  {
    name: "country",
    kind: "text",
    sql: "nullif(array_to_string(country_sets.names, ', '), '')",
    means: wording("Its country; several are joined by commas."),
    width: 14,
  },
  {
    name: "outlet",
    kind: "text",
    sql: "articles.source",
    means: wording("Who published it, by domain."),
    width: 20,
  },
  {
    name: "published",
    kind: "date",
    sql: "make_timestamp_ms(articles.published_at)::DATE",
    means: wording("The day, UTC; empty when undated."),
    width: 12,
  },
  { name: "title", kind: "text", sql: "articles.title", means: wording("In English."), width: 60 },
  { name: "link", kind: "text", sql: "articles.link", means: wording("As the data have it."), width: 30 },
  { name: "pillar", kind: "integer", sql: "summaries.pillar", means: wording("1 to 8."), width: 7 },
  {
    name: "pillar_name",
    kind: "text",
    sql: `CASE summaries.pillar ${pillarNames} END`,
    means: wording("The pillar in words."),
    width: 30,
  },
  {
    name: "scored",
    kind: "boolean",
    sql: "summaries.score > 0",
    means: wording("False where the model could not score it: score, direction and strength are empty then."),
    width: 8,
  },
  {
    name: "score",
    kind: "integer",
    sql: "nullif(summaries.score, 0)",
    means: wording("1 very negative, 2 negative, 3 neutral, 4 positive, 5 very positive for that pillar."),
    width: 7,
  },
  {
    name: "direction",
    kind: "text",
    sql: "CASE WHEN summaries.score IN (1, 2) THEN 'negative' WHEN summaries.score = 3 THEN 'neutral' WHEN summaries.score IN (4, 5) THEN 'positive' END",
    means: wording("The side of neutral that the score is on."),
    width: 10,
  },
  {
    name: "strength",
    kind: "integer",
    sql: "CASE WHEN summaries.score > 0 THEN abs(summaries.score - 3) END",
    means: wording("The distance from neutral: 2 strong, 1 notable, 0 neutral."),
    width: 9,
  },
  {
    name: "relevance",
    kind: "integer",
    sql: "summaries.relevance",
    means: wording("Whether the article is about the pillar: 2 on topic, 1 related, 0 off topic."),
    width: 10,
  },
  {
    name: "story",
    kind: "text",
    sql: "firsts.id",
    means: wording("Reports of the same event have the same: the id of its first article."),
    width: 14,
  },
  {
    name: "summary",
    kind: "text",
    sql: "summaries.summary",
    means: wording("The model's reason."),
    width: 80,
  },
];

const LONG_TEXTS: readonly ExportColumn[] = [
  {
    name: "description",
    kind: "text",
    sql: "texts.description",
    means: wording("The article's own, in English."),
    width: 60,
  },
  {
    name: "content",
    kind: "text",
    sql: "texts.content",
    means: wording("The whole article, in English."),
    width: 60,
  },
];

/** The columns of an export, in order. */
export function exportColumns({ withTexts }: { readonly withTexts: boolean }): readonly ExportColumn[] {
  return withTexts ? [...COLUMNS, ...LONG_TEXTS] : COLUMNS;
}
