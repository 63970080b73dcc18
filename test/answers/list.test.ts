// `/news top` and `/news latest` as an analyst reads them: the cards, the small print, the buttons.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, cardsOf, cardText, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import {
  audit,
  customs,
  estonia,
  latvia,
  prison,
  register,
  sampleFiles,
  tender,
  undated,
  unscored,
  veto,
} from "./sample-news.ts";

/** A day after the newest article. */
const NOW = "2024-03-08T09:00:00Z";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: NOW });
});

afterAll(() => bot.close());

describe("a list of what says some words", () => {
  it("holds what has any of them in title or summary, in whatever number, and names them", async () => {
    const reply = await bot.ask('/news top words veto, "Prison guard" limit 10');
    expect(idsOf(reply).toSorted()).toEqual([veto.id, prison.id].toSorted());
    expect(wordsAround(reply)).toContain('Top news · "veto" or "Prison guard"');
    expect(idsOf(await bot.ask('/news top words "guard prison" since all'))).toEqual([]);
    expect(idsOf(await bot.ask("/news latest words SUPREME"))).toEqual([veto.id]);
  });

  it("goes on with them in its buttons", async () => {
    const reply = await bot.ask('/news top words veto, "prison guard" limit 1');
    expect(idsOf(await bot.press(reply, "More"))).toHaveLength(1);
    expect(idsOf(await bot.press(reply, "Positive only"))).not.toEqual([]);
  });

  it("counts what could not be scored among them alone", async () => {
    const reply = await bot.ask("/news top words nothingsaysthis");
    expect(wordsAround(reply)).not.toContain("could not be scored");
  });
});

describe("a story of a list", () => {
  it("tells title, verdict, other verdicts, origin, summary, link and reports", async () => {
    const reply = await bot.ask("/news top pillar 1");
    expect(cardText(reply, veto.id).split("\n")).toEqual([
      "1. President vetoes the data-retention bill a second time",
      "▲▲ very positive · also: Open Government ▲ · Fundamental Rights ▲ · split verdict: Order and Security ▼",
      "Estonia · postimees.ee · Tue 5 Mar 2024",
      "Parliament must now amend the bill or take it to the Supreme Court.",
      "https://www.postimees.ee/7972001/president-vetoes",
      "+ 2 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently)",
      "Details: /news show 1",
    ]);
  });

  it("names the pillar of its verdict where the list is about all pillars", async () => {
    const reply = await bot.ask("/news top");
    expect(cardText(reply, veto.id)).toContain(
      "▲▲ very positive for Constraints on Government Powers · also:",
    );
  });

  it("is summed up by its strongest verdict, else the next, else the article itself, and says so", async () => {
    const reply = await bot.ask("/news top limit 10");
    const summaries = new Map(cardsOf(reply).map(({ id, summary }) => [id, summary]));
    expect(summaries.get(audit.id)).toEqual({ text: "The report was due in May.", from: "assessment" });
    expect(summaries.get(register.id)).toEqual({
      text: "The register opened on Monday. Anybody may search it.",
      from: "article",
    });
    expect(summaries.get("5e22c0de00000005")).toBeUndefined();
    expect(cardText(reply, prison.id)).toMatch(
      /\nFrom the article: (The ministry explains at length\. ){8}…\n/,
    );
  });

  it("is shown once, by its best report that fits", async () => {
    expect(idsOf(await bot.ask("/news top pillar 1 positive"))).toEqual([veto.id]);
    expect(idsOf(await bot.ask("/news top pillar 1 negative"))).toEqual(["e0000000000000e1"]);
  });
});

describe("the small print", () => {
  it("tells how many stories there are, what was not scored, what is undated, how old the news is", async () => {
    const reply = await bot.ask("/news top limit 5");
    expect(reply.audience).toBe("asker");
    expect(wordsAround(reply).split("\n\n")).toEqual([
      "Top news (29 Feb – 7 Mar 2024 · all countries)",
      '5 of 7 stories · 1 article could not be scored · 1 undated article in the data (only in "all") · newest article 7 Mar 2024, 27 hours ago · Latvia ends 3 Mar 2024',
      "Scored by a language model: /news about",
    ]);
  });

  it("repeats in the heading what was understood", async () => {
    expect(wordsAround(await bot.ask("/news top bad strong corruption err.ee all"))).toContain(
      "Top news · Absence of Corruption · negative only · strong impact · err.ee (20 Nov 2023 – 6 Mar 2024 · all countries)",
    );
  });

  it("has undated articles in all, last, without mention of them elsewhere", async () => {
    const reply = await bot.ask("/news latest all limit 10 page 2");
    expect(idsOf(reply).at(-1)).toBe(undated.id);
    expect(cardText(reply, undated.id)).toContain("Estonia · err.ee · undated");
    expect(wordsAround(reply)).toContain("11–12 of 12 stories · newest article");
  });

  it("names a country that is behind, also when only that is asked for", async () => {
    expect(wordsAround(await bot.ask("/news top latvia"))).toContain(
      "newest article 3 Mar 2024, 4 days ago · Latvia ends 3 Mar 2024, all countries 7 Mar 2024",
    );
    for (const elsewhere of ["estonia", "err.ee"])
      expect(wordsAround(await bot.ask(`/news top ${elsewhere}`))).not.toContain("ends");
  });
});

describe("the dates of a list", () => {
  it("are a month, and it is said, where the week holds too little", async () => {
    const reply = await bot.ask("/news top latvia");
    expect(wordsAround(reply)).toContain(
      "Top news · Latvia (2 Feb – 3 Mar 2024)\n\nOnly 2 stories in the last 7 days, so this covers 30 days: 2 Feb – 3 Mar 2024.",
    );
    expect(cardsOf(reply)).toHaveLength(3);
  });

  it("are never widened when they were typed", async () => {
    for (const typed of ["7d", "since 7d", "last week", "since 2024-03-03"]) {
      const reply = await bot.ask(`/news top latvia ${typed}`);
      expect(wordsAround(reply)).not.toContain("covers 30 days");
      expect(idsOf(reply), typed).not.toContain("1a70000000000003");
    }
  });

  it("count back from the newest article where the data end before the calendar's words begin", async () => {
    bot.at("2024-03-20T09:00:00Z");
    const reply = await bot.ask("/news top latvia last week");
    expect(wordsAround(reply)).toContain(
      "The newest article is from 3 Mar 2024, so this counts back from there: 19 Feb – 25 Feb 2024.",
    );
    expect(idsOf(reply)).toEqual(["1a70000000000003"]);
    bot.at(NOW);
    expect(wordsAround(await bot.ask("/news top latvia last week"))).not.toContain("counts back");
  });

  it("include the whole day, month or range that was typed", async () => {
    expect(idsOf(await bot.ask("/news latest latvia 2024-02-27"))).toEqual([tender.id]);
    expect(idsOf(await bot.ask("/news latest latvia 2024-02"))).toEqual([tender.id, "1a70000000000003"]);
    expect(idsOf(await bot.ask("/news latest latvia since 2024-02-27 until 2024-03-03"))).toEqual([
      customs.id,
      tender.id,
    ]);
  });
});

describe("the buttons of a list", () => {
  it("lead to the rest, counted on", async () => {
    const first = await bot.ask("/news top all limit 4");
    const second = await bot.press(first, "More");
    const third = await bot.press(second, "More");
    expect(cardsOf(second).map(({ number }) => number)).toEqual([5, 6, 7, 8]);
    expect(wordsAround(second)).toContain("5–8 of 11 stories");
    expect(labelsOf(third)).not.toContain("More");
    const shown = [first, second, third].flatMap(idsOf);
    expect(new Set(shown).size).toBe(11);
    expect(idsOf(await bot.ask("/news top all limit 10"))).toEqual(shown.slice(0, 10));
  });

  it("keep the dates of the answer they stand under", async () => {
    const heading = /\((.*)\)/;
    const dates = (reply: Parameters<typeof wordsAround>[0]) => heading.exec(wordsAround(reply))?.[1];
    const month = await bot.ask("/news top pillar 2 limit 2");
    expect(dates(month)).toBe("29 Feb – 7 Mar 2024 · all countries");
    bot.at("2024-04-30T09:00:00Z");
    for (const label of ["Negative only", "Positive only", "Share here"])
      expect(dates(await bot.press(month, label)), label).toBe(dates(month));
    bot.at(NOW);
  });

  it("narrow to one direction", async () => {
    const both = await bot.ask("/news top corruption 30d");
    expect(idsOf(await bot.press(both, "Negative only"))).toEqual([audit.id, customs.id, tender.id]);
    const better = await bot.press(both, "Positive only");
    expect(idsOf(better)).toEqual(["1a70000000000003"]);
    expect(labelsOf(better)).toContain("Negative only");
    expect(labelsOf(better)).not.toContain("Positive only");
  });

  it("show the same to everyone, and what is pressed there is for who presses it", async () => {
    const own = await bot.ask("/news top all limit 4");
    const shared = await bot.press(own, "Share here");
    expect(shared.audience).toBe("everyone");
    expect(idsOf(shared)).toEqual(idsOf(own));
    expect(labelsOf(shared)).not.toContain("Share here");
    for (const label of ["More", "Negative only", "Not scored"])
      expect((await bot.press(shared, label, BEN)).audience, label).toBe("asker");
    expect((await bot.ask("/news latest share")).audience).toBe("everyone");
  });

  it("show the article behind a card", async () => {
    const list = await bot.ask("/news top limit 2");
    expect(idsOf(await bot.press(list, "Details", BEN))).toEqual(idsOf(list).slice(0, 1));
  });

  it("list what could not be scored", async () => {
    const top = await bot.ask("/news top pillar 1 7d");
    expect(wordsAround(top)).toContain("1 article could not be scored");
    const reply = await bot.press(top, "Not scored");
    expect(idsOf(reply)).toEqual([unscored.id]);
    expect(cardText(reply, unscored.id)).toContain("○ not scored\n");
    expect(cardText(reply, unscored.id)).toContain("From the article: The court sentenced him");
  });
});

describe("taking turns", () => {
  it("is offered when one country takes every place, and then every country has its place", async () => {
    const flooded = await bot.ask("/news top limit 3");
    expect(new Set(cardsOf(flooded).flatMap(({ countries }) => countries))).toEqual(new Set(["Estonia"]));
    const fair = await bot.press(flooded, "By country");
    expect(wordsAround(fair)).toContain("Top news · by country");
    expect(idsOf(fair)).toEqual([veto.id, customs.id, prison.id]);
    expect(labelsOf(fair)).not.toContain("By country");
    expect(labelsOf(await bot.ask("/news top estonia limit 3"))).not.toContain("By country");
  });

  it("goes by outlet or pillar too, the best of each first", async () => {
    const outlets = cardsOf(await bot.ask("/news top all each source limit 5")).map(({ source }) => source);
    expect(new Set(outlets).size).toBe(5);
    const pillars = cardsOf(await bot.ask("/news top all each pillar limit 6")).map(
      ({ verdict }) => verdict?.pillar.number,
    );
    expect(new Set(pillars).size).toBe(6);
  });
});

describe("a list without a story", () => {
  it("past the last page leads to the last page", async () => {
    const past = await bot.ask("/news top page 9");
    expect(wordsAround(past)).toContain("There are only 2 pages of this.");
    expect(wordsAround(past)).toContain("\n\n1 article could not be scored · newest article 7 Mar 2024");
    expect(wordsAround(await bot.press(past, "Last page"))).toContain("6–7 of 7 stories");
  });

  it("tells when the newest match was, and shows it", async () => {
    const empty = await bot.ask("/news top pillar 7 since 2024-03-07");
    expect(wordsAround(empty)).toContain(
      "Nothing matches in these dates. The newest match is from 3 Mar 2024.",
    );
    expect(wordsAround(empty)).toContain("Scored by a language model");
    expect(cardsOf(await bot.press(empty, "Show all dates"))).toHaveLength(2);
  });

  it("says when what matches is undated, and shows it", async () => {
    const empty = await bot.ask("/news top p1 positive err.ee 2024-03");
    expect(wordsAround(empty)).toContain("Nothing matches in these dates. What matches is undated.");
    expect(idsOf(await bot.press(empty, "Show all dates"))).toEqual([undated.id]);
  });

  it("says so when nothing ever matches", async () => {
    expect(wordsAround(await bot.ask("/news top p5 strong"))).toContain(
      "Nothing in the data matches this, whatever the dates.",
    );
  });

  it("names a country that the data do not have, without dates that mean nothing", async () => {
    const words = wordsAround(await bot.ask("/news top sweden last week"));
    expect(words).toMatch(
      /^Top news · Sweden\n\nThe data have no article of Sweden\. They cover Estonia, Latvia\./,
    );
    expect(words).not.toContain("30 days");
    // A digest of nothing but that country would have nothing to bring.
    expect(plainText(await bot.ask("/news top sweden"))).not.toContain("Every morning");
    const unread = plainText(await bot.ask("/news top source nowhere.example last month"));
    expect(unread).toContain(
      "The data have no article of nowhere.example: /news sources lists their outlets.",
    );
    expect(unread).not.toContain("whatever the dates");
    expect(unread).not.toContain("Every morning");
    const both = await bot.ask("/news top sweden latvia");
    expect(wordsAround(both)).toContain("The data have no article of Sweden.");
    expect(idsOf(both)).toContain(customs.id);
  });

  it("never comes of asking for scores of what has none: the way to those is shown", async () => {
    for (const [typed, sentence] of [
      ["/news top pillar 1 negative scored no", "/news top ranks by score"],
      ["/news latest pillar 1 negative scored no", "has no direction and no impact"],
    ] as const) {
      const reply = await bot.ask(typed);
      expect(wordsAround(reply)).toContain(sentence);
      expect(idsOf(await bot.press(reply, "Not scored"))).toEqual([unscored.id]);
    }
  });
});

it("what is partly scored is told apart from what is not scored at all", async () => {
  const reply = await bot.ask("/news latest scored no");
  expect(idsOf(reply)).toEqual([unscored.id, "5e22c0de00000007"]);
  expect(wordsAround(reply)).toContain("At least one pillar of each could not be scored");
  expect(wordsAround(await bot.ask("/news latest scored no p1"))).not.toContain("At least one pillar");
});

describe("when the news changes between two pages", () => {
  const later: SampleArticle = { ...customs, id: "1a70000000000009", date: "2024-03-08 08:00:00" };
  let changing: TestBot;

  beforeAll(async () => {
    changing = await startTestBot({ files: sampleFiles, now: NOW });
  });
  afterAll(() => changing.close());

  it("the next page goes on with the old news for half an hour, then says so and begins anew", async () => {
    const first = await changing.ask("/news top all limit 4");
    await changing.replace({
      "Estonia_master.parquet.gzip": estonia,
      "Latvia_master.parquet.gzip": [...latvia, later],
    });
    const second = await changing.press(first, "More");
    expect(cardsOf(second).map(({ number }) => number)).toEqual([5, 6, 7, 8]);
    expect(wordsAround(second)).toContain("of 11 stories");

    changing.at("2024-03-08T09:40:00Z");
    await changing.sweep();
    const anew = await changing.press(second, "More");
    expect(wordsAround(anew)).toContain("The news changed since page 1, so this is page 1 anew.");
    expect(cardsOf(anew).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(wordsAround(anew)).toContain("4 of 12 stories");
    expect(wordsAround(await changing.press(anew, "More"))).not.toContain("changed since");
  });
});
