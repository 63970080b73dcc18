// Discord's gateway through a proxy. discord.js opens its WebSocket with the ws package, takes no agent for it, and ws
// makes its connections by itself, past every agent. So for WebSockets that is taken from it: Node's global agent, which
// goes through the proxy, connects instead.

import https, { type RequestOptions } from "node:https";
import { URL } from "node:url";

/** Lets WebSockets of this process use Node's global agent. Returns what ends that. */
export function connectByAgent(): () => void {
  const request = https.request;
  const patched = (...args: readonly unknown[]): unknown => {
    const [options, ...rest] = args;
    return Reflect.apply(request, https, [isWebSocket(options) ? byAgent(options) : options, ...rest]);
  };
  Object.assign(https, { request: patched });
  return () => {
    Object.assign(https, { request });
  };
}

function isWebSocket(options: unknown): options is RequestOptions {
  if (typeof options !== "object" || options === null || options instanceof URL) return false;
  const { headers, createConnection } = { headers: undefined, createConnection: undefined, ...options };
  return (
    typeof createConnection === "function" &&
    typeof headers === "object" &&
    headers !== null &&
    Object.entries(headers).some(([name, value]) => name === "Upgrade" && value === "websocket")
  );
}

function byAgent({ createConnection: _own, ...options }: RequestOptions): RequestOptions {
  return options;
}
