#!/usr/bin/env bash
# Writes test/news/written/*.parquet: the same rows, each file by another program that people write parquet with, in the types
# that program's users choose. Run it when rows.json changes, or to try newer versions; the tests read what is committed.
# The programs go into a temporary folder: none is a dependency of this one.
set -euo pipefail
cd "$(dirname "$0")/.."
target="$PWD/test/news/written"
node="$PWD/node_modules/.bin/node"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
# npm leaves out the binary of nodejs-polars where it runs on an older Node, so it is named.
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  @duckdb/node-api@1.5.5-r.5 hyparquet-writer@0.17.0 nodejs-polars@0.26.1 "nodejs-polars-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')-gnu@0.26.1" \
  parquet-wasm@0.8.0 apache-arrow@21.2.0 @dsnp/parquetjs@1.8.9 parquets@0.10.10
cat >write.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import dsnp from "@dsnp/parquetjs";
import * as arrow from "apache-arrow";
import { parquetWriteFile } from "hyparquet-writer";
import * as polars from "nodejs-polars";
import { Compression, Encoding, Table, WriterPropertiesBuilder, writeParquet } from "parquet-wasm";
import parquets from "parquets";

const target = process.argv[2];
const rows = JSON.parse(readFileSync(`${target}/rows.json`, "utf8"));
const names = Object.keys(rows[0]);
const column = (name) => rows.map((row) => row[name]);
const date = (text) => (text === null ? null : new Date(text));
const dates = column("published_date").map(date);
const file = (writer) => `${target}/${writer}.parquet`;

/** Ids as BIGINT, times with a zone, scores as the smallest whole number, pillars as an enumeration. */
async function duckdb() {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`
    SET TimeZone = 'UTC';
    CREATE TYPE pillar AS ENUM (${[...new Set(column("associated_pillar"))].map((name) => `'${name}'`).join(", ")});
    CREATE TABLE news AS SELECT * REPLACE (
      id::BIGINT AS id, published_date::TIMESTAMPTZ AS published_date, impact_score::UTINYINT AS impact_score,
      associated_pillar::pillar AS associated_pillar
    ) FROM read_json('${target}/rows.json');
    COPY news TO '${file("duckdb")}' (FORMAT parquet, CODEC zstd)`);
}

/** Ids as text, times in milliseconds, scores as whole numbers with nulls. */
async function hyparquetWriter() {
  await parquetWriteFile({
    filename: file("hyparquet-writer"),
    columnData: names.map((name) => {
      switch (name) {
        case "id":
          return { name, data: column(name).map(String), type: "STRING" };
        case "published_date":
          return { name, data: dates, type: "TIMESTAMP", nullable: true };
        case "impact_score":
          return { name, data: column(name), type: "INT32", nullable: true };
        default:
          return { name, data: column(name), type: "STRING", nullable: true };
      }
    }),
  });
}

/** Ids as whole numbers, times without a zone, scores as doubles with nulls, pillars as categories. */
function nodejsPolars() {
  const pl = polars.default ?? polars;
  pl.DataFrame(Object.fromEntries(names.map((name) => [name, column(name)])))
    .withColumns(
      pl.Series("published_date", dates, pl.Datetime("ms")),
      pl.Series("impact_score", column("impact_score"), pl.Float64),
      pl.Series("id", column("id"), pl.Int64),
      pl.col("associated_pillar").cast(pl.Categorical),
    )
    .writeParquet(file("nodejs-polars"), { compression: "zstd" });
}

const dictionary = (values) =>
  arrow.vectorFromArray(values, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()));

function arrowTable(more = {}) {
  const texts = names.filter((name) => !["id", "published_date", "impact_score", "associated_pillar"].includes(name));
  return new arrow.Table({
    ...Object.fromEntries(texts.map((name) => [name, arrow.vectorFromArray(column(name), new arrow.Utf8())])),
    id: arrow.vectorFromArray(column("id"), new arrow.Float64()),
    published_date: arrow.vectorFromArray(dates, new arrow.TimestampMillisecond("Europe/Tallinn")),
    impact_score: arrow.vectorFromArray(column("impact_score"), new arrow.Int8()),
    associated_pillar: dictionary(column("associated_pillar")),
    ...more,
  });
}

function writeArrow(name, table, change) {
  const wasm = Table.fromIPCStream(arrow.tableToIPC(table, "stream"));
  writeFileSync(file(name), writeParquet(wasm, change(new WriterPropertiesBuilder()).build()));
}

/** Ids as doubles, times with a zone, pillars as a dictionary, and a column of Arrow's type for nothing but nulls. */
function parquetWasm() {
  const nothing = arrow.vectorFromArray(rows.map(() => null), new arrow.Null());
  writeArrow("parquet-wasm", arrowTable({ entities: nothing }), (properties) =>
    properties.setCompression(Compression.BROTLI),
  );
  // Two that DuckDB cannot read, for the reason that is told then.
  writeArrow("unread-lz4", arrowTable(), (properties) => properties.setCompression(Compression.LZ4));
  writeArrow("unread-byte-stream-split", arrowTable(), (properties) =>
    properties
      .setDictionaryEnabled(false)
      .setColumnEncoding("impact_score", Encoding.BYTE_STREAM_SPLIT),
  );
}

const javascriptFields = (id) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name === "id"
        ? id
        : name === "published_date"
          ? { type: "TIMESTAMP_MILLIS", optional: true }
          : name === "impact_score"
            ? { type: "INT32", optional: true }
            : { type: "UTF8", optional: true },
    ]),
  );
const javascriptRows = (idOf) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries({ ...row, id: idOf(row.id), published_date: date(row.published_date) }).filter(
        ([, value]) => value !== null,
      ),
    ),
  );

async function parquetjsHeir(name, { ParquetSchema, ParquetWriter }, id, idOf) {
  const writer = await ParquetWriter.openFile(new ParquetSchema(javascriptFields(id)), file(name));
  for (const row of javascriptRows(idOf)) await writer.appendRow(row);
  await writer.close();
}

/** Optional columns with the oldest logical types, ids as text here and as whole numbers there. */
async function parquetjsHeirs() {
  await parquetjsHeir("dsnp-parquetjs", dsnp, { type: "UTF8", compression: "GZIP" }, String);
  await parquetjsHeir("parquets", parquets, { type: "INT64", compression: "SNAPPY" }, (id) => id);
}

const failed = [];
for (const write of [duckdb, hyparquetWriter, nodejsPolars, parquetWasm, parquetjsHeirs]) {
  try {
    await write();
    console.log(`${write.name}: written`);
  } catch (error) {
    failed.push(write.name);
    console.error(write.name, error);
  }
}
process.exit(failed.length);
JS
"$node" write.mjs "$target"
ls -l "$target"
