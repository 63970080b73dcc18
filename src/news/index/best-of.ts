// The best few of many, in order, without sorting the many.

/** The `most` best of different numbers, the best first. `isBefore` is a strict order of them. */
export function bestOf(
  all: Uint32Array,
  most: number,
  isBefore: (a: number, b: number) => boolean,
): readonly number[] {
  /** A heap: each is behind those at 2n + 1 and 2n + 2, so the first one is the last of those that are held. */
  const held = [...all.subarray(0, most)];

  function sink(from: number): void {
    for (let at = from; ; ) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < held.length && isBefore(held[last] ?? 0, held[below] ?? 0)) last = below;
      if (last === at) return;
      [held[at], held[last]] = [held[last] ?? 0, held[at] ?? 0];
      at = last;
    }
  }

  for (let at = held.length >> 1; at >= 0; at--) sink(at);
  for (let at = held.length; at < all.length && held.length > 0; at++) {
    const one = all[at] ?? 0;
    if (!isBefore(one, held[0] ?? 0)) continue;
    held[0] = one;
    sink(0);
  }
  return held.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}
