// People's text, short enough for a sentence or a label. The only ways to cut such text: a cut is seen, and no character is
// cut in two.

/** At most `length` UTF-16 units, 40 unless said; a cut ends in `…`. */
export function excerpt(text: string, length = 40): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}

/** The same, cut behind a word where there is one: for text that is read, not only recognised. */
export function excerptOfWords(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(" ", length - 2);
  return end > 0 ? `${text.slice(0, end).replace(/[\s,;:–—-]+$/u, "")} …` : excerpt(text, length);
}
