// A browser for the web chat's tests: the platform behind the bot's own web server, opened with its key once.

import { Hono } from "hono";
import type { Host } from "../../../adapters/adapter.ts";
import { createPlatform, type WebPlatform } from "../../../adapters/web/platform.ts";
import { createGate } from "../../../src/http/gate.ts";
import { listen } from "../../../src/http/server.ts";

export interface Chat {
  readonly platform: WebPlatform;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** The address that was printed; it has been opened. */
  readonly opened: string;
  readonly cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, values: URLSearchParams): Promise<Response>;
  close(): Promise<void>;
}

export async function openChat(host: Host): Promise<Chat> {
  const platform = createPlatform(host);
  await platform.start();
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    routes: new Hono(),
    mounts: new Map([platform.mount]),
    gate: createGate({ clock: host.clock }),
  });
  const [opened = ""] = /http:\S+/.exec(platform.invitation(server.port)) ?? [];
  const { origin } = new URL(opened);
  const first = await fetch(opened, { redirect: "manual" });
  const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";");
  return {
    platform,
    origin,
    opened,
    cookie,
    get: (path) => fetch(`${origin}${path}`, { headers: { cookie } }),
    post: (path, body) =>
      fetch(`${origin}${path}`, { method: "POST", headers: { cookie, origin, "hx-request": "true" }, body }),
    async close() {
      await platform.close();
      await server.close(0);
    },
  };
}
