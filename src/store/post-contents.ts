// What a message that stands says, in a tenth to a fifth of the room: ten thousand digests keep a week of it.

import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Longer ones are not kept: packed, a message with all that a platform takes has a tenth of that. */
const MOST_CHARACTERS = 200_000;

/** Undefined where it is too long to be kept. */
export function packed(json: string): string | undefined {
  if (json.length > MOST_CHARACTERS) return undefined;
  return deflateRawSync(json).toString("base64");
}

export function unpacked(text: string): string {
  return inflateRawSync(Buffer.from(text, "base64")).toString();
}
