// The best few of many articles, in each of some groups, without keeping the many.

/** An article by its place. */
export interface Ranking {
  readonly place: number;
  readonly standing: number;
}

export interface Best {
  /** How many are kept of each group. */
  readonly most: number;
  /** How many were offered, by group. */
  readonly offered: Uint32Array;
  /** By group, once `most` are held: the last of them. What is not before it is of no interest. */
  readonly lastStandings: Float64Array;
  readonly lastPlaces: Uint32Array;
  /** Once there are `most`, heaps: each one is behind those at 2n + 1 and 2n + 2, so the first one is the last of those held. */
  readonly held: (Ranking[] | undefined)[];
}

/** Keeps the `most` best of each of the groups, which have the numbers below `groups`. */
export function createBest(groups: number, most: number): Best {
  return {
    most,
    offered: new Uint32Array(groups),
    lastStandings: new Float64Array(groups).fill(Number.NEGATIVE_INFINITY),
    lastPlaces: new Uint32Array(groups),
    held: [],
  };
}

/** Whether an article that stands there, or not even there, is none of the best. */
export function isBehind(
  { lastStandings, lastPlaces }: Best,
  group: number,
  place: number,
  standing: number,
): boolean {
  const last = lastStandings[group] ?? 0;
  return standing < last || (standing === last && place > (lastPlaces[group] ?? 0));
}

/** Keeps an article as long as it is one of the best. Different articles have different places. */
export function offer(best: Best, group: number, place: number, standing: number): void {
  if (!isBehind(best, group, place, standing)) keep(best, group, { place, standing });
}

function keep({ most, held, lastStandings, lastPlaces }: Best, group: number, one: Ranking): void {
  const heap = held[group] ?? [];
  held[group] = heap;
  if (heap.length < most) {
    heap.push(one);
    if (heap.length < most) return;
    heap.sort((a, b) => -compareRankings(a, b));
  } else {
    heap[0] = one;
    sink(heap);
  }
  lastStandings[group] = heap[0]?.standing ?? 0;
  lastPlaces[group] = heap[0]?.place ?? 0;
}

/** The best of that group, the best first, at most so many. */
export function bestOf({ held }: Best, group: number, wanted: number): readonly Ranking[] {
  return (held[group] ?? []).toSorted(compareRankings).slice(0, wanted);
}

/** Negative when the first one comes first: of one standing that in the earlier place. */
export function compareRankings(a: Ranking, b: Ranking): number {
  return b.standing - a.standing || a.place - b.place;
}

/** Moves the first one of a heap to where it belongs. */
function sink(heap: Ranking[]): void {
  for (let at = 0; ; ) {
    let last = at;
    for (const below of [2 * at + 1, 2 * at + 2]) if (isAfter(heap[below], heap[last])) last = below;
    const [one, other] = [heap[at], heap[last]];
    if (last === at || one === undefined || other === undefined) return;
    heap[at] = other;
    heap[last] = one;
    at = last;
  }
}

function isAfter(one: Ranking | undefined, other: Ranking | undefined): boolean {
  return one !== undefined && other !== undefined && compareRankings(one, other) > 0;
}
