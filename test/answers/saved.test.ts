// `/news save` and `/news saved`: the last question under a name, asked anew of the news and the dates as they are then.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Store } from "../../src/store/database.ts";
import { MOST_SAVED } from "../../src/store/saved-questions.ts";
import { ANA, BEN, labelsOf, type TestBot } from "./bot.ts";
import { type StoredBot, startStoredBot } from "./stored-bot.ts";

let store: Store;
let bot: TestBot;
let end: StoredBot["end"];

beforeAll(async () => {
  ({ bot, store, end } = await startStoredBot());
});

afterAll(() => end());

const questionsOf = async (actor = ANA): Promise<readonly string[]> =>
  (await store.savedQuestions.of("slack:T1", actor.id)).map(({ question }) => question);

describe("a question that is kept", () => {
  it("needs one that was asked", async () => {
    const refused = await bot.ask("/news save Courts", { ...BEN, id: "U8" });
    expect(refused.isRefusal).toBe(true);
    expect(plainText(refused)).toContain("no question to keep");
  });

  it.each([
    ["/news top corruption latvia since 30d limit 2", "/news top pillar 2 since 30d country Latvia limit 2"],
    ["/news latest not delfi.ee", "/news latest source not delfi.ee"],
    ["/news stats corruption by country", "/news stats pillar 2 by country"],
    ["/news trend since 2024-02-05 until 2024-03-01", "/news trend since 2024-02-05 until 2024-03-01"],
  ])("%s, is what would be typed anew", async (asked, question) => {
    await bot.ask(asked);
    const kept = await bot.ask("/news save Mine");
    expect(plainText(kept)).toContain(question);
    expect(await questionsOf()).toEqual([question]);
  });

  it("has the dates that were typed, not those of its day, also from a later page and from a button", async () => {
    await bot.ask("/news top since 30d limit 1");
    await bot.ask("/news more");
    await bot.ask("/news save Mine");
    expect(await questionsOf()).toEqual(["/news top since 30d limit 1"]);
    await bot.press(await bot.ask("/news top limit 1"), "Negative only");
    await bot.ask("/news save Mine");
    expect(await questionsOf()).toEqual(["/news top direction negative limit 1"]);
  });

  it("is asked by its name and by its button, and answers as if it was typed", async () => {
    await bot.ask("/news top latvia limit 2");
    await bot.ask("/news save Latvian courts");
    const typed = await bot.ask("/news top latvia limit 2");
    const saved = await bot.ask("/news saved");
    expect(labelsOf(saved)).toEqual(["Latvian courts", "Mine"]);
    expect(await bot.ask("/news saved latvian COURTS")).toEqual(typed);
    expect(await bot.press(saved, "Latvian courts")).toEqual(typed);
  });

  it("is each person's own", async () => {
    expect(plainText(await bot.ask("/news saved", BEN))).toContain("You have kept no question yet");
    expect((await bot.ask("/news saved Mine", BEN)).isRefusal).toBe(true);
    await bot.ask("/news latest", BEN);
    await bot.ask("/news save Mine", BEN);
    expect(await questionsOf(BEN)).toEqual(["/news latest"]);
    expect(await questionsOf()).toHaveLength(2);
  });

  it("is deleted by its name, and near names are told", async () => {
    const near = await bot.ask("/news saved Latvian cuorts");
    expect(plainText(near)).toContain('"Latvian courts"');
    await bot.ask("/news save Later");
    const deleted = await bot.ask("/news saved later delete");
    expect(plainText(deleted)).toContain("Deleted");
    expect(await questionsOf()).toHaveLength(2);
    expect((await bot.ask("/news saved delete")).isRefusal).toBe(true);
    expect((await bot.ask("/news saved Later delete")).isRefusal).toBe(true);
  });

  it("is one of thirty at most; one that is there can be replaced", async () => {
    await bot.ask("/news top");
    for (let n = 2; n < MOST_SAVED; n += 1) await bot.ask(`/news save Number ${n}`);
    const full = await bot.ask("/news save One more");
    expect(full.isRefusal).toBe(true);
    expect(plainText(full)).toContain("30 questions");
    expect(await questionsOf()).toHaveLength(MOST_SAVED);
    expect((await bot.ask("/news save number 5")).isRefusal).toBeUndefined();
    expect((await bot.ask("/news save Elsewhere", BEN)).isRefusal).toBeUndefined();
  });
});
