// What happened while replicas were killed: their lives, and what passed between them and the platforms, so that the latest digests
// can tell what they waited for.

import type { ChildProcess } from "node:child_process";
import { cpuMsOf } from "../../bench/replicas/processes.ts";
import type { Scene } from "./replica-scene.ts";

export interface Timeline {
  /** A process was spawned, or was killed. */
  lived(n: number, what: "spawned" | "killed"): void;
  /** It runs. */
  runs(n: number, process: ChildProcess): Promise<void>;
  /** Of all starts until the process ran: how long half of them took at most, and how much processor time, ms. */
  starts(): { readonly tookMs: number | undefined; readonly cpuMs: number | undefined };
  /**
   * Of the latest slots of so many places: how late each was there, what it waited behind, and when nothing passed on its place's line,
   * with what happened to processes just before and then.
   */
  latest(count: number): Promise<readonly string[]>;
}

/** A line is quiet when nothing passes for so long. */
const QUIET_MS = 1_500;

/** Listens to the lines of the scene from now on. */
export function openTimeline(scene: Scene): Timeline {
  const lives: { readonly at: number; readonly n: number; readonly what: string }[] = [];
  const starts: { readonly tookMs: number; readonly cpuMs: number }[] = [];
  const passed: { readonly at: number; readonly request: string }[] = [];
  scene.channels.watch((_passage, { method, path, body }) => {
    passed.push({ at: scene.now(), request: `${method} ${path} ${body}` });
    return "on";
  });

  /** When nothing passed on the line of a place, in s after it was due. */
  function quietTimes(channel: string, from: number, until: number): readonly string[] {
    const times = [
      from,
      ...passed.flatMap(({ at, request }) => (request.includes(channel) ? [at] : [])),
      until,
    ]
      .filter((at) => at >= from && at <= until)
      .toSorted((one, other) => one - other);
    const inSeconds = (at: number): string => ((at - from) / 1_000).toFixed(1);
    return times.flatMap((end, index) => {
      const begin = times[index - 1] ?? end;
      if (end - begin < QUIET_MS) return [];
      const meanwhile = lives
        .filter(({ at }) => at > begin - QUIET_MS && at < end)
        .map(({ at, n, what }) => `${n} ${what} at ${inSeconds(at)}`);
      return [`  quiet ${inSeconds(begin)} to ${inSeconds(end)}: ${meanwhile.join(", ")}`];
    });
  }

  return {
    lived(n, what) {
      lives.push({ at: scene.now(), n, what });
    },

    async runs(n, { pid = 0 }) {
      const at = scene.now();
      lives.push({ at, n, what: "runs" });
      const spawned = lives.findLast((one) => one.n === n && one.what === "spawned");
      if (spawned !== undefined) starts.push({ tookMs: at - spawned.at, cpuMs: await cpuMsOf(pid) });
    },

    starts: () => ({
      tookMs: median(starts.map(({ tookMs }) => tookMs)),
      cpuMs: median(starts.map(({ cpuMs }) => cpuMs)),
    }),

    async latest(count) {
      const store = await scene.store();
      const slots = await store.db.selectFrom("slots").selectAll().execute();
      const all = slots.map(({ slotAt, place, finishedAt, decidedAt }) => ({
        slotAt,
        place,
        decidedMs: decidedAt - slotAt,
        lateMs: (finishedAt ?? scene.now()) - slotAt,
      }));
      const latest = all.toSorted((one, other) => other.lateMs - one.lateMs);
      return latest
        .filter(({ place }, index) => latest.findIndex((one) => one.place === place) === index)
        .slice(0, count)
        .map(({ slotAt, place, decidedMs, lateMs }) => {
          const before = all.filter(
            (one) => one.place === place && one.slotAt === slotAt && one.lateMs < lateMs,
          );
          const channel = scene.channels.channels.find((one) => JSON.stringify(one.place) === place)?.place
            .channel;
          return [
            `${lateMs} ms late, decided after ${decidedMs} ms, behind ${before.length} others in ${channel}`,
            ...quietTimes(channel ?? "", slotAt, slotAt + lateMs),
          ].join("\n");
        });
    },
  };
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
