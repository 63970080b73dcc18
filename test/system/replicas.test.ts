// Three real processes over one Postgres, each with a data directory of its own, and strict fakes of both platforms: they are killed
// at any moment and started again, and every digest is there once.

import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, onTestFinished, test } from "vitest";
import { createRandom, type Random } from "../digest/simulation/random.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { implementations } from "../store/implementations.ts";
import { addDigests, openScene, type Scene, sentOnce } from "./replica-scene.ts";
import { openTimeline, type Timeline } from "./replica-timeline.ts";
import type { Running } from "./running-cli.ts";

const LONG = inject("long");
const REPLICAS = 3;
/** Digests, and the minutes over which they are due. */
const DIGESTS = LONG ? 1_000 : 30;
const MINUTES = LONG ? 5 : 1;
/** Between a kill and the next one, least and most. */
const KILLED_EVERY_MS = LONG ? ([4_000, 15_000] as const) : ([1_000, 2_000] as const);
/** How long a message may take that was on its way when its process was killed: until it counts as lost, and is seen to be. */
const LATEST_MS = 45_000;
/** How long each way between the bot and a platform takes. */
const WAY_MS = LONG ? 20 : 100;
const MINUTE_MS = 60_000;
/** Starting three processes takes less. */
const STARTING_MS = 25_000;
const GATEWAY = "discord is connected; this link adds the bot";

async function openReplicas(): Promise<Scene> {
  const postgres = implementations.find(({ kind }) => kind === "postgres");
  if (postgres === undefined) throw new Error("There is no Postgres.");
  const { location, remove } = await postgres.create();
  if (!("databaseUrl" in location)) throw new Error("It has no address.");
  onTestFinished(remove);
  return openScene({
    ofEachShape: LONG ? 9 : 3,
    wayMs: WAY_MS,
    startingMs: STARTING_MS,
    databaseUrl: location.databaseUrl,
  });
}

/** Kills one of them now and then, and starts it again a little later, until nobody needs them any more. One is always up. */
async function killAtRandom(
  { start }: Scene,
  { lived, runs }: Timeline,
  running: Running[],
  random: Random,
  until: AbortSignal,
): Promise<number> {
  const up = new Set(running.keys());
  const [least, most] = KILLED_EVERY_MS;
  const restarts: Promise<void>[] = [];
  let kills = 0;

  async function restart(n: number): Promise<void> {
    await running[n]?.ended;
    await pause(random.below(2_000));
    lived(n, "spawned");
    const next = await start(n);
    running[n] = next;
    await next.waitFor("rol-news-bot is running");
    await runs(n, next.child);
    up.add(n);
  }

  while (!until.aborted) {
    await pause(random.between(least, most), undefined, { signal: until }).catch(() => undefined);
    if (until.aborted || up.size < 2) continue;
    const n = random.pick([...up]);
    up.delete(n);
    lived(n, "killed");
    kills += running[n]?.child.kill("SIGKILL") === true ? 1 : 0;
    restarts.push(restart(n));
  }
  await Promise.all(restarts);
  return kills;
}

// It takes minutes, and a quiet machine.
test.runIf(LONG)(
  "three replicas are killed and started again at random, and every digest is there once",
  async () => {
    const scene = await openReplicas();
    const store = await scene.store();
    const timeline = openTimeline(scene);
    const first = Math.ceil((scene.now() + STARTING_MS / 2) / MINUTE_MS) * MINUTE_MS;
    await addDigests(scene, { first, digests: DIGESTS, minutes: MINUTES });
    const running = await Promise.all(Array.from({ length: REPLICAS }, (_, n) => scene.start(n)));
    await Promise.all(running.map(({ waitFor }) => waitFor("rol-news-bot is running")));
    await pause(Math.max(0, first - scene.now()));
    const over = new AbortController();
    const killing = killAtRandom(scene, timeline, running, createRandom(inject("seed")), over.signal);
    const lastDue = first + (MINUTES - 1) * MINUTE_MS;
    await pause(Math.max(0, lastDue + (LONG ? MINUTE_MS : 8_000) - scene.now()));
    over.abort();
    const kills = await killing;
    const deadline = scene.now() + 3 * MINUTE_MS;
    for (;;) {
      const slots = await store.db.selectFrom("slots").select("state").execute();
      if (slots.length === DIGESTS && slots.every(({ state }) => state === "sent")) break;
      if (scene.now() > deadline)
        throw new Error(running.map(({ output }) => output().slice(-3_000)).join("\n\n"));
      await pause(200);
    }
    const late = await sentOnce(scene);
    expect(kills).toBeGreaterThan(1);
    process.stdout.write(
      `${JSON.stringify({ digests: DIGESTS, kills, messages: scene.channels.standing().length, ...late, starts: timeline.starts() })}\n${(await timeline.latest(3)).join("\n")}\n`,
    );
    if (LONG) expect(late.latestMs).toBeLessThan(LATEST_MS);
    for (const { child } of running) child.kill("SIGTERM");
    for (const { ended } of running) expect((await ended).code).toBe(0);
  },
  (MINUTES + 6) * MINUTE_MS,
);

test("one replica holds discord's gateway, and when it is killed another one has it within 30 s", async () => {
  const scene = await openReplicas();
  const holder = await scene.start(0);
  await holder.waitFor(GATEWAY);
  const other = await scene.start(1);
  await other.waitFor("another process has the line to discord's gateway");
  await other.waitFor("rol-news-bot is running");
  await other.waitFor("Discord is connected");
  expect(other.output()).not.toContain(GATEWAY);
  holder.child.kill("SIGKILL");
  await holder.ended;
  const endedAt = performance.now();
  await other.waitFor(GATEWAY);
  expect(performance.now() - endedAt).toBeLessThan(30_000);
}, 120_000);

// It waits for minutes until another one watches.
test.runIf(LONG)(
  "news that come are told once, also when the replica that watched for them was killed",
  async () => {
    const scene = await openReplicas();
    const [first, second] = [await scene.start(0), await scene.start(1)];
    await Promise.all([first, second].map(({ waitFor }) => waitFor("rol-news-bot is running")));
    await Promise.all([first, second].map(({ waitFor }) => waitFor("news swapped")));
    const [channel] = scene.channels.channels;
    if (channel === undefined) throw new Error("There are no channels.");
    const store = await scene.store();
    await store.subscriptions.add(
      subscriptionRecord("alert", {
        workspace: channel.workspace,
        platform: channel.place.platform,
        kind: "alert",
        place: JSON.stringify(channel.place),
        rule: null,
        zone: "UTC",
        settings: JSON.stringify({ filter: {}, limit: 3, layout: "full", thread: false, empty: "skip" }),
        seenThrough: scene.now(),
        decidedSlot: scene.now(),
        nextSlot: null,
        createdAt: scene.now(),
        updatedAt: scene.now(),
      }),
    );
    const told = (country: string) =>
      scene.channels.standing().filter(({ text }) => text.includes(`Case Alpha of ${country}`));
    const isTold = async (country: string): Promise<void> => {
      while (told(country).length === 0) await pause(100);
    };
    await scene.publish("Latvia");
    await isTold("Latvia");
    first.child.kill("SIGKILL");
    await first.ended;
    await scene.publish("Poland");
    await isTold("Poland");
    // Whoever is started again finds nothing left to tell.
    const again = await scene.start(0);
    await again.waitFor("rol-news-bot is running");
    await pause(2_000);
    expect(["Latvia", "Poland"].map((country) => told(country).length)).toEqual([1, 1]);
    // What was there at the beginning is noted when the first alert asks for it, so that it may be new to it; but once.
    expect(told("Estonia").length).toBeLessThan(2);
    expect(scene.channels.problems()).toEqual([]);
  },
  300_000,
);
