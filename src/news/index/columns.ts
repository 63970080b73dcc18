// What lists ask of the articles of a snapshot, packed into typed arrays: one column for each property, one place in it for each
// article, the newest first and the undated last, those of one time by id. A scan over them answers in milliseconds what a
// database reads megabytes for.

import type { Score } from "../../reply/article-card.ts";
import type { Assessment } from "../article.ts";
import type { Origin } from "../filter/dimension.ts";
import { PILLARS } from "../pillars.ts";

/** How much there is of a snapshot: what the lengths of all columns follow from. */
export interface IndexSize {
  readonly articles: number;
  readonly assessments: number;
}

/** By place, 0 to `articles` − 1, unless it says otherwise. */
export interface IndexColumns {
  /** The article's ordinal in the catalog. */
  readonly ordinals: Uint32Array;
  /** ms UTC; NaN when undated. */
  readonly published: Float64Array;
  /** The ordinal of the story's first article, and the place of the next article of the story: after its last, the first one's. */
  readonly stories: Uint32Array;
  readonly nextInStory: Uint32Array;
  /**
   * The ordinal of the first article of the affair's first story. Of a story's first article: the place of that of the affair's
   * next story, after the last one that of its first.
   */
  readonly affairs: Uint32Array;
  readonly nextInAffair: Uint32Array;
  /** Distinct outlets of the story. */
  readonly outlets: Uint32Array;
  /** Numbers of a set of countries, and of an outlet, in `IndexNames`. */
  readonly countries: Uint16Array;
  readonly sources: Uint32Array;
  /** 1 for an opinion. */
  readonly opinions: Uint8Array;
  /** Where the article's assessments begin; one more at the end, where there are no more. */
  readonly firsts: Uint32Array;
  /** Articles with the same verdicts, whatever their fits, have the same number, below `articles`. */
  readonly kinds: Uint32Array;
  /** Of each verdict, the lowest first, the places of the articles that have it: in the order of `top` by what they stand at with it. */
  readonly ranked: Uint32Array;
  /** By assessment: pillar, score and relevance as `packed` has them, and the fit. */
  readonly verdicts: Uint8Array;
  readonly fits: Uint8Array;
  /** By ordinal: where in `ids` an article's id begins, where in cards.bin its record does, and that record's CRC-32. */
  readonly idEnds: Uint32Array;
  readonly cardEnds: Float64Array;
  readonly cardSums: Uint32Array;
}

/** What the numbers of `countries` and `sources` stand for; of no outlet is number 0. */
export interface IndexNames {
  readonly countrySets: readonly (readonly string[])[];
  readonly sources: readonly string[];
}

/** The outlets by their numbers, as articles tell them. */
export function originsOf({ sources }: IndexNames): readonly Origin[] {
  return sources.map((source, number) => ({ ...(number === 0 ? {} : { source }), countries: [] }));
}

export interface NewsIndex extends IndexSize, IndexColumns {
  /** The ids of the articles, one after the other, in the order of ordinals, as UTF-8. */
  readonly ids: Uint8Array;
  readonly names: IndexNames;
}

/** The columns of that size in a buffer of at least `columnBytes`, from its start. Of what begins somewhere there is one more: the end. */
export function layOut(buffer: ArrayBuffer, size: IndexSize): IndexColumns {
  const { articles, assessments } = size;
  let end = 0;
  /** Where `count` numbers of so many bytes stand: each column begins at a multiple of 8. */
  const place = (count: number, bytesEach: number): [ArrayBuffer, number, number] => {
    const start = end;
    end += Math.ceil((count * bytesEach) / 8) * 8;
    return [buffer, start, count];
  };
  return {
    published: new Float64Array(...place(articles, 8)),
    cardEnds: new Float64Array(...place(articles + 1, 8)),
    cardSums: new Uint32Array(...place(articles, 4)),
    idEnds: new Uint32Array(...place(articles + 1, 4)),
    ordinals: new Uint32Array(...place(articles, 4)),
    stories: new Uint32Array(...place(articles, 4)),
    nextInStory: new Uint32Array(...place(articles, 4)),
    affairs: new Uint32Array(...place(articles, 4)),
    nextInAffair: new Uint32Array(...place(articles, 4)),
    outlets: new Uint32Array(...place(articles, 4)),
    sources: new Uint32Array(...place(articles, 4)),
    kinds: new Uint32Array(...place(articles, 4)),
    firsts: new Uint32Array(...place(articles + 1, 4)),
    ranked: new Uint32Array(...place(assessments, 4)),
    countries: new Uint16Array(...place(articles, 2)),
    opinions: new Uint8Array(...place(articles, 1)),
    verdicts: new Uint8Array(...place(assessments, 1)),
    fits: new Uint8Array(...place(assessments, 1)),
  };
}

/** Bytes that the columns take. */
export function columnBytes({ articles, assessments }: IndexSize): number {
  const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;
  return (
    8 * (2 * articles + 1) +
    9 * padded(4 * articles) +
    2 * padded(4 * (articles + 1)) +
    padded(4 * assessments) +
    padded(2 * articles) +
    padded(articles) +
    2 * padded(assessments)
  );
}

/** How many different verdicts one byte tells apart. */
export const VERDICTS = 256;

/** A pillar, score and relevance in one byte: three bits, three bits, two bits. */
export function packed(pillar: number, score: number, relevance: number): number {
  return ((pillar - 1) << 5) | (score << 2) | relevance;
}

const SCORES: readonly Score[] = [0, 1, 2, 3, 4, 5];

/** Every verdict that there can be, by its byte; of no fit. */
export const ALL_VERDICTS: ReadonlyMap<number, Assessment> = new Map(
  PILLARS.flatMap(({ number: pillar }) =>
    SCORES.flatMap((score) =>
      ([0, 1, 2] as const).map((relevance) => [
        packed(pillar, score, relevance),
        { pillar, score, relevance, fit: 0 },
      ]),
    ),
  ),
);
