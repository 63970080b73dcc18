// How wide a page of a terminal is, in columns.

/** A page that reads well; wider terminals are not filled, and narrower ones wrap by themselves. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 60;

/** `columns`: what the terminal has; absent behind a pipe. */
export function widthOf(columns: number = MAX_WIDTH): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, columns));
}
