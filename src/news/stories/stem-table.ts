// Tables from stems, which are 32-bit numbers, to counts and weights: what a Map does, several times as fast and a small
// part of the size, which a million articles of a hundred stems feel.

/** Spreads numbers that differ only in some of their bits over the 32. */
function spread(stem: number): number {
  return Math.imul(stem, 0x9e3779b1) >>> 0;
}

const COUNTERS_LOG2 = 16;

export interface StemCounts {
  /** Counts the first `size` stems once more and adds to `counts`, for each, how often it was counted by now, or somewhat more. */
  count(stems: Int32Array, size: number, counts: Int32Array): void;
}

/**
 * Counts stems of any number in 256 kB: a country's stems are some ten thousand, and where two share a counter both look
 * a little commoner than they are.
 */
export function stemCounts(): StemCounts {
  const counters = new Uint32Array(1 << COUNTERS_LOG2);
  return {
    count(stems, size, counts) {
      for (let place = 0; place < size; place++) {
        const at = spread(stems[place] ?? 0) >>> (32 - COUNTERS_LOG2);
        const count = (counters[at] ?? 0) + 1;
        counters[at] = count;
        counts[place] = (counts[place] ?? 0) + count;
      }
    },
  };
}

/** The weights of one text's stems, in order of their arrival. */
export interface StemWeights {
  readonly size: number;
  /** By place, as many as `size`. */
  readonly stems: Int32Array;
  readonly weights: Float64Array;
  /** Adds one weight to each of the first `count` stems. */
  addAlike(stems: Int32Array, count: number, weight: number): void;
  /** Adds to the stems from one place to another what they weigh there. */
  add(stems: Int32Array, weights: Float32Array, from: number, to: number): void;
  /** The sum over the stems from one place to another of what they weigh there times what they weigh here. */
  dot(stems: Int32Array, weights: Float32Array, from: number, to: number): number;
  clear(): void;
}

/** Holds at most `most` stems; what comes after is left out. */
export function stemWeights(most: number): StemWeights {
  const stems = new Int32Array(most);
  const weights = new Float64Array(most);
  const slotsLog2 = Math.ceil(Math.log2(most * 2));
  const shift = 32 - slotsLog2;
  const mask = 2 ** slotsLog2 - 1;
  // By slot: the place of a stem plus one, 0 where the slot is free.
  const slots = new Int32Array(mask + 1);
  let size = 0;

  function addOne(stem: number, weight: number): void {
    let slot = spread(stem) >>> shift;
    for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
      if (stems[place - 1] === stem) {
        weights[place - 1] = (weights[place - 1] ?? 0) + weight;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (size === most) return;
    stems[size] = stem;
    weights[size] = weight;
    slots[slot] = ++size;
  }

  return {
    get size() {
      return size;
    },
    stems,
    weights,
    addAlike(others, count, weight) {
      for (let at = 0; at < count; at++) addOne(others[at] ?? 0, weight);
    },
    add(others, otherWeights, from, to) {
      for (let at = from; at < to; at++) addOne(others[at] ?? 0, otherWeights[at] ?? 0);
    },
    dot(others, otherWeights, from, to) {
      let sum = 0;
      for (let at = from; at < to; at++) {
        const stem = others[at] ?? 0;
        // As in `addOne`; here nearly every slot that is looked at is free, and this is where the time goes.
        let slot = spread(stem) >>> shift;
        for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
          if (stems[place - 1] === stem) {
            sum += (weights[place - 1] ?? 0) * (otherWeights[at] ?? 0);
            break;
          }
          slot = (slot + 1) & mask;
        }
      }
      return sum;
    },
    clear() {
      slots.fill(0);
      size = 0;
    },
  };
}
