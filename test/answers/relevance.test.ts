// What an article is about, as people see it: counts under lists and what opens them, marks on cards, affairs.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { cardText, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";

const BRIBE =
  "The anti-corruption bureau investigates the mayor's aide for a bribe of 50,000 euros for the land lease.";

/** Three steps of one affair, days apart; the last is told by two outlets. */
const searched: SampleArticle = {
  id: "aaaa000000000001",
  title: "Anti-corruption bureau searches the Northport council over the land lease",
  source: "err.ee",
  date: "2024-02-27 10:00:00",
  verdicts: { 2: 2 },
  content: `${BRIBE} Investigators searched the council of Northport.`,
};
const arrested: SampleArticle = {
  id: "aaaa000000000002",
  title: "Mayor's aide of Northport arrested over the land lease",
  source: "err.ee",
  date: "2024-03-02 10:00:00",
  verdicts: { 2: 1 },
  content: `${BRIBE} The aide was arrested in Northport.`,
};
const charged: SampleArticle = {
  id: "aaaa000000000003",
  title: "Mayor's aide of Northport charged with taking a bribe for the land lease",
  source: "err.ee",
  date: "2024-03-06 10:00:00",
  verdicts: { 2: 1, 4: 1 },
  content: `${BRIBE} Prosecutors charged the aide of Northport.`,
};
const burglary: SampleArticle = {
  id: "bbbb000000000001",
  title: "Burglars take watches from a shop in Westport",
  source: "delfi.ee",
  date: "2024-03-06 12:00:00",
  verdicts: { 2: 1, 5: 2 },
  content: "Two masked men broke a window before dawn. Police look for witnesses of the theft.",
};
const column: SampleArticle = {
  id: "cccc000000000001",
  title: "OPINION ⟩ Our mayors must declare their gifts",
  source: "postimees.ee",
  date: "2024-03-06 13:00:00",
  verdicts: { 2: 1 },
  content:
    "Corruption begins with gifts that nobody declares. Bribery ends where asset declarations are read.",
};

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({
    files: { "Estonia_master.parquet.gzip": [searched, arrested, charged, burglary, column] },
    now: "2024-03-08T09:00:00Z",
  });
});
afterAll(() => bot.close());

describe("a list with a pillar", () => {
  it("puts what is about the pillar first and says how much of it is not", async () => {
    const reply = await bot.ask("/news top corruption since 28d");
    expect(idsOf(reply)).toEqual([charged.id, arrested.id, column.id, searched.id, burglary.id]);
    expect(wordsAround(reply)).toContain("5 of 5 stories · all in all 4 on topic · 1 reports something else");
  });

  it("says it too where everything that stands there is on topic", async () => {
    expect(wordsAround(await bot.ask("/news top corruption since 28d limit 2"))).toContain(
      "2 of 4 stories on topic · 1 more was scored for this pillar but reports something else",
    );
  });

  it("counts over several pillars what is about any of them", async () => {
    const reply = await bot.ask("/news top corruption, fundamental rights since 28d limit 2");
    expect(wordsAround(reply)).toMatch(/of 4 stories on topic · 1 more was scored for these pillars but/);
    expect(idsOf(await bot.press(reply, "Something else"))).toEqual([burglary.id]);
  });

  it("opens exactly what it counts, and leads back", async () => {
    const reply = await bot.ask("/news top corruption since 28d limit 2");
    const off = await bot.press(reply, "Something else");
    expect(idsOf(off)).toEqual([burglary.id]);
    expect(wordsAround(off)).toContain("Top news · Absence of Corruption · off topic only");
    expect(wordsAround(off)).toContain("1 of 1 story · all in all 4 on topic · 1 reports something else");
    expect(idsOf(await bot.press(off, "All of them"))).toHaveLength(2);
    const on = await bot.press(off, "On topic");
    expect(wordsAround(on)).toContain("2 of 4 stories · all in all 4 on topic · 1 reports something else");
    expect(labelsOf(on)).not.toContain("On topic");
  });

  it("counts what it leaves out because that was asked", async () => {
    const reply = await bot.ask("/news top corruption since 28d limit 10 relevance on-topic");
    expect(idsOf(reply)).toHaveLength(4);
    expect(wordsAround(reply)).toContain(
      "4 of 4 stories on topic · 1 more was scored for this pillar but reports something else",
    );
    expect(idsOf(await bot.press(reply, "Something else"))).toEqual([burglary.id]);
  });

  it("that has nothing on topic says what there is", async () => {
    const reply = await bot.ask("/news top corruption delfi.ee since 28d relevance on-topic");
    expect(wordsAround(reply)).toContain(
      "Of 1 story 0 are on topic, 0 related and 1 about something else: none is as you ask.",
    );
    expect(idsOf(await bot.press(reply, "Something else"))).toEqual([burglary.id]);
  });
});

it("a list without a pillar counts stories only", async () => {
  const reply = await bot.ask("/news top since 28d");
  expect(wordsAround(reply)).toContain("5 of 5 stories · newest");
  expect(labelsOf(reply)).not.toContain("Something else");
});

describe("a card", () => {
  it("says that its article is about something else, and counts verdicts that are", async () => {
    const reply = await bot.ask("/news top corruption since 28d");
    expect(cardText(reply, burglary.id)).toContain(
      "▼▼ very negative, off topic · also: Order and Security ▼",
    );
    expect(cardText(reply, charged.id)).toContain("▼▼ very negative · 1 verdict off topic");
  });

  it("marks opinions", async () => {
    const reply = await bot.ask("/news top corruption since 28d");
    expect(cardText(reply, column.id)).toContain("\nOpinion · Estonia · postimees.ee");
  });

  it("names the earlier steps of its affair, the latest first", async () => {
    const reply = await bot.ask("/news top corruption since 28d");
    expect(cardText(reply, charged.id)).toContain(
      "earlier: Mayor's aide of Northport arrested over the land lease (2 Mar) · Anti-corruption bureau searches the Northport council over … (27 Feb)",
    );
    expect(cardText(reply, searched.id)).not.toContain("earlier:");
  });
});

describe("/news show", () => {
  it("says below each verdict whether the article is about it, and lists the affair in order", async () => {
    const reply = await bot.ask(`/news show ${arrested.id}`);
    const words = plainText(reply);
    expect(words).toContain("- ▼▼ 2 Absence of Corruption, very negative · on topic: ");
    expect(words).toContain(
      [
        "The affair so far",
        "",
        `- 27 Feb 2024: ${searched.title}`,
        `- 2 Mar 2024: ${arrested.title} (this story)`,
        `- 6 Mar 2024: ${charged.title}`,
      ].join("\n"),
    );
    expect(idsOf(await bot.press(reply, "Show 27 Feb 2024"))).toEqual([searched.id]);
  });
});
