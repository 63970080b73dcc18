// Statements over many rows, in chunks that both databases take.

/** Rows a statement writes or names: Postgres takes 65,535 parameters, SQLite 32,766. */
export const ROWS_A_STATEMENT = 500;

/** The same in their order, at most `size` at once. */
export function* inChunks<T>(all: readonly T[], size: number = ROWS_A_STATEMENT): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
