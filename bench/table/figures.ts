// A line of the table: what was measured, as figures.

export type Unit = "ms" | "s" | "MB" | "bytes" | "×" | "";

export interface Figure {
  /** `top.p50`: by it the targets know what it is. */
  readonly id: string;
  /** For people, beside the line's title: `p50`. */
  readonly says: string;
  readonly value: number;
  readonly unit: Unit;
  /** How it came about: how many questions, what it is compared with. */
  readonly note?: string;
}

const MB = 1e6;

export function milliseconds(id: string, says: string, ms: number, note?: string): Figure {
  return figure(id, says, ms, "ms", note);
}

export function seconds(id: string, says: string, ms: number, note?: string): Figure {
  return figure(id, says, ms / 1000, "s", note);
}

export function megabytes(id: string, says: string, bytes: number, note?: string): Figure {
  return figure(id, says, bytes / MB, "MB", note);
}

export function times(id: string, says: string, value: number, note?: string): Figure {
  return figure(id, says, value, "×", note);
}

export function plain(id: string, says: string, value: number, note?: string): Figure {
  return figure(id, says, value, "", note);
}

function figure(id: string, says: string, value: number, unit: Unit, note: string | undefined): Figure {
  return { id, says, value, unit, ...(note === undefined ? {} : { note }) };
}

/** The value that this share of all stay at or below; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function medianOf(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** "60 questions", "1 question". */
export function countedOf(count: number, word: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? word : `${word}s`}`;
}
