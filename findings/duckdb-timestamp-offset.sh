#!/usr/bin/env bash
# DuckDB 1.5.5 (@duckdb/node-api 1.5.5-r.5): an ISO 8601 text with an offset is cast to TIMESTAMP without an error and without
# the offset, so 14:15 in Tallinn becomes 14:15 UTC. Only TIMESTAMPTZ applies the offset, and neither reads one whose time has
# no seconds, though ISO 8601 allows to leave them out. Seen:
#   as TIMESTAMP                2024-01-08 14:15:35
#   as TIMESTAMPTZ, in UTC      2024-01-08 12:15:35
#   without seconds             NULL as either
# Who loads published dates from text: cast to TIMESTAMPTZ, and count what comes out as NULL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @duckdb/node-api@1.5.5-r.5
cat >seen.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const reader = await connection.runAndReadAll(`
  SELECT '2024-01-08T14:15:35+02:00'::TIMESTAMP::VARCHAR AS plain,
    timezone('UTC', '2024-01-08T14:15:35+02:00'::TIMESTAMPTZ)::VARCHAR AS zoned,
    TRY_CAST('2024-01-08T14:15+02:00' AS TIMESTAMP) IS NULL AS plain_lost,
    TRY_CAST('2024-01-08T14:15+02:00' AS TIMESTAMPTZ) IS NULL AS zoned_lost`);
console.log(JSON.stringify(reader.getRowsJson()));
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = '[["2024-01-08 14:15:35","2024-01-08 12:15:35",true,true]]' ] || {
  echo "This has changed." >&2
  exit 1
}
