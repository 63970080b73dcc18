// One numbering: what was printed last with numbers is what a number means, wherever it is typed. A number outside of it
// is refused, and a command that writes never guesses.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, idsOf, labelsOf, startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { sampleFiles } from "./sample-news.ts";

const DAYS = ["01", "02", "03", "04", "05", "06", "07"];

/** Seven stories that no other is like, the newest last. */
const swedbank: readonly SampleArticle[] = DAYS.map((day, index) => ({
  id: `5eb4c0000000000${index}`,
  title: `Swedbank ${["fined", "sued", "cleared", "searched", "merged", "praised", "audited"][index]}`,
  source: "lrt.lt",
  date: `2024-03-${day} 08:00:00`,
  verdicts: { 7: 4 },
}));

/** Ids that look like the numbers of a list. */
const counted: readonly SampleArticle[] = [2, 9].map((id) => ({
  id: String(id),
  title: `Ombudsman writes report ${id}`,
  source: "lsm.lv",
  date: `2024-02-1${id} 08:00:00`,
  verdicts: { 3: 2 },
}));

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({
    files: {
      ...sampleFiles,
      "Lithuania_master.parquet.gzip": swedbank,
      "Latvia_more.parquet.gzip": counted,
    },
    now: "2024-03-08T09:00:00Z",
  });
});

afterAll(() => bot.close());

const wordsOf = async (text: string): Promise<string> => plainText(await bot.ask(text));

describe("a number", () => {
  beforeEach(async () => {
    await bot.ask("/news latest lithuania limit 3");
  });

  it.each(["2", "#2", "no. 2", "No 2", "nr 2", "number 2", "2.", "2nd"])(
    "is read as typed: %s",
    async (typed) => {
      expect(idsOf(await bot.ask(`/news show ${typed}`))).toEqual([swedbank[5]?.id]);
    },
  );

  it("may be first and last", async () => {
    expect(idsOf(await bot.ask("/news show first"))).toEqual([swedbank[6]?.id]);
    expect(idsOf(await bot.ask("/news show last"))).toEqual([swedbank[4]?.id]);
  });

  it.each(["9", "0", "-1", "99", "#4", "504"])("outside of the list is refused: %s", async (typed) => {
    const words = await wordsOf(`/news show ${typed}`);
    expect(words).toContain("There is no number");
    expect(words).toContain("1 to 3");
  });

  it("of more digits than a list has is the beginning of an id, and never words of a title", async () => {
    expect(await wordsOf("/news show 2024")).toContain("No article has the id");
    expect(await wordsOf("/news show 3, 4")).toContain("No article has the id");
  });

  it("is never the id of an article, which is named as one", async () => {
    expect(idsOf(await bot.ask("/news show id 2"))).toEqual(["2"]);
    expect(idsOf(await bot.ask("/news show id 9"))).toEqual(["9"]);
    const listed = await bot.ask("/news latest words ombudsman limit 1");
    expect(idsOf(listed)).toEqual(["9"]);
    expect(idsOf(await bot.press(listed, "Details"))).toEqual(["9"]);
  });

  it("means nothing before anything was printed", async () => {
    const reply = await bot.ask("/news show 1", { ...BEN, id: "U77" });
    expect(plainText(reply)).toContain("Nothing with numbers was printed for you yet");
  });

  it("goes on meaning the list where an answer had none", async () => {
    await bot.ask("/news latest words nothingisthere");
    await bot.ask("/news about");
    expect(idsOf(await bot.ask("/news show 1"))).toEqual([swedbank[6]?.id]);
  });
});

describe("what was printed last", () => {
  it("may be choices", async () => {
    await bot.ask("/news top limit 5");
    const choices = await bot.ask("/news show swedbank");
    expect(labelsOf(choices)).toEqual(["Show 1", "Show 2", "Show 3", "Show 4", "Show 5"]);
    expect(idsOf(await bot.ask("/news show 2"))).toEqual([swedbank[5]?.id]);
    expect(await wordsOf("/news show 6")).toContain("There is no number 6");
  });

  it("may be the choices of why", async () => {
    await bot.ask('/digest create Choices when "daily 09:00"');
    await bot.ask("/news top limit 5");
    await bot.ask("/digest why swedbank");
    expect(await wordsOf("/digest why 3")).toContain("Swedbank merged");
    expect(idsOf(await bot.ask("/news show 3"))).toEqual([swedbank[4]?.id]);
  });

  it("may be the articles behind a number of a receipt", async () => {
    await bot.ask('/digest create Receipt when "mon 09:00" country Lithuania');
    await bot.ask("/digest run Receipt");
    await bot.ask("/news top country Estonia");
    const history = await bot.ask("/digest history Receipt");
    const slot = await bot.press(history, labelsOf(history)[0] ?? "");
    const below = labelsOf(slot).find((label) => label.endsWith("below impact")) ?? "";
    const set = await bot.press(slot, below);
    const [, second] = await Promise.all(
      [1, 2].map(async (number) => idsOf(await bot.press(set, `Details ${number}`))[0]),
    );
    expect(second).toBeDefined();
    expect(idsOf(await bot.ask("/news show 2"))).toEqual([second]);
  });

  it("is another page of the same list only where it is the same list", async () => {
    await bot.ask("/news latest lithuania limit 2");
    await bot.ask("/news latest lithuania limit 2 page 2");
    expect(idsOf(await bot.ask("/news show 1"))).toEqual([swedbank[6]?.id]);
    expect(idsOf(await bot.ask("/news show 4"))).toEqual([swedbank[3]?.id]);
    await bot.ask("/news latest limit 2 page 2");
    expect(await wordsOf("/news show 1")).toContain("There is no number 1");
  });
});

describe("a command that writes", () => {
  it("mutes nothing by a number that was not printed", async () => {
    await bot.ask("/news latest lithuania limit 3");
    for (const number of ["99", "4", "0"]) {
      expect(await wordsOf(`/digest mute story ${number}`)).toContain("There is no number");
      expect(await wordsOf("/digest unmute")).toBe("Nothing is muted.");
    }
  });

  it("asks before it takes words of a title for an article", async () => {
    const asked = await bot.ask("/digest mute story merged for 7d");
    expect(await wordsOf("/digest unmute")).toBe("Nothing is muted.");
    expect(plainText(asked)).toContain("Swedbank merged");
    const muted = await bot.pressAnyway(asked, "Mute 1");
    expect(plainText(muted)).toContain("Muted until");
    await bot.pressAnyway(muted, "Undo");
    expect(await wordsOf("/digest unmute")).toBe("Nothing is muted.");
  });

  it("takes a number that was printed", async () => {
    await bot.ask("/news latest lithuania limit 3");
    const muted = await bot.ask("/digest mute story 2");
    expect(plainText(muted)).toContain("Swedbank praised");
    await bot.pressAnyway(muted, "Undo");
  });
});

describe("a list goes on", () => {
  it("with more, next, a page and back, in its filter, from any other answer", async () => {
    const all = idsOf(await bot.ask("/news latest lithuania limit 7"));
    await bot.ask("/news latest lithuania limit 2");
    expect(idsOf(await bot.ask("more"))).toEqual(all.slice(2, 4));
    await bot.ask("/news show 1");
    expect(idsOf(await bot.ask("/news next"))).toEqual(all.slice(4, 6));
    expect(idsOf(await bot.ask("back"))).toEqual(all.slice(2, 4));
    expect(idsOf(await bot.ask("page 4"))).toEqual(all.slice(6));
    expect(idsOf(await bot.ask("/news page 1"))).toEqual(all.slice(0, 2));
    expect(await wordsOf("/news back")).toContain("That was the first page");
  });

  it("says at its end how long it is, and stays there", async () => {
    await bot.ask("/news latest lithuania limit 4");
    await bot.ask("more");
    expect(await wordsOf("more")).toContain("There are only 2 pages of this");
    expect(idsOf(await bot.ask("back"))).toHaveLength(4);
  });

  it("not where nothing was listed, or choices were", async () => {
    expect(plainText(await bot.ask("more", { ...BEN, id: "U78" }))).toContain(
      "There is no list to go on with",
    );
    await bot.ask("/news show swedbank");
    expect(await wordsOf("more")).toContain("There is no list to go on with");
  });

  it("and is not confused with other words", async () => {
    expect(await wordsOf("next week")).not.toContain("There is no list to go on with");
    const offered = await bot.ask("more corruption");
    expect(plainText(offered)).not.toContain("/news more");
  });
});
