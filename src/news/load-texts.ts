// Reads the long texts of the rows that are kept: a second look at the files, so that no text is carried that nobody wants.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { cleanTextSql, presentTextSql, type TextKind } from "./cleaning.ts";
import { type FileGroup, rowsSql } from "./file-groups.ts";
import { seqSql } from "./load.ts";
import { queryOne } from "./queries.ts";

/** Reads the summaries, descriptions and contents of the rows that `wanted` names, the long ones into the catalog. */
export async function loadTexts(connection: DuckDBConnection, group: FileGroup): Promise<void> {
  await connection.run(`INSERT INTO stage_summaries
    SELECT article, pillar, ${presentTextSql("summary")}
    FROM (SELECT article, pillar, ${textSql(group, "summary")} AS summary FROM ${joinedSql(group, "wanted")})`);
  await connection.run(`INSERT INTO texts
    SELECT article, ${presentTextSql("description")}, ${presentTextSql("content")}
    FROM (
      SELECT article, ${textSql(group, "description")} AS description, ${textSql(group, "content")} AS content
      FROM ${joinedSql(group, "wanted")} WHERE has_texts
    )`);
}

/** Reads the descriptions and contents of the rows that `spare` names, and only the columns that are asked for. */
export async function loadSpareTexts(connection: DuckDBConnection, group: FileGroup): Promise<void> {
  const asked = await queryOne(
    connection,
    z.object({ description: z.boolean(), content: z.boolean() }),
    `SELECT coalesce(bool_or(for_description), false) AS description, coalesce(bool_or(for_content), false) AS content
     FROM spare WHERE file IN (${indexesOf(group)})`,
  );
  if (!asked.description && !asked.content) return;
  const text = (kind: "description" | "content"): string =>
    asked[kind] ? `CASE WHEN for_${kind} THEN ${textSql(group, kind)} END` : "NULL::VARCHAR";
  await connection.run(`INSERT INTO spare_texts
    SELECT seq, article, ${presentTextSql("description")}, ${presentTextSql("content")}
    FROM (
      SELECT seq, article, ${text("description")} AS description, ${text("content")} AS content
      FROM ${joinedSql(group, "spare")}
    )`);
}

function textSql({ values }: FileGroup, kind: TextKind): string {
  return cleanTextSql(kind, values[kind]);
}

function indexesOf({ inputs }: FileGroup): string {
  return inputs.map(({ index }) => index).join(", ");
}

/** SQL for the group's rows that a table names by `file` and `seq`, but for those of articles that are taken over. */
function joinedSql(group: FileGroup, table: "wanted" | "spare"): string {
  const named = table === "wanted" ? "(FROM wanted WHERE NOT is_taken) AS wanted" : table;
  return `${rowsSql(group)} JOIN ${named} ON ${table}.file IN (${indexesOf(group)}) AND ${table}.seq = ${seqSql(group)}`;
}
