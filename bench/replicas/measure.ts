// One bot against three over one Postgres: what deliveries and decisions cost, who does them, and how soon somebody has the line to
// Discord when its holder is killed.

import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { inChunks } from "../../src/store/chunks.ts";
import type { Store } from "../../src/store/database.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/time/units.ts";
import { recordOf } from "../digests/subscribe.ts";
import type { Program } from "../service/program.ts";
import { type Replicas, startReplicas } from "./processes.ts";

export interface ReplicasAsked {
  /** The Dropbox's folder. */
  readonly news: string;
  /** Digests of one message each, in places of their own. */
  readonly deliveries: number;
  /** Subscriptions of one workspace with nothing to show. */
  readonly decided: number;
}

export interface ReplicasTook {
  /** Programs that wanted a processor in the last minute, at the end: https://man7.org/linux/man-pages/man3/getloadavg.3.html */
  readonly load: number;
  readonly processes: number;
  readonly deliveriesACpuSecond: number;
  readonly deliveredMs: number;
  readonly decidedMs: number;
  readonly decisionsACpuSecond: number;
  /** Processor time of each process while all was decided, ms: whether they shared it. */
  readonly decidingCpuMs: readonly number[];
  /** From killing the holder of Discord's gateway to the answer to the next command; absent for one process. */
  readonly takenOverMs?: number;
}

const GATEWAY = "discord is connected; this link adds the bot";
const LOOK_MS = 50;
/** Not measured: with its first digests each process loads and compiles what it needs for them. */
const FIRST = 90;
/** Storing what is to be decided takes less. */
const STORING_MS = 10_000;
const WORKSPACE = "discord:500000";

export async function benchReplicas(
  asked: ReplicasAsked,
  say: (sentence: string) => void,
): Promise<readonly ReplicasTook[]> {
  const took: ReplicasTook[] = [];
  for (const processes of [1, 3]) {
    say(`${processes === 1 ? "one process starts" : `${processes} processes start`}`);
    const replicas = await startReplicas(processes, asked.news);
    try {
      const holder = await holderOf(replicas);
      say("the first deliveries");
      await deliver(replicas, FIRST);
      say("deliveries");
      const delivered = await deliver(replicas, asked.deliveries);
      say("decisions");
      const decided = await decide(replicas, asked.decided);
      say("the line to Discord");
      const takenOver = processes === 1 ? {} : { takenOverMs: await takeOver(replicas, holder) };
      took.push({ processes, ...delivered, ...decided, ...takenOver, load: loadavg()[0] ?? 0 });
    } finally {
      await replicas.close();
    }
  }
  return took;
}

async function deliver(
  { store, platforms, cpuMs }: Replicas,
  count: number,
): Promise<Pick<ReplicasTook, "deliveriesACpuSecond" | "deliveredMs">> {
  const places = await platforms.addPlaces(count);
  const dueAt = nextMinute();
  await addDue(
    store,
    dueAt,
    places.map(({ workspace, place }) => ({ workspace, place: JSON.stringify(place), isFilled: true })),
  );
  await pause(dueAt - Date.now());
  const before = await cpuMs();
  const deliveredMs = await until(store, "sent", count, dueAt);
  const cpu = (await cpuMs()).reduce((sum, ms, n) => sum + ms - (before[n] ?? 0), 0);
  return { deliveriesACpuSecond: (count * 1_000) / cpu, deliveredMs };
}

async function decide(
  { store, cpuMs }: Replicas,
  count: number,
): Promise<Pick<ReplicasTook, "decidedMs" | "decisionsACpuSecond" | "decidingCpuMs">> {
  const dueAt = nextMinute();
  await addDue(
    store,
    dueAt,
    Array.from({ length: count }, (_, n) => ({
      workspace: WORKSPACE,
      place: JSON.stringify({ platform: "discord", channel: String(600_000 + n) }),
      isFilled: false,
    })),
  );
  await pause(dueAt - Date.now());
  const before = await cpuMs();
  const decidedMs = await until(store, "skipped", count, dueAt);
  const decidingCpuMs = (await cpuMs()).map((ms, n) => ms - (before[n] ?? 0));
  const allMs = decidingCpuMs.reduce((sum, ms) => sum + ms, 0);
  return { decidedMs, decisionsACpuSecond: (count * 1_000) / allMs, decidingCpuMs };
}

/** The one that has the line to Discord. */
async function holderOf({ programs }: Replicas): Promise<Program> {
  return Promise.race(programs.map((program) => program.says(GATEWAY).then(() => program)));
}

async function takeOver({ programs, platforms }: Replicas, holder: Program): Promise<number> {
  const others = programs.filter((program) => program !== holder);
  const killedAt = performance.now();
  holder.child.kill("SIGKILL");
  await Promise.race(others.map((program) => program.says(GATEWAY)));
  await platforms.onDiscord(1, "top", {});
  return performance.now() - killedAt;
}

/** A full minute that is far enough away for all that is due then to be stored. */
function nextMinute(): number {
  return Math.ceil((Date.now() + STORING_MS) / MINUTE_MS) * MINUTE_MS;
}

interface Due {
  readonly workspace: Parameters<Store["subscriptions"]["ofWorkspace"]>[0];
  readonly place: string;
  /** Whether there is news for it. */
  readonly isFilled: boolean;
}

async function addDue(store: Store, dueAt: number, all: readonly Due[]): Promise<void> {
  // The slot is the rule's own: a next slot that no rule gives is put right by any look at what is due.
  const time = new Date(dueAt).toISOString().slice(11, 16);
  const records = all.map(({ workspace, place, isFilled }, n) => ({
    ...recordOf(
      n,
      {
        filter: isFilled ? {} : { source: { any: ["nowhere.example"], not: [] } },
        ...{ limit: 3, layout: "brief", thread: false, empty: "skip" },
      },
      { seenThrough: 0, now: dueAt - HOUR_MS },
    ),
    id: `${dueAt} ${n}`,
    nameKey: `${dueAt} ${n}`,
    workspace,
    platform: "discord",
    place,
    rule: `daily ${time}`,
    nextSlot: dueAt,
  }));
  for (const chunk of inChunks(records)) await store.db.insertInto("subscriptions").values(chunk).execute();
}

/** Resolves with how long after that time so many slots of it were finished like this, ms. */
async function until(store: Store, state: "sent" | "skipped", count: number, from: number): Promise<number> {
  for (;;) {
    const { n } = await store.db
      .selectFrom("slots")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .where("state", "=", state)
      .where("slotAt", "=", from)
      .executeTakeFirstOrThrow();
    if (Number(n) >= count) return Date.now() - from;
    await pause(LOOK_MS);
  }
}
