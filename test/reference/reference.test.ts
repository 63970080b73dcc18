// The reference against examples worked out by hand from the specification.

import { describe, expect, test } from "vitest";
import type { ListQuery } from "../../src/news/catalog.ts";
import {
  articlesFrom,
  countryFrom,
  type DataFile,
  type DataRow,
  dateFrom,
  pillarFrom,
  scoreFrom,
  sourceFrom,
  titleFrom,
} from "./articles.ts";
import { storiesFrom } from "./linked-stories.ts";
import { latestOf, newestOf, topOf } from "./lists.ts";
import { normalisedTitle, titlesOverlap } from "./titles.ts";
import { periodOf } from "./windows.ts";

const NOW = Date.UTC(2024, 2, 7, 12);

function row(id: string, pillar: number, score: number, more: Partial<DataRow> = {}): DataRow {
  return {
    id,
    link: `https://postimees.ee/${id}`,
    domain_url: "postimees.ee",
    published_date: "2024-03-07 10:00:00",
    title_trans: `Report ${id}`,
    summary: "What happened.",
    impact_score: `${score}`,
    associated_pillar: `Pillar ${pillar}`,
    ...more,
  };
}

function estonia(...rows: DataRow[]): DataFile {
  return { name: "Estonia_master.parquet.gzip", modifiedAt: 1, rows };
}

function storiesOf(...files: DataFile[]) {
  return storiesFrom(articlesFrom(files, NOW));
}

function query(filter: Partial<ListQuery["filter"]> = {}, more: Partial<ListQuery> = {}): ListQuery {
  return {
    filter,
    period: {},
    limit: 10,
    offset: 0,
    ...more,
  };
}

function idsOf(list: {
  readonly entries: readonly { readonly article: { readonly id: string } }[];
}): string[] {
  return list.entries.map(({ article }) => article.id);
}

describe("rows", () => {
  test.each([
    ["Pillar 1", 1],
    ["pillar_8", 8],
    ["3", 3],
    ["4.0", 4],
    ["Pillar 9", undefined],
    ["1.5", undefined],
    [null, undefined],
  ])("pillar %s is %s", (text, pillar) => {
    expect(pillarFrom(text)).toBe(pillar);
  });

  test.each([
    ["5", 5],
    ["4.0", 4],
    ["2.5", 0],
    ["7", 0],
    ["NaN", 0],
    ["", 0],
    [null, 0],
  ])("score %s is %s", (text, score) => {
    expect(scoreFrom(text)).toBe(score);
  });

  test("dates are UTC; nonsense and more than 24 h ahead are no date", () => {
    expect(dateFrom("2024-03-07 10:00:00", NOW)).toBe(Date.UTC(2024, 2, 7, 10));
    expect(dateFrom("2024-03-08 12:00:00", NOW)).toBe(NOW + 86_400_000);
    expect(dateFrom("2024-03-08 12:00:01", NOW)).toBeUndefined();
    expect(dateFrom("2024-02-30 10:00:00", NOW)).toBeUndefined();
    expect(dateFrom("yesterday", NOW)).toBeUndefined();
  });

  test("titles and sources", () => {
    expect(titleFrom("\u200bCourt  opens\n**hearings** • IR.lv")).toBe("Court opens hearings");
    expect(titleFrom("Translation through API failed. Reason: none")).toBeUndefined();
    expect(titleFrom("Skipped article")).toBeUndefined();
    expect(sourceFrom("WWW.Delfi.ee", null)).toBe("delfi.ee");
    expect(sourceFrom(null, "https://www.err.ee/1?a")).toBe("err.ee");
    expect(sourceFrom(null, "no link")).toBeUndefined();
  });

  test("countries come from the first part of the file's name, else of its folder's", () => {
    expect(countryFrom("Estonia_master (Ana's conflicted copy).parquet.gzip")).toBe("Estonia");
    expect(countryFrom("latvia/news-2024.parquet")).toBe("Latvia");
    expect(countryFrom("EUcopilot_Latvia_master.parquet.gzip")).toBeUndefined();
  });

  test("the newer file and the later row win, and an article of two countries has both", () => {
    const older = { ...estonia(row("a", 1, 5), row("a", 2, 5)), modifiedAt: 1 };
    const newer = {
      name: "Latvia.parquet",
      modifiedAt: 2,
      rows: [row("a", 1, 3), row("a", 1, 4), row("", 1, 5), row("b", 0, 5)],
    };
    for (const files of [
      [older, newer],
      [newer, older],
    ]) {
      expect(articlesFrom(files, NOW)).toMatchObject([
        {
          id: "a",
          countries: ["Estonia", "Latvia"],
          assessments: [
            { pillar: 1, score: 4 },
            { pillar: 2, score: 5 },
          ],
        },
      ]);
    }
  });

  test("what the newest row lacks comes from the newest that has it", () => {
    const older = estonia(
      row("a", 1, 5, { title_trans: "Old title" }),
      row("a", 2, 5, { title_trans: "Title" }),
    );
    const newer = {
      ...older,
      modifiedAt: 2,
      rows: [row("a", 3, 5, { title_trans: null, domain_url: "err.ee" })],
    };
    expect(articlesFrom([newer, older], NOW)).toMatchObject([{ title: "Title", source: "err.ee" }]);
  });

  test("a country set by an admin goes before the name's", () => {
    const file = { ...estonia(row("a", 1, 5)), country: "Finland" };
    expect(articlesFrom([file], NOW)).toMatchObject([{ countries: ["Finland"] }]);
  });
});

describe("stories", () => {
  test("titles are the same without punctuation, or with half of all words in common", () => {
    expect(normalisedTitle("The “Court” – opens!")).toBe("the court opens");
    expect(titlesOverlap("court opens secret hearings", "court opens hearings friday")).toBe(true);
    expect(titlesOverlap("court opens secret hearings", "court opens again friday")).toBe(false);
    expect(titlesOverlap("court opens hearings", "court opens hearings")).toBe(false);
  });

  test("reports join the first article's story for 72 h, in the same country, counting outlets", () => {
    const told = { title_trans: "President vetoes the bill" };
    const stories = storiesOf(
      estonia(
        row("a", 1, 5, { ...told, published_date: "2024-03-01 00:00:00" }),
        row("b", 1, 5, { ...told, published_date: "2024-03-04 00:00:00", domain_url: "delfi.ee" }),
        row("c", 1, 5, { ...told, published_date: "2024-03-04 00:00:01", domain_url: "err.ee" }),
        row("d", 1, 5, { ...told, published_date: null }),
      ),
      {
        name: "Latvia.parquet",
        modifiedAt: 2,
        rows: [row("e", 1, 5, { ...told, published_date: "2024-03-01 00:00:00" })],
      },
    );
    expect(
      stories.map(({ id, outlets, articles }) => [id, outlets, articles.map((article) => article.id)]),
    ).toEqual([
      ["a", 2, ["a", "b"]],
      ["c", 1, ["c"]],
      ["d", 1, ["d"]],
      ["e", 1, ["e"]],
    ]);
  });

  test("missing titles are not the same title", () => {
    const missing = { title_trans: "Skipped article" };
    expect(storiesOf(estonia(row("a", 1, 5, missing), row("b", 1, 5, missing)))).toHaveLength(2);
  });

  test("of several stories that fit, the latest is joined", () => {
    const stories = storiesOf(
      estonia(
        row("a", 1, 5, {
          published_date: "2024-03-01 00:00:00",
          title_trans: "Court stops mayor's second budget",
        }),
        row("b", 1, 5, {
          published_date: "2024-03-02 00:00:00",
          title_trans: "Second budget comes before parliament",
        }),
        row("c", 1, 5, {
          published_date: "2024-03-03 00:00:00",
          title_trans: "Mayor's second budget comes before court",
          domain_url: "err.ee",
        }),
      ),
    );
    expect(stories.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(stories[1]?.articles.map(({ id }) => id)).toEqual(["b", "c"]);
  });
});

describe("lists", () => {
  /** What the model says is set by hand: all are related but for these. */
  const onTopic = new Map([
    ["undated", 1],
    ["wide", 2],
  ]);
  const articles = articlesFrom(
    [
      estonia(
        // Strong on three pillars, newest, and on topic for the second.
        row("wide", 1, 1),
        row("wide", 2, 5),
        row("wide", 3, 5),
        // Two outlets.
        row("narrow", 1, 5, {
          published_date: "2024-03-05 10:00:00",
          title_trans: "President vetoes the bill",
        }),
        row("report", 1, 3, {
          published_date: "2024-03-06 10:00:00",
          title_trans: "President vetoes the bill!",
          domain_url: "err.ee",
        }),
        row("opinion", 1, 5, { link: "https://postimees.ee/opinion/1" }),
        row("mild", 1, 4, { published_date: "2024-03-06 10:00:00" }),
        row("undated", 1, 2, { published_date: null }),
        row("silent", 1, 0),
      ),
    ],
    NOW,
  ).map((article) => ({
    ...article,
    assessments: article.assessments.map((assessment) => ({
      ...assessment,
      relevance: onTopic.get(article.id) === assessment.pillar ? 2 : 1,
      fit: article.id === "narrow" ? 99 : 100,
    })),
  }));
  const data = storiesFrom(articles);

  test("top with a pillar: what has a direction, relevance, strength, reports, fit, then newest", () => {
    const list = topOf(data, query({ pillar: { any: [1], not: [] } }));
    expect(idsOf(list)).toEqual(["undated", "wide", "narrow", "opinion", "mild"]);
    expect(list).toMatchObject({ stories: 5, notScored: 1 });
  });

  test("top without a pillar: the same over the best verdict", () => {
    const list = topOf(data, query());
    expect(idsOf(list)).toEqual(["wide", "undated", "narrow", "opinion", "mild"]);
    expect(list.entries.map(({ verdict: { pillar } }) => pillar)).toEqual([2, 1, 1, 1, 1]);
    expect(idsOf(topOf(data, query({ direction: "negative" })))).toEqual(["undated", "wide"]);
    expect(idsOf(topOf(data, query({ impact: "strong", pillar: { any: [3], not: [] } })))).toEqual(["wide"]);
  });

  test("latest: newest kept article of each story, not scored ones too, undated last", () => {
    expect(idsOf(latestOf(data, query()))).toEqual([
      "opinion",
      "silent",
      "wide",
      "mild",
      "report",
      "undated",
    ]);
    expect(idsOf(latestOf(data, query({ scored: false })))).toEqual(["silent"]);
    expect(idsOf(latestOf(data, query({ direction: "positive" })))).toEqual([
      "opinion",
      "wide",
      "mild",
      "narrow",
    ]);
    const period = { from: Date.UTC(2024, 2, 6, 10), to: Date.UTC(2024, 2, 6, 10) };
    expect(idsOf(latestOf(data, query({}, { period })))).toEqual(["mild", "report"]);
  });

  test("pages", () => {
    expect(idsOf(topOf(data, query({}, { limit: 2, offset: 1 })))).toEqual(["undated", "narrow"]);
  });

  test("each takes turns", () => {
    expect(idsOf(latestOf(data, query({}, { each: "source" })))).toEqual([
      "opinion",
      "report",
      "silent",
      "wide",
      "mild",
      "undated",
    ]);
  });

  test("newest of the chosen sources", () => {
    expect(newestOf(articles, query({ source: { any: ["err.ee"], not: [] } }).filter)).toBe(
      Date.UTC(2024, 2, 6, 10),
    );
    expect(newestOf(articles, query({ country: { any: ["Latvia"], not: [] } }).filter)).toBeUndefined();
  });
});

describe("windows", () => {
  const newest = Date.UTC(2024, 2, 5, 9);
  const at = { now: NOW, newest };

  test("durations count back from the newest article", () => {
    expect(periodOf({ since: { type: "ago", amountMs: 3_600_000 } }, at)).toEqual({
      from: newest - 3_600_000,
      to: newest,
    });
    expect(periodOf({ since: { type: "all" } }, at)).toEqual({});
  });

  test("calendar words are about now when the data reach so far, else about the newest article", () => {
    const week = { type: "calendar", unit: "week", offset: 0 } as const;
    // 7 March 2024 is a Thursday; the data reach its Monday.
    const monday = Date.UTC(2024, 2, 4);
    expect(periodOf({ since: week, until: week }, at)).toEqual({
      from: monday,
      to: monday + 7 * 86_400_000 - 1,
    });
    const today = { type: "calendar", unit: "day", offset: 0 } as const;
    expect(periodOf({ since: today, until: today }, at)).toEqual({
      from: Date.UTC(2024, 2, 5),
      to: Date.UTC(2024, 2, 6) - 1,
    });
    const lastMonth = { type: "calendar", unit: "month", offset: -1 } as const;
    expect(periodOf({ since: lastMonth, until: lastMonth }, at)).toEqual({
      from: Date.UTC(2024, 1, 1),
      to: Date.UTC(2024, 2, 1) - 1,
    });
  });
});
