// Dropbox's content_hash: sha256 over the sha256 of every 4 MiB, as bytes come in.
// https://www.dropbox.com/developers/reference/content-hash

import { createHash } from "node:crypto";

const BLOCK_BYTES = 4 * 1024 * 1024;

/** Stands for the hash of a file of which Dropbox tells none: its revision names the same bytes. */
export function hashOfRevision(rev: string): string {
  return createHash("sha256").update(`rev:${rev}`).digest("hex");
}

export interface ContentHash {
  update(bytes: Uint8Array): void;
  /** 64 hex digits. Ends the hash. */
  digest(): string;
}

export function createContentHash(): ContentHash {
  const whole = createHash("sha256");
  let block = createHash("sha256");
  let blockBytes = 0;

  function endBlock(): void {
    whole.update(block.digest());
    block = createHash("sha256");
    blockBytes = 0;
  }

  return {
    update(bytes) {
      for (let start = 0; start < bytes.length; ) {
        const part = bytes.subarray(start, start + BLOCK_BYTES - blockBytes);
        block.update(part);
        blockBytes += part.length;
        start += part.length;
        if (blockBytes === BLOCK_BYTES) endBlock();
      }
    },
    digest() {
      if (blockBytes > 0) endBlock();
      return whole.digest("hex");
    },
  };
}
