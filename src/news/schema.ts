// What columns a data file must and may have, in which types, and how their values are read.

/** A column as DuckDB sees it: its name as written in the file, and DuckDB's name of its type. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

const REQUIRED = [
  "id",
  "link",
  "published_date",
  "title_trans",
  "summary",
  "impact_score",
  "associated_pillar",
] as const;
const OPTIONAL = ["domain_url", "description_trans", "content_trans"] as const;

type RequiredName = (typeof REQUIRED)[number];
type OptionalName = (typeof OPTIONAL)[number];

/** SQL for the values of a file, over its columns named `c0`, `c1` … in order. Texts are VARCHAR, NULL when absent. */
export interface FileValues {
  readonly id: string;
  readonly link: string;
  readonly domain: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly content: string;
  /** ms since 1970 UTC as BIGINT, NULL when it is no date. */
  readonly publishedAt: string;
  /** TINYINT 0–5. */
  readonly score: string;
  /** TINYINT 1–8, NULL when unreadable. */
  readonly pillar: string;
}

export type FileSchema =
  | { readonly type: "usable"; readonly values: FileValues }
  | { readonly type: "lacking"; readonly columns: readonly string[] }
  | { readonly type: "unusable"; readonly column: string; readonly holds: string };

/** How the n-th column is called when all are named by place, because names may repeat or differ only in case. */
export function columnAlias(index: number): string {
  return `c${index}`;
}

/** Finds the columns of a file: by exact name, else whatever the case. */
export function schemaOf(columns: readonly FileColumn[]): FileSchema {
  const lacking: RequiredName[] = [];
  const texts = new Map<RequiredName | OptionalName, string>();
  for (const name of [...REQUIRED, ...OPTIONAL]) {
    const index = indexOf(columns, name);
    const column = columns[index];
    const isRequired = isRequiredName(name);
    if (column === undefined) {
      if (isRequired) lacking.push(name);
      continue;
    }
    const holds = nestedKind(column.type);
    if (holds === undefined) texts.set(name, textSql(columnAlias(index), column.type));
    else if (isRequired) return { type: "unusable", column: column.name, holds };
  }
  if (lacking.length > 0) return { type: "lacking", columns: lacking };
  const text = (name: RequiredName | OptionalName): string => texts.get(name) ?? "NULL::VARCHAR";
  const dateIndex = indexOf(columns, "published_date");
  return {
    type: "usable",
    values: {
      id: text("id"),
      link: text("link"),
      domain: text("domain_url"),
      title: text("title_trans"),
      summary: text("summary"),
      description: text("description_trans"),
      content: text("content_trans"),
      publishedAt: dateSql(columnAlias(dateIndex), columns[dateIndex]?.type ?? "", text("published_date")),
      score: scoreSql(text("impact_score")),
      pillar: pillarSql(text("associated_pillar")),
    },
  };
}

function isRequiredName(name: RequiredName | OptionalName): name is RequiredName {
  return REQUIRED.some((required) => required === name);
}

function indexOf(columns: readonly FileColumn[], wanted: string): number {
  const exact = columns.findIndex(({ name }) => name === wanted);
  return exact >= 0 ? exact : columns.findIndex(({ name }) => name.toLowerCase() === wanted);
}

/** What a column holds instead of single values, in words; undefined for single values. */
function nestedKind(type: string): string | undefined {
  if (/\[\d*\]$/.test(type)) return "lists";
  if (/^MAP\b/.test(type)) return "maps";
  if (/^(STRUCT|UNION|VARIANT)\b/.test(type)) return "records";
  if (/^GEOMETRY\b/.test(type)) return "shapes";
  return undefined;
}

/** A value as text, whatever the type: 7.0 as 7, so that an id is the same in files that pandas typed differently. */
function textSql(column: string, type: string): string {
  switch (type) {
    case "VARCHAR":
      return column;
    case "BLOB":
      // Old writers do not say that their bytes are text.
      return `TRY(decode(${column}))`;
    case "FLOAT":
    case "DOUBLE":
      return `CASE WHEN NOT isfinite(${column}) THEN NULL
        WHEN ${column} = trunc(${column}) AND abs(${column}) < 1e15 THEN ${column}::BIGINT::VARCHAR
        ELSE ${column}::VARCHAR END`;
    default:
      return `${column}::VARCHAR`;
  }
}

const SCORE_PATTERN = String.raw`^\s*\+?0*([1-5])(?:\.0*)?\s*$`;
const PILLAR_PATTERN = String.raw`(?i)^\s*(?:pillar[\s_-]*)?0*([1-8])(?:\.0*)?\s*$`;
const DATE_PATTERN = String.raw`(?i)^\s*([1-9]\d{3}-\d{1,2}-\d{1,2})(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?\s*$`;

/** Everything but 1–5 is 0, not scored. */
function scoreSql(text: string): string {
  return `coalesce(TRY_CAST(regexp_extract(${text}, '${SCORE_PATTERN}', 1) AS TINYINT), 0)::TINYINT`;
}

/** `Pillar 1`, `pillar_1`, `1`, `1.0`; anything else is NULL. */
function pillarSql(text: string): string {
  return `TRY_CAST(regexp_extract(${text}, '${PILLAR_PATTERN}', 1) AS TINYINT)`;
}

/** Dates without a zone are UTC; the session's zone must be UTC. */
function dateSql(column: string, type: string, text: string): string {
  if (type === "TIMESTAMP WITH TIME ZONE" || type === "TIMESTAMP") return `TRY(epoch_ms(${column}))`;
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return `TRY(epoch_ms(${column}::TIMESTAMP))`;
  if (type !== "VARCHAR" && type !== "BLOB") return "NULL::BIGINT";
  const spelled = String.raw`upper(regexp_replace(${text}, '${DATE_PATTERN}', '\1 \2\3'))`;
  const withSeconds = String.raw`regexp_replace(regexp_replace(${spelled}, '(UTC|GMT)$', 'Z'), '^(\S+ \d+:\d+)(Z|[+-].*)$', '\1:00\2')`;
  return `CASE WHEN regexp_matches(${text}, '${DATE_PATTERN}') THEN epoch_ms(TRY_CAST(trim(${withSeconds}) AS TIMESTAMPTZ)) END`;
}
