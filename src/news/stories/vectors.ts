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
interface VectorRoom {
  /** Room for so many stems, to be filled at once: arrays, and where in them it begins. */
  take(size: number): { readonly stems: Int32Array; readonly weights: Float32Array; readonly from: number };
}

/** Stems that share two arrays. An array is kept as long as one of its vectors is. */
const STEMS_OF_A_ROOM = 32_768;

function vectorRoom(): VectorRoom {
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

/**
 * How much of each text counts, in characters: reports of one event agree in their beginnings. And how often each of its
 * words does, in halves: the title says what it is about, the description says it again, the opening has the names and numbers.
 */
const FIELDS = [
  { name: "title", characters: 400, halves: 6 },
  { name: "description", characters: 1_500, halves: 3 },
  { name: "opening", characters: 1_500, halves: 2 },
] as const;

const MOST_CHARACTERS = Math.max(...FIELDS.map(({ characters }) => characters));

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
   * tells never depends on later ones. Until the next call of another method `cosineWith` compares with this article.
   * Undefined when there is too little text beside the title.
   */
  vectorOf(texts: ArticleTexts, countries: readonly CountryCounts[]): TextVector | undefined;
  /** From 0, nothing in common, to 1. */
  cosineWith(vector: TextVector): number;
  sum(a: TextVector, b: TextVector): TextVector;
  /** How many vectors were compared so far. */
  readonly comparisons: number;
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
  const reader = stemReader(MOST_CHARACTERS);
  const table = stemWeights(MOST_STEMS);
  // By place in the table: how many articles of the countries have the stem.
  const having = new Int32Array(MOST_STEMS);
  let comparedNorm = 1;
  let comparisons = 0;

  /** Makes what the table holds a vector; from then on it holds the same, as exact as a vector is. */
  function taken(): TextVector {
    const { size } = table;
    const { stems, weights, from } = room.take(size);
    let squares = 0;
    for (let place = 0; place < size; place++) {
      const weight = table.weights[place] ?? 0;
      squares += weight * weight;
      stems[from + place] = table.stems[place] ?? 0;
      weights[from + place] = weight;
      table.weights[place] = weights[from + place] ?? 0;
    }
    return { stems, weights, from, to: from + size, norm: Math.sqrt(squares) || 1 };
  }

  /** Weighs the stems of the table, which stand there with their halves. */
  function weigh(countries: readonly CountryCounts[]): void {
    const { size, stems, weights } = table;
    having.fill(0, 0, size);
    let articles = IMAGINED_ARTICLES;
    for (const country of countries) {
      articles += ++country.articles;
      country.stems.count(stems, size, having);
    }
    const mostRare = Math.log(articles);
    for (let place = 0; place < size; place++) {
      const rarity = Math.max(0, mostRare - logarithm(having[place] ?? 0));
      weights[place] = (1 + logarithm(weights[place] ?? 0) - LOG_2) * rarity;
    }
  }

  return {
    vectorOf(texts, countries) {
      table.clear();
      let inTitle = 0;
      for (const { name, characters, halves } of FIELDS) {
        table.addAlike(reader.stems, reader.read(texts[name], characters), halves);
        if (name === "title") inTitle = table.size;
      }
      weigh(countries);
      if (table.size - inTitle < MIN_STEMS_BESIDE_TITLE) return undefined;
      const vector = taken();
      comparedNorm = vector.norm;
      return vector;
    },
    cosineWith({ stems, weights, from, to, norm }) {
      comparisons++;
      return table.dot(stems, weights, from, to) / (norm * comparedNorm);
    },
    sum(a, b) {
      table.clear();
      table.add(a.stems, a.weights, a.from, a.to);
      table.add(b.stems, b.weights, b.from, b.to);
      return taken();
    },
    get comparisons() {
      return comparisons;
    },
  };
}
