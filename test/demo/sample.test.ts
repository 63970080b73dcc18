import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { sampleArticles } from "../../demo/sample/articles.ts";
import type { SampleRow } from "../../demo/sample/rows.ts";
import { isOpinion } from "../../src/news/cleaning/opinion.ts";
import { cleanTitle } from "../../src/news/cleaning/title.ts";
import { isPillarNumber, type PillarNumber } from "../../src/news/pillars.ts";
import { createAssessRelevance } from "../../src/news/relevance/relevance.ts";
import { linkStories } from "../../src/news/stories/link-stories.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TODAY = Date.UTC(2024, 2, 7, 10, 20, 30);
const COUNTRIES = ["Croatia", "Estonia", "Ireland", "Latvia", "Portugal", "Sweden"];

interface Article {
  readonly country: string;
  readonly first: SampleRow;
  readonly rows: readonly SampleRow[];
  readonly at: number | undefined;
}

interface Story {
  readonly first: Article;
  readonly articles: Article[];
  readonly affair: string;
}

function articlesOf(today: number, seed?: number): Article[] {
  const byCountry = sampleArticles(seed === undefined ? { today } : { today, seed });
  return [...byCountry].flatMap(([country, rows]) =>
    [...Map.groupBy(rows, (row) => row.id).values()].flatMap((own) => {
      const first = own[0];
      return first === undefined ? [] : [{ country, first, rows: own, at: timeOf(first) }];
    }),
  );
}

function timeOf(row: SampleRow): number | undefined {
  if (row.published_date === null) return undefined;
  expect(row.published_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  return Date.parse(`${row.published_date.replace(" ", "T")}Z`);
}

/** The stories that a snapshot makes of dated articles, each with the affair that it is a step of. */
function storiesOf(articles: readonly Article[]): Story[] {
  const told = [...new Map(articles.map((article) => [article.first.id, article])).values()].toSorted(
    (a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.first.id < b.first.id ? -1 : 1),
  );
  const places = linkStories(
    told.map(({ country, first, at }) => ({
      id: first.id,
      publishedAt: at,
      countries: [country],
      source: first.domain_url,
      link: first.link,
      title: titleOf(first),
      description: first.description_trans,
      opening: first.content_trans,
    })),
  );
  const stories = new Map<string, Story>();
  for (const [index, article] of told.entries()) {
    const { story, affair } = places[index] ?? { story: "", affair: "" };
    const known = stories.get(story);
    if (known === undefined) stories.set(story, { first: article, articles: [article], affair });
    else known.articles.push(article);
  }
  return [...stories.values()];
}

function titleOf(row: SampleRow): string {
  return cleanTitle(row.title_trans, row.domain_url);
}

function pillarOf(row: SampleRow): PillarNumber {
  const number = Number(row.associated_pillar.replace("Pillar ", ""));
  if (!isPillarNumber(number)) throw new RangeError(`no pillar: ${row.associated_pillar}`);
  return number;
}

function isStrong(row: SampleRow): boolean {
  return row.impact_score === 1 || row.impact_score === 5;
}

const rows = [...sampleArticles({ today: TODAY }).values()].flat();
const articles = articlesOf(TODAY);
const dated = articles.filter((article) => article.at !== undefined);
const stories = storiesOf(dated);
const lately = (days: number) => stories.filter(({ first }) => (first.at ?? 0) >= TODAY - days * DAY_MS);

describe("the sample", () => {
  test("is the same for the same day and seed, and told by others under another seed", () => {
    expect(sampleArticles({ today: TODAY })).toEqual(sampleArticles({ today: TODAY }));
    expect(sampleArticles({ today: TODAY, seed: 1 })).not.toEqual(sampleArticles({ today: TODAY, seed: 2 }));
  });

  test("moves with the day and keeps its ids", () => {
    const later = articlesOf(TODAY + 10 * DAY_MS);
    expect(new Set(later.map(({ first }) => first.id))).toEqual(
      new Set(articles.map(({ first }) => first.id)),
    );
    expect(Math.max(...later.map(({ at }) => at ?? 0)) - Math.max(...dated.map(({ at }) => at ?? 0))).toBe(
      10 * DAY_MS,
    );
  });

  test("has six countries, some 250 to 400 articles and 700 to 1,200 assessments", () => {
    expect([...sampleArticles({ today: TODAY }).keys()].toSorted()).toEqual(COUNTRIES);
    expect(articles.length).toBeGreaterThanOrEqual(250);
    expect(articles.length).toBeLessThanOrEqual(400);
    expect(rows.length).toBeGreaterThanOrEqual(700);
    expect(rows.length).toBeLessThanOrEqual(1200);
  });

  test("assesses an article for one to eight pillars, each at most once, and flags them", () => {
    for (const { rows: own } of articles) {
      const pillars = own.map((row) => row.associated_pillar);
      expect(new Set(pillars).size).toBe(pillars.length);
      for (const row of own) {
        const flags = [
          row.pillar_1,
          row.pillar_2,
          row.pillar_3,
          row.pillar_4,
          row.pillar_5,
          row.pillar_6,
          row.pillar_7,
          row.pillar_8,
        ];
        expect(flags.flatMap((flag, index) => (flag === 1 ? [`Pillar ${index + 1}`] : []))).toEqual(pillars);
      }
    }
    expect(new Set(articles.map(({ rows: own }) => own.length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });

  test("spreads its scores over all values, with two to three per cent not scored", () => {
    const share = (score: number) => rows.filter((row) => row.impact_score === score).length / rows.length;
    for (const score of [1, 2, 3, 4, 5]) expect(share(score)).toBeGreaterThan(0.09);
    expect(share(0)).toBeGreaterThan(0.02);
    expect(share(0)).toBeLessThan(0.031);
    for (const row of rows) expect(row.summary === "Skipped article").toBe(row.impact_score === 0);
  });

  test("numbers articles as rows of a larger frame: rising, with gaps", () => {
    for (const own of sampleArticles({ today: TODAY }).values()) {
      const indexes = [...new Set(own.map((row) => row.__index_level_0__))];
      expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
      expect(indexes.at(-1)).toBeGreaterThan(indexes.length);
    }
  });
});

describe("its stories", () => {
  test("fill the last week in every country, with strong ones, and the last day", () => {
    expect(lately(7).length).toBeGreaterThanOrEqual(15);
    expect(lately(1).length).toBeGreaterThanOrEqual(6);
    for (const country of COUNTRIES) {
      const own = lately(7).filter(({ first }) => first.country === country);
      const strong = own.filter((story) => story.articles.some((article) => article.rows.some(isStrong)));
      expect(strong.length, country).toBeGreaterThanOrEqual(4);
    }
  });

  test("fill a week of every pillar with a page of five, some of them strong", () => {
    for (let pillar = 1; pillar <= 8; pillar += 1) {
      const about = lately(7).flatMap(({ first }) =>
        first.rows.filter((row) => row.associated_pillar === `Pillar ${pillar}` && row.impact_score > 0),
      );
      expect(about.length, `pillar ${pillar}`).toBeGreaterThanOrEqual(5);
      expect(about.filter(isStrong).length, `pillar ${pillar}`).toBeGreaterThanOrEqual(2);
    }
  });

  test("are often told by several outlets, at times with another verdict", () => {
    const shared = stories.filter(
      (story) => new Set(story.articles.map(({ first }) => first.domain_url)).size > 1,
    );
    expect(shared.length).toBeGreaterThanOrEqual(60);
    const contested = shared.filter(({ articles: reports }) => {
      const verdicts = Map.groupBy(
        reports.flatMap((report) => report.rows),
        (row) => row.associated_pillar,
      );
      return [...verdicts.values()].some(
        (own) => own.some((row) => row.impact_score < 3) && own.some((row) => row.impact_score > 3),
      );
    });
    expect(contested.length).toBeGreaterThanOrEqual(6);
    const copies = shared.filter(
      (story) => new Set(story.articles.map(({ first }) => titleOf(first))).size < story.articles.length,
    );
    expect(copies.length).toBeGreaterThanOrEqual(10);
  });

  test("are at times told in words that the other titles do not have", () => {
    const retold = stories.filter(({ articles: reports }) =>
      reports.some(({ first }) =>
        /glove box|paper strips|cleared her desk|hours in a cell/.test(first.title_trans),
      ),
    );
    expect(retold.map(({ articles: reports }) => reports.length > 1)).toEqual([true, true, true, true, true]);
  });

  test("make affairs: several over weeks, one of three steps within nine days of today", () => {
    const affairs = [...Map.groupBy(stories, ({ affair }) => affair).values()].filter(
      (steps) => steps.length > 1,
    );
    expect(affairs.length).toBeGreaterThanOrEqual(10);
    const quick = affairs.filter(
      (steps) => steps.length >= 3 && steps.every(({ first }) => (first.at ?? 0) > TODAY - 10 * DAY_MS),
    );
    expect(quick.map(([step]) => step?.first.country).toSorted()).toEqual(["Latvia", "Portugal"]);
  });

  test("follow a case through its steps, days apart", () => {
    const steps = stories.filter(({ first }) => titleOf(first.first).includes("school-bus contract"));
    expect(steps.length).toBe(5);
    const times = steps.map(({ first }) => first.at ?? 0);
    for (const [index, at] of times.slice(1).entries())
      expect(at - (times[index] ?? 0)).toBeGreaterThan(72 * HOUR_MS);
  });

  test("include split verdicts and one article of two countries", () => {
    const split = articles.filter(
      ({ rows: own }) => own.some((row) => row.impact_score === 1) && own.some((row) => row.impact_score > 3),
    );
    expect(split.length).toBeGreaterThanOrEqual(5);
    const countriesById = Map.groupBy(articles, ({ first }) => first.id);
    expect(
      [...countriesById.values()]
        .filter((own) => own.length > 1)
        .map((own) => own.map(({ country }) => country).toSorted()),
    ).toEqual([["Estonia", "Latvia"]]);
  });
});

describe("its dates", () => {
  test("cover sixty days and never lie after today, whatever the hour", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
        fc.integer(),
        (today, seed) => {
          const times = articlesOf(today, seed).flatMap(({ at }) => (at === undefined ? [] : [at]));
          expect(Math.max(...times)).toBeLessThanOrEqual(today);
          expect(Math.max(...times)).toBeGreaterThan(today - DAY_MS);
          expect(Math.min(...times)).toBeGreaterThan(today - 61 * DAY_MS);
          expect(times.filter((at) => at > today - DAY_MS).length).toBeGreaterThanOrEqual(6);
        },
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 1000 : 20 },
    );
  });

  test("differ in their time of day; one article has none", () => {
    expect(new Set(dated.map(({ at }) => new Date(at ?? 0).getUTCHours())).size).toBeGreaterThan(12);
    expect(new Set(dated.map(({ at }) => new Date(at ?? 0).getUTCSeconds())).size).toBeGreaterThan(50);
    expect(articles.length - dated.length).toBe(1);
  });
});

describe("its texts", () => {
  test("have no unfilled marks", () => {
    for (const row of rows) {
      for (const text of [row.title_trans, row.description_trans, row.content_trans, row.summary]) {
        expect(text).not.toMatch(
          /[{}$<]|\b(?:undefined|NaN|null|lorem|the the|of of|a a)\b|\[object| {2}|\.\.|\s[.,;]/i,
        );
        expect(text).toMatch(/^[\p{Lu}\d]/u);
      }
    }
  });

  test("are headlines below 111 characters and long summaries that end with the reason for their verdict", () => {
    for (const row of rows) {
      if (!row.title_trans.startsWith("Translation through API failed")) {
        expect(row.title_trans.length, row.title_trans).toBeLessThanOrEqual(110);
      }
      if (row.impact_score === 0) continue;
      const sentences = row.summary.match(/[.?](?=[\s\u200b]|$)/gu) ?? [];
      expect(sentences.length, row.summary).toBeGreaterThanOrEqual(3);
      expect(sentences.length, row.summary).toBeLessThanOrEqual(10);
      expect(row.summary.length, row.summary).toBeGreaterThanOrEqual(300);
      expect(row.summary.length, row.summary).toBeLessThanOrEqual(800);
      expect(row.summary, row.summary).toMatch(
        /(?:This|The event|The impact) [a-z ]+(?:for|on|nor|about|ens|mines) .+: [^:]+\.$/,
      );
    }
  });

  test("are stretched: at least a third of the strong verdicts are of articles about something else", () => {
    const relevance = createAssessRelevance();
    const strong = articles.flatMap(({ rows: own, first }) => {
      const pillars = own.map(pillarOf);
      const judged = relevance({
        title: titleOf(first),
        description: first.description_trans,
        opening: first.content_trans,
        pillars,
      });
      return own.filter(isStrong).map((row) => judged.get(pillarOf(row))?.relevance);
    });
    const share = (wanted: number) => strong.filter((found) => found === wanted).length / strong.length;
    expect(share(0)).toBeGreaterThan(1 / 3);
    expect(share(2)).toBeGreaterThan(0.2);
    const burglary = articles.find(({ first }) => first.title_trans.includes("Burglars"));
    expect(burglary?.rows.filter(({ impact_score }) => impact_score === 1).map(pillarOf)).toEqual([1, 2]);
  });

  test("show the flaws of real files", () => {
    const summaries = rows.map((row) => row.summary);
    const titles = [...new Set(rows.map((row) => row.title_trans))];
    expect(summaries.some((text) => text.includes("**"))).toBe(true);
    expect(summaries.some((text) => text.startsWith("Summary: "))).toBe(true);
    expect(summaries.some((text) => text.includes("\u200b"))).toBe(true);
    expect(
      summaries.filter((text) => /^(?:The news article|According to the article)/.test(text)).length,
    ).toBeGreaterThan(rows.length / 10);
    expect(titles.some((title) => / • [a-z-]+\.example$/.test(title))).toBe(true);
    expect(titles.some((title) => /^(?:VIDEO|PHOTO) ⟩ /.test(title))).toBe(true);
    expect(titles.some((title) => title.includes("&#39;"))).toBe(true);
    expect(titles.filter((title) => title.startsWith("Translation through API failed")).length).toBe(1);
    expect(titles.filter((title) => isOpinion({ title })).toSorted()).toEqual([
      "Letter from a reader: Our street is darker than it was",
      "OPINION ⟩ A ministry that dismisses its auditor wants no answer",
    ]);
  });

  test("name outlets that nobody can own, and ids made from the link", () => {
    for (const row of rows) {
      expect(row.domain_url).toMatch(/^[a-z-]+\.example$/);
      expect(row.link).toMatch(new RegExp(`^https://www\\.${row.domain_url}/news/\\d{7}/[a-z0-9-]{10,80}$`));
      expect(row.id).toBe(createHash("md5").update(row.link).digest("hex"));
    }
  });
});
