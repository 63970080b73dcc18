// `/news show`: every way to name an article leads to the same one, and the answer holds all that is known of it.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, cardsOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { audit, prison, register, sampleFiles, unscored, veto } from "./sample-news.ts";

/** Ids of other kinds: with capitals, counted, made of a path. */
const otherIds: readonly SampleArticle[] = ["AB12CD34EF", "article-1", "article-2", "news/2024:77"].map(
  (id, index) => ({
    id,
    title: ["Mayor resigns", "Border reopens", "Judges strike", "Archive opens"][index] ?? id,
    source: "lrt.lt",
    date: `2024-02-0${index + 1} 10:00:00`,
    verdicts: { 1: 3 },
  }),
);

/** Two reports with the same words in their titles, weeks apart. */
const strikes: readonly SampleArticle[] = ["2024-01-05 10:00:00", "2024-02-15 10:00:00"].map(
  (date, index) => ({
    id: `5721c3000000000${index}`,
    title: `Teachers strike for wages in ${["January", "February"][index]}`,
    source: "lrt.lt",
    date,
    verdicts: { 7: 4 },
  }),
);

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({
    files: { ...sampleFiles, "Lithuania_master.parquet.gzip": [...otherIds, ...strikes] },
    now: "2024-03-08T09:00:00Z",
  });
});

afterAll(() => bot.close());

describe("an article is found by", () => {
  it.each([
    ["its whole id", veto.id],
    ["the beginning of its id", "4109"],
    ["the beginning of its id in capitals", "4109A1FD"],
    ["its link", "https://www.postimees.ee/7972001/president-vetoes"],
    ["its link without www and with http", "http://postimees.ee/7972001/president-vetoes"],
    ["its link without scheme", "www.postimees.ee/7972001/president-vetoes"],
    [
      "its link as shared, tracked",
      "https://postimees.ee/7972001/president-vetoes/?utm_source=x&utm_medium=y#comments",
    ],
    [
      "its link as Slack wraps it",
      "<https://www.postimees.ee/7972001/president-vetoes?utm_source=x&amp;fbclid=b>",
    ],
    [
      "its link with something that tells pages apart elsewhere",
      "www.postimees.ee/7972001/president-vetoes?view=2",
    ],
    ["words of its title", "register owners JOURNALISTS"],
    ["its whole title, in quotes", "“Register of owners opens to journalists”"],
  ])("%s", async (_way, typed) => {
    const [id] = idsOf(await bot.ask(`/news show ${typed}`));
    expect(id).toBe(/register/i.test(typed) ? register.id : veto.id);
  });

  it.each(otherIds.map(({ id }) => id))("its id, whatever ids look like: %s", async (id) => {
    expect(idsOf(await bot.ask(`/news show ${id}`))).toEqual([id]);
  });

  it("the beginning of an id with capitals or signs", async () => {
    expect(idsOf(await bot.ask("/news show AB12"))).toEqual(["AB12CD34EF"]);
    expect(idsOf(await bot.ask("/news show news/2024"))).toEqual(["news/2024:77"]);
  });

  it("its number in the asker's own last list, also on later pages", async () => {
    const first = await bot.ask("/news top limit 2");
    const [, second] = idsOf(first);
    expect(idsOf(await bot.ask("/news show 2"))).toEqual([second]);
    const next = idsOf(await bot.press(first, "More"));
    expect(idsOf(await bot.ask("/news show 4"))).toEqual([next[1]]);
    expect(idsOf(await bot.ask("/news show 2"))).toEqual([second]);

    const ofBen = idsOf(await bot.ask("/news latest latvia limit 2", BEN));
    expect(idsOf(await bot.ask("/news show 2", BEN))).toEqual([ofBen[1]]);
    expect(idsOf(await bot.ask("/news show 2"))).toEqual([second]);

    await bot.ask("/news top latvia limit 1");
    expect(plainText(await bot.ask("/news show 2"))).toBe(
      "There is no number 2 in what you were shown last, which has 1.",
    );
  });
});

describe("the answer", () => {
  it("has every pillar's verdict and summary, the other reports, and where to go on", async () => {
    const reply = await bot.ask(`/news show ${veto.id}`);
    expect(reply.audience).toBe("asker");
    expect(wordsAround(reply).split("\n\n")).toEqual([
      `From the article: ${veto.description}`,
      "Verdicts by pillar",
      [
        "- ▲▲ 1 Constraints on Government Powers, very positive · on topic: Parliament must now amend the bill or take it to the Supreme Court.",
        "- ▲ 3 Open Government, positive · related: Summary for pillar 3.",
        "- ▲ 4 Fundamental Rights, positive · related: Summary for pillar 4.",
        "- ▼ 5 Order and Security, negative · related: Summary for pillar 5.",
      ].join("\n"),
      "Other reports of this story",
      [
        "- ▲▲ · delfi.ee · 5 Mar 2024: President vetoes the data-retention bill a second time (https://www.delfi.ee/d0000000000000d1)",
        "- ▼ · scored differently · err.ee · 6 Mar 2024: President vetoes the data retention bill a second time (https://www.err.ee/e0000000000000e1)",
      ].join("\n"),
      "id 4109a1fddd10197b · newest article 7 Mar 2024, 27 hours ago",
      "Scored by a language model: /news about",
    ]);
    expect(idsOf(await bot.press(reply, "More on Constraints on Government Powers · Estonia"))).toEqual([
      veto.id,
    ]);
    expect(cardsOf(await bot.press(reply, "Latest of postimees.ee")).map(({ source }) => source)).toEqual(
      Array(5).fill("postimees.ee"),
    );
  });

  it("shows what could not be scored, in the article's own words", async () => {
    const words = plainText(await bot.ask(`/news show ${unscored.id}`));
    expect(words).toContain("○ not scored for Criminal Justice");
    expect(words).toContain("From the article: The court sentenced him to twelve years.");
    expect(words).toContain("- ○ 8 Criminal Justice, not scored");
  });

  it("lets the content speak only where there is nothing else", async () => {
    expect(plainText(await bot.ask(`/news show ${register.id}`))).toContain(
      "From the article: The register opened on Monday.",
    );
    expect(plainText(await bot.ask(`/news show ${prison.id}`))).not.toContain("Not this.");
    expect(plainText(await bot.ask(`/news show ${audit.id}`))).toContain(
      "- ▼▼ 2 Absence of Corruption, very negative · on topic\n- ▼ 3 Open Government, negative · related: The report was due in May.",
    );
  });
});

describe("when several articles fit", () => {
  it("they are offered, newest first, with what tells them apart", async () => {
    const reply = await bot.ask("/news show teachers strike");
    expect(wordsAround(reply)).toBe(
      [
        'Several articles fit "teachers strike".',
        "",
        "1. Teachers strike for wages in February · Lithuania · lrt.lt · 15 Feb 2024",
        "2. Teachers strike for wages in January · Lithuania · lrt.lt · 5 Jan 2024",
      ].join("\n"),
    );
    expect(labelsOf(reply)).toEqual(["Show 1", "Show 2"]);
    expect(idsOf(await bot.press(reply, "Show 2"))).toEqual(["5721c30000000000"]);
  });

  it("more than five are not all offered, and it is said", async () => {
    const reply = await bot.ask("/news show 5e22c0de");
    expect(labelsOf(reply)).toHaveLength(5);
    expect(wordsAround(reply)).toContain("These are 5 of them");
  });
});

it.each([
  ["/news show ffff0000", '"ffff0000"'],
  ["/news show https://nowhere.example/1", '"https://nowhere.example/1"'],
  ["/news show no title has these words", '"no title has these words"'],
])("what is not found gets a sentence and a way on: %s", async (typed, quoted) => {
  const reply = await bot.ask(typed);
  expect(plainText(reply)).toBe(
    `No article has the id, the link or the title words ${quoted}. Try fewer words of its title, or /news latest.`,
  );
});

it("nothing asked for is asked back", async () => {
  expect(plainText(await bot.ask("/news show"))).toContain("For example: /news show 1");
});
