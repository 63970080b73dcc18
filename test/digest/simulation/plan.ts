// What a simulated stretch of time holds, and what is counted in it.

export const MINUTE_MS = 60_000;

/** From and to, ms UTC; the end is not part of it. */
export type Stretch = readonly [from: number, to: number];

/** A stretch in which the machine's clock is off. */
export interface ClockOff {
  readonly during: Stretch;
  readonly byMs: number;
}

export interface SimulationPlan {
  readonly seed: number;
  readonly span: Stretch;
  readonly subscriptions: number;
  /** Of these, how many run every hour. */
  readonly hourly: number;
  readonly articlesPerDay: number;
  /** Hours between snapshots, least and most. */
  readonly newsEvery: readonly [number, number];
  readonly newCountryAt: number;
  /** The bot is not running. */
  readonly downtimes: readonly Stretch[];
  /** The platform takes nothing. */
  readonly outages: readonly Stretch[];
  /** Dropbox refuses access: no news arrive. */
  readonly refused: Stretch;
  /** Restarts in order, and processes that end anywhere. */
  readonly restarts: number;
  readonly crashes: number;
  readonly pauses: number;
  readonly edits: number;
  readonly runs: number;
  /** Channels that close for a while. */
  readonly closings: number;
  /** One after the other, and none of them while the bot does not run. */
  readonly clockOff: readonly ClockOff[];
}

/** How often things happened. */
export interface Counts {
  ticks: number;
  restarts: number;
  crashes: number;
  unknown: number;
  retries: number;
  refused: number;
  closed: number;
  jumpsTold: number;
  returnsTold: number;
}

export const isIn = (stretches: readonly Stretch[], at: number): boolean =>
  stretches.some(([from, to]) => at >= from && at < to);
