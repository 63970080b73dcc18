// Work that several want and that is done when the first of them does.

/** Calls `work` at most once; everybody gets the same promise. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}
