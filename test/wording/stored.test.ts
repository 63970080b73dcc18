// Sentences that were kept in English, for a reader of another language.

import { describe, expect, it } from "vitest";
import { inLanguage } from "../../src/wording/say.ts";
import { sayStored } from "../../src/wording/stored.ts";

describe("a sentence that was kept", () => {
  it("is said anew where it is a message, and stays as it was where something was put into it", () => {
    const kept = "Dropbox did not answer in time. Try again in a few minutes.";
    const filled = "a {file}.parquet is empty: download it again.";
    expect(inLanguage("pl", () => [kept, filled].map(sayStored))).toEqual([
      "Dropbox nie odpowiedział na czas. Spróbuj ponownie za kilka minut.",
      filled,
    ]);
    expect(sayStored(kept)).toBe(kept);
  });
});
