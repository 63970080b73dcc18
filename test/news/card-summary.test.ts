// What a card keeps of a summary: what happened and why it matters for the pillar.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { cardSummary, reasonOf } from "../../src/news/card-summary.ts";
import { isPillarNumber } from "../../src/news/pillars.ts";

const WHAT =
  "The harbour court ruled on Monday that the mayor of Northport may not sell the quay without a tender.";
const DETAILS =
  "The quay was to go to a company of the mayor's cousin for a third of its worth. Two members of the council had complained in May. The hearing lasted three days.";
const WHY =
  "The ruling undermines attempts to use public property for private gain and strengthens integrity.";

describe("a long summary", () => {
  test("keeps its first sentence and its reason, and shows that more was said", () => {
    expect(cardSummary(`${WHAT} ${DETAILS} ${WHY}`, 2)).toBe(`${WHAT} … ${WHY}`);
  });

  test("keeps the reason that speaks of the pillar", () => {
    const rights = "This highlights the right of residents to privacy and to a fair trial.";
    expect(cardSummary(`${WHAT} ${DETAILS} ${rights} ${WHY}`, 4)).toBe(`${WHAT} … ${rights} …`);
    expect(cardSummary(`${WHAT} ${DETAILS} ${rights} ${WHY}`, 2)).toBe(`${WHAT} … ${WHY}`);
  });

  test("without a reason keeps what comes first", () => {
    const plain = "The quay is old. The quay is long. The quay is grey.";
    const shown = cardSummary(`${WHAT} ${plain} ${"It lies by the sea and has a crane. ".repeat(8)}`, 7);
    expect(shown.startsWith(`${WHAT} ${plain}`)).toBe(true);
    expect(shown.endsWith(" …")).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(282);
  });

  test("cuts a first sentence that leaves no room, behind a word that may end it", () => {
    const long = `The council of Northport ${"met again and again in the old town hall to speak about the quay, ".repeat(6)}on Monday.`;
    const shown = cardSummary(`${long} ${DETAILS} ${WHY}`, 2);
    expect(shown).toMatch(/^The council of Northport .*[a-z] … The ruling undermines/);
    expect(shown).not.toMatch(/\b(?:the|in|of|and|to) … /);
    expect(shown.length).toBeLessThanOrEqual(290);
  });
});

describe("the reason alone", () => {
  test("is the sentence that speaks of the pillar", () => {
    const rights = "This highlights the right of residents to privacy and to a fair trial.";
    expect(reasonOf(`${WHAT} ${rights} ${DETAILS} ${WHY}`, 4)).toBe(rights);
    expect(reasonOf(`${WHAT} ${rights} ${DETAILS} ${WHY}`, 2)).toBe(WHY);
  });

  test("is the last sentence where none gives one, and nothing of nothing", () => {
    expect(reasonOf("The quay is old. The quay is grey.", 7)).toBe("The quay is grey.");
    expect(reasonOf("The quay is old.", 7)).toBe("The quay is old.");
    expect(reasonOf("", 7)).toBeUndefined();
  });

  test("is cut where it is long", () => {
    const shown = reasonOf(
      `${WHAT} This undermines integrity ${"and the trust of residents ".repeat(12)}.`,
      2,
    );
    expect(shown).toMatch(/^This undermines integrity .* …$/);
    expect(shown?.length).toBeLessThanOrEqual(192);
  });
});

test("a short summary is kept whole", () => {
  expect(cardSummary(`${WHAT} ${WHY}`, 2)).toBe(`${WHAT} ${WHY}`);
  expect(cardSummary("", 2)).toBe("");
});

test("no space comes into what is one word", () => {
  expect(cardSummary("He wrote <!channel> and left. Nobody came.", 2)).toBe(
    "He wrote <!channel> and left. Nobody came.",
  );
});

describe("openings that say nothing go", () => {
  test.each([
    ["The news article reports that the quay was sold.", "The quay was sold."],
    ["According to the article, the quay was sold to a cousin.", "The quay was sold to a cousin."],
    ["The article discusses how the quay was sold to a cousin.", "The quay was sold to a cousin."],
    ["This report describes the sale of the quay to a cousin.", "The sale of the quay to a cousin."],
    ["The article highlights it.", "The article highlights it."],
    [
      "The articles of the treaty say that quays are public.",
      "The articles of the treaty say that quays are public.",
    ],
    [
      "The quay was sold. The article highlights the need for tenders.",
      "The quay was sold. It highlights the need for tenders.",
    ],
    [
      "The quay was sold. The article is relevant to the Open Government pillar because it shows a secret tender.",
      "The quay was sold. It shows a secret tender.",
    ],
  ])("%s", (summary, shown) => {
    expect(cardSummary(summary, 3)).toBe(shown);
  });
});

test("no card is long or ends within a word, whatever the summary", () => {
  const words = fc.constantFrom(
    "quay",
    "mayor",
    "the",
    "undermines",
    "rights,",
    "which",
    "court.",
    "raises concerns",
    "said;",
    "É",
    "🏛️",
    "e.g.",
    "\n",
    "pillar",
    "The article shows that",
  );
  const summaries = fc.oneof(
    fc.array(words, { maxLength: 160 }).map((some) => some.join(" ")),
    fc.string({ unit: "binary", maxLength: 900 }),
  );
  const pillars = fc.integer({ min: 1, max: 8 }).filter(isPillarNumber);
  fc.assert(
    fc.property(summaries, pillars, (summary, pillar) => {
      const shown = cardSummary(summary, pillar);
      expect(shown.length).toBeLessThanOrEqual(345);
      if (summary.isWellFormed()) expect(shown.isWellFormed()).toBe(true);
      const plain = summary.replace(/\s+/g, " ");
      if (!/article|report|story|text|piece|summary/i.test(plain))
        for (const part of shown.split("…")) expect(plain.toLowerCase()).toContain(part.trim().toLowerCase());
      expect(cardSummary(summary, pillar)).toBe(shown);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 400 },
  );
});
