// What an article tells as a vector: its rare words weigh most (TF-IDF). Vectors are compared by their cosine.

import { type StemCounts, stemCounts, stemWeights } from "./stem-table.ts";
import { stemReader } from "./stems.ts";

/** Stems and their weights, in no order. */
export interface TextVector {
  readonly stems: readonly number[];
  readonly weights: readonly number[];
  /** The length of the vector, at which its weights are to be divided. */
  readonly norm: number;
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

/** Makes what reads and compares texts: it owns the tables that do so without making garbage. */
export function textVectors(): Vectors {
  const eachStem = stemReader();
  const table = stemWeights(MOST_STEMS);
  let fieldWeight = 0;
  let comparedNorm = 1;
  const addStem = (stem: number): void => table.add(stem, fieldWeight);

  function addVector({ stems, weights }: TextVector): void {
    for (let at = 0; at < stems.length; at++) table.add(stems[at] ?? 0, weights[at] ?? 0);
  }

  function taken(): TextVector {
    const stems: number[] = [];
    const weights: number[] = [];
    let squares = 0;
    for (let place = 0; place < table.size; place++) {
      const weight = table.weightAt(place);
      squares += weight * weight;
      stems.push(table.stemAt(place));
      weights.push(weight);
    }
    return { stems, weights, norm: Math.sqrt(squares) || 1 };
  }

  return {
    vectorOf(texts, countries) {
      table.clear();
      let inTitle = 0;
      for (const field of ["title", "description", "opening"] as const) {
        fieldWeight = FIELD_WEIGHTS[field];
        eachStem(texts[field].slice(0, COMPARED_CHARACTERS[field]), addStem);
        if (field === "title") inTitle = table.size;
      }
      let articles = IMAGINED_ARTICLES;
      for (const country of countries) articles += ++country.articles;
      for (let place = 0; place < table.size; place++) {
        const stem = table.stemAt(place);
        let having = 0;
        for (let at = 0; at < countries.length; at++) having += countries[at]?.stems.count(stem) ?? 0;
        const rarity = Math.log(Math.max(1, articles / having));
        table.set(place, (1 + Math.log(table.weightAt(place))) * rarity);
      }
      return table.size - inTitle < MIN_STEMS_BESIDE_TITLE ? undefined : taken();
    },
    compare(vector) {
      table.clear();
      addVector(vector);
      comparedNorm = vector.norm;
    },
    cosineWith({ stems, weights, norm }) {
      let dot = 0;
      for (let at = 0; at < stems.length; at++) dot += table.weightOf(stems[at] ?? 0) * (weights[at] ?? 0);
      return dot / (norm * comparedNorm);
    },
    sum(a, b) {
      table.clear();
      addVector(a);
      addVector(b);
      return taken();
    },
  };
}

/** The heaviest stems and their weights, heaviest first; of those that weigh the same, the ones that came first. */
export function heaviest({ stems, weights, norm }: TextVector, most: number): TextVector {
  const kept: number[] = [];
  const keptWeights: number[] = [];
  for (let at = 0; at < stems.length; at++) {
    const weight = weights[at] ?? 0;
    if (kept.length === most && weight <= (keptWeights[most - 1] ?? 0)) continue;
    let to = Math.min(kept.length, most - 1);
    for (; to > 0 && weight > (keptWeights[to - 1] ?? 0); to--) {
      kept[to] = kept[to - 1] ?? 0;
      keptWeights[to] = keptWeights[to - 1] ?? 0;
    }
    kept[to] = stems[at] ?? 0;
    keptWeights[to] = weight;
  }
  return { stems: kept, weights: keptWeights, norm };
}
