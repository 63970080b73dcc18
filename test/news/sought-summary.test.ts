// A card's summary shows what was sought wherever the summary says it, and is as always where nothing is sought in it.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { cardSummary } from "../../src/news/card-summary.ts";
import { marksOfWords } from "../../src/news/search/words-marks.ts";
import { soughtSummary } from "../../src/news/sought-summary.ts";

const sought = (...words: readonly string[]) => marksOfWords({ any: [words] });

const LONG =
  "The council of a small town in the north met on Monday to discuss the budget of the coming year, as it does every autumn before the first snow. " +
  "Its members argued for hours about roads, schools and a swimming pool that nobody had asked for, while the clerk took notes of everything that was said. " +
  "In the end a motorcade of the governor passed the building without stopping. " +
  "This undermines the accountability of those in power, and raises concerns about oversight.";

describe("the summary of what was sought", () => {
  it("is as always where that says it", () => {
    expect(soughtSummary(LONG, 1, sought("oversight"))).toBe(cardSummary(LONG, 1));
    expect(soughtSummary(LONG, 1, sought("nowhere"))).toBe(cardSummary(LONG, 1));
  });

  it("has the sentence that says it", () => {
    expect(cardSummary(LONG, 1)).not.toContain("motorcade");
    expect(soughtSummary(LONG, 1, sought("motorcade"))).toMatch(
      /^The council of a small town .+ … In the end a motorcade of the governor passed the building without stopping\. …$/,
    );
  });

  it("begins within a sentence where that says it late", () => {
    const late = `And ${"so on and ".repeat(60)}until the regatta was over.`;
    const shown = soughtSummary(`It began. ${late}`, 1, sought("regatta"));
    expect(shown).toMatch(/^It began\. … .*until the regatta was over\.$/);
    expect(shown.length).toBeLessThan(340);
  });
});

it("whatever the summary, a word of it that is sought is shown, and no more than a card has room for", () => {
  const word = fc.constantFrom(
    "court",
    "the",
    "council",
    "accountability",
    "Riigikogu",
    "e-mail",
    "prison",
    "risk",
  );
  const sentence = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 60 }), fc.constantFrom(".", "!", "?", ","))
    .map(([words, end]) => `${words.join(" ")}${end}`);
  const text = fc.array(sentence, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, fc.constantFrom<1 | 5>(1, 5), (before, after, pillar) => {
      const summary = [...before, "Then a regatta came.", ...after].join(" ");
      const marks = sought("regatta");
      const shown = soughtSummary(summary, pillar, marks);
      expect(marks(shown), shown).toHaveLength(1);
      expect(shown.length).toBeLessThan(420);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 200 },
  );
});
