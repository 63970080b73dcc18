// What is said in a conversation, line by line: moves, questions, courtesies, and what is about the answer before.

import { describe, expect, it, test } from "vitest";
import { canonical, language, lastOf, lexicon, outcome, typed } from "./conversation.ts";

describe("a conversation", () => {
  it.each<readonly [last: string, line: string, comes: string]>([
    ["top pillar 1 latvia", "pillar 3 instead", "/news top pillar 3 country Latvia"],
    ["top pillar 1", "more", "/news top pillar 1 page 2"],
    ["top pillar 1 page 3", "next page", "/news top pillar 1 page 4"],
    ["top pillar 1 page 2", "back", "/news top pillar 1"],
    ["top pillar 1 page 2", "and latvia?", "/news top pillar 1 country Latvia"],
    ["top pillar 1 page 2", "share it", "/news top pillar 1 page 2 share"],
    ["top pillar 1 share", "more", "/news top pillar 1 page 2"],
    ["top pillar 1 share", "only negative", "/news top pillar 1 direction negative"],
    ["search bribery latvia", "everything again", "/news search words bribery"],
    ["top pillar 1 latvia", "start over", "/news top"],
    ["top pillar 1 latvia", "the same again", "/news top pillar 1 country Latvia"],
    ["top pillar 1 latvia", "all countries", "/news top pillar 1"],
    ["top pillar 1 latvia", "any pillar and only negative", "/news top direction negative country Latvia"],
    ["top pillar 1 since 2024-01", "without dates", "/news top pillar 1"],
    ["top pillar 1 since 2024-01", "all time", "/news top pillar 1 since all"],
    ["top since 2024-01", "until 2024-02", "/news top since 2024-01 until 2024-02"],
    ["top since 2024-01 until 2024-03", "since 2024-02", "/news top since 2024-02 until 2024-03"],
    ["top last week", "since january", "/news top since january"],
    ["top since 2024-01 until 2024-03", "last 7 days", "/news top since 7d"],
    ["top pillar 1 limit 3", "as a trend", "/news trend pillar 1"],
    ["trend pillar 1 latvia", "latest instead", "/news latest pillar 1 country Latvia"],
    ["top pillar 1", "stats of that", "/news stats pillar 1"],
    ["top pillar 1", "latest", "/news latest"],
    ["top pillar 1", "show 2", "/news show 2"],
    ["top pillar 1", "what's new in latvia?", "/news latest country Latvia"],
    ["top pillar 1", "hi, what happened last week", "/news top last week"],
    ["top pillar 1 latvia", "only the negative ones", "/news top pillar 1 latvia negative"],
    ["top pillar 1", "remove latvia", "/news top pillar 1 country not Latvia"],
    ["top pillar 1 latvia", "everywhere, and only strong ones", "/news top pillar 1 strong"],
    ["top since 2024-01", "before march", "/news top until before march"],
    ["top pillar 1", "show this to everyone", "/news top pillar 1 share"],
    ["top pillar 1", "how many?", "/news stats pillar 1"],
    ["top pillar 1", "and the trend?", "/news trend pillar 1"],
    ["stats pillar 1", "as stats please", "/news stats pillar 1"],
    ["top pillar 1", "the second one", "/news show 2"],
    ["top pillar 1", "tell me more about number 3", "/news show 3"],
    ["stats corruption", "by country", "/news stats pillar 2 by country"],
    ["compare corruption rights", "since january", "/news compare pillar 2 pillar 4 since january"],
    ["top pillar 1", "and Latvian?", "/news top pillar 1 country Latvia"],
    ["top pillar 1 latvia", "Estonian too", "/news top pillar 1 country Latvia country Estonia"],
    ["top pillar 1", "by country", "/news top pillar 1 each country"],
    ["top pillar 1", "sort by date", "/news latest pillar 1"],
    ["latest pillar 1", "strongest first", "/news top pillar 1"],
    ["latest pillar 1", "worst Estonian news last week", "/news top pillar 1 negative last week estonia"],
    ["latest pillar 1", "only worst", "/news latest pillar 1 negative"],
    ["top pillar 1", "graph", "/news trend pillar 1"],
    ["top pillar 1", "more like 2", "/news like 2"],
    ["top pillar 1", "find similar to the first", '/news like "the first"'],
    ["top pillar 1", "why is this first?", "/news about"],
    ["top pillar 1", "why is 2 first?", "/news about"],
    ["top pillar 1", "what is pillar 4?", "/news pillars"],
    ["top pillar 1", "which countries do you have?", "/news sources"],
  ])("%s, then %s", (last, line, comes) => {
    expect(lastOf(last, line)).toBe(typed(comes));
  });

  it.each<readonly [line: string, comes: string]>([
    ["top pillar 1", "/news top pillar 1"],
    ["please show me corruption in latvia", "/news top pillar 2 country Latvia"],
    ["any news about corruption?", "/news latest pillar 2"],
    ["what can you do?", "/news help"],
    ["help", "/news help"],
  ])("begins with %s", (line, comes) => {
    expect(lastOf(line)).toBe(typed(comes));
  });

  it.each([
    "hi",
    "Hello there!",
    "good morning",
    "thanks 🙏",
    "Thank you very much!",
    "ok great :tada:",
    "got it",
  ])("takes %s as it is meant", (line) => {
    expect(lastOf("top pillar 1", line)).toMatch(/^(?:greeting|thanks)$/);
  });

  it.each([
    ["never mind", "dismissal"],
    ["no", "dismissal"],
    ["yes please", "assent"],
  ])("takes %s as %s", (line, courtesy) => {
    expect(lastOf("top pillar 1", line)).toBe(courtesy);
  });

  function offersAfter(last: string, line: string): readonly string[] {
    const said = language.readSaid(line, typed(`/news ${last}`), lexicon);
    return said.type === "misunderstood"
      ? said.misunderstanding.offers.map(({ command }) => command)
      : [outcome(said)];
  }

  it("asks where it cannot know, and every offer keeps what held", () => {
    expect(offersAfter("top pillar 1", "and lativa?")).toEqual([typed("/news top pillar 1 latvia")]);
    expect(offersAfter("top latvia", "justice")).toEqual(
      ["pillar 7", "pillar 8"].map((pillar) => typed(`/news top latvia ${pillar}`)),
    );
    expect(offersAfter("top latvia", "2")).toEqual([
      "/news show 2",
      typed("/news top latvia pillar 2"),
      typed("/news top latvia limit 2"),
    ]);
    expect(offersAfter("top latvia", "supreme court")).toEqual([
      "/news search supreme court",
      typed('/news top latvia words "supreme" "court"'),
    ]);
  });

  it("runs nothing that changes something without its group", () => {
    expect(offersAfter("top latvia", "delete Morning")).toContain("/digest delete Morning");
    expect(lastOf("delete Morning")).toMatch(/^\?/);
  });

  it("says what it cannot take along", () => {
    expect(lastOf("search bribery", "trend instead")).toBe(
      "? /news trend cannot go on from that: it takes other filters. Say it whole.",
    );
  });

  it("tells what holds on", () => {
    const said = language.readSaid("and latvia?", typed("/news top pillar 1 negative page 2"), lexicon);
    if (said.type !== "command") throw new Error("not a command");
    expect(canonical(said.command, said.kept)).toBe("/news top pillar 1 direction negative");
  });
});

describe("a question in words, typed as a command", () => {
  it.each([
    ["how many stories about corruption in latvia this month", "/news stats corruption latvia this month"],
    ["/news what happened in latvia last week", "/news top last week latvia"],
    ["/news which countries", "/news sources"],
    ["how are scores made", "/news about"],
    ["why is this first", "/news about"],
    ["what is pillar 4?", "/news pillars"],
  ])("%s", (line, comes) => {
    const parsed = language.read(line, lexicon);
    const offers = parsed.type === "misunderstood" ? parsed.misunderstanding.offers : [];
    expect(offers.map(({ command }) => command)).toEqual([typed(comes)]);
  });

  it.each(["how strange", "why did the judge resign", "what is a pillar of society"])("%s", (line) => {
    const parsed = language.read(line, lexicon);
    const offers = parsed.type === "misunderstood" ? parsed.misunderstanding.offers : [];
    expect(offers.map(({ command }) => command)).not.toContain("/news about");
    expect(offers.map(({ command }) => command).join()).not.toMatch(/\/news (?:show|pillars)/);
  });
});

describe("what is clearly about the answer before", () => {
  test.each([
    ["compare with estonia", "compare corruption latvia estonia"],
    ["compare that to estonia", "compare corruption latvia estonia"],
    ["compare with pillar 4", "compare corruption pillar 4 latvia"],
    ["export that", "export corruption latvia"],
    ["can you export this as parquet", "export corruption latvia parquet"],
    ["export to xlsx", "export corruption latvia xlsx"],
    ["as csv please", "export corruption latvia csv"],
    ["export", "export corruption latvia"],
    ["how many of them are negative", "stats corruption latvia negative"],
    ["remove the filter", "latest"],
    ["export estonia", "export estonia"],
    ["compare estonia and latvia", "compare estonia latvia"],
  ])("%s", (line, whole) => {
    expect(lastOf("latest corruption latvia", line)).toBe(typed(`/news ${whole}`));
  });

  test.each([
    ["send me this every morning", "/digest morning corruption latvia alone"],
    ["post this here every morning", "/digest morning corruption latvia"],
    ["can I have that every morning please?", "/digest morning corruption latvia"],
    ["every morning", "/digest morning corruption latvia"],
    ["digest every morning", "/digest morning corruption latvia"],
    ["make a daily digest of this", "/digest morning corruption latvia"],
    ["send me this every day at 9", "/digest morning corruption latvia alone"],
    ["by month", "/news trend corruption latvia per month"],
    ["and per quarter", "/news trend corruption latvia per quarter"],
    ["as a chart", "/news trend corruption latvia"],
    ["show me that as a graph", "/news trend corruption latvia"],
    ["save this as Latvian courts", "/news save Latvian courts"],
    ["please keep that as courts", "/news save courts"],
    ["save courts", "/news save courts"],
  ])("in words of its own: %s", (line, whole) => {
    expect(lastOf("latest corruption latvia", line)).toBe(typed(whole));
  });

  test("comes every morning with the question of a search, and with no steps of a trend", () => {
    expect(lastOf("search bribery latvia", "every morning")).toBe(
      typed("/digest morning search bribery country Latvia"),
    );
    expect(lastOf("latest latvia", "by month", "send us this every day")).toBe(
      typed("/digest morning latvia"),
    );
    expect(lastOf("latest latvia", "every morning", "and estonia?")).toBe(typed("/news latest estonia"));
    expect(lastOf("trend latvia per year", "by month")).toBe(typed("/news trend latvia per month"));
    expect(lastOf("save this")).toMatch(/^\? /);
    expect(lastOf("send me this every morning")).toMatch(/^\? /);
  });

  test("compares what was named, and goes on from there", () => {
    expect(lastOf("latest latvia and estonia", "compare them")).toBe(typed("/news compare latvia estonia"));
    expect(lastOf("compare latvia with estonia")).toBe(typed("/news compare latvia estonia"));
    expect(lastOf("compare corruption to justice")).toMatch(/^\? /);
    expect(lastOf("latest latvia", "compare with estonia", "only negative")).toBe(
      typed("/news compare latvia estonia negative"),
    );
  });

  test("is handed over once: what is said next goes on from the list", () => {
    expect(lastOf("latest latvia", "export that", "and estonia?")).toBe(typed("/news latest estonia"));
  });

  test("asks why by its number: what sent it, and what its verdict says", () => {
    expect(lastOf("latest latvia", "why 2")).toBe(typed("/digest why 2"));
    expect(lastOf("latest latvia", "why number 2?")).toBe(typed("/digest why 2"));
    expect(lastOf("latest latvia", "why is 2 so negative?")).toBe(typed("/news show 2"));
  });

  test("is not guessed: dates are no side of their own, and other words of a file stay words", () => {
    expect(lastOf("latest latvia", "compare with last month")).toMatch(/^\? /);
    expect(lastOf("latest latvia", "export that report on courts")).toMatch(/^\? /);
    expect(lastOf("compare with estonia")).toMatch(/^\? /);
    expect(lastOf("latest latvia", "as usual")).toMatch(/^\? /);
  });

  test("asks which one is meant, where it does not say", () => {
    expect(lastOf("latest latvia", "more like this")).toBe(
      "? /news like needs one thing more, article: its number in your last list, its id, its link, or words of its title.",
    );
    expect(lastOf("latest latvia", "why?")).toMatch(/^\? \/digest why needs one thing more/);
  });

  test("asks who scored it", () => {
    expect(lastOf("latest latvia", "who scored this?")).toBe(typed("/news about"));
  });
});
