// Postgres stops, and comes back behind a proxy at another port; connections to it break in the middle of a transaction. Who asks
// meanwhile is told, nothing is lost or there twice, and all goes on without a restart of the bot.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, onTestFinished, test } from "vitest";
import { chanceOf } from "../../demo/sample/random.ts";
import { openStore } from "../../src/store/database.ts";
import { textOf } from "../adapters/slack/reading.ts";
import { rulings } from "../contract/articles.ts";
import { BREAKS, startWire } from "../fakes/wire.ts";
import { placeArticles } from "../kept.ts";
import { openPostgres } from "../postgres.ts";
import { implementations } from "../store/implementations.ts";
import { connect, install, openHouse } from "./replica-house.ts";
import { addDigests, openScene, sentOnce } from "./replica-scene.ts";
import { type Running, startCli } from "./running-cli.ts";
import { converse, type Step } from "./slack-conversation.ts";

const LONG = inject("long");
const DIGESTS = 300;
const AWAY_MS = 30_000;
/** Commands during which a connection breaks. */
const BROKEN = LONG ? 200 : 8;
const MINUTE_MS = 60_000;
const STARTING_MS = 25_000;
/** Of messages that are sent before the database goes. */
const SENT_BEFORE = 4;
const SENDING = /^POST .*(?:chat\.postMessage|\/messages|\/threads)$/;

const WAITING = { interval: 200, timeout: 3 * MINUTE_MS };

/** A proxy before a database, wherever that is then. */
async function openBehind(url: () => string) {
  const wire = await startWire({
    host: "127.0.0.1",
    get port() {
      return Number(new URL(url()).port);
    },
  });
  const behind = new URL(url());
  behind.port = String(wire.port);
  return { wire, databaseUrl: behind.href };
}

async function openOwnPostgres() {
  const postgres = await openPostgres();
  onTestFinished(() => postgres.remove());
  return { postgres, ...(await openBehind(postgres.url)) };
}

/** What its web server answers. */
async function statusOf({ output }: Running, path: string): Promise<{ status: number; body: unknown }> {
  const [, port] = /"port":(\d+)/.exec(output()) ?? [];
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
}

// It waits for a real minute of digests.
test.runIf(LONG)(
  "postgres is stopped in the middle of deliveries and comes back behind a proxy",
  async () => {
    const { postgres, databaseUrl } = await openOwnPostgres();
    const scene = await openScene({
      ofEachShape: 3,
      wayMs: 100,
      startingMs: STARTING_MS,
      databaseUrl,
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

const UNSURE =
  "The connection to the bot's database broke while this was saved, so it may be saved or not. Look before you do it again.";
const AWAY = "The bot's database cannot be reached now. Nothing was changed; try again in a minute.";

const type = (line: string): Step => ({ do: "type", user: "U0ADMIN", line });

/** Two replicas put together in this process, and what somebody is told at a step. */
async function openReplicas(databaseUrl: string) {
  const dropbox = await mkdtemp(join(tmpdir(), "rol-away-dropbox-"));
  onTestFinished(() => rm(dropbox, { recursive: true }));
  await placeArticles(join(dropbox, "Estonia_master.parquet.gzip"), rulings);
  const shared = { databaseUrl, replicas: 2 };
  const house = await openHouse({ dropbox, way: "http", now: Date.UTC(2024, 2, 29, 9), shared });
  onTestFinished(house.close);
  const talk = converse(house);
  const { messages } = house.slack.workspace;
  await install(house);
  await talk.take(type("/dropbox connect"));
  await connect(house);
  return {
    house,
    async told(step: Step): Promise<string> {
      const before = messages.length;
      await talk.take(step);
      house.advance(10_000);
      const since = messages.slice(before).filter(({ via }) => via !== "person");
      return since.map(textOf).join("\n");
    },
  };
}

test("replicas say that the database is away, and go on once it is back, elsewhere behind the proxy", {
  timeout: 3 * MINUTE_MS,
}, async () => {
  const { postgres, databaseUrl } = await openOwnPostgres();
  const { house, told } = await openReplicas(databaseUrl);
  expect(await told(type("/digest create Brief when daily 09:00"))).toContain("Digest made");
  // Each of them has asked Slack who these are.
  const list = await told(type("/digest list"));
  expect(await told(type("/digest list"))).toBe(list);
  await told({ do: "say", user: "U0MEMBER", text: "top", where: "thread" });
  await told(type("/digest create"));

  await postgres.stop();
  const meanwhile: readonly Step[] = [
    type("/news top"),
    { do: "press", user: "U0ADMIN", which: "Pause" },
    { do: "fill", n: 0, name: "Filled" },
    { do: "say", user: "U0MEMBER", text: "more", where: "thread" },
  ];
  for (const step of meanwhile) expect(await told(step), JSON.stringify(step)).toBe(AWAY);
  const page = await fetch(`${house.origin}/dropbox/callback?state=s&code=c`);
  expect((await page.text()).replace("&#39;", "'")).toContain(AWAY);
  const status = async (): Promise<number> => (await fetch(`${house.origin}/ready`)).status;
  expect([await status(), await status()]).toEqual([503, 503]);

  await postgres.start();
  // Of both in turn.
  await expect.poll(async () => [await status(), await status()], WAITING).toEqual([200, 200]);
  for (let time = 0; time < 2; time += 1) expect(await told(type("/digest list"))).toBe(list);
  expect(house.slack.problems).toEqual([]);
});

test("a connection that breaks within a command leaves the whole of it or nothing, and is told", {
  timeout: LONG ? 60 * MINUTE_MS : 3 * MINUTE_MS,
}, async () => {
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  onTestFinished(place.remove);
  const { databaseUrl: direct } = place.location;
  const { wire, databaseUrl } = await openBehind(() => direct);
  const { house, told } = await openReplicas(databaseUrl);
  const chance = chanceOf(inject("seed"));
  const outcomes: Record<string, number> = {};
  for (let n = 0; n < BROKEN; n += 1) {
    const create = type(`/digest create N${n} when daily 09:00`);
    wire.breakNext(BREAKS[n % BREAKS.length] ?? "answer", chance.between(0, 25));
    const first = await told(create);
    wire.spare();
    const again = await told(create);
    const outcome = first.includes("Digest made") ? "made" : first === AWAY ? "away" : first;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    // What people are told is so.
    if (outcome === "made") expect(again).toContain("already");
    else if (outcome === "away") expect(again).toContain("Digest made");
    else expect(again).toMatch(/Digest made|already/);
  }
  process.stdout.write(`${JSON.stringify({ seed: inject("seed"), broken: wire.broken(), outcomes })}\n`);
  expect(Object.keys(outcomes).filter((one) => !["made", "away", UNSURE].includes(one))).toEqual([]);
  expect(wire.broken()).toBeGreaterThan(0);
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const kept = await store.db.selectFrom("subscriptions").select("name").execute();
  expect(kept.map(({ name }) => name).toSorted()).toEqual(
    Array.from({ length: BROKEN }, (_, n) => `N${n}`).toSorted(),
  );
  expect(house.slack.problems).toEqual([]);
});
