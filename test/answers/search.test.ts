// Searches as people type them: what is found and in which order, what the answer says was taken as what, what stands out, and the
// way on where nothing is found.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { buttonsOf, cardsOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { audit, customs, prison, sampleFiles, tender, unscored, veto } from "./sample-news.ts";

const NOW = "2024-03-08T09:00:00Z";
let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: NOW, isSearched: true });
});

afterAll(() => bot.close());

const SCHOOL = "1a70000000000003";

/** What stands out in the titles and summaries of a reply. */
function markedIn(reply: Reply): readonly string[] {
  return cardsOf(reply).flatMap(({ title, titleMarks = [], summary }) => [
    ...titleMarks.map(({ from, to }) => title.slice(from, to)),
    ...(summary?.marks ?? []).map(({ from, to }) => summary?.text.slice(from, to) ?? ""),
  ]);
}

describe("finds", () => {
  it.each([
    ["bribe", [customs.id, SCHOOL]],
    ["bribes latvia", [customs.id, SCHOOL]],
    ["bribe -school", [customs.id]],
    ['"supreme court"', [veto.id]],
    ["court", [unscored.id, veto.id]],
    ["guard OR tender", [prison.id, tender.id]],
    ["customs or tender", [customs.id, tender.id]],
    ["offic* lsm.lv", [customs.id]],
    ["bribe positive pillar 2", [SCHOOL]],
    ["bribe since march", [customs.id]],
    ["bribe until 2024-02", [SCHOOL]],
    ["office report pillar 2", [audit.id]],
    ["sentence scored no", [unscored.id]],
    ["words bribe", [customs.id, SCHOOL]],
  ])("%s", async (typed, ids) => {
    const reply = await bot.ask(`/news search ${typed}`);
    expect([...idsOf(reply)].sort(), plainText(reply)).toEqual([...ids].sort());
  });

  it("and tells what was taken as what, in all dates", async () => {
    const reply = await bot.ask("/news search bribe -football latvia negative since 2024");
    expect(wordsAround(reply)).toMatch(
      /^Search · bribe -football · negative only · Latvia \(1 Jan – 3 Mar 2024\)/,
    );
    expect(wordsAround(reply)).toContain("1 of 1 story");
    expect(wordsAround(await bot.ask("/news search bribe"))).toMatch(
      /^Search · bribe \(20 Nov 2023 – 7 Mar 2024 · all countries\)/,
    );
  });

  it("and makes what was sought stand out, in whatever form it was found", async () => {
    expect(markedIn(await bot.ask("/news search bribe"))).toEqual(
      expect.arrayContaining(["bribes", "bribe"]),
    );
    expect(markedIn(await bot.ask('/news search "supreme court"'))).toEqual(["Supreme Court"]);
    expect(markedIn(await bot.ask("/news search offic* -ministry"))).toContain("officers");
    expect(markedIn(await bot.ask("/news top words bribe since 30d"))).toEqual(["bribes", "bribe"]);
    expect(markedIn(await bot.ask("/news latest latvia"))).toEqual([]);
  });
});

it("what only the article itself says is shown from there", async () => {
  const reply = await bot.ask("/news search privacy");
  expect(cardsOf(reply).map(({ id, summary }) => [id, summary?.from, summary?.text])).toEqual([
    [veto.id, "article", "… Privacy is a right; police and security services say that they need the data."],
  ]);
  expect(markedIn(reply)).toEqual(["Privacy"]);
});

it("nothing of a question formats or pings, and it is told as it was read", async () => {
  const reply = await bot.ask(
    "/news search <!channel> @everyone *court* `x` _y_ <https://evil.example|court>",
  );
  expect(wordsAround(reply)).toMatch(/^Search · [\p{L}\p{N} .*-]+ \(/u);
  expect(JSON.stringify(reply)).not.toMatch(/<!|@everyone|evil/);
});

it("a digest that asks for words makes them stand out in what it posts, whatever its layout", async () => {
  for (const layout of ["standard", "full"]) {
    await bot.ask(
      `/digest create W${layout} when "mon 09:00" impact any relevance any layout ${layout} words supreme court`,
    );
    await bot.ask(`/digest run W${layout}`);
    expect(bot.posted().slice(-1).flatMap(markedIn)).toEqual(["Supreme", "Court"]);
  }
});

describe("a word that is also a filter", () => {
  it("is taken the other way by a button", async () => {
    const asFilter = await bot.ask("/news search customs latvia");
    expect(idsOf(asFilter)).toEqual([customs.id]);
    const asWord = await bot.press(asFilter, 'The word "Latvia"');
    expect(wordsAround(asWord)).toMatch(/^Search · customs Latvia \(/);
    expect(idsOf(asWord)).toEqual([]);
    const back = await bot.press(asWord, "The country Latvia");
    expect(idsOf(back)).toEqual([customs.id]);
  });

  it("may be the name of a pillar", async () => {
    const reply = await bot.ask("/news search corruption officers");
    expect(wordsAround(await bot.press(reply, "The pillar Absence of Corruption"))).toMatch(
      /^Search · officers · Absence of Corruption \(/,
    );
  });

  it("is a word where it is all there is, and the news of the country are one button away", async () => {
    const reply = await bot.ask("/news search estonia");
    expect(wordsAround(reply)).toMatch(/^Search · estonia \(/);
    expect(wordsAround(await bot.press(reply, "The country Estonia"))).toMatch(/^Latest news · Estonia/);
  });
});

describe("pages", () => {
  it("go on with the same question, typed or pressed, and show opens what was printed", async () => {
    const first = await bot.ask("/news search bribe limit 1");
    expect(wordsAround(first)).toContain("1 of 2 stories");
    const more = await bot.press(first, "More");
    expect(wordsAround(more)).toContain("2 of 2 stories");
    expect(idsOf(await bot.ask("/news show 2"))).toEqual(idsOf(more));
    expect(idsOf(await bot.ask("/news page 1"))).toEqual(idsOf(first));
    expect(idsOf(await bot.ask("more"))).toEqual(idsOf(more));
  });

  it("are shared as they were seen", async () => {
    const reply = await bot.press(await bot.ask("/news search bribe limit 1"), "Share here");
    expect(reply.audience).toBe("everyone");
    expect(idsOf(reply)).toHaveLength(1);
  });
});

describe("where nothing is found", () => {
  it("what may have been meant is offered", async () => {
    const reply = await bot.ask("/news search prosident");
    expect(wordsAround(reply)).toContain("Did you mean: president");
    expect(idsOf(await bot.press(reply, "Search that"))).toEqual([veto.id]);
  });

  it("all dates are offered, else fewer filters, else any of the words, where those have something", async () => {
    const dated = await bot.ask("/news search tender since march");
    expect(wordsAround(dated)).toContain("In all dates 1 story does; the best match is from 27 Feb 2024.");
    expect(idsOf(await bot.press(dated, "Show all dates"))).toEqual([tender.id]);
    const filtered = await bot.ask("/news search tender estonia");
    expect(wordsAround(filtered)).toContain('under "Estonia". Without filters 1 story does');
    expect(idsOf(await bot.press(filtered, "Without filters"))).toEqual([tender.id]);
    const several = await bot.ask("/news search tender inmate");
    expect(wordsAround(several)).toContain("No article says all of that. 2 stories have one of the words.");
    expect([...idsOf(await bot.press(several, "Any of the words"))].sort()).toEqual(
      [tender.id, prison.id].sort(),
    );
  });

  it("a question as people ask it is offered without its small words", async () => {
    const reply = await bot.ask("/news search who pays the brother of the mayor?");
    expect(wordsAround(reply)).toContain('Without "who the of the" 1 story does.');
    expect(idsOf(await bot.press(reply, "Without small words"))).toEqual([tender.id]);
  });

  it("it is said, and what a word finds", async () => {
    const reply = await bot.ask("/news search qqqq");
    expect(wordsAround(reply)).toContain("No article says that in title, summary or opening.");
    expect(reply.isRefusal).toBeUndefined();
  });

  it("a list by words offers the search, which also finds other forms", async () => {
    const reply = await bot.ask("/news top words qqqq, zzzz not bribe estonia");
    const button = buttonsOf(reply).find(({ label }) => label === "Search instead");
    expect(button).toMatchObject({ command: "/news search words qqqq OR zzzz -bribe country Estonia" });
  });
});

describe("a word that is no command", () => {
  it("is a search with one click", async () => {
    const reply = await bot.ask("/news inmates");
    expect(wordsAround(reply)).toContain("I take that as: /news search inmates");
    expect(idsOf(await bot.press(reply, "Run it"))).toEqual([prison.id]);
  });

  it("may be a slip as well", async () => {
    expect(labelsOf(await bot.ask("/news corruptoin"))).toEqual([
      "/news top pillar 2",
      "/news search corruptoin",
    ]);
  });
});

it("what is like an article is a button of it, and a command about a number of what was printed", async () => {
  await bot.ask("/news search customs");
  const alike = await bot.press(await bot.ask("/news show 1"), "More like this");
  expect(wordsAround(alike)).toMatch(/^More like "Customs officers accused of taking bribes"/);
  expect(wordsAround(alike)).toContain("Nothing else in the news shares its rarer words.");
  expect(wordsAround(await bot.ask("/news like 1"))).toBe(wordsAround(alike));
});

it("what cannot be looked for is refused in a sentence", async () => {
  for (const [typed, sentence] of [
    ["***", "A search needs letters or digits"],
    ["-court", "That only leaves words out."],
    [
      Array.from({ length: 21 }, (_, at) => `w${at}x`).join(" "),
      "A search reads 20 words and 500 characters at most.",
    ],
    ["", "/news search needs one thing more, words"],
  ]) {
    const reply = await bot.ask(`/news search ${typed}`);
    expect([typed, wordsAround(reply)]).toEqual([typed, expect.stringContaining(sentence ?? "")]);
    expect(reply.audience).toBe("asker");
  }
});

it("while the full text is being made, what works is said, and nothing fails", async () => {
  const unready = await startTestBot({ files: { "Latvia.parquet": [customs] }, now: NOW });
  await unready.ask("/news sources");
  const reply = await unready.ask("/news search bribe latvia");
  expect(plainText(reply)).toContain(
    "Search over 1 article is being prepared: 0 %. /news top and /news latest work meanwhile.",
  );
  expect(buttonsOf(reply)[0]).toMatchObject({
    label: "Try again",
    command: "/news search words bribe country Latvia",
  });
  expect(reply.isRefusal).toBeUndefined();
  expect(wordsAround(await unready.ask("/news like 1a70"))).toContain("is being prepared");
  await unready.close();
});
