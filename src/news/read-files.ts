// What was read of data files, kept in the catalog: where one of many changes, the next build reads that one and has the rows
// of the others already.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { LoadedFile } from "./load.ts";
import { manifestFileSchema } from "./manifest.ts";
import { queryRows } from "./queries.ts";
import type { BuildInput } from "./snapshot-protocol.ts";

const factsSchema = manifestFileSchema
  .pick({ country: true, rows: true, assessments: true, articles: true, dropped: true, unread: true })
  .extend({ firstFuture: z.number().nullable() })
  .readonly();

/** Of files whose content, name and country are the same, the same is read. */
function keyOf({ contentHash, name, country }: BuildInput): string {
  return JSON.stringify([contentHash, name, country]);
}

/** A file whose rows are in `read_rows`. */
export interface ReadFile extends LoadedFile {
  /** What `read_rows` calls it: another number in every build that reads it. */
  readonly number: number;
}

/**
 * The files that were read before, as they would be read now; what is there of others is forgotten. Dates were held against
 * the clock of then, so a file that had one too far ahead is among the others.
 */
export async function keepRead(
  connection: DuckDBConnection,
  files: readonly BuildInput[],
): Promise<ReadFile[]> {
  const inputs = new Map(files.map((input) => [keyOf(input), input]));
  const known = await queryRows(
    connection,
    z.object({ number: z.number(), key: z.string(), facts: z.string() }),
    "SELECT number, key, facts FROM read_files ORDER BY number",
  );
  const read = known.flatMap(({ number, key, facts }): ReadFile[] => {
    const input = inputs.get(key);
    const told = factsSchema.parse(JSON.parse(facts));
    return input === undefined || told.firstFuture !== null ? [] : [{ input, number, ...told }];
  });
  if (read.length === known.length) return read;
  const numbers = read.map(({ number }) => number).join(", ");
  const others = read.length === 0 ? "" : `WHERE number NOT IN (${numbers})`;
  await connection.run(`DELETE FROM read_files ${others}; DELETE FROM read_rows ${others}`);
  return read;
}

/** Notes files whose rows were read now. */
export async function noteRead(connection: DuckDBConnection, files: readonly ReadFile[]): Promise<void> {
  const appender = await connection.createAppender("read_files");
  for (const { input, number, ...facts } of files) {
    appender.appendInteger(number);
    appender.appendVarchar(keyOf(input));
    appender.appendVarchar(JSON.stringify(factsSchema.parse(facts)));
    appender.endRow();
  }
  appender.closeSync();
}
