// Ports of the lowest floor: what lower floors need said or done by somebody above them.

import type { Chart } from "./chart.ts";

/** The time, in ms since 1970 UTC. The only clock of the program, so that tests and `--now` can set it. */
export type Clock = () => number;

/** What waiting needs besides the clock: tests bring a sleep that does not wait, and a chance that is none. */
export interface Pace {
  /** Waits so many ms. Rejects with AppError "closing" as soon as the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/** Draws a chart as PNG; nothing where that fails, since its words say the same. Never rejects. */
export type DrawChart = (chart: Chart) => Promise<Uint8Array | undefined>;
