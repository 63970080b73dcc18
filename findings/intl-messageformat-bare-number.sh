#!/usr/bin/env bash
# intl-messageformat 12.1.5: a number in a bare {n} is not formatted as ICU's own libraries do. It is said as JavaScript writes it,
# without thousands and in ASCII digits whatever the language, while # and {n, number} of the same message follow the locale. One
# sentence then has two kinds of numbers, and in Egyptian Arabic two kinds of digits, without any error:
#   en     {n} 1234567   {n, number} 1,234,567
#   ar-EG  {n} 1234567   {n, number} ١٬٢٣٤٬٥٦٧
# Who brings messages from ICU4J, where a bare argument that is a number is formatted as one: write {n, number}.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact intl-messageformat@12.1.5
cat >seen.mjs <<'JS'
import { IntlMessageFormat } from "intl-messageformat";
const message = "{n} | {n, number} | {n, plural, other {#}}";
const said = (locale) => new IntlMessageFormat(message, locale).format({ n: 1_234_567 });
console.log(JSON.stringify([said("en"), said("ar-EG")]));
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = '["1234567 | 1,234,567 | 1,234,567","1234567 | ١٬٢٣٤٬٥٦٧ | ١٬٢٣٤٬٥٦٧"]' ] || {
  echo "This has changed." >&2
  exit 1
}
