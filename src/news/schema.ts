// What columns a data file must and may have, and how their values are read.

import { distance } from "../language/mend/nearest.ts";
import {
  dateSql,
  idSql,
  linkSql,
  nestedKind,
  pillarSql,
  type SpelledSql,
  scoreSql,
  textSql,
  unreadTextSql,
} from "./column-values.ts";

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
const OPTIONAL = ["domain_url", "description_trans", "content_trans", "country"] as const;

type RequiredName = (typeof REQUIRED)[number];
export type ColumnName = RequiredName | (typeof OPTIONAL)[number];

/**
 * SQL for the values of a file, over its columns named `c0`, `c1` … in order. Texts are VARCHAR, NULL when absent or empty.
 */
export interface FileValues {
  readonly id: string;
  readonly link: string;
  readonly domain: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly content: string;
  /** ms since 1970 UTC as BIGINT. */
  readonly publishedAt: SpelledSql;
  /** TINYINT 0–5. */
  readonly score: SpelledSql;
  /** TINYINT 1–8. */
  readonly pillar: SpelledSql;
  /** Texts only: which country one names is not for SQL. */
  readonly country: string;
  /** Of columns that may hold what is no text: a sample of that, else NULL. */
  readonly unread: readonly { readonly column: ColumnName; readonly sql: string }[];
}

export type FileSchema =
  | { readonly type: "usable"; readonly values: FileValues }
  | {
      readonly type: "lacking";
      readonly columns: readonly { readonly name: string; readonly nearest?: string }[];
    }
  | { readonly type: "unusable"; readonly column: string; readonly holds: string };

/** How the n-th column is called when all are named by place, because names may repeat or differ only in case. */
export function columnAlias(index: number): string {
  return `c${index}`;
}

/** What else tells a column's values for all rows: then the file need not have it. */
export interface PathValues {
  readonly pillar: number | undefined;
}

/** Finds the columns of a file: by exact name, else whatever the case, else whatever the spaces and `_`. */
export function schemaOf(columns: readonly FileColumn[], path: PathValues): FileSchema {
  const found = new Map<ColumnName, { readonly alias: string; readonly type: string }>();
  const unread: { column: ColumnName; sql: string }[] = [];
  for (const name of [...REQUIRED, ...OPTIONAL]) {
    const index = indexOf(columns, name);
    const column = columns[index];
    if (column === undefined) continue;
    const alias = columnAlias(index);
    const holds = nestedKind(column.type);
    if (holds === undefined) found.set(name, { alias, type: column.type });
    else if (isRequiredName(name)) return { type: "unusable", column: column.name, holds };
    const sql = unreadTextSql(alias, column.type);
    if (sql !== undefined) unread.push({ column: name, sql });
  }
  const lacking = REQUIRED.filter(
    (name) => !found.has(name) && !(name === "associated_pillar" && path.pillar !== undefined),
  );
  if (lacking.length > 0)
    return { type: "lacking", columns: lacking.map((name) => ({ name, ...nearestOf(name, columns) })) };

  const text = (name: ColumnName): string => {
    const column = found.get(name);
    return column === undefined ? "NULL::VARCHAR" : textSql(column.alias, column.type);
  };
  const date = found.get("published_date");
  const pillar = pillarSql(text("associated_pillar"));
  return {
    type: "usable",
    values: {
      id: idSql(text("id")),
      link: linkSql(text("link")),
      domain: text("domain_url"),
      title: text("title_trans"),
      summary: text("summary"),
      description: text("description_trans"),
      content: text("content_trans"),
      publishedAt: dateSql(date?.alias ?? "NULL", date?.type ?? "VARCHAR"),
      score: scoreSql(text("impact_score")),
      pillar:
        path.pillar === undefined
          ? pillar
          : {
              ...pillar,
              value: `CASE WHEN ${text("associated_pillar")} IS NULL THEN ${path.pillar}::TINYINT ELSE ${pillar.value} END`,
            },
      country: text("country"),
      unread,
    },
  };
}

function isRequiredName(name: ColumnName): name is RequiredName {
  return REQUIRED.some((required) => required === name);
}

/** A name without case, spaces, `_` and what nobody sees, such as the mark that begins some exported tables. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[\s_\p{Cf}\p{Cc}]+/gu, "");
}

function indexOf(columns: readonly FileColumn[], wanted: string): number {
  const ways: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.toLowerCase() === wanted,
    (name) => bare(name) === bare(wanted),
  ];
  const fitting = ways.find((fits) => columns.some(({ name }) => fits(name)));
  return fitting === undefined ? -1 : columns.findIndex(({ name }) => fitting(name));
}

const KNOWN_NAMES = new Set([...REQUIRED, ...OPTIONAL].map(bare));

/** The column that may be meant by another name: one that shares a word with it, or is few letters away. */
function nearestOf(wanted: string, columns: readonly FileColumn[]): { readonly nearest?: string } {
  const near = columns
    .filter(({ name }) => !KNOWN_NAMES.has(bare(name)))
    .map(({ name }) => ({ name, far: farFrom(wanted, name) }))
    .filter(({ far }) => far <= 0.5)
    .toSorted((a, b) => a.far - b.far);
  return near[0] === undefined ? {} : { nearest: near[0].name };
}

/** 0 for the same name, 1 for one that has nothing in common. */
function farFrom(wanted: string, name: string): number {
  const shared = wordsIn(wanted).filter((word) => wordsIn(name).includes(word));
  const letters = distance(bare(wanted), bare(name)) / Math.max(bare(wanted).length, bare(name).length);
  return shared.length > 0 ? letters / 2 : letters;
}

function wordsIn(name: string): string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}
