// Takes tags and entities out of the long texts of a build. Few texts have any, so only those leave the database.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { plainText } from "./cleaning/plain-text.ts";
import { cleanTextSql, presentTextSql, type TextKind } from "./cleaning.ts";
import { queryRows } from "./queries.ts";

/** Only with one of these has `plainText` anything to do. RE2. */
const MARKED_PATTERN = "(?i)<[a-z/!?]|&#?[a-z0-9]+;";

/** Of the texts that are in memory at once, together. */
const BYTES_AT_ONCE = 8_000_000;

/**
 * The texts of new rows and the numbers that tell them. `texts` has rows that were mended before, too, which are many and are not to
 * be read: their texts are none here.
 */
const COLUMNS: readonly {
  readonly table: "stage_summaries" | "texts";
  readonly column: TextKind;
  readonly number: "rowid" | "article";
  readonly from: string;
}[] = [
  { table: "stage_summaries", column: "summary", number: "rowid", from: "stage_summaries" },
  ...(["description", "content"] as const).map((column) => ({
    table: "texts" as const,
    column,
    number: "article" as const,
    from: `(SELECT texts.article, CASE WHEN fresh.article IS NOT NULL THEN ${column} END AS ${column}
      FROM texts JOIN fresh USING (article))`,
  })),
];

/**
 * Makes summaries, descriptions and contents plain texts, and missing where nothing is left of them; but for texts of articles
 * that are taken over.
 */
export async function mendTexts(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    "CREATE TEMP TABLE mended (row BIGINT, text VARCHAR); CREATE TEMP TABLE fresh AS SELECT article FROM stage_articles ANTI JOIN taken USING (article)",
  );
  for (const { table, column, number, from } of COLUMNS) {
    const marked = await queryRows(
      connection,
      z.object({ row: z.coerce.number(), bytes: z.coerce.number() }),
      `SELECT ${number} AS row, strlen(${column}) AS bytes FROM ${from}
       WHERE regexp_matches(${column}, '${MARKED_PATTERN}') ORDER BY row`,
    );
    if (marked.length === 0) continue;
    for (const { first, last } of stretchesOf(marked)) {
      const texts = await queryRows(
        connection,
        z.object({ row: z.bigint(), text: z.string() }),
        `SELECT ${number}::BIGINT AS row, ${column} AS text FROM ${from}
         WHERE ${number} BETWEEN ${first} AND ${last} AND regexp_matches(${column}, '${MARKED_PATTERN}')`,
      );
      const appender = await connection.createAppender("mended");
      for (const { row, text } of texts) {
        appender.appendBigInt(row);
        appender.appendVarchar(plainText(text));
        appender.endRow();
      }
      appender.closeSync();
    }
    // What entities stood for is cleaned like what stood there itself.
    await connection.run(`
      UPDATE ${table} SET ${column} = ${presentTextSql("cleaned")}
        FROM (SELECT row, ${cleanTextSql(column, "text")} AS cleaned FROM mended) AS plain
        WHERE ${table}.${number} = plain.row;
      TRUNCATE mended`);
  }
  await connection.run("DROP TABLE mended; DROP TABLE fresh");
}

function stretchesOf(marked: readonly { readonly row: number; readonly bytes: number }[]) {
  const stretches: { first: number; last: number; bytes: number }[] = [];
  for (const { row, bytes } of marked) {
    const stretch = stretches.at(-1);
    if (stretch === undefined || stretch.bytes + bytes > BYTES_AT_ONCE)
      stretches.push({ first: row, last: row, bytes });
    else {
      stretch.last = row;
      stretch.bytes += bytes;
    }
  }
  return stretches;
}
