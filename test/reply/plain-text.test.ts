// A reply without any layout: all that it says, in order.

import { describe, expect, it, test } from "vitest";
import type { ArticleCard, Score } from "../../src/reply/article-card.ts";
import {
  earlierLine,
  originLine,
  otherVerdicts,
  plainText,
  reportsLine,
  verdictText,
} from "../../src/reply/plain-text.ts";
import type { Block, Inline } from "../../src/reply/reply.ts";
import { EARLIER, earlierSteps, everyBlock, textsOf, vetoCard } from "./samples.ts";

function textOf(...blocks: readonly Block[]): string {
  return plainText({ audience: "asker", blocks });
}

function said(...content: readonly Inline[]): string {
  return textOf({ type: "paragraph", content });
}

describe("plain text", () => {
  it.each(Object.values(everyBlock))("says all of a $type", (block) => {
    for (const text of textsOf[block.type]) expect(textOf(block)).toContain(text);
  });

  it("sets blocks apart by an empty line, and shows nothing of a divider", () => {
    expect(textOf(everyBlock.note, everyBlock.divider, everyBlock.heading)).toBe(
      "5 of 48 stories\n\nTop news (all countries)",
    );
  });

  it("shows a card as lines, with what its buttons run", () => {
    expect(textOf(everyBlock.article)).toBe(
      [
        "1. President vetoes the data-retention bill a second time",
        "▲▲ very positive · also: Fundamental Rights ▲ · split verdict: Open Government ▼",
        "Estonia · postimees.ee · Tue 5 Mar 2024",
        "Parliament must now amend the bill or take it to the Supreme Court.",
        "https://www.postimees.ee/7972001/president-vetoes",
        "+ 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
        "Details: /news show 1",
      ].join("\n"),
    );
  });

  it("says what a card does not have", () => {
    const bare: ArticleCard = {
      id: "x",
      title: "Untitled article",
      countries: [],
      isOpinion: false,
      pillarInHeading: false,
      assessments: [],
      storyId: "x",
      reports: [],
      earlier: [],
    };
    expect(textOf({ type: "article", article: bare, actions: [] })).toBe(
      "Untitled article\nunknown source · undated",
    );
  });

  it("labels a summary that is the article's own", () => {
    const article: ArticleCard = { ...vetoCard, summary: { text: "The bill returns.", from: "article" } };
    expect(textOf({ type: "article", article, actions: [] })).toContain(
      "From the article: The bill returns.",
    );
  });

  it("shows a link's address, once where that is its text", () => {
    const url = "https://example.org/";
    expect(said({ type: "link", url, text: "here" })).toBe("here (https://example.org/)");
    expect(said({ type: "link", url, text: url })).toBe(url);
  });

  it("takes UTC for a time without a zone", () => {
    expect(said({ type: "time", at: Date.UTC(2024, 2, 5, 7), show: "datetime" })).toBe(
      "Tue 5 Mar 2024 07:00 UTC",
    );
  });

  it("marks the items of a list", () => {
    const items = everyBlock.list.items;
    expect(textOf({ type: "list", ordered: false, items })).toBe("- first item\n- second item");
    expect(textOf({ type: "list", ordered: true, items })).toBe("1. first item\n2. second item");
  });
});

describe("the verdict of a card", () => {
  it("names the pillar where no heading does", () => {
    expect(verdictText(vetoCard)).toBe("▲▲ very positive");
    expect(verdictText({ ...vetoCard, pillarInHeading: false })).toBe(
      "▲▲ very positive for Constraints on Government Powers",
    );
  });

  it.each<[Score, string]>([
    [0, "○ not scored"],
    [1, "▼▼ very negative"],
    [2, "▼ negative"],
    [3, "● neutral"],
    [4, "▲ positive"],
    [5, "▲▲ very positive"],
  ])("of score %i is %s", (score, text) => {
    expect(
      verdictText({ ...vetoCard, verdict: { pillar: { number: 1, name: "Powers" }, score, relevance: 2 } }),
    ).toBe(text);
  });
});

describe("whether a card is about its pillar", () => {
  const of = (relevance: 0 | 1 | 2) =>
    verdictText({ ...vetoCard, verdict: { pillar: { number: 1, name: "Powers" }, score: 2, relevance } });

  it("is said where it is not", () => {
    expect(of(2)).toBe("▼ negative");
    expect(of(1)).toBe("▼ negative, related");
    expect(of(0)).toBe("▼ negative, off topic");
  });

  it("decides which other verdicts are told: the rest is counted", () => {
    const assessments = vetoCard.assessments.map((verdict) => ({
      ...verdict,
      relevance: verdict.pillar.number === 3 ? (0 as const) : verdict.relevance,
    }));
    expect(otherVerdicts({ ...vetoCard, assessments })).toBe(
      "also: Fundamental Rights ▲ · 1 verdict off topic",
    );
  });
});

test("a card says that it is an opinion", () => {
  expect(originLine({ ...vetoCard, isOpinion: true })).toBe(
    "Opinion · Estonia · postimees.ee · Tue 5 Mar 2024",
  );
});

describe("the earlier steps of an affair", () => {
  const steps = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${index}`,
      title: `Step ${index + 1} of the affair`,
      publishedAt: Date.UTC(2024, 1, 28 - index),
    }));

  it("stand under the card", () => {
    const article = { ...vetoCard, earlier: earlierSteps };
    expect(textOf({ type: "article", article, actions: [] }).split("\n").at(-1)).toBe(EARLIER);
  });

  it("are named up to two, the rest is counted", () => {
    expect(earlierLine({ ...vetoCard, earlier: [] })).toBe("");
    expect(earlierLine({ ...vetoCard, earlier: steps(2) })).toBe(
      "earlier: Step 1 of the affair (28 Feb) · Step 2 of the affair (27 Feb)",
    );
    expect(earlierLine({ ...vetoCard, earlier: steps(5) })).toMatch(/ · … 3 more$/);
  });

  it("have short titles, and a year where it is another", () => {
    const long = { id: "x", title: "Word ".repeat(40), publishedAt: Date.UTC(2023, 11, 31) };
    expect(earlierLine({ ...vetoCard, earlier: [long] })).toMatch(
      /^earlier: (?:Word ){11}… \(31 Dec 2023\)$/,
    );
  });
});

describe("the other verdicts of a card", () => {
  /** A card about pillar 1 with these scores, from pillar 1 on. */
  function cardScored(...scores: readonly [Score, ...Score[]]): ArticleCard {
    const pillar = (index: number) => ({ number: index + 1, name: `P${index + 1}` });
    return {
      ...vetoCard,
      verdict: { pillar: pillar(0), score: scores[0], relevance: 2 },
      assessments: scores.map((score, index) => ({ pillar: pillar(index), score, relevance: 1 })),
    };
  }

  const cases: readonly (readonly [string, readonly [Score, ...Score[]], string])[] = [
    ["are none when the pillar stands alone", [5], ""],
    ["agree in direction, whatever the strength", [5, 4, 5], "also: P2 ▲ · P3 ▲▲"],
    ["are split when they say the opposite", [1, 4, 5], "split verdict: P2 ▲ · P3 ▲▲"],
    ["agree first, then split", [2, 5, 1], "also: P3 ▼▼ · split verdict: P2 ▲▲"],
    ["are not split by a neutral one", [4, 3, 4], "also: P2 ● · P3 ▲"],
    ["split nothing when the verdict itself is neutral", [3, 1, 5], "also: P2 ▼▼ · P3 ▲▲"],
    ["leave out what is not scored", [4, 0, 4], "also: P3 ▲"],
    ["split nothing when the verdict itself is not scored", [0, 1, 5], "also: P2 ▼▼ · P3 ▲▲"],
  ];
  it.each(cases)("%s", (_, scores, text) => {
    expect(otherVerdicts(cardScored(...scores))).toBe(text);
  });

  it("are none without a verdict", () => {
    const { verdict: _, ...unjudged } = vetoCard;
    expect(otherVerdicts(unjudged)).toBe("");
  });
});

describe("the other reports of a card", () => {
  const report = (index: number) => ({ id: `${index}`, source: `outlet-${index}.ee`, disagrees: false });

  it("are named with their verdicts, and disagreement is told", () => {
    expect(reportsLine(vetoCard)).toBe(
      "+ 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
    );
  });

  it("are counted in words that fit one, and are nothing when there are none", () => {
    expect(reportsLine({ ...vetoCard, reports: [report(1)] })).toBe("+ 1 more report: outlet-1.ee");
    expect(reportsLine({ ...vetoCard, reports: [] })).toBe("");
  });

  it("name an outlet once, with each verdict of its reports", () => {
    const twice = [report(1), report(1), report(2)].map(
      (one, n) => ({ ...one, score: n === 0 ? 5 : 4 }) as const,
    );
    expect(reportsLine({ ...vetoCard, reports: twice })).toBe(
      "+ 3 more reports: outlet-1.ee ▲▲ ▲ · outlet-2.ee ▲",
    );
    expect(
      reportsLine({ ...vetoCard, reports: [...[1, 2, 3, 4, 5, 6, 7, 1].map(report), report(7)] }),
    ).toMatch(/^\+ 9 more reports: .* · outlet-6\.ee · … 2 more$/);
  });

  it("are all counted where only six are named", () => {
    const six = [1, 2, 3, 4, 5, 6].map(report);
    expect(reportsLine({ ...vetoCard, reports: six })).not.toContain("…");
    expect(reportsLine({ ...vetoCard, reports: [...six, report(7), report(8)] })).toMatch(
      /^\+ 8 more reports: outlet-1\.ee · .* · outlet-6\.ee · … 2 more$/,
    );
  });
});
