// From an article to its card: the verdict, the summary, the other reports, a link that is safe to show.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import type { Article, Assessment } from "../../src/news/article.ts";
import { type CardInput, cardOf, cutAtSentence, needsTexts, safeUrl } from "../../src/news/card.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import type { PillarNumber } from "../../src/news/pillars.ts";
import type { Score } from "../../src/reply/article-card.ts";

const ANY: NewsFilter = {};

function assessed(pillar: PillarNumber, score: Score, summary?: string): Assessment {
  return { pillar, score, relevance: 2, fit: 200, ...(summary === undefined ? {} : { summary }) };
}

const veto: Article = {
  id: "4109a1fd",
  link: "https://www.postimees.ee/7972001/veto",
  source: "postimees.ee",
  title: "President vetoes the bill",
  publishedAt: Date.UTC(2024, 2, 5),
  countries: ["Estonia"],
  assessments: [assessed(1, 5, "On powers."), assessed(3, 2, "On openness."), assessed(4, 1, "On rights.")],
  isOpinion: false,
  storyId: "4109a1fd",
  affairId: "4109a1fd",
};

function withAssessments(...assessments: readonly Assessment[]): Article {
  return { ...veto, assessments };
}

describe("a card", () => {
  it("is about the pillar it is asked for, and tells every verdict", () => {
    const card = cardOf({
      article: veto,
      pillar: 3,
      reports: [],
      steps: [],
      filter: { ...ANY, pillar: { any: [3], not: [] } },
      number: 2,
    });
    expect(card).toEqual({
      number: 2,
      id: "4109a1fd",
      title: "President vetoes the bill",
      url: "https://www.postimees.ee/7972001/veto",
      countries: ["Estonia"],
      source: "postimees.ee",
      publishedAt: Date.UTC(2024, 2, 5),
      verdict: { pillar: { number: 3, name: "Open Government" }, score: 2, relevance: 2 },
      isOpinion: false,
      pillarInHeading: true,
      assessments: [
        { pillar: { number: 1, name: "Constraints on Government Powers" }, score: 5, relevance: 2 },
        { pillar: { number: 3, name: "Open Government" }, score: 2, relevance: 2 },
        { pillar: { number: 4, name: "Fundamental Rights" }, score: 1, relevance: 2 },
      ],
      summary: { text: "On openness.", from: "assessment" },
      storyId: "4109a1fd",
      reports: [],
      earlier: [],
    });
  });

  it("names its pillar itself where the list is about all of them", () => {
    expect(cardOf({ article: veto, pillar: 1, reports: [], steps: [], filter: ANY }).pillarInHeading).toBe(
      false,
    );
  });

  it("has no field for what the article does not have", () => {
    const bare: Article = {
      id: "x",
      link: "not a link",
      countries: [],
      assessments: [assessed(2, 0)],
      isOpinion: false,
      storyId: "x",
      affairId: "x",
    };
    expect(cardOf({ article: bare, pillar: 2, reports: [], steps: [], filter: ANY })).toEqual({
      id: "x",
      title: "Untitled article",
      countries: [],
      verdict: { pillar: { number: 2, name: "Absence of Corruption" }, score: 0, relevance: 2 },
      isOpinion: false,
      pillarInHeading: false,
      assessments: [{ pillar: { number: 2, name: "Absence of Corruption" }, score: 0, relevance: 2 }],
      storyId: "x",
      reports: [],
      earlier: [],
    });
  });
});

describe("the card's summary", () => {
  const texts = { description: "The description.", content: "The content." };

  function summaryOf(
    article: Article,
    filter: Partial<NewsFilter>,
    own?: typeof texts | { content: string },
  ) {
    const input = { article, pillar: 1, reports: [], steps: [], filter: { ...ANY, ...filter } } as const;
    return cardOf(own === undefined ? input : { ...input, texts: own }).summary;
  }

  it("is that of the strongest assessment", () => {
    const article = withAssessments(
      assessed(1, 4, "Notable."),
      assessed(2, 3, "Neutral."),
      assessed(5, 1, "Strong."),
    );
    expect(summaryOf(article, {})).toEqual({ text: "Strong.", from: "assessment" });
  });

  it("keeps what happened and the reason for the pillar that it is of", () => {
    const what = `The council met ${"again ".repeat(30)}on Monday.`;
    const details = "The hall was full. ".repeat(8);
    const rights = "This highlights the right of residents to privacy.";
    const powers = "This undermines the oversight of the council and the independence of its auditors.";
    const summary = `${what} ${details}${rights} ${powers}`;
    const article = withAssessments(assessed(1, 3, summary), assessed(4, 1, summary));
    expect(summaryOf(article, {})?.text).toBe(`${what} … ${rights} …`);
    expect(summaryOf(article, { pillar: { any: [1], not: [] } })?.text).toBe(`${what} … ${powers}`);
  });

  it("is that of the lowest pillar among equally strong ones", () => {
    const article = withAssessments(
      assessed(7, 5, "Seventh."),
      assessed(3, 1, "Third."),
      assessed(2, 4, "Second."),
    );
    expect(summaryOf(article, {})).toEqual({ text: "Third.", from: "assessment" });
  });

  it("comes only from assessments that pass the filters", () => {
    expect(summaryOf(veto, { direction: "negative" })?.text).toBe("On rights.");
    expect(summaryOf(veto, { pillar: { any: [3], not: [] } })?.text).toBe("On openness.");
    expect(
      summaryOf(withAssessments(assessed(1, 4, "A."), assessed(2, 0, "B.")), { scored: false })?.text,
    ).toBe("B.");
    expect(
      summaryOf(withAssessments(assessed(1, 3, "A."), assessed(2, 4, "B.")), { impact: "notable" })?.text,
    ).toBe("B.");
  });

  it("takes a scored assessment before one that is not scored", () => {
    const article = withAssessments(assessed(1, 0, "Not scored."), assessed(2, 3, "Neutral."));
    expect(summaryOf(article, {})?.text).toBe("Neutral.");
  });

  it("is the next one's where the strongest has none", () => {
    const article = withAssessments(
      assessed(1, 5),
      assessed(2, 1),
      assessed(3, 4, "Third."),
      assessed(4, 3, "Fourth."),
    );
    expect(summaryOf(article, {})).toEqual({ text: "Third.", from: "assessment" });
  });

  it("is the article's own description, else its content, where no assessment has one", () => {
    const article = withAssessments(assessed(1, 5), assessed(2, 1));
    expect(summaryOf(article, {}, texts)).toEqual({ text: "The description.", from: "article" });
    expect(summaryOf(article, {}, { content: "The content." })).toEqual({
      text: "The content.",
      from: "article",
    });
    expect(summaryOf(article, {})).toBeUndefined();
  });

  it("needs the article's own texts only where no kept assessment has a summary", () => {
    const article = withAssessments(assessed(1, 5), assessed(2, 1, "Second."));
    expect(needsTexts(article, ANY)).toBe(false);
    expect(needsTexts(article, { ...ANY, pillar: { any: [1], not: [] } })).toBe(true);
  });
});

describe("a long text", () => {
  const sentence = (letters: number): string => `${"Word ".repeat(letters).slice(0, letters - 2)}s.`;

  it("is kept whole up to 280 characters, and without a mark", () => {
    expect(cutAtSentence(sentence(280))).toBe(sentence(280));
    expect(cutAtSentence("Short. Shorter.")).toBe("Short. Shorter.");
  });

  it("is cut at the last sentence that ends within 280 characters", () => {
    const text = `${sentence(100)} ${sentence(100)} ${sentence(100)}`;
    expect(cutAtSentence(text)).toBe(`${sentence(100)} ${sentence(100)} …`);
  });

  it("is cut at exactly 280 characters where a sentence ends there", () => {
    expect(cutAtSentence(`${sentence(139)} ${sentence(140)} More.`)).toBe(
      `${sentence(139)} ${sentence(140)} …`,
    );
    expect(cutAtSentence(`${sentence(139)} ${sentence(141)} More.`)).toBe(`${sentence(139)} …`);
  });

  it("keeps a first sentence that is a little longer", () => {
    expect(cutAtSentence(sentence(330))).toBe(sentence(330));
    expect(cutAtSentence(`${sentence(330)} More.`)).toBe(`${sentence(330)} …`);
  });

  it("is cut between words where its first sentence is much longer", () => {
    const cut = cutAtSentence(sentence(500));
    expect(cut).toMatch(/^(Word )+…$/);
    expect(cut.length).toBeGreaterThan(270);
    expect(cut.length).toBeLessThanOrEqual(282);
  });

  it("is cut somewhere where it has no spaces, but not inside a character", () => {
    expect(cutAtSentence("x".repeat(500))).toBe(`${"x".repeat(280)} …`);
    expect(cutAtSentence(`x${"𝒜".repeat(300)}`)).toBe(`x${"𝒜".repeat(139)} …`);
  });

  it("is cut at the full stops of other scripts", () => {
    const chinese = "政府今天否决了这项法案。".repeat(40);
    expect(cutAtSentence(chinese)).toMatch(/。 …$/);
  });

  it("loses nothing but its end, and what is cut is marked", () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem(), fc.constantFrom(". ", "! ", "𝒜")),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(" ").trim();
        const cut = cutAtSentence(text);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
        if (text !== "") expect(cut).not.toBe("");
        if (cut === text) return;
        expect(cut.endsWith(" …")).toBe(true);
        const kept = cut.slice(0, -2);
        expect(kept).not.toBe("");
        expect(text.startsWith(kept)).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(340);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 500 },
    );
  });
});

describe("a link", () => {
  it.each([
    ["https://www.err.ee/1?a=b#c", "https://www.err.ee/1?a=b#c"],
    [" http://err.ee ", "http://err.ee/"],
    ["HTTPS://ERR.ee/Ä", "https://err.ee/%C3%84"],
  ])("that is http(s) is shown: %s", (link, url) => {
    expect(safeUrl(link)).toBe(url);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "mailto:editor@err.ee",
    "file:///etc/passwd",
    "ftp://err.ee/1",
    "//err.ee/1",
    "err.ee/1",
    "https://",
    "",
  ])("that is not is left out: %s", (link) => {
    expect(safeUrl(link)).toBeUndefined();
    expect(
      cardOf({ article: { ...veto, link }, pillar: 1, reports: [], steps: [], filter: ANY }),
    ).not.toHaveProperty("url");
  });

  it("brings no character that moves a cursor or turns a line", () => {
    expect(safeUrl("https://err.ee/a\u001b[2Jb\u202ec\u0007")).toMatch(/^https:\/\/err\.ee\/[\w%[]+$/);
  });
});

describe("the other reports of the story", () => {
  function reportScored(...assessments: readonly Assessment[]) {
    const report: Article = {
      ...withAssessments(...assessments),
      id: "r",
      link: "https://delfi.ee/1",
      source: "delfi.ee",
    };
    return cardOf({ article: veto, pillar: 1, reports: [report], steps: [], filter: ANY }).reports[0];
  }

  it("carry their outlet, their link and their verdict on the card's pillar", () => {
    expect(reportScored(assessed(1, 4), assessed(2, 1))).toEqual({
      id: "r",
      source: "delfi.ee",
      url: "https://delfi.ee/1",
      score: 4,
      disagrees: false,
    });
  });

  it.each<[string, Score, boolean]>([
    ["the same", 5, false],
    ["weaker in the same direction", 4, false],
    ["neutral", 3, false],
    ["the opposite", 2, true],
    ["not scored", 0, false],
  ])("disagree in direction only: %s", (_, score, disagrees) => {
    expect(reportScored(assessed(1, score))).toMatchObject({ score, disagrees });
  });

  it("neither agree nor disagree without a verdict on that pillar", () => {
    const report = reportScored(assessed(2, 1));
    expect(report).toMatchObject({ disagrees: false });
    expect(report).not.toHaveProperty("score");
  });

  it("disagree with nothing where the card itself is not scored", () => {
    const article = withAssessments(assessed(1, 0));
    const card = cardOf({
      article,
      pillar: 1,
      reports: [withAssessments(assessed(1, 1))],
      steps: [],
      filter: ANY,
    });
    expect(card.reports[0]).toMatchObject({ score: 1, disagrees: false });
  });

  it("name an outlet that is not known, and leave out a link that is not safe", () => {
    const { source: _, ...report } = { ...veto, id: "r", link: "javascript:alert(1)" };
    const [told] = cardOf({ article: veto, pillar: 1, reports: [report], steps: [], filter: ANY }).reports;
    expect(told).toEqual({ id: "r", source: "unknown source", score: 5, disagrees: false });
  });
});

describe("the earlier steps of its affair", () => {
  const steps = [
    { storyId: "appeal", title: "Parliament appeals", publishedAt: Date.UTC(2024, 2, 6) },
    { storyId: veto.storyId, title: "President vetoes the bill", publishedAt: Date.UTC(2024, 2, 5) },
    { storyId: "arrest", publishedAt: Date.UTC(2024, 1, 28) },
    { storyId: "search", title: "Council searched", publishedAt: Date.UTC(2024, 1, 27) },
  ] satisfies CardInput["steps"];
  const earlierOf = (article: Article) =>
    cardOf({ article, pillar: 1, reports: [], steps, filter: ANY }).earlier;

  it("are those before its own, the latest first", () => {
    expect(earlierOf(veto)).toEqual([
      { id: "arrest", title: "Untitled article", publishedAt: Date.UTC(2024, 1, 28) },
      { id: "search", title: "Council searched", publishedAt: Date.UTC(2024, 1, 27) },
    ]);
  });

  it("are none for the first one", () => {
    expect(earlierOf({ ...veto, storyId: "search" })).toEqual([]);
  });
});
