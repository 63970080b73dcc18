// `/news stats`, `trend`, `compare` and `cite` as analysts ask them: what is counted, against what, and that every number is that of
// the list which its button opens.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { BEN, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

const NOW = "2024-03-08T09:00:00Z";
let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: NOW });
});
afterAll(() => bot.close());

/** How many stories a list has on all its pages. */
function listedIn(reply: Reply): number {
  if (idsOf(reply).length === 0) return 0;
  return Number(/of ([\d,]+) (?:story|stories)/.exec(wordsAround(reply))?.[1]?.replaceAll(",", ""));
}

/** The line of the answer that begins so. */
function lineOf(reply: Reply, start: string): string | undefined {
  return plainText(reply)
    .split("\n")
    .find((line) => line.replace(/^- /, "").startsWith(start))
    ?.replace(/^- /, "");
}

const saidIn = (reply: Reply): number =>
  Number(/^([\d,]+) (?:story|stories) in /m.exec(plainText(reply))?.[1]);

/** Presses what lists what an answer counts, and holds its number against the list's. */
async function expectLists(reply: Reply): Promise<void> {
  for (const label of labelsOf(reply).filter((one) => /^List them$|: [\d,]+$/.test(one))) {
    const said = /: ([\d,]+)$/.exec(label)?.[1];
    const listed = listedIn(await bot.press(reply, label));
    expect({ label, listed }).toEqual({ label, listed: said === undefined ? saidIn(reply) : Number(said) });
  }
}

describe("/news stats", () => {
  it("tells stories, articles and verdicts, by direction and pillar, against the days before", async () => {
    const reply = await bot.ask("/news stats relevance any");
    expect(reply.audience).toBe("asker");
    expect(wordsAround(reply)).toMatch(/^How much \(29 Feb – 7 Mar 2024 · all countries\)/);
    expect(lineOf(reply, "7 stories")).toBe(
      "7 stories in 9 articles with 15 verdicts. 1 in the 7 days before (22 Feb – 29 Feb 2024): 6 more. Small numbers.",
    );
    expect(lineOf(reply, "6 negative")).toBe("6 negative, 1 before · 4 of them very negative ▼▼, 0 before");
    expect(lineOf(reply, "Open Government")).toBe(
      "Open Government · 3 stories in 3 verdicts · ▲▲ 1 · 0 before",
    );
    expect(wordsAround(reply)).toContain(
      "The verdicts add up to all 15; a story counts in each of its pillars.",
    );
    expect(wordsAround(reply)).toContain(
      "1 article could not be scored · 1 more article has no date · newest article 7 Mar 2024, 27 hours ago · Latvia ends 3 Mar 2024",
    );
    expect(wordsAround(reply)).toContain("Scored by a language model: /news about");
  });

  it("counts what is about its pillar unless all is asked for, and says how much is not", async () => {
    const usual = await bot.ask("/news stats all");
    const everything = await bot.ask("/news stats all relevance any");
    const beside = Number(/(\d+) more stor(?:y|ies) reports? something else/.exec(plainText(usual))?.[1]);
    expect(wordsAround(usual)).toContain("on topic or related");
    expect(beside).toBeGreaterThan(0);
    expect(saidIn(usual) + beside).toBe(saidIn(everything));
    expect(listedIn(await bot.press(usual, "Something else"))).toBe(beside);
    expect(plainText(everything)).not.toContain("something else");
  });

  it("has a way to the list behind each number", async () => {
    for (const typed of [
      "/news stats relevance any all by country",
      "/news stats relevance any all by pillar",
      "/news stats relevance any all by source",
      "/news stats country not Latvia relevance any by source 30d",
      "/news stats scored no all by pillar",
      "/news stats words court, bribe relevance any all by country",
    ])
      await expectLists(await bot.ask(typed));
    const reply = await bot.ask("/news stats relevance any");
    expect(listedIn(await bot.press(reply, "Negative"))).toBe(6);
    expect(listedIn(await bot.press(reply, "Positive"))).toBe(4);
    expect(idsOf(await bot.press(reply, "Not scored"))).toHaveLength(2);
  });

  it("covers a month, and says so, where the week holds too little", async () => {
    const reply = await bot.ask("/news stats latvia relevance any");
    expect(wordsAround(reply)).toContain(
      "Only 2 stories in the last 7 days, so this covers 30 days: 2 Feb – 3 Mar 2024.",
    );
    expect(saidIn(reply)).toBe(3);
    expect(saidIn(await bot.ask("/news stats latvia relevance any 7d"))).toBe(2);
  });

  it("compares nothing with days before the data begin", async () => {
    expect(plainText(await bot.ask("/news stats latvia relevance any"))).toContain(
      "Nothing to compare it with: the data begin on 20 Feb 2024.",
    );
    expect(plainText(await bot.ask("/news stats all"))).not.toContain("before");
  });

  it("holds a week that goes on against the same part of the week before", async () => {
    bot.at("2024-03-06T12:00:00Z");
    expect(plainText(await bot.ask("/news stats this week relevance any"))).toMatch(
      /\d in the same part of the week before \(26 Feb – 28 Feb 2024\)/,
    );
    bot.at(NOW);
  });

  it("says of moved dates that they were moved", async () => {
    bot.at("2024-03-20T09:00:00Z");
    expect(wordsAround(await bot.ask("/news stats latvia last week relevance any"))).toContain(
      "The newest article is from 3 Mar 2024, so this counts back from there: 19 Feb – 25 Feb 2024.",
    );
    bot.at(NOW);
  });

  it("says when there is nothing, and what would not be empty", async () => {
    const none = await bot.ask("/news stats p7 since 2024-03-07 relevance any");
    expect(wordsAround(none)).toContain("No story in these dates. The newest one is from 3 Mar 2024.");
    expect(saidIn(await bot.press(none, "Count all dates"))).toBe(2);
    expect(wordsAround(await bot.ask("/news stats sweden"))).toContain("The data have no article of Sweden.");
    expect(labelsOf(await bot.ask("/news stats sweden"))).toEqual([]);
  });

  it("tells one story as one", async () => {
    const one = await bot.ask("/news stats corruption latvia 2024-02-27 relevance any");
    expect(plainText(one)).toContain("1 story in 1 article with 1 verdict. 0 in the 24 hours before");
    expect(plainText(one)).toContain("1 more. Small numbers: a difference of 1 says little.");
  });
});

describe("/news trend", () => {
  const chartOf = ({ blocks }: Reply) => {
    const found = blocks.find((block) => block.type === "chart");
    if (found?.type !== "chart") return expect.fail("no chart");
    return found.chart;
  };

  it("counts by week from Monday, the last of twelve going on", async () => {
    const reply = await bot.ask("/news trend relevance any");
    const { categories, series } = chartOf(reply);
    expect(categories).toHaveLength(12);
    expect(categories.at(-1)).toEqual({ label: "4 Mar", isPartial: true });
    expect(categories.slice(0, -1).some(({ isPartial }) => isPartial)).toBe(false);
    expect(series[0]).toMatchObject({ name: "all", values: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 4] });
    expect(wordsAround(reply)).toContain("Weeks begin on Monday, UTC. Partial: 4 Mar (until 7 Mar 2024).");
    expect(wordsAround(reply)).toContain("Last whole week, 26 Feb – 3 Mar 2024: 4 stories.");
    await expectLists(reply);
  });

  it("marks a first step that the dates cut off, and takes the step that is asked for", async () => {
    const days = chartOf(await bot.ask("/news trend relevance any 7d"));
    expect(days.categories.map(({ isPartial }) => isPartial === true)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    const months = await bot.ask("/news trend relevance any all");
    expect(chartOf(months).categories.map(({ label }) => label)).toEqual([
      "20 Nov",
      "27 Nov",
      "4 Dec",
      "11 Dec",
      "18 Dec",
      "25 Dec",
      "1 Jan",
      "8 Jan",
      "15 Jan",
      "22 Jan",
      "29 Jan",
      "5 Feb",
      "12 Feb",
      "19 Feb",
      "26 Feb",
      "4 Mar",
    ]);
    expect(wordsAround(months)).toContain("1 story without a date is in none.");
    const quarters = chartOf(await bot.press(months, "Per month"));
    expect(quarters.categories.map(({ label }) => label)).toEqual([
      "Nov 2023",
      "Dec 2023",
      "Jan 2024",
      "Feb 2024",
      "Mar 2024",
    ]);
    await expectLists(await bot.ask("/news trend relevance any all per quarter"));
  });

  it("refuses more steps than can be seen, and offers fewer", async () => {
    const refused = await bot.ask("/news trend all per day");
    expect(plainText(refused)).toContain("That would be 109 days, and a trend has 60 steps at most.");
    expect(chartOf(await bot.press(refused, "Per week")).categories).toHaveLength(16);
  });
});

describe("/news compare", () => {
  it("tells two countries side by side, in numbers and of 100 scored articles", async () => {
    const reply = await bot.ask("/news compare estonia latvia corruption relevance any all");
    expect(wordsAround(reply)).toMatch(/^Estonia and Latvia · Absence of Corruption/);
    expect(lineOf(reply, "Estonia ·")).toBe(
      "Estonia · 1 story in 1 article, 10 of 100 scored articles (10) · ▼▼ 1",
    );
    expect(lineOf(reply, "Latvia ·")).toBe(
      "Latvia · 3 stories in 3 articles, 100 of 100 scored articles (3)",
    );
    expect(plainText(reply)).toContain(
      "Of 100 scored articles 100 for Latvia, 10 for Estonia: 10 times as many. Small numbers.",
    );
    expect(listedIn(await bot.press(reply, "List Latvia"))).toBe(3);
    expect(listedIn(await bot.press(reply, "List Estonia"))).toBe(1);
  });

  it("holds one country against all others, and two pillars, where stories can be on both sides", async () => {
    const others = await bot.ask("/news compare latvia relevance any all");
    expect(lineOf(others, "all other countries")).toContain("8 stories in 10 articles");
    expect(listedIn(await bot.press(others, "List all other countries"))).toBe(8);
    const pillars = await bot.ask("/news compare p1 p3 relevance any all");
    expect(wordsAround(pillars)).toContain("1 story counts on both sides.");
  });

  it("takes vs between the two, which lists lead to", async () => {
    const said = wordsAround(await bot.ask("/news compare estonia vs latvia relevance any all"));
    expect(said).toBe(wordsAround(await bot.ask("/news compare estonia latvia relevance any all")));
    expect(plainText(await bot.ask("/news top estonia vs latvia"))).toContain(
      "This looks at both together. /news compare holds one against the other.",
    );
  });

  it("asks which where two things can be meant, and for a second where there is one", async () => {
    const both = await bot.ask("/news compare p2 p8 latvia estonia relevance any all");
    expect(labelsOf(both)).toEqual(["Absence of Corruption and Criminal Justice", "Latvia and Estonia"]);
    expect(wordsAround(await bot.press(both, "Latvia and Estonia"))).toMatch(/^Latvia and Estonia/);
    expect(plainText(await bot.ask("/news compare corruption"))).toContain("Compare takes two pillars");
    const dates = plainText(await bot.ask("/news compare corruption last week"));
    expect(dates).toContain("Dates are held against the time before by /news stats.");
    expect(dates).toContain("/news stats pillar 2 last week");
    expect(plainText(await bot.ask("/news compare p1 p2 p3"))).toContain("Compare takes two pillars.");
  });
});

describe("/news cite", () => {
  const citedIn = (reply: Reply): string =>
    plainText(reply)
      .split("\n")
      .find((line) => line.includes("snapshot")) ?? "";

  it("is the last answer as one line, which asked again gives the same numbers", async () => {
    for (const typed of [
      "/news stats relevance any",
      "/news trend negative",
      "/news compare estonia latvia",
      "/news top negative limit 2",
    ]) {
      const answer = await bot.ask(typed, BEN);
      const cited = citedIn(await bot.ask("/news cite", BEN));
      expect(cited).toContain("scored by a language model");
      bot.at("2024-03-08T12:00:00Z");
      const [question = ""] = cited.split(" · ");
      const again = await bot.ask(question, BEN);
      expect(saidIn(again) || listedIn(again)).toEqual(saidIn(answer) || listedIn(answer));
      const anew = await bot.ask("/news cite", BEN);
      expect(citedIn(anew)).toBe(cited);
      bot.at(NOW);
    }
  });

  it("keeps what numbers mean, and tells who has asked nothing", async () => {
    const nobody = { id: "U9", name: "Dora", roles: ["read"] } as const;
    expect(plainText(await bot.ask("/news cite", nobody))).toContain("There is no answer to cite.");
    const list = await bot.ask("/news top limit 3", nobody);
    await bot.ask("/news stats", nobody);
    expect(idsOf(await bot.ask("/news show 2", nobody))).toEqual(idsOf(list).slice(1, 2));
  });

  it("is a button too, of the answer that it stands under", async () => {
    const stats = await bot.ask("/news stats relevance any");
    await bot.ask("/news trend");
    expect(plainText(await bot.press(stats, "Cite"))).toContain("7 stories in 9 articles with 15 verdicts");
  });
});

it("an answer for everyone is the same, and its buttons are for who presses them", async () => {
  const own = await bot.ask("/news stats relevance any");
  const shared = await bot.press(own, "Share here");
  expect(shared.audience).toBe("everyone");
  expect(saidIn(shared)).toBe(saidIn(own));
  expect(labelsOf(shared)).not.toContain("Share here");
  for (const label of ["Trend", "By country", "List them"])
    expect((await bot.press(shared, label, BEN)).audience, label).toBe("asker");
});
