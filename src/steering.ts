// Signs of others that would steer a terminal, turn a line around, or end one for some readers, where a line is to be told as it is.

/** Control, format and line-separating characters, and halves of surrogate pairs; not the line feed. */
const STEERING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with such signs as JSON escapes them, and its line feeds. A JSON text means the same afterwards. */
export function withoutSteering(text: string): string {
  return text.replace(STEERING, (sign) =>
    Array.from({ length: sign.length }, (_, at) => escapeOf(sign.charCodeAt(at))).join(""),
  );
}

/** The same in one line. */
export function inOneLine(text: string): string {
  return withoutSteering(text).replaceAll("\n", "\\n");
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
