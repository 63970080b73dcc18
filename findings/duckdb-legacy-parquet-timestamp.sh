#!/usr/bin/env bash
# DuckDB 1.5.5 (@duckdb/node-api 1.5.5-r.5): a parquet column of the legacy converted type TIMESTAMP_MILLIS, which writers such as
# hyparquet-writer 0.17.0 still use for JavaScript's Date, is read as TIMESTAMP without a zone. Parquet's own rule for that type is
# an instant in UTC (LogicalTypes.md: the same as isAdjustedToUTC = true, which DuckDB reads as TIMESTAMP WITH TIME ZONE). So
# the same instant from two writers differs by the session's offset as soon as it is compared with, or cast to, a TIMESTAMPTZ.
# Seen with the time zone Europe/Tallinn, for 2026-03-03T21:15:30Z:
#   written by hyparquet-writer   TIMESTAMP                  as TIMESTAMPTZ 7200 s too early
#   written by DuckDB             TIMESTAMP WITH TIME ZONE   as TIMESTAMPTZ right
# Who reads files of several writers: set the session's TimeZone to UTC, or take epoch_ms() of the column as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @duckdb/node-api@1.5.5-r.5 hyparquet-writer@0.17.0
cat >seen.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetWriteBuffer } from "hyparquet-writer";
const at = new Date("2026-03-03T21:15:30Z");
writeFileSync("legacy.parquet", Buffer.from(parquetWriteBuffer({ columnData: [{ name: "published", data: [at] }] })));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(`
  COPY (SELECT '${at.toISOString()}'::TIMESTAMPTZ AS published) TO 'own.parquet';
  SET TimeZone = 'Europe/Tallinn'`);
for (const file of ["legacy", "own"]) {
  const reader = await connection.runAndReadAll(`
    SELECT typeof(published), (epoch_ms(published::TIMESTAMPTZ) - ${at.getTime()}) // 1000, epoch_ms(published) = ${at.getTime()}
    FROM read_parquet('${file}.parquet')`);
  console.log(file, JSON.stringify(reader.getRowsJson()));
}
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = 'legacy [["TIMESTAMP","-7200",true]]
own [["TIMESTAMP WITH TIME ZONE","0",true]]' ] || {
  echo "This has changed." >&2
  exit 1
}
