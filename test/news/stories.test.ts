// Stories, case by case, and against the plain reference on random articles.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  canonicalLink,
  normalisedTitle,
  type StoryArticle,
  storiesOf,
  titleWords,
} from "../../src/news/stories.ts";
import { byId, type PlainArticle } from "../reference/articles.ts";
import { storiesFrom } from "../reference/stories.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2024, 2, 5);

function article(hours: number, facts: Partial<StoryArticle> = {}): StoryArticle {
  return { link: "", publishedAt: START + hours * HOUR_MS, countries: ["Estonia"], ...facts };
}

const TITLE = "Parliament adopts the data retention bill";

/** Of two articles, whether the second joins the first. */
function joins(first: StoryArticle, second: StoryArticle): boolean {
  return storiesOf([first, second])[1] === 0;
}

describe("an article joins the story of an earlier one", () => {
  test("with the same link, however it is written", () => {
    expect(
      joins(
        article(0, { link: "https://www.Delfi.ee/a/1/?utm=x#top" }),
        article(1, { link: "http://delfi.ee/A/1" }),
      ),
    ).toBe(true);
    expect(joins(article(0, { link: "https://delfi.ee/a/1" }), article(1, { link: "" }))).toBe(false);
    expect(joins(article(0, { link: "" }), article(1, { link: "" }))).toBe(false);
    expect(joins(article(0, { link: "https://" }), article(1, { link: "http://#x" }))).toBe(false);
  });

  test("with the same title but for case and punctuation", () => {
    expect(joins(article(0, { title: "No to 5 G!" }), article(1, { title: "«NO»   to 5 G" }))).toBe(true);
    expect(joins(article(0, { title: "…" }), article(1, { title: "…" }))).toBe(false);
    expect(joins(article(0), article(1))).toBe(false);
  });

  test("with half of all words in common, and four on both sides", () => {
    const words = (text: string) => ({ title: text });
    // 4 of 8 distinct words.
    expect(
      joins(
        article(0, words("alpha beta gamma delta one two")),
        article(1, words("alpha beta gamma delta six ten")),
      ),
    ).toBe(true);
    // 4 of 9.
    expect(
      joins(
        article(0, words("alpha beta gamma delta one two")),
        article(1, words("alpha beta gamma delta six ten nine")),
      ),
    ).toBe(false);
    // 3 of 3, but too few to tell.
    expect(joins(article(0, words("alpha beta gamma")), article(1, words("gamma beta alpha")))).toBe(false);
  });

  test("at most 72 hours after its first article", () => {
    expect(joins(article(0, { title: TITLE }), article(72, { title: TITLE }))).toBe(true);
    expect(joins(article(0, { title: TITLE }), article(72.001, { title: TITLE }))).toBe(false);
    const chain = [0, 50, 100].map((hours) => article(hours, { title: TITLE }));
    expect([...storiesOf(chain)]).toEqual([0, 0, 2]);
  });

  test("of the same country only, or when neither has one", () => {
    const of = (...countries: string[]) => article(0, { title: TITLE, countries });
    expect(joins(of("Estonia"), of("Latvia"))).toBe(false);
    expect(joins(of("Estonia"), of("Estonia", "Latvia"))).toBe(true);
    expect(joins(of("Estonia"), of())).toBe(false);
    expect(joins(of(), of())).toBe(true);
  });

  test("the latest that fits", () => {
    const stories = storiesOf([
      article(0, { link: "delfi.ee/1", title: TITLE }),
      article(1, { link: "delfi.ee/2", title: "Something else entirely happened here" }),
      article(2, { link: "delfi.ee/2", title: TITLE }),
    ]);
    expect([...stories]).toEqual([0, 1, 1]);
  });

  test("compared with its first article, not with those that joined", () => {
    const stories = storiesOf([
      article(0, { link: "delfi.ee/1", title: TITLE }),
      article(1, { link: "err.ee/2", title: TITLE }),
      article(2, { link: "err.ee/2", title: "Something else entirely happened here" }),
    ]);
    expect([...stories]).toEqual([0, 0, 2]);
  });

  test("never when it has no date", () => {
    const { publishedAt: _, ...undated } = article(0, { link: "delfi.ee/1", title: TITLE });
    expect([...storiesOf([undated, undated, article(0, { title: TITLE })])]).toEqual([0, 1, 2]);
  });
});

test("what is compared", () => {
  expect(canonicalLink(" HTTPS://WWW.Postimees.ee/News/?a=1#b ")).toBe("postimees.ee/news");
  expect(normalisedTitle("«Ärieesti»:  5\u00A0000 € — NO!")).toBe("ärieesti 5 000 no");
  expect(titleWords("EU: the law of 2024, 5 EU laws; The äöü")).toEqual([
    "the",
    "law",
    "2024",
    "laws",
    "äöü",
  ]);
});

const words = [
  "court",
  "bill",
  "law",
  "minister",
  "police",
  "tax",
  "budget",
  "vote",
  "to",
  "5",
  "2024",
  "Tallinn",
];

const randomArticle = fc.record({
  hours: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 12 }),
  link: fc.oneof(
    { weight: 3, arbitrary: fc.nat(400).map((page) => `https://www.delfi.ee/${page}`) },
    fc.nat(5).map((page) => `http://delfi.ee/${page}/?from=${page}`),
    fc.constant(""),
  ),
  title: fc.option(
    fc.array(fc.constantFrom(...words), { minLength: 0, maxLength: 9 }).map((some) => some.join(" ")),
    { freq: 10, nil: undefined },
  ),
  countries: fc.subarray(["Estonia", "Latvia", "Sweden"], { maxLength: 2 }),
});

test("random articles make the stories of the plain reference", () => {
  fc.assert(
    fc.property(fc.array(randomArticle, { maxLength: 80 }), (random) => {
      const plain = random
        .map(({ hours, link, title, countries }, index): PlainArticle => {
          const publishedAt = hours === null ? undefined : START + hours * HOUR_MS;
          const id = `id-${(index * 7919) % 1000}`;
          return { id, link, title, countries, publishedAt, source: undefined, assessments: [], focus: 0 };
        })
        .sort((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0) || byId(a, b));
      const stories = storiesOf(
        plain.map(({ link, title, publishedAt, countries }) => ({
          link,
          countries,
          ...(title === undefined ? {} : { title }),
          ...(publishedAt === undefined ? {} : { publishedAt }),
        })),
      );
      const expected = new Map(
        storiesFrom(plain).flatMap((story) => story.articles.map(({ id }) => [id, story.id])),
      );
      for (const [index, { id }] of plain.entries())
        expect([id, plain[stories[index] ?? -1]?.id]).toEqual([id, expected.get(id)]);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 150 },
  );
});
