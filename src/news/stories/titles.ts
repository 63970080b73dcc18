// What titles have in common, word by word: the oldest sign that two articles tell the same.

/** Titles with fewer words say too little to tell events apart: "News in brief", "Letters". */
const MIN_WORDS = 4;

/** Lower case; only letters, digits and single spaces. */
export function normalisedTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The distinct runs of 3 and more letters or 2 and more digits, in lower case, the longest first, then by alphabet:
 * long words are rare ones. None when they are fewer than four.
 */
export function titleWords(title: string): string[] {
  const words = [...new Set(title.toLowerCase().match(/\p{L}{3,}|\p{Nd}{2,}/gu) ?? [])];
  return words.length < MIN_WORDS ? [] : words.sort(byLength);
}

function byLength(a: string, b: string): number {
  return b.length - a.length || (a < b ? -1 : 1);
}

/** Whether at least half of all distinct words are in both; both are sorted. */
export function overlapByHalf(a: readonly string[], b: readonly string[]): boolean {
  const all = a.length + b.length;
  // All words of the shorter title are not enough to be half of those of a much longer one.
  if (a.length === 0 || 3 * Math.min(a.length, b.length) < all) return false;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] ?? "";
    const right = b[j] ?? "";
    const order = left === right ? 0 : byLength(left, right);
    if (order === 0) common++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return common * 3 >= all;
}

/**
 * Of two titles that overlap by half, each has a word of the other among these: half of a title's words must be
 * common, so leaving out fewer than half, and of both the same by rank, cannot hide them all.
 */
export function wordsToFindBy(words: readonly string[]): readonly string[] {
  return words.slice(0, Math.floor(words.length / 2) + 1);
}
