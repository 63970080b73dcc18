// Values that are written in one of many ways, read outside the database: each way once, however many rows have it.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";

const rowSchema = z.object({ spelled: z.string() });

/**
 * Fills a column of the table `incoming` where it is NULL, from the text in another one. Texts of which `read` makes nothing
 * leave it NULL.
 */
export async function readSpelled(
  connection: DuckDBConnection,
  columns: { readonly value: string; readonly spelled: string },
  read: (text: string) => string | number | undefined,
): Promise<void> {
  const { value, spelled } = columns;
  const found: (readonly [text: string, value: string])[] = [];
  const texts = await connection.stream(
    `SELECT DISTINCT ${spelled} AS spelled FROM incoming WHERE ${spelled} IS NOT NULL`,
  );
  for await (const rows of texts.yieldRowObjectJs()) {
    for (const { spelled: text } of z.array(rowSchema).parse(rows)) {
      const meant = read(text);
      if (meant !== undefined) found.push([text, String(meant)]);
    }
  }
  if (found.length === 0) return;
  await connection.run("CREATE OR REPLACE TEMP TABLE read_values (spelled VARCHAR, value VARCHAR)");
  const appender = await connection.createAppender("read_values");
  for (const [text, meant] of found) {
    appender.appendVarchar(text);
    appender.appendVarchar(meant);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`
    UPDATE incoming SET ${value} = read_values.value FROM read_values WHERE incoming.${spelled} = read_values.spelled;
    DROP TABLE read_values`);
}
