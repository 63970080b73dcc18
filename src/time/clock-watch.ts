// A machine's clock may be set by seconds or by years, rightly or wrongly. This holds it against how long the machine has run,
// which nobody sets.

import { uptime } from "node:os";
import { DAY_MS, HOUR_MS, SECOND_MS } from "./units.ts";

/** A jump by more than this is told. By less a clock is set where somebody mends it. */
const LONGEST_STEP_MS = DAY_MS;
/** After a jump nothing is done by the clock for so long: most wrong ones are mended before that. */
const HOLD_MS = HOUR_MS;
/** A clock is adjusted by less all the time. */
const ADJUSTMENT_MS = SECOND_MS;

/** How long this machine has run, in ms, its sleep included. */
export const machineRunMs = (): number => uptime() * 1_000;

export interface ClockJump {
  /** Where the clock should be and where it is, ms since 1970 UTC. */
  readonly from: number;
  readonly to: number;
}

export interface ClockWatchOptions {
  /** ms since 1970 UTC, as the machine has it. */
  readonly clock: () => number;
  /** ms since any moment; only ever grows. */
  readonly runMs: () => number;
  /** The clock jumped by more than a day. */
  readonly onJump?: (jump: ClockJump) => void;
  /** It is where it should be again. */
  readonly onReturn?: () => void;
}

export interface ClockWatch {
  /** ms since any moment, for what must not depend on the clock. */
  readonly runMs: () => number;
  /** Whether the clock jumped so lately, and so far, that nothing should be done by it yet. */
  isHeld(): boolean;
  /** Whether it jumped within the last day: what would be forgotten by it for good may wait so long. */
  isUnsure(): boolean;
  /** Between which bounds it was off what it is, as far as this process saw, in ms. 0 where it was never set. */
  spreadMs(): number;
  /** How often it was set back: what was dated before may lie in the future. */
  timesSetBack(): number;
}

/** Looks at the clock whenever it is asked. Each jump is told once. */
export function createClockWatch({ clock, runMs, onJump, onReturn }: ClockWatchOptions): ClockWatch {
  /** The clock less the time that the machine ran: the same until somebody sets the clock. */
  let ahead = clock() - runMs();
  /** The same before a jump: where the clock may return to. */
  let before: number | undefined;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let jumpedAt = Number.NEGATIVE_INFINITY;
  let [least, most] = [ahead, ahead];
  let setBack = 0;

  function look(): number {
    const run = runMs();
    const seen = clock() - run;
    const stepMs = seen - ahead;
    [least, most] = [Math.min(least, seen), Math.max(most, seen)];
    if (stepMs < -ADJUSTMENT_MS) setBack += 1;
    if (Math.abs(stepMs) > LONGEST_STEP_MS) {
      if (before !== undefined && Math.abs(seen - before) <= LONGEST_STEP_MS) {
        before = undefined;
        heldUntil = Number.NEGATIVE_INFINITY;
        onReturn?.();
      } else {
        // While it is held, nobody has taken its time for true.
        before = run < heldUntil ? (before ?? ahead) : ahead;
        heldUntil = run + HOLD_MS;
        onJump?.({ from: run + before, to: run + seen });
      }
      jumpedAt = run;
    }
    ahead = seen;
    return run;
  }

  return {
    runMs,
    isHeld: () => look() < heldUntil,
    isUnsure: () => look() < jumpedAt + DAY_MS,
    spreadMs() {
      look();
      return most - least;
    },
    timesSetBack() {
      look();
      return setBack;
    },
  };
}
