// How fast something grows.

import { HOUR_MS } from "../../src/time/units.ts";

export interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

/** Bytes an hour, by least squares; NaN of fewer than two samples. */
export function slopePerHour(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [at, bytes] = [mean((sample) => sample.atMs), mean((sample) => sample.bytes)];
  const together = samples.reduce((sum, sample) => sum + (sample.atMs - at) * (sample.bytes - bytes), 0);
  const spread = samples.reduce((sum, sample) => sum + (sample.atMs - at) ** 2, 0);
  return (together / spread) * HOUR_MS;
}
