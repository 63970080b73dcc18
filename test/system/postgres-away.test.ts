// Two real processes whose Postgres is stopped while they deliver, and started again: who asks meanwhile is told, nothing is lost or
// there twice, and all goes on without a restart of the bot.

import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, onTestFinished, test } from "vitest";
import { startWire } from "../fakes/wire.ts";
import { openPostgres } from "../postgres.ts";
import { addDigests, openScene, sentOnce } from "./replica-scene.ts";
import { type Running, startCli } from "./running-cli.ts";

const LONG = inject("long");
const DIGESTS = LONG ? 300 : 20;
const AWAY_MS = LONG ? 30_000 : 6_000;
const MINUTE_MS = 60_000;
const STARTING_MS = 25_000;
/** Of messages that are sent before the database goes. */
const SENT_BEFORE = 4;
const SENDING = /^POST .*(?:chat\.postMessage|\/messages|\/threads)$/;

const WAITING = { interval: 200, timeout: 3 * MINUTE_MS };

/** What its web server answers. */
async function statusOf({ output }: Running, path: string): Promise<{ status: number; body: unknown }> {
  const [, port] = /"port":(\d+)/.exec(output()) ?? [];
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
}

test(
  "postgres is stopped in the middle of deliveries and comes back behind a proxy",
  async () => {
    const postgres = await openPostgres();
    onTestFinished(() => postgres.remove());
    const wire = await startWire({
      host: "127.0.0.1",
      get port() {
        return Number(new URL(postgres.url()).port);
      },
    });
    const behind = new URL(postgres.url());
    behind.port = String(wire.port);
    const scene = await openScene({
      ofEachShape: 3,
      wayMs: 100,
      startingMs: STARTING_MS,
      databaseUrl: behind.href,
    });
    const { channels } = scene;
    const store = await scene.store();
    const first = Math.ceil((scene.now() + STARTING_MS / 2) / MINUTE_MS) * MINUTE_MS;
    await addDigests(scene, { first, digests: DIGESTS, minutes: 1 });
    const running = [await scene.start(0), await scene.start(1)];
    await Promise.all(running.map(({ waitFor }) => waitFor("rol-news-bot is running")));
    expect(running.filter(({ output }) => output().includes("another process has the line")).length).toBe(1);

    async function ask(n: number, command: string): Promise<string> {
      const asking = startCli(["ask", command], { environment: scene.environmentOf(n) });
      await asking.ended;
      return asking.output();
    }

    let sent = 0;
    const isUnderWay = Promise.withResolvers<void>();
    channels.watch((passage, { method, path }) => {
      if (passage === "done" && SENDING.test(`${method} ${path}`)) sent += 1;
      if (sent === SENT_BEFORE) isUnderWay.resolve();
      return "on";
    });
    await isUnderWay.promise;
    expect(channels.gateway()).toEqual({ open: 1, identified: 1 });
    await postgres.stop();
    const wentAt = performance.now();
    for (const [n, one] of running.entries()) {
      expect(await statusOf(one, "/ready")).toEqual({
        status: 503,
        body: { ready: false, reason: "the stored state cannot be read" },
      });
      expect(await ask(n, "/digest list")).toContain(
        "The bot's database cannot be reached now. Nothing was changed; try again in a minute.",
      );
    }
    await pause(Math.max(0, AWAY_MS - (performance.now() - wentAt)));
    await postgres.start();

    for (const one of running)
      await expect.poll(async () => (await statusOf(one, "/ready")).status, WAITING).toBe(200);
    await expect
      .poll(async () => {
        const slots = await store.db.selectFrom("slots").select("state").execute();
        return slots.filter(({ state }) => state === "sent").length;
      }, WAITING)
      .toBe(DIGESTS);
    const late = await sentOnce(scene);
    expect(sent).toBeGreaterThan(SENT_BEFORE);
    process.stdout.write(`${JSON.stringify({ digests: DIGESTS, awayMs: AWAY_MS, ...late })}\n`);
    expect(await ask(0, "/news top")).toContain("Case Alpha");
    // One of them has the line to Discord's gateway: the one that had it kept it for some seconds, then another one may have opened one.
    await expect.poll(() => channels.gateway().open, WAITING).toBe(1);
    for (const { child } of running) {
      expect(child.exitCode).toBeNull();
      child.kill("SIGTERM");
    }
    for (const { ended } of running) expect((await ended).code).toBe(0);
  },
  AWAY_MS + 6 * MINUTE_MS,
);
