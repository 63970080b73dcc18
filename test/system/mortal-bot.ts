// The real bot as a process that is killed at a chosen point of its life, and lives again on the same data directory.

import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../../demo/sample/random.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import type { Passage, PassingRequest, Way } from "./line.ts";
import type { NewsChannels } from "./news-channels.ts";
import { type Site, startCli } from "./running-cli.ts";

/** Where a life may end. */
export const DEATH_PLACES = [
  "starting",
  "deciding",
  "claimed, not sent",
  "sent, still on its way",
  "sent, not answered",
  "answered",
  "between messages",
  "looking for a message",
] as const;
export type DeathPlace = (typeof DEATH_PLACES)[number];

export interface Death {
  readonly place: DeathPlace;
  /** Of the requests that count for the place, the one that kills, from 1. */
  readonly nth: number;
  /** Those requests, instead of the ones that send. */
  readonly requests?: RegExp;
}

export interface MortalBot {
  now(): number;
  /** Sets its clock forward, and that of the platforms. */
  advance(ms: number): Promise<void>;
  /** Sets the clocks forward so that a life which starts now sees a full minute soon: then digests are decided. */
  advanceToMinute(): Promise<void>;
  /** Opens the state, while the bot is dead. */
  withState<T>(use: (store: Store) => Promise<T>): Promise<T>;
  /**
   * One life, which is always killed: at its death, or once `isOver` says that nothing is left to do. Resolves with
   * whether it met its death. Without one it lives until it is over. Rejects with its log when it ends by itself, or
   * takes longer than five minutes. A life that was to see a full minute and began too late for it is begun anew.
   */
  live(isOver: (store: Store) => Promise<boolean>, death?: Death): Promise<boolean>;
}

export interface MortalBotOptions {
  readonly site: Site;
  readonly channels: NewsChannels;
  readonly chance: Chance;
}

const MINUTE_MS = 60_000;
const LONGEST_LIFE_MS = 5 * MINUTE_MS;
/** How long it takes to start, before that was measured. */
const FIRST_START_MS = 3_000;
/** How long deciding may take. */
const DECIDING_MS = 300;
const LOOK_MS = 50;
/** Messages that are on their way together when the bot dies. */
const LATE_ONES = 6;
/** Its process lives ahead of the real time: nobody waits for a minute, or for messages to settle. */
const CLOCK = new URL("../../bench/service/clock-ahead.js", import.meta.url);

/** Requests that put a message, a thread or a post there. */
const SENDING = /^POST .*(?:chat\.postMessage|\/messages|\/threads)$/;
/** Requests that correct a message where it stands. */
export const CORRECTING = /chat\.update$|^PATCH .*\/messages\/\d+$/;
/** Requests that look for a message. */
const LOOKING = /conversations\.(?:history|replies)$|^GET .*\/(?:messages|threads)/;

interface Trigger {
  readonly passage: Passage;
  readonly requests: RegExp;
  /** What becomes of the request. */
  readonly way: Way;
  /** The kill comes up to so long afterwards. */
  readonly withinMs: number;
}

const TRIGGERS: Readonly<Partial<Record<DeathPlace, Trigger>>> = {
  "claimed, not sent": { passage: "arrived", requests: SENDING, way: "cut", withinMs: 0 },
  "sent, still on its way": { passage: "arrived", requests: SENDING, way: "late", withinMs: 0 },
  "sent, not answered": { passage: "done", requests: SENDING, way: "cut", withinMs: 0 },
  answered: { passage: "answered", requests: SENDING, way: "on", withinMs: 0 },
  "between messages": { passage: "answered", requests: SENDING, way: "on", withinMs: 30 },
  "looking for a message": { passage: "arrived", requests: LOOKING, way: "on", withinMs: 30 },
};

export function createMortalBot({ site, channels, chance }: MortalBotOptions): MortalBot {
  const { dataDirectory } = site;
  let aheadMs = 0;
  let startMs = FIRST_START_MS;
  /** The full minute that the next life is to see. */
  let minute: number | undefined;
  const now = (): number => Date.now() + aheadMs;
  const untilMinuteMs = (): number => MINUTE_MS - (now() % MINUTE_MS);

  async function advance(ms: number): Promise<void> {
    await channels.advance(ms);
    aheadMs += ms;
  }

  /** Kills at a passage on a line. */
  function lieInWait(nth: number, { passage, requests, way, withinMs }: Trigger, kill: () => void): void {
    // Requests of an earlier life may still be on their way.
    const own = new Set<PassingRequest>();
    let count = 0;
    channels.watch((now, request) => {
      if (now === "arrived") own.add(request);
      if (now !== passage || !own.has(request) || !requests.test(`${request.method} ${request.path}`))
        return "on";
      count += 1;
      if (count !== nth) return way === "late" && count > nth - LATE_ONES && count < nth ? way : "on";
      if (withinMs === 0) kill();
      else setTimeout(kill, chance.next() * withinMs);
      return way;
    });
  }

  /** A moment of this life at which it is killed, in ms from now; undefined when it is killed at a passage. */
  function momentOf(place: DeathPlace): number | undefined {
    if (place === "starting") return chance.next() * startMs;
    return place === "deciding" ? untilMinuteMs() + chance.next() * DECIDING_MS : undefined;
  }

  async function untilOver(isOver: (store: Store) => Promise<boolean>, signal: AbortSignal): Promise<void> {
    const store = await openStore({ dataDirectory }, { readOnly: true });
    try {
      while (!signal.aborted && !(await isOver(store))) await pause(LOOK_MS);
    } finally {
      await store.close();
    }
  }

  async function advanceToMinute(): Promise<void> {
    // What is decided must find the platforms running.
    const soonMs = Math.ceil(2_000 + startMs * 2);
    await advance((untilMinuteMs() - soonMs + MINUTE_MS) % MINUTE_MS);
    minute = now() + untilMinuteMs();
  }

  /** One process, until it is killed: at its death, when nothing is left to do, or when its start took longer than its minute. */
  async function liveOnce(
    isOver: (store: Store) => Promise<boolean>,
    death: Death | undefined,
    latestMs: number,
  ): Promise<"killed" | "over" | "late"> {
    const startedAt = performance.now();
    const { child, ended, output, waitFor } = startCli(["start"], {
      environment: {
        ...site.environment,
        ...channels.settings,
        NODE_OPTIONS: `--import ${CLOCK.href}?ms=${aheadMs}`,
      },
    });
    let end: "killed" | "over" | "late" = "over";
    const kill = (why: typeof end): void => {
      if (!child.killed && child.kill("SIGKILL")) end = why;
    };
    waitFor("rol-news-bot is running").then(
      () => {
        startMs = performance.now() - startedAt;
        if (now() > latestMs) kill("late");
      },
      () => undefined,
    );
    const meetDeath = (): void => kill("killed");
    const moment = death === undefined ? undefined : momentOf(death.place);
    const timer = moment === undefined ? undefined : setTimeout(meetDeath, moment);
    const trigger = death === undefined ? undefined : TRIGGERS[death.place];
    if (death === undefined || trigger === undefined) channels.watch(() => "on");
    else lieInWait(death.nth, { ...trigger, requests: death.requests ?? trigger.requests }, meetDeath);

    let isTooLong = false;
    const limit = setTimeout(() => {
      isTooLong = child.kill("SIGKILL");
    }, LONGEST_LIFE_MS);
    const dead = new AbortController();
    try {
      const [{ signal }] = await Promise.all([
        ended.finally(() => dead.abort()),
        untilOver(isOver, dead.signal).finally(() => kill("over")),
      ]);
      if (signal !== "SIGKILL" || isTooLong)
        throw new Error(`A life of the bot ${isTooLong ? "never ended" : "ended by itself"}:\n${output()}`);
    } finally {
      clearTimeout(timer);
      clearTimeout(limit);
    }
    return end;
  }

  return {
    now,
    advance,
    advanceToMinute,
    async withState(use) {
      const store = await openStore({ dataDirectory });
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
    async live(isOver, death) {
      for (;;) {
        const latestMs = minute ?? Number.POSITIVE_INFINITY;
        minute = undefined;
        const end = await liveOnce(isOver, death, latestMs);
        if (end !== "late") return end === "killed";
        // A busy machine: nobody waits for the next minute.
        await advanceToMinute();
      }
    },
  };
}
