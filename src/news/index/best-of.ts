// The best few of many, in order, without sorting the many.

/**
 * The `most` best of the numbers 0 to `count` − 1, the best first. `isBefore` is a strict order of them all.
 */
export function bestOf(count: number, most: number, isBefore: (a: number, b: number) => boolean): number[] {
  /** A heap: each is behind those at 2n + 1 and 2n + 2, so the first one is the last of those that are held. */
  const held: number[] = [];

  function sink(at: number): void {
    for (;;) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < held.length && isBefore(held[last] ?? 0, held[below] ?? 0)) last = below;
      if (last === at) return;
      [held[at], held[last]] = [held[last] ?? 0, held[at] ?? 0];
      at = last;
    }
  }

  for (let one = 0; one < count && most > 0; one++) {
    if (held.length < most) {
      held.push(one);
      if (held.length === most) for (let at = most >> 1; at >= 0; at--) sink(at);
    } else if (isBefore(one, held[0] ?? 0)) {
      held[0] = one;
      sink(0);
    }
  }
  return held.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}
