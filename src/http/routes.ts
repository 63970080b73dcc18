// What the web server answers: whether the bot is well, and Dropbox's way back after a person pressed Allow.

import { Hono } from "hono";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { PlatformStanding } from "../platform/standing.ts";

export interface RoutesOptions {
  /** False while starting and closing: a load balancer then sends nobody here. */
  readonly isReady: () => boolean;
  /** How each platform stands. */
  readonly standings: () => readonly PlatformStanding[];
  /** Ends a connection that began with a link; resolves with a sentence for the person in the browser. */
  readonly finishConnect: (answer: { readonly state: string; readonly code: string }) => Promise<string>;
  /** A sentence that names commands, as people type them. */
  readonly asRead: (sentence: string) => string;
  readonly log: Logger;
}

export function createRoutes({ isReady, standings, finishConnect, asRead, log }: RoutesOptions): Hono {
  const routes = new Hono();
  // The callback's address carries a one-time code: no page it leads to may learn it.
  routes.use(secureHeaders({ referrerPolicy: "no-referrer" }));

  // A platform that is away or refuses the bot is told, and is no reason to end the process or to send nobody here: a new
  // one would be refused just so, and the other platforms go on.
  routes.get("/health", (context) => {
    const platforms = standings().map(({ id, standing, since }) => [
      id,
      { state: standing.type, since: new Date(since).toISOString() },
    ]);
    const isWhole = standings().every(({ standing }) => standing.type === "connected");
    const status = isReady() ? (isWhole ? "ok" : "degraded") : "not ready";
    return context.json({ status, platforms: Object.fromEntries(platforms) }, isReady() ? 200 : 503);
  });

  routes.get("/dropbox/callback", async (context) => {
    const { state, code, error } = context.req.query();
    const say = (sentence: string, status: 200 | 400) => context.html(page(asRead(sentence)), status);
    if (error !== undefined)
      return say("Dropbox was not connected: access was not allowed. Nothing was changed.", 400);
    if (state === undefined || code === undefined)
      return say("This address is where Dropbox sends people back. Start with /dropbox connect.", 400);
    try {
      return say(await finishConnect({ state, code }), 200);
    } catch (failure) {
      if (failure instanceof AppError) return say(failure.message, 400);
      log.error({ err: failure }, "connect callback failed");
      return say(
        "Dropbox could not be connected. The reason is in the bot's log; start again with /dropbox connect.",
        400,
      );
    }
  });

  return routes;
}

function page(sentence: string) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>rol-news-bot</title>
    <style>
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem; color: #1a1a1a; }
    </style>
  </head>
  <body>
    <p>${sentence}</p>
    <p>You can close this page.</p>
  </body>
</html>`;
}
