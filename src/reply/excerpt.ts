// People's text, short enough for a sentence or a label. The only way to cut such text: a cut is seen, and no character is
// cut in two.

/** At most `length` UTF-16 units, 40 unless said; a cut ends in `…`. */
export function excerpt(text: string, length = 40): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}
