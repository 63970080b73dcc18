// The page of the demo: the bot of the tour in a browser of this machine, on a port of its own.

import { Hono } from "hono";
import { adapter } from "../adapters/web/index.ts";
import { createDrawing } from "../src/charts/drawing.ts";
import { hostOf } from "../src/cli/host.ts";
import type { OwnSession } from "../src/cli/terminal-session.ts";
import type { Config } from "../src/config.ts";
import { createGate } from "../src/http/gate.ts";
import { listen } from "../src/http/server.ts";
import type { Logger } from "../src/log.ts";
import type { Clock } from "../src/reply/ports.ts";
import { realPace } from "../src/time/pace.ts";

/** How long answers in flight may take when the demo ends. */
const GRACE_MS = 1_000;

export interface DemoPage {
  /** Opens the page once. */
  readonly address: string;
  close(): Promise<void>;
}

export interface DemoPageOptions {
  readonly config: Config;
  readonly session: OwnSession;
  readonly clock: Clock;
  readonly log: Logger;
}

export async function openPage({ config, session, clock, log }: DemoPageOptions): Promise<DemoPage> {
  const drawing = createDrawing({ log, pace: realPace });
  const { bot } = session;
  const web = await adapter.create(
    hostOf({ config, bot, draw: drawing.draw, clock, pace: realPace, log }, adapter.id),
    { isOn: true },
  );
  session.join(web);
  await web.start();
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    routes: new Hono().get("/", (context) => context.redirect("/chat")),
    mounts: new Map([web.mount]),
    gate: createGate({ clock }),
  });
  return {
    address: web.addressOn(server.port),
    async close() {
      await Promise.all([web.close(), server.close(GRACE_MS)]);
      await drawing.close();
    },
  };
}
