// What an article tells as a vector: its rare words weigh most (TF-IDF). Vectors are compared by their cosine.

import { type StemCounts, stemCounts, stemWeights } from "./stem-table.ts";
import { stemReader } from "./stems.ts";

/** Stems and their weights, in no order: a stretch of arrays that vectors of one time share. */
export interface TextVector {
  readonly stems: Int32Array;
  readonly weights: Float32Array;
  readonly from: number;
  readonly to: number;
  /** The length of the vector, at which its weights are to be divided. */
  readonly norm: number;
}

/** Places for vectors, one beside the other, so that to read one is to read one stretch of memory. */
export interface VectorRoom {
  /** Room for so many stems, to be filled at once: arrays, and where in them it begins. */
  take(size: number): { readonly stems: Int32Array; readonly weights: Float32Array; readonly from: number };
}

/** Stems that share two arrays. An array is kept as long as one of its vectors is. */
const STEMS_OF_A_ROOM = 32_768;

export function vectorRoom(): VectorRoom {
  let stems = new Int32Array(STEMS_OF_A_ROOM);
  let weights = new Float32Array(STEMS_OF_A_ROOM);
  let taken = 0;
  return {
    take(size) {
      if (taken + size > STEMS_OF_A_ROOM) {
        stems = new Int32Array(STEMS_OF_A_ROOM);
        weights = new Float32Array(STEMS_OF_A_ROOM);
        taken = 0;
      }
      const from = taken;
      taken += size;
      return { stems, weights, from };
    },
  };
}

/** The texts of an article, as far as they are compared. */
export interface ArticleTexts {
  readonly title: string;
  readonly description: string;
  readonly opening: string;
}

/** The title says what it is about, the description says it again, the opening has the names and numbers. */
const FIELD_WEIGHTS = { title: 3, description: 1.5, opening: 1 } as const;

/** How much of each text counts, in characters. Reports of one event agree in their beginnings. */
const COMPARED_CHARACTERS = { title: 400, description: 1_500, opening: 1_500 } as const;

/** So many articles without any of the words are thought before the first: the first real ones tell little of rarity. */
const IMAGINED_ARTICLES = 100;

/** Fewer stems beside a title's are no text. */
const MIN_STEMS_BESIDE_TITLE = 6;

/** More than an article's compared texts have; a story of many articles keeps the stems of its first ones. */
const MOST_STEMS = 1_024;

/** How many articles of a country had each stem. */
export interface CountryCounts {
  articles: number;
  readonly stems: StemCounts;
}

export function countryCounts(): CountryCounts {
  return { articles: 0, stems: stemCounts() };
}

export interface Vectors {
  /**
   * Counts an article's stems into its countries and weighs them by how rare they were there so far. So what an article
   * tells never depends on later ones. Undefined when there is too little text beside the title.
   */
  vectorOf(texts: ArticleTexts, countries: readonly CountryCounts[]): TextVector | undefined;
  /** Makes this vector the one that `cosineWith` compares with. */
  compare(vector: TextVector): void;
  /** From 0, nothing in common, to 1. */
  cosineWith(vector: TextVector): number;
  sum(a: TextVector, b: TextVector): TextVector;
}

const LOG_2 = Math.log(2);

/** Logarithms of whole numbers: of how many articles have a stem, most are small. */
const LOGARITHMS = Float64Array.from({ length: 4_096 }, (_, number) => Math.log(number));

function logarithm(whole: number): number {
  return LOGARITHMS[whole] ?? Math.log(whole);
}

/** Makes what reads and compares texts: it owns the tables that do so without making garbage. */
export function textVectors(): Vectors {
  const room = vectorRoom();
  const eachStem = stemReader();
  const table = stemWeights(MOST_STEMS);
  let fieldWeight = 0;
  let comparedNorm = 1;
  const addStem = (stem: number): void => table.add(stem, fieldWeight);

  function addVector({ stems, weights, from, to }: TextVector): void {
    for (let at = from; at < to; at++) table.add(stems[at] ?? 0, weights[at] ?? 0);
  }

  function taken(): TextVector {
    const { stems, weights, from } = room.take(table.size);
    let squares = 0;
    for (let place = 0; place < table.size; place++) {
      const weight = table.weightAt(place);
      squares += weight * weight;
      stems[from + place] = table.stemAt(place);
      weights[from + place] = weight;
    }
    return { stems, weights, from, to: from + table.size, norm: Math.sqrt(squares) || 1 };
  }

  return {
    vectorOf(texts, countries) {
      table.clear();
      let inTitle = 0;
      for (const field of ["title", "description", "opening"] as const) {
        fieldWeight = FIELD_WEIGHTS[field];
        eachStem(texts[field], COMPARED_CHARACTERS[field], addStem);
        if (field === "title") inTitle = table.size;
      }
      let articles = IMAGINED_ARTICLES;
      for (const country of countries) articles += ++country.articles;
      const mostRare = Math.log(articles);
      for (let place = 0; place < table.size; place++) {
        const stem = table.stemAt(place);
        let having = 0;
        for (let at = 0; at < countries.length; at++) having += countries[at]?.stems.count(stem) ?? 0;
        const rarity = Math.max(0, mostRare - logarithm(having));
        // Weights of fields are multiples of a half.
        const weight = 1 + logarithm(2 * table.weightAt(place)) - LOG_2;
        table.set(place, weight * rarity);
      }
      return table.size - inTitle < MIN_STEMS_BESIDE_TITLE ? undefined : taken();
    },
    compare(vector) {
      table.clear();
      addVector(vector);
      comparedNorm = vector.norm;
    },
    cosineWith({ stems, weights, from, to, norm }) {
      return table.dot(stems, weights, from, to) / (norm * comparedNorm);
    },
    sum(a, b) {
      table.clear();
      addVector(a);
      addVector(b);
      return taken();
    },
  };
}

/** The heaviest stems, heaviest first; of those that weigh the same, the ones that came first. */
export function heaviestStems({ stems, weights, from, to }: TextVector, most: number): number[] {
  const kept: number[] = [];
  const keptWeights: number[] = [];
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? 0;
    if (kept.length === most && weight <= (keptWeights[most - 1] ?? 0)) continue;
    let place = Math.min(kept.length, most - 1);
    for (; place > 0 && weight > (keptWeights[place - 1] ?? 0); place--) {
      kept[place] = kept[place - 1] ?? 0;
      keptWeights[place] = keptWeights[place - 1] ?? 0;
    }
    kept[place] = stems[at] ?? 0;
    keptWeights[place] = weight;
  }
  return kept;
}

/** The vector with its heaviest stems alone, of those that weigh the same the ones that came first, and its whole length. */
export function lightened(
  { stems, weights, from, to, norm }: TextVector,
  most: number,
  room: VectorRoom,
): TextVector {
  const size = Math.min(most, to - from);
  const light = room.take(size);
  const least = size === 0 ? 0 : (weights.slice(from, to).sort().at(-size) ?? 0);
  let heavier = 0;
  for (let at = from; at < to; at++) if ((weights[at] ?? 0) > least) heavier++;
  let asHeavy = size - heavier;
  let place = light.from;
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? 0;
    if (weight < least || (weight === least && asHeavy-- <= 0)) continue;
    light.stems[place] = stems[at] ?? 0;
    light.weights[place++] = weight;
  }
  return { ...light, to: light.from + size, norm };
}
