// Text of others at a terminal.

/** Control and bidi characters could move the cursor or turn the line around; a terminal gets none from any text. */
export function escapeText(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}
