// Stories and affairs, case by case on invented news, by property, and against the plain reference.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  linkStories,
  type StoryArticle,
  type StoryPlace,
  storyLinker,
} from "../../../src/news/stories/link-stories.ts";
import { linkedStories } from "../../reference/linked-stories.ts";
import { inventedNews } from "./invented-news.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2024, 2, 5);
const runs = (long: number, short: number) => ({
  seed: inject("seed"),
  numRuns: inject("long") ? long : short,
});

function article(hours: number, facts: Partial<StoryArticle> = {}): StoryArticle {
  return {
    id: `at-${String(hours).padStart(4, "0")}-${facts.source ?? ""}`,
    publishedAt: START + hours * HOUR_MS,
    countries: ["Estonia"],
    ...facts,
  };
}

/** Of two articles, whether they are one story and one affair. */
function together(first: StoryArticle, second: StoryArticle): { story: boolean; affair: boolean } {
  const [a, b] = linkStories([
    { ...first, id: "a" },
    { ...second, id: "b" },
  ]);
  return { story: a?.story === b?.story, affair: a?.affair === b?.affair };
}

const TITLE = "Parliament adopts the data retention bill";

const ARREST = {
  title: "Northport harbour master arrested over dredging bribes",
  description:
    "Police arrested the harbour master Ilmar Vahter on Monday; he is suspected of taking bribes for the dredging of Northport.",
  opening:
    "The anti-corruption bureau searched the harbour office of Northport in the morning and took Ilmar Vahter into custody. The bureau suspects that the dredging company Sandhook paid him 80,000 euros for winning the tender. Vahter denies it.",
};
const ARREST_RETOLD = {
  title: "Bribery suspicion: head of the port taken into custody",
  description:
    "Ilmar Vahter, the harbour master of Northport, was arrested by police on Monday on suspicion of bribes from a dredging company.",
  opening:
    "According to the bureau, Sandhook won the tender for dredging in Northport after paying 80,000 euros to harbour master Ilmar Vahter. The harbour office was searched in the morning. Vahter says he took no bribes.",
};
const CHARGED = {
  title: "Prosecutor charges former harbour master Vahter",
  description:
    "The prosecutor sent the case of Northport's former harbour master Ilmar Vahter and the company Sandhook to court.",
  opening:
    "The charge says that Sandhook paid bribes to Ilmar Vahter before the dredging tender in Northport. The court will set the first hearing in the autumn, the prosecutor's spokeswoman said. The lawyer asks for the case to be closed.",
};
const OTHER = {
  title: "Teachers of Southvale announce a strike for next week",
  description:
    "The union of teachers will strike from Tuesday because the pay talks with the ministry ended without result.",
  opening:
    "Schools in Southvale will be closed from Tuesday, the union said after the last round of talks. The ministry of education offers three per cent, the union asks for ten. Kindergartens stay open.",
};

describe("the same event in other words", () => {
  test("is one story soon after, within one outlet too", () => {
    expect(
      together(
        article(0, { ...ARREST, source: "a.example" }),
        article(2, { ...ARREST_RETOLD, source: "b.example" }),
      ).story,
    ).toBe(true);
    expect(
      together(
        article(0, { ...ARREST, source: "a.example" }),
        article(2, { ...ARREST_RETOLD, source: "a.example" }),
      ).story,
    ).toBe(true);
  });

  test("is none without its texts, in another country, or after 72 hours", () => {
    expect(
      together(article(0, { title: ARREST.title }), article(2, { title: ARREST_RETOLD.title })).story,
    ).toBe(false);
    expect(together(article(0, ARREST), article(2, { ...ARREST_RETOLD, countries: ["Latvia"] })).story).toBe(
      false,
    );
    expect(together(article(0, ARREST), article(72, ARREST)).story).toBe(true);
    expect(together(article(0, ARREST), article(73, ARREST)).story).toBe(false);
  });
});

describe("a new step", () => {
  test("is another story of the same affair, days later", () => {
    expect(together(article(0, ARREST), article(60, CHARGED))).toEqual({ story: false, affair: true });
    expect(together(article(0, ARREST), article(20 * 24, ARREST_RETOLD))).toEqual({
      story: false,
      affair: true,
    });
  });

  test("is none after 30 days, or of another affair", () => {
    expect(together(article(0, ARREST), article(31 * 24, ARREST_RETOLD)).affair).toBe(false);
    expect(together(article(0, ARREST), article(2, OTHER))).toEqual({ story: false, affair: false });
  });

  test("carries the affair on: from step to step longer than 30 days, under the first story's id", () => {
    const steps = [0, 20, 40].map((days) => article(days * 24, ARREST));
    const places = linkStories([...steps, article(1, OTHER)]);
    expect(places.slice(0, 3).map(({ affair }) => affair)).toEqual(Array(3).fill(steps[0]?.id));
    expect(new Set(places.map(({ story }) => story)).size).toBe(4);
  });
});

describe("a title alone", () => {
  const two = (
    title: string,
    sources: readonly [string | undefined, string | undefined],
    other = title,
  ): boolean =>
    together(article(0, { title, source: sources[0] }), article(1, { title: other, source: sources[1] }))
      .story;

  test("joins across outlets, with four words and more", () => {
    expect(two(TITLE, ["a.example", "b.example"])).toBe(true);
    expect(two("No to 5 G!", ["a.example", "b.example"], "«NO»   to 5 G")).toBe(true);
    expect(two("alpha beta gamma delta one two", ["a", "b"], "alpha beta gamma delta six ten")).toBe(true);
    expect(two("alpha beta gamma delta one two", ["a", "b"], "alpha beta gamma delta six ten nine")).toBe(
      false,
    );
    expect(two("News in brief", ["a.example", "b.example"])).toBe(false);
  });

  test("never within one outlet, and when the outlets are unknown", () => {
    expect(two("What happened this week in the courts", ["a.example", "a.example"])).toBe(false);
    expect(two(TITLE, [undefined, undefined])).toBe(true);
  });
});

test("the same link joins whatever the title, another parameter does not, a front page is no link", () => {
  const of = (link: string) => article(0, { link, source: "a.example" });
  const joined = (one: string, other: string): boolean => together(of(one), of(other)).story;
  expect(joined("https://www.a.example/1/?utm_source=x", "http://a.example/1")).toBe(true);
  expect(joined("https://a.example/?id=1", "https://a.example/?id=2")).toBe(false);
  expect(joined("https://a.example/", "https://a.example/")).toBe(false);
  expect(joined("", "")).toBe(false);
});

test("an undated article stands alone", () => {
  const undated = { ...article(0, { ...ARREST, link: "a.example/1" }), publishedAt: undefined };
  expect(
    linkStories([{ ...undated, id: "a" }, { ...undated, id: "b" }, article(0, ARREST)]).map(
      ({ story }) => story,
    ),
  ).toEqual(["a", "b", "at-0000-"]);
});

test("articles out of order are refused rather than placed wrongly", () => {
  const linker = storyLinker();
  linker.place([article(5, ARREST)]);
  expect(() => linker.place([article(4, ARREST)])).toThrow(RangeError);
  expect(() => storyLinker().place([article(5, ARREST), article(4, ARREST)])).toThrow(RangeError);
});

describe("on invented news", () => {
  const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

  test("retold events are one story, other events are others", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { articles, eventOf } = inventedNews({ seed, articles: 200 });
        const places = linkStories(articles);
        const events = new Map<string, Set<string>>();
        for (const [index, { story }] of places.entries()) {
          const event = eventOf[index] ?? "";
          events.set(story, (events.get(story) ?? new Set()).add(event));
        }
        const mixed = [...events.values()].filter(({ size }) => size > 1).length;
        const told = new Set(eventOf).size;
        expect(mixed).toBeLessThanOrEqual(1);
        expect(events.size).toBeLessThanOrEqual(told * 1.15);
      }),
      runs(300, 8),
    );
  });

  test("neither the order in which articles are given nor later articles change a place", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 120 }), (seed, cut) => {
        const { articles } = inventedNews({ seed, articles: 120 });
        const places = linkStories(articles);
        expect(linkStories(articles)).toEqual(places);
        expect(linkStories(articles.toReversed())).toEqual(places.toReversed());
        expect(linkStories(articles.slice(0, cut))).toEqual(places.slice(0, cut));
      }),
      runs(200, 5),
    );
  });

  test("how many articles come at once changes no place, in several countries neither", () => {
    const names = fc.subarray(["Estonia", "Latvia", "Sweden"], { maxLength: 2 });
    fc.assert(
      fc.property(
        seeds,
        fc.infiniteStream(names),
        fc.integer({ min: 2, max: 50 }),
        (seed, countries, size) => {
          const articles = inventedNews({ seed, articles: 120 }).articles.map((one) => ({
            ...one,
            countries: countries.next().value ?? [],
          }));
          const oneByOne = storyLinker();
          const together = storyLinker();
          const places: StoryPlace[] = [];
          for (let from = 0; from < articles.length; from += size)
            places.push(...together.place(articles.slice(from, from + size)));
          expect(places).toEqual(articles.flatMap((one) => oneByOne.place([one])));
        },
      ),
      runs(500, 10),
    );
  });

  test("every story and affair is named by its first article, and its articles lie within 72 hours", () => {
    const { articles } = inventedNews({ seed: inject("seed"), articles: 400 });
    const byId = new Map(articles.map((one) => [one.id, one]));
    const places = linkStories(articles);
    const placeOf = new Map(places.map((place, index) => [articles[index]?.id, place]));
    for (const [index, { story, affair }] of places.entries()) {
      const age = (articles[index]?.publishedAt ?? 0) - (byId.get(story)?.publishedAt ?? 0);
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThanOrEqual(72 * HOUR_MS);
      expect(placeOf.get(story)).toEqual({ story, affair });
      expect(placeOf.get(affair)?.affair).toBe(affair);
    }
  });

  test("four times the articles are four times the work", () => {
    const workOf = (count: number): number => {
      const linker = storyLinker();
      linker.place(inventedNews({ seed: 5, articles: count }).articles);
      return linker.comparisons;
    };
    expect(workOf(2_400)).toBeLessThan(4.8 * workOf(600));
  });

  test("a flood of the same words at one time is bounded work", () => {
    const linker = storyLinker();
    const flood = Array.from({ length: 3_000 }, (_, n) => ({
      ...ARREST,
      id: `${10_000 + n}`,
      publishedAt: START,
      countries: [`country ${n % 2}`],
      opening: `${ARREST.opening} ${"uvwxyz".repeat(1 + (n % 7))} ${n * 7919} ${n}`,
    }));
    linker.place(flood);
    expect(linker.comparisons).toBeLessThan(3_000 * 100);
  });
});

test("random links and titles make the stories of the plain reference", () => {
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
  const random = fc.record({
    hours: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 12, nil: undefined }),
    link: fc.oneof(
      { weight: 3, arbitrary: fc.nat(400).map((page) => `https://www.a.example/${page}`) },
      fc.nat(5).map((page) => `http://a.example/${page}/?utm_source=${page}`),
      fc.constantFrom("", "https://a.example/", "mailto:desk@a.example"),
    ),
    title: fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((some) => some.join(" ")),
    countries: fc.subarray(["Estonia", "Latvia", "Sweden"], { maxLength: 2 }),
    source: fc.constantFrom(undefined, "a.example", "b.example", "c.example"),
  });
  fc.assert(
    fc.property(fc.array(random, { maxLength: 60 }), (all) => {
      const articles = all.map(({ hours, ...facts }, index) => ({
        ...facts,
        id: `id-${(index * 7919) % 1000}`,
        publishedAt: hours === undefined ? undefined : START + hours * HOUR_MS,
      }));
      const expected = linkedStories(articles);
      const places = linkStories(articles);
      for (const [index, { id }] of articles.entries())
        expect([id, places[index]?.story]).toEqual([id, expected.get(id)]);
    }),
    runs(5_000, 200),
  );
});

test("hostile texts are placed like others", () => {
  const text = fc.option(fc.string({ unit: "binary", maxLength: 60 }), { nil: undefined });
  const hostile = fc.record({
    title: text,
    description: text,
    opening: text,
    link: text,
    source: text,
    hours: fc.nat(90),
  });
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 20 }), (all) => {
      const places = linkStories(
        all.map(({ hours, ...facts }, index) => ({ ...article(hours), ...facts, id: `${index}` })),
      );
      expect(places).toHaveLength(all.length);
    }),
    runs(5_000, 100),
  );
  const long = {
    title: "word ".repeat(50_000),
    description: "x".repeat(500_000),
    opening: "é ".repeat(200_000),
  };
  expect(
    linkStories([article(0, long), article(1, { ...long, source: "b" })]).map(({ story }) => story),
  ).toEqual(["at-0000-", "at-0000-"]);
});
