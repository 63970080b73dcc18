// The places that a question about a few countries or outlets has to look at, without a look at those of all others.

import type { NewsIndex } from "./columns.ts";
import type { Passes } from "./passes.ts";

/** Up to that share of the articles of a stretch, to look at them out of their order takes less than to go past all others. */
const MOST_OF_ALL = 1 / 16;

/** A stretch of fewer articles is gone through soon enough. */
const FEWEST_ARTICLES = 500;

/**
 * Places from the first to before the second that pass by their outlets, or by their countries, each once, in no order; undefined where
 * these would be most of them. Valid until the next question.
 */
export type FewPlaces = (from: number, to: number, passes: Passes) => Uint32Array | undefined;

export function createFewPlaces({ articles, countries, sources, names }: NewsIndex): FewPlaces {
  /** Made for the first question that needs them. */
  let bySource: ByNumber | undefined;
  let byCountries: ByNumber | undefined;
  const room = new Uint32Array(Math.ceil(articles * MOST_OF_ALL));

  return (from, to, passes) => {
    if (to - from < FEWEST_ARTICLES) return undefined;
    const most = Math.floor((to - from) * MOST_OF_ALL);
    const { sources: sourcePasses, countrySets } = passes;
    if (sourcePasses.includes(0)) {
      bySource ??= placesByNumber(sources, names.sources.length);
      const few = gather(bySource, sourcePasses, from, to, room.subarray(0, most));
      if (few !== undefined) return few;
    }
    if (!countrySets.includes(0)) return undefined;
    byCountries ??= placesByNumber(countries, names.countrySets.length);
    return gather(byCountries, countrySets, from, to, room.subarray(0, most));
  };
}

/** All places, those of one number after those of another, ascending; and by number where they end. */
interface ByNumber {
  readonly places: Uint32Array;
  readonly ends: Uint32Array;
}

function placesByNumber(numbers: ArrayLike<number>, many: number): ByNumber {
  const ends = new Uint32Array(many);
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] ?? 0;
    ends[number] = (ends[number] ?? 0) + 1;
  }
  for (let number = 1; number < many; number++) ends[number] = (ends[number] ?? 0) + (ends[number - 1] ?? 0);
  const places = new Uint32Array(numbers.length);
  const next = Uint32Array.from(ends, (_, number) => (number === 0 ? 0 : (ends[number - 1] ?? 0)));
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] ?? 0;
    const at = next[number] ?? 0;
    places[at] = place;
    next[number] = at + 1;
  }
  return { places, ends };
}

/** Of the numbers that pass, the places of a stretch; undefined where there is no room for them all. */
function gather(
  { places, ends }: ByNumber,
  passes: Uint8Array,
  from: number,
  to: number,
  room: Uint32Array,
): Uint32Array | undefined {
  let many = 0;
  for (let number = 0; number < ends.length; number++) {
    if (passes[number] === 0) continue;
    const own = places.subarray(number === 0 ? 0 : ends[number - 1], ends[number]);
    const few = own.subarray(firstFrom(own, from), firstFrom(own, to));
    if (many + few.length > room.length) return undefined;
    room.set(few, many);
    many += few.length;
  }
  return room.subarray(0, many);
}

/** Where in ascending places that one is, or the next one. */
function firstFrom(places: Uint32Array, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
