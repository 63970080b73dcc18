// Keeps the steps of one country's affairs for a month. They are many, and each is looked at often, so they stand side by
// side in arrays, where new ones take the places of those that are too old.

import { lighten } from "./heaviest-stems.ts";
import type { TextVector, Vectors } from "./vectors.ts";

/** Only so many of a step's heaviest stems are kept. */
const STEMS_OF_A_STEP = 64;

/** Places at first; a power of two, as every later number of them. */
const FIRST_PLACES = 256;

export interface Steps {
  /** Times come in order, here and below. @returns the step's number: 0 upwards. */
  put(affair: string, at: number, vector: TextVector): number;
  /** Begins a look at steps. @returns the first that is young enough at that time. */
  look(at: number): number;
  /** Whether a step is seen for the first time in this look. */
  see(step: number): boolean;
  affairOf(step: number): string;
  timeOf(step: number): number;
  cosineOf(step: number, cosineWith: Vectors["cosineWith"]): number;
}

function placesFor(count: number) {
  return {
    affairs: new Array<string>(count).fill(""),
    times: new Float64Array(count),
    /** The look in which it was seen last. */
    seen: new Uint32Array(count),
    norms: new Float64Array(count),
    sizes: new Uint8Array(count),
    stems: new Int32Array(count * STEMS_OF_A_STEP),
    weights: new Float32Array(count * STEMS_OF_A_STEP),
  };
}

type Places = ReturnType<typeof placesFor>;

/** Twice as many places, both halves alike: wherever a step's number leads now, it is there. */
function twice({ affairs, times, seen, norms, sizes, stems, weights }: Places): Places {
  const places = { ...placesFor(2 * times.length), affairs: [...affairs, ...affairs] };
  for (const half of [0, 1]) {
    places.times.set(times, half * times.length);
    places.seen.set(seen, half * seen.length);
    places.norms.set(norms, half * norms.length);
    places.sizes.set(sizes, half * sizes.length);
    places.stems.set(stems, half * stems.length);
    places.weights.set(weights, half * weights.length);
  }
  return places;
}

/** Keeps steps for so many milliseconds. */
export function keptSteps(windowMs: number): Steps {
  let places = placesFor(FIRST_PLACES);
  let lastPlace = FIRST_PLACES - 1;
  let oldest = 0;
  let next = 0;
  let looks = 0;

  function forgetAt(at: number): void {
    while (oldest < next && at - (places.times[oldest & lastPlace] ?? 0) > windowMs) oldest++;
  }

  return {
    put(affair, at, vector) {
      forgetAt(at);
      if (next - oldest > lastPlace) {
        places = twice(places);
        lastPlace = places.times.length - 1;
      }
      const place = next & lastPlace;
      const { stems, weights } = places;
      places.affairs[place] = affair;
      places.times[place] = at;
      places.seen[place] = 0;
      places.norms[place] = vector.norm;
      places.sizes[place] = lighten(vector, STEMS_OF_A_STEP, {
        stems,
        weights,
        from: place * STEMS_OF_A_STEP,
      });
      return next++;
    },
    look(at) {
      forgetAt(at);
      looks++;
      return oldest;
    },
    see(step) {
      const place = step & lastPlace;
      if (places.seen[place] === looks) return false;
      places.seen[place] = looks;
      return true;
    },
    affairOf: (step) => places.affairs[step & lastPlace] ?? "",
    timeOf: (step) => places.times[step & lastPlace] ?? 0,
    cosineOf(step, cosineWith) {
      const { stems, weights, sizes, norms } = places;
      const place = step & lastPlace;
      const from = place * STEMS_OF_A_STEP;
      return cosineWith({ stems, weights, from, to: from + (sizes[place] ?? 0), norm: norms[place] ?? 1 });
    },
  };
}
