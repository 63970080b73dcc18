// Words of a digest's scope and of mutes: found as whole words, case ignored.

export type WordMatcher = (text: string) => boolean;

/** Finds a word, or words in this order, between anything that is no letter or digit. */
export function wordMatcher(words: string): WordMatcher {
  const pattern = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s+");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "iu");
  return (text) => whole.test(text);
}
