// The rest that a platform asks for when it gets too many requests. Whoever calls it next waits as well, one call tries
// when the rest is over, and a long one outlives the process.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Clock, Pace } from "../reply/ports.ts";
import { HOUR_MS, SECOND_MS } from "../time/units.ts";
import { unlessAborted } from "./waiting.ts";

/** Of every call of a platform. Kinds of calls are named by the adapter. */
export const EVERY_CALL = "every call";

/**
 * Too many requests. An adapter throws it for an answer of that kind; what comes out of `through` is one with
 * `afterMs`. Nothing was done.
 */
export class TooManyRequests extends Error {
  /** How long the platform, or the rest that is left, asks to wait; absent when the answer did not say. */
  readonly afterMs: number | undefined;
  /** The kind of calls that it is about. */
  readonly kind: string;

  constructor(kind: string, afterMs?: number) {
    super(`Too many requests (${kind}).`);
    this.name = "TooManyRequests";
    this.kind = kind;
    this.afterMs = afterMs;
  }
}

/** The refusal that a library may have wrapped. */
export function tooManyIn(error: unknown): TooManyRequests | undefined {
  if (error instanceof TooManyRequests) return error;
  return error instanceof Error ? tooManyIn(error.cause) : undefined;
}

/** A rest as the store has it. */
export interface Rest {
  readonly kind: string;
  /** ms since 1970 UTC. */
  readonly until: number;
}

/** One platform's long rests, for the next process. */
export interface KeptRests {
  /** Those that last longer than until `now`. */
  since(now: number): Promise<readonly Rest[]>;
  keep(rest: Rest): Promise<void>;
  /** Whether other processes keep theirs meanwhile. */
  readonly isShared?: boolean;
}

/** Of all that are kept for a platform those of one part of it, such as a workspace that has a token of its own. */
export function restsWithin(kept: KeptRests, part: string): KeptRests {
  const prefix = `${part} `;
  return {
    ...kept,
    since: async (now) =>
      (await kept.since(now)).flatMap(({ kind, until }) =>
        kind.startsWith(prefix) ? [{ kind: kind.slice(prefix.length), until }] : [],
      ),
    keep: ({ kind, until }) => kept.keep({ kind: `${prefix}${kind}`, until }),
  };
}

export interface Patience {
  /** How long a call may be held back altogether. */
  readonly longestWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Rests {
  /**
   * Makes a call of these kinds as soon as all of them may be made. When it is one too many, it is made again after the
   * rest. Rejects with TooManyRequests as soon as it is clear that the wait would be longer than the caller has, and
   * with what the call rejects with.
   */
  through<T>(kinds: readonly string[], patience: Patience, call: () => Promise<T>): Promise<T>;
}

/**
 * The shortest rest: where the answer says how long, and where it does not, as with a proxy's. Doubled with every answer
 * of that kind, so that 60 s of them are six calls and not two thousand.
 */
const SHORTEST_MS = 250;
const UNSAID_MS = SECOND_MS;
/** It is no longer than this by itself: who is back is noticed soon. */
const LONGEST_UNSAID_MS = 30 * SECOND_MS;
/** Nothing that a platform says is believed for longer. */
const LONGEST_MS = 6 * HOUR_MS;
/** A rest so long is kept in the store: a process that starts meanwhile would ask again. */
const KEPT_FROM_MS = 30 * SECOND_MS;

/** How often the rests of other processes are looked at. */
const LOADED_AGAIN_MS = 10 * SECOND_MS;

/** Refused kinds that are remembered; those whose rest is over are forgotten first. */
const MOST_KINDS = 1_000;

interface State {
  until: number;
  /** As it was asked for: no more is left of it, whatever the clock says since. */
  lengthMs: number;
  readonly refusals: number;
  /** Settles when the call that tries after the rest is over. */
  trying?: Promise<void>;
}

/** `kept` absent: only this process remembers. `isKept`: which kinds may be written down; default all. */
export function createRests({
  clock,
  pace,
  kept,
  log,
  isKept = () => true,
}: {
  readonly clock: Clock;
  readonly pace: Pace;
  readonly kept?: KeptRests | undefined;
  readonly log: Logger;
  readonly isKept?: (kind: string) => boolean;
}): Rests {
  const states = new Map<string, State>();
  let loading: Promise<void> | undefined;
  let loadedAt = 0;

  async function load(): Promise<void> {
    const now = clock();
    loadedAt = now;
    try {
      for (const { kind, until } of (await kept?.since(now)) ?? []) {
        const lengthMs = until - now;
        // Nobody rests so long: another clock wrote it.
        if (!states.has(kind) && lengthMs <= LONGEST_MS) states.set(kind, { until, lengthMs, refusals: 1 });
      }
    } catch (error) {
      log.warn({ reason: messageOf(error) }, "the rests of an earlier process are not known");
    }
  }

  function keep(rest: Rest): void {
    if (rest.until - clock() < KEPT_FROM_MS || !isKept(rest.kind)) return;
    kept?.keep(rest).catch((error: unknown) => {
      log.warn({ reason: messageOf(error) }, "a rest could not be written down");
    });
  }

  function forgetOver(): void {
    if (states.size < MOST_KINDS) return;
    for (const [kind, state] of states)
      if (leftOf(state) <= 0 && state.trying === undefined) states.delete(kind);
  }

  /** How long it goes on. Where the clock was set back meanwhile, it begins anew. */
  function leftOf(state: State): number {
    const now = clock();
    if (state.until - now > state.lengthMs) state.until = now + state.lengthMs;
    return state.until - now;
  }

  /** Notes a refusal of a call that was made when `before` was the state of its kind. Returns how long it rests now. */
  function rest({ kind, afterMs }: TooManyRequests, before: State | undefined): number {
    const now = clock();
    forgetOver();
    const known = states.get(kind);
    // Calls that were under way together are refused together: they count once.
    const isAnother = known === before;
    const refusals = (known?.refusals ?? 0) + (isAnother ? 1 : 0);
    const grownMs = (afterMs === undefined ? UNSAID_MS : SHORTEST_MS) * 2 ** Math.min(refusals - 1, 20);
    const lengthMs = Math.min(LONGEST_MS, Math.max(afterMs ?? 0, Math.min(grownMs, LONGEST_UNSAID_MS)));
    const until = now + lengthMs;
    if (isAnother || known === undefined) states.set(kind, { until, lengthMs, refusals });
    else if (lengthMs > leftOf(known)) Object.assign(known, { until, lengthMs });
    log.info({ kind, restMs: lengthMs }, "too many requests: calls are held back");
    keep({ kind, until });
    return lengthMs;
  }

  /** Waits until none of the kinds rests. `spend` throws when the caller has no such time. */
  async function free(
    kinds: readonly string[],
    signal: AbortSignal | undefined,
    spend: (kind: string, ms: number) => void,
  ): Promise<void> {
    const waitedFor = new Set<State>();
    for (;;) {
      const resting = kinds.flatMap((kind) => {
        const state = states.get(kind);
        return state === undefined ? [] : [{ kind, state }];
      });
      const tried = resting.find(({ state }) => state.trying !== undefined);
      const held = resting.find(({ state }) => leftOf(state) > 0 && !waitedFor.has(state));
      if (tried !== undefined) {
        spend(tried.kind, UNSAID_MS);
        await unlessAborted(tried.state.trying ?? Promise.resolve(), signal);
      } else if (held !== undefined) {
        const leftMs = leftOf(held.state);
        spend(held.kind, leftMs);
        await pace.sleep(leftMs, signal);
        waitedFor.add(held.state);
      } else return;
    }
  }

  /** One call tries after a rest; the others wait until this says that it is known what became of it. */
  function trying(resting: readonly State[]): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const state of resting) state.trying = promise;
    return () => {
      for (const state of resting) delete state.trying;
      resolve();
    };
  }

  return {
    async through(kinds, { longestWaitMs, signal }, call) {
      if (kept?.isShared === true && Math.abs(clock() - loadedAt) > LOADED_AGAIN_MS) loading = undefined;
      loading ??= load();
      await loading;
      let leftMs = longestWaitMs;
      const spend = (kind: string, ms: number): void => {
        if (ms > leftMs) throw new TooManyRequests(kind, ms);
        leftMs -= ms;
      };
      for (;;) {
        await free(kinds, signal, spend);
        const before = new Map(kinds.map((kind) => [kind, states.get(kind)]));
        const tried = trying([...before.values()].filter((state) => state !== undefined));
        const over = (refused?: string): void => {
          for (const [kind, state] of before)
            if (kind !== refused && states.get(kind) === state) states.delete(kind);
        };
        try {
          const answer = await call();
          over();
          return answer;
        } catch (error) {
          const refusal = tooManyIn(error);
          // Whatever else went wrong, it was not one call too many.
          over(refusal?.kind);
          if (refusal === undefined) throw error;
          const restMs = rest(refusal, before.get(refusal.kind));
          if (restMs > leftMs) throw new TooManyRequests(refusal.kind, restMs);
        } finally {
          tried();
        }
      }
    },
  };
}
