// The content_hash of Dropbox: vectors computed by the official SDK, and the edges of a block.

import { expect, test } from "vitest";
import { contentHash } from "../../../demo/simulator/content-hash.ts";

test.each([
  [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  [1, "0a325ca303eb3014c43ae004970f343634db176fa1697bcc8c9efac94626488d"],
  [4_194_304, "7cb1633b75c3caf1295e18a48aeb3f8bd7f74c5bafa25b4211433cfb2de6de12"],
  [4_194_305, "656e7e27f7d0459e319264cdccb61f6667e8e964f8e763c332f35d36ee1cb924"],
])("of %i times the byte x", (count, hash) => {
  expect(contentHash(Buffer.alloc(count, "x"))).toBe(hash);
});
