// Texts in a DuckDB table, and ILIKE over all of them: what one would write who has no full text. The table is made once.

import { createHash } from "node:crypto";
import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetSql } from "../../src/news/queries.ts";
import { type OpenWay, SHOWN } from "./ways.ts";

export const openIlike: OpenWay = async (paths, folder) => {
  const name = createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 12);
  const path = join(folder, `texts-${name}.duckdb`);
  if (!(await isThere(path))) await makeTable(paths, path);
  const instance = await DuckDBInstance.create(path, { threads: "2", access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  return {
    top: async () => 0,
    async say(words) {
      // Every word somewhere in the title or the summary.
      const typed = words.split(/\s+/);
      const where = typed.map((_, at) => `(title ILIKE $${at + 1} OR summary ILIKE $${at + 1})`);
      const reader = await connection.runAndReadAll(
        `SELECT id, title, summary FROM texts WHERE ${where.join(" AND ")}
          ORDER BY published_date DESC, id LIMIT ${SHOWN}`,
        typed.map((word) => `%${word}%`),
      );
      return reader.currentRowCount;
    },
  };
};

async function makeTable(paths: readonly string[], path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  const instance = await DuckDBInstance.create(unfinished, { threads: "2" });
  try {
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE texts AS
      SELECT id, published_date, title_trans AS title, summary FROM ${parquetSql(paths)}`);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  await rename(unfinished, path);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
