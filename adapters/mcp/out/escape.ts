// Text of others for an assistant that reads text alone: it stands line by line behind a mark, and nothing in it ends that.

/** Stands before each line that is data. */
export const DATA_MARK = "| ";

/** What a reader might take for the end of a line, and signs that nobody sees: they could hide words, or turn a line around. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\p{Zl}\p{Zp}]/gu, "\n")
    .replace(/\t/g, " ")
    .replace(/[^\P{C}\n\u200c\u200d]/gu, "");
}

/** Every line of the text behind the mark. */
export function asData(text: string): string {
  return escapeText(text)
    .split("\n")
    .map((line) => `${DATA_MARK}${line}`)
    .join("\n");
}
