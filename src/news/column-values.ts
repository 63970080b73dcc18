// How the values of a column are read, as SQL: every type in which writers put a text, a number or a date.

import { wording } from "../wording/say.ts";
import { visibleSql } from "./cleaning.ts";

/** What a column holds instead of single values, in words; undefined for single values. */
export function nestedKind(type: string): string | undefined {
  if (/\[\d*\]$/.test(type)) return wording("lists");
  if (/^MAP\b/.test(type)) return wording("maps");
  if (/^(STRUCT|UNION|VARIANT)\b/.test(type)) return wording("records");
  if (/^GEOMETRY\b/.test(type)) return wording("shapes");
  return undefined;
}

/** A value as text, whatever the type: 7.0 as 7, so that a number is the same in files that were typed differently. */
export function textSql(column: string, type: string): string {
  switch (type) {
    case "VARCHAR":
      return column;
    case "JSON":
      // A text stands in quotes there; what is no JSON all the same is a text.
      return `CASE WHEN json_valid(${column}) THEN ${column}->>'$' ELSE ${column}::VARCHAR END`;
    case "BLOB":
      // Old writers do not say that their bytes are text.
      return `TRY(decode(${column}))`;
    case "FLOAT":
    case "DOUBLE":
      // Beyond 2^53 not every whole number can be told from its neighbours.
      return `CASE WHEN NOT isfinite(${column}) THEN NULL
        WHEN ${column} = trunc(${column}) AND abs(${column}) <= 9007199254740992 THEN ${column}::BIGINT::VARCHAR
        ELSE ${column}::VARCHAR END`;
    default:
      return `${column}::VARCHAR`;
  }
}

/** Longer samples tell no more. */
const SAMPLE_CHARACTERS = 60;

/** SQL for a value of a column that cannot be text, because its bytes are none or because it holds several; else NULL. */
export function unreadTextSql(column: string, type: string): string | undefined {
  const sample = `left(${column}::VARCHAR, ${SAMPLE_CHARACTERS})`;
  if (nestedKind(type) !== undefined) return sample;
  return type === "BLOB" ? `CASE WHEN TRY(decode(${column})) IS NULL THEN ${sample} END` : undefined;
}

/** Texts for values that are not there: how pandas, databases and people write them. */
const MISSING_PATTERN = String.raw`(?i)^\s*(?:nan|nat|none|null|nil|<na>|n/a|na|-+)?\s*$`;

/** SQL for what is to be read in another way: the text, unless a value was read of it or it means that there is none. */
function leftOverSql(value: string, text: string): string {
  return `CASE WHEN ${value} IS NULL AND ${text} IS NOT NULL AND NOT regexp_matches(${text}, '${MISSING_PATTERN}')
    THEN left(${text}, 1000) END`;
}

/** A value that SQL reads in its usual spellings, and the text of every other one. */
export interface SpelledSql {
  readonly value: string;
  readonly spelled: string;
}

/** One id for 101, 101.0, 101.00 and "101". */
export function idSql(text: string): string {
  return String.raw`regexp_replace(${visibleSql(text)}, '^"?(-?\d+)\.0+"?$|^"([^"]*)"$', '\1\2')`;
}

const HOST = String.raw`(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+(?::\d+)?(?:[/?#]|$)`;

/** A link; one without a scheme gets https. */
export function linkSql(text: string): string {
  const link = `replace(${visibleSql(text)}, '&amp;', '&')`;
  return String.raw`regexp_replace(${link}, '^(?://)?(${HOST})', 'https://\1')`;
}

const SCORE_PATTERN = String.raw`^\s*"?\+?0*([1-5])(?:\.0*)?"?\s*$`;
const NO_SCORE_PATTERN = String.raw`^\s*"?[+-]?0+(?:\.0*)?"?\s*$`;

/** 1 to 5, or 0, which is not scored; NULL for everything else. */
export function scoreSql(text: string): SpelledSql {
  const value = `coalesce(TRY_CAST(regexp_extract(${text}, '${SCORE_PATTERN}', 1) AS TINYINT),
    CASE WHEN regexp_matches(${text}, '${NO_SCORE_PATTERN}') THEN 0::TINYINT END)`;
  return { value, spelled: leftOverSql(value, text) };
}

const PILLAR_PATTERN = String.raw`(?i)^\s*"?(?:pillar[\s_-]*)?0*([1-8])(?:\.0*)?"?\s*$`;

/** `Pillar 1`, `pillar_1`, `1`, `1.0`. */
export function pillarSql(text: string): SpelledSql {
  const value = `TRY_CAST(regexp_extract(${text}, '${PILLAR_PATTERN}', 1) AS TINYINT)`;
  return { value, spelled: leftOverSql(value, text) };
}

const DATE_PATTERN = String.raw`^\s*([1-9]\d{3}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?\s*$`;

/** ms since 1970 UTC as BIGINT, of types that are dates and of the commonest text. The session's zone must be UTC. */
export function dateSql(column: string, type: string): SpelledSql {
  if (
    type === "TIMESTAMP WITH TIME ZONE" ||
    type === "TIMESTAMP" ||
    type === "DATE" ||
    type.startsWith("TIMESTAMP")
  ) {
    const time = type === "TIMESTAMP WITH TIME ZONE" ? column : `${column}::TIMESTAMP`;
    const value = `TRY(epoch_ms(${time}))`;
    return { value, spelled: leftOverSql(value, `${column}::VARCHAR`) };
  }
  const text = textSql(column, type);
  const written = String.raw`regexp_replace(${text}, '${DATE_PATTERN}', '\1 \2\3\4')`;
  const value = `CASE WHEN regexp_matches(${text}, '${DATE_PATTERN}') THEN epoch_ms(TRY_CAST(${written} AS TIMESTAMPTZ)) END`;
  return { value, spelled: leftOverSql(value, text) };
}
