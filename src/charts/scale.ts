// From numbers to places, with round numbers on the axis.

export interface Scale {
  readonly ticks: readonly number[];
  /** Where a number stands, from 0 to 1. */
  at(value: number): number;
}

/** About so many steps. */
const STEPS = 5;

/** What differs by less is the same: no power of ten is left below the smallest numbers. */
const LEAST_SPAN = 1e-9;

/** A scale that begins at zero or below, and ends at a round number. Whole numbers get whole steps. */
export function scaleOf(values: readonly number[]): Scale {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = most - least;
  const step = stepOf((span < LEAST_SPAN ? 1 : span) / STEPS, values.every(Number.isInteger));
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  const end = last === first ? first + 1 : last;
  return {
    ticks: Array.from({ length: end - first + 1 }, (_, place) => (first + place) * step),
    at: (value) => (value / step - first) / (end - first),
  };
}

/** 1, 2 or 5 times a power of ten, no smaller than that. */
function stepOf(least: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= least * 0.999);
  return Math.max(step ?? least, isWhole ? 1 : 0);
}
