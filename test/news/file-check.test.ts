// What DuckDB says of a file it cannot read, as people read it.

import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/news/file-check.ts";

describe("what DuckDB says of a file", () => {
  const judged = (message: string) => failureOf("Latvia.parquet", new Error(message));
  test.each([
    [
      "Invalid Input Error: No magic bytes found at end of file '/tmp/x'",
      "refused",
      "Latvia.parquet is damaged or written in a way that cannot be read here: download it again.",
    ],
    [
      "INTERNAL Error: File is encrypted but no encryption algorithm is set",
      "spoiled",
      "Latvia.parquet is encrypted: save it without encryption.",
    ],
    [
      "FATAL Error: Failed: database has been invalidated",
      "spoiled",
      "Latvia.parquet is damaged or written in a way that cannot be read here: download it again.",
    ],
    [
      "Invalid Input Error: Invalid string encoding found",
      "refused",
      "Latvia.parquet holds text that is not valid UTF-8: write the file anew.",
    ],
    [
      "Out of Memory Error: failed to allocate data",
      "refused",
      "Latvia.parquet needs more memory than a file of its size may take.",
    ],
    [
      "IO Error: Could not write file: No space left on device",
      "failed",
      "The disk is full, so the news could not be prepared.",
    ],
    [
      "TypeError: x is not a function",
      "failed",
      "The news could not be prepared because of a defect in the program.",
    ],
    ["x is not a function", "failed", "The news could not be prepared because of a defect in the program."],
  ])("%s: %s", (message, type, reason) => {
    expect(judged(message)).toMatchObject({ type, reason });
  });
});
