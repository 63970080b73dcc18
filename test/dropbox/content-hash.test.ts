import { describe, expect, test } from "vitest";
import { createContentHash } from "../../src/dropbox/content-hash.ts";

const MIB4 = 4 * 1024 * 1024;

// Vectors of other clients for n times the byte "x".
const VECTORS: readonly (readonly [sizeBytes: number, hash: string])[] = [
  [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  [1, "0a325ca303eb3014c43ae004970f343634db176fa1697bcc8c9efac94626488d"],
  [MIB4, "7cb1633b75c3caf1295e18a48aeb3f8bd7f74c5bafa25b4211433cfb2de6de12"],
  [MIB4 + 1, "656e7e27f7d0459e319264cdccb61f6667e8e964f8e763c332f35d36ee1cb924"],
];

describe("the content hash", () => {
  for (const [sizeBytes, hash] of VECTORS) {
    test.each([sizeBytes, 65_536, 1_000_003])(`of ${sizeBytes} bytes in chunks of %i`, (chunkBytes) => {
      const bytes = Buffer.alloc(sizeBytes, "x");
      const content = createContentHash();
      for (let start = 0; start < sizeBytes; start += chunkBytes) {
        content.update(bytes.subarray(start, start + chunkBytes));
      }
      expect(content.digest()).toBe(hash);
    });
  }
});
