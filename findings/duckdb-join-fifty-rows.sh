#!/usr/bin/env bash
# DuckDB 1.5.5 (@duckdb/node-api 1.5.5-r.5): a join that looks up rows by their numbers skips to them as long as the other side
# has at most 50. With one more the filter is only "between the least and the greatest", and the scan hands over the whole
# table. The bound is the setting dynamic_or_filter_threshold; SET changes it for one connection alone, the configuration of
# the instance for all. Rows that the scan handed over, of two million, evenly spread:
#   50 rows wanted                           104448
#   51 rows wanted                           1960751
#   51 rows wanted, threshold 10000          104448
# Who reads a page of articles with their parts by key: raise the threshold above what a page can hold.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @duckdb/node-api@1.5.5-r.5
cat >seen.mjs <<'JS'
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
const rows = 2_000_000;
async function scanned(wanted, settings) {
  const instance = await DuckDBInstance.create("rows.duckdb", { threads: "1", ...settings });
  const connection = await instance.connect();
  await connection.run(`
    CREATE TABLE IF NOT EXISTS texts AS SELECT md5(range::VARCHAR) AS text FROM range(${rows});
    CHECKPOINT;
    PRAGMA enable_profiling = 'json';
    PRAGMA profiling_output = 'profile.json'`);
  const numbers = Array.from({ length: wanted }, (_, n) => `(${n * Math.floor(rows / wanted)}::BIGINT)`);
  await connection.runAndReadAll(
    `SELECT text FROM (VALUES ${numbers.join(", ")}) AS wanted(number) JOIN texts ON texts.rowid = wanted.number`,
  );
  instance.closeSync();
  const find = ({ operator_name: name = "", operator_cardinality: handedOver, children = [] }) =>
    name.trim() === "SEQ_SCAN" ? handedOver : children.map(find).find((found) => found !== undefined);
  return find(JSON.parse(readFileSync("profile.json", "utf8")));
}
console.log(
  JSON.stringify([await scanned(50), await scanned(51), await scanned(51, { dynamic_or_filter_threshold: "10000" })]),
);
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = '[104448,1960751,104448]' ] || {
  echo "This has changed." >&2
  exit 1
}
