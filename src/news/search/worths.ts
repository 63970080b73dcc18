// What something is worth in each article, and which articles these are: what few have is gone through as a few.

export interface Worths {
  /** By number of an article; 0 where it is worth nothing. */
  readonly of: Uint8Array;
  /** The first `many` are the numbers of the articles where it is worth something, each once, in any order. */
  readonly articles: Uint32Array;
  many: number;
}

/** Room for so many articles, in which nothing is worth anything yet. */
export function createWorths(articles: number): Worths {
  // Behind the last one there is room for what is written and does not count.
  return { of: new Uint8Array(articles), articles: new Uint32Array(articles + 1), many: 0 };
}

export function clearWorths(worths: Worths): void {
  worths.of.fill(0);
  worths.many = 0;
}

/** An article is worth at least that, which is more than 0. */
export function raise(worths: Worths, article: number, worth: number): void {
  const had = worths.of[article] ?? 0;
  if (had === 0) worths.articles[worths.many++] = article;
  if (worth > had) worths.of[article] = worth;
}
