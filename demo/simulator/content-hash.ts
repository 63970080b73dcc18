// Dropbox's content_hash: sha256 over the concatenated sha256 of each 4 MiB block, in hex.
// https://www.dropbox.com/developers/reference/content-hash

import { createHash } from "node:crypto";

const blockBytes = 4 * 1024 * 1024;

/** The content_hash of some bytes; of none it is the sha256 of nothing. */
export function contentHash(content: Uint8Array): string {
  const whole = createHash("sha256");
  for (let offset = 0; offset < content.length; offset += blockBytes) {
    whole.update(
      createHash("sha256")
        .update(content.subarray(offset, offset + blockBytes))
        .digest(),
    );
  }
  return whole.digest("hex");
}
