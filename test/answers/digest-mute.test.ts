// `/digest mute` and `unmute`: outlets, words and stories that are kept out, and counted.

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, CLEO, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import {
  access,
  FILE,
  firstDay,
  fraud,
  judge,
  lastPosted,
  listed,
  MADE_AT,
  postedAt,
  receiptOf,
  secondDay,
} from "./digest-news.ts";

let bot: TestBot;

/** Two digests that have told the news of Friday; those of Saturday are new to them. */
beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  await bot.ask("/digest create Morning when daily 09:00");
  await bot.ask("/digest create Other when daily 09:00");
  await postedAt(bot, "2024-03-09T18:00:00Z");
  await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
});
afterAll(() => bot.close());

afterEach(async () => {
  for (
    let all = await bot.ask("/digest unmute");
    labelsOf(all).length > 0;
    all = await bot.ask("/digest unmute")
  )
    await bot.pressAnyway(all, labelsOf(all)[0] ?? "");
});

/** What a digest would show. */
async function shownBy(name: string): Promise<readonly string[]> {
  return idsOf(await bot.ask(`/digest preview ${name}`)).toSorted();
}

const ALL = [judge.id, access.id, fraud.id];

// Days that follow one another.
describe("a mute", { shuffle: false }, () => {
  it("of an outlet is for all digests", async () => {
    const reply = plainText(await bot.ask("/digest mute source postimees.ee for 7d"));
    expect(reply).toContain("Muted until Sat 16 Mar 2024");
    expect(reply).toContain("the source postimees.ee, in every digest and alert here.");
    for (const name of ["Morning", "Other"]) expect(await shownBy(name)).toEqual([judge.id, access.id]);
  });

  it("of an outlet is that of a number in the last list, too", async () => {
    const number = idsOf(await bot.ask("/news latest limit 10")).indexOf(fraud.id) + 1;
    expect(plainText(await bot.ask(`/digest mute source ${number}`))).toContain("the source postimees.ee");
    expect(await shownBy("Morning")).toEqual([judge.id, access.id]);
    expect(plainText(await bot.ask("/digest mute source 99"))).toContain("There is no number 99");
    await bot.ask("/news latest limit 10");
    expect(plainText(await bot.ask(`/digest unmute source ${number}`))).toContain("may be shown again");
    await bot.ask(`/digest mute story ${number}`);
    expect(plainText(await bot.ask(`/digest unmute story ${number}`))).toContain("may be shown again");
  });

  it("of a word is for whole words of title and summaries, in one digest when it is named", async () => {
    expect(plainText(await bot.ask("/digest mute word FRAUD digest Morning"))).toContain('in "Morning"');
    await bot.ask("/digest mute word parl digest Morning");
    expect(await shownBy("Morning")).toEqual([judge.id, access.id]);
    expect(await shownBy("Other")).toEqual(ALL);
    await bot.ask('/digest mute word "summary for pillar 1"');
    expect(await shownBy("Other")).toEqual([access.id, fraud.id]);
  });

  it.each([
    ["id", () => judge.id],
    ["link", () => `https://www.err.ee/${judge.id}`],
    ["its title", () => "Fraud trial ends after nine years"],
    [
      "number in the last list",
      async () => String(idsOf(await bot.ask("/news latest limit 10")).indexOf(fraud.id) + 1),
    ],
  ])("of a story is for every report of it, named by %s", async (how, named) => {
    expect(plainText(await bot.ask(`/digest mute story ${await named()}`))).toContain("Muted for good");
    const muted = how === "id" || how === "link" ? judge.id : fraud.id;
    expect(await shownBy("Morning")).toEqual(ALL.filter((id) => id !== muted));
  });

  it("is undone by its button, by name, or from the list of all", async () => {
    const muted = await bot.ask("/digest mute source postimees.ee");
    expect(plainText(await bot.pressAnyway(muted, "Undo"))).toContain("may be shown again");
    await bot.ask("/digest mute word fraud");
    expect(plainText(await bot.ask("/digest unmute word Fraud"))).toContain("may be shown again");
    await bot.ask("/digest mute word fraud digest Morning");
    expect(plainText(await bot.ask("/digest unmute word fraud"))).toContain(
      'The word "fraud" is not muted in all digests.',
    );
    const all = await bot.ask("/digest unmute");
    expect(plainText(await bot.pressAnyway(all, labelsOf(all)[0] ?? ""))).toContain("may be shown again");
    expect(await shownBy("Morning")).toEqual(ALL);
  });

  it.each([
    [{ what: "", value: "" }, "Which: Say what to keep out."],
    [{ what: "source", value: "nonsense" }, '"nonsense" is no outlet\'s domain'],
    [{ what: "story", value: "no such story" }, "No article has the id"],
    [{ what: "colour", value: "red" }, "It can be source, word or story"],
  ])("that cannot be is refused with a sentence: %j", async (values, sentence) => {
    expect(plainText(await bot.submit(await bot.ask("/digest mute"), values))).toContain(sentence);
    expect(plainText(await bot.ask("/digest unmute"))).toBe("Nothing is muted.");
  });

  it("is refused for a digest that there is not, or is somebody else's, and for all to those who are no admins", async () => {
    expect(plainText(await bot.ask("/digest mute word fraud digest Mornig"))).toContain('There is "Morning"');
    expect(plainText(await bot.ask("/digest mute word fraud digest Morning", CLEO))).toContain(
      "belongs to Ana",
    );
    for (const actor of [BEN, CLEO]) await bot.ask("/digest mute word fraud", actor);
    expect(plainText(await bot.ask("/digest unmute"))).toBe("Nothing is muted.");
  });

  it("ends when its time is over", async () => {
    await bot.ask("/digest mute source postimees.ee for 24h");
    bot.at("2024-03-10T08:00:00Z");
    expect(await shownBy("Morning")).toEqual([judge.id, access.id]);
    bot.at("2024-03-10T18:10:00Z");
    expect(await shownBy("Morning")).toEqual(ALL);
    expect(plainText(await bot.ask("/digest unmute"))).toBe("Nothing is muted.");
  });

  it("keeps its articles in the receipt of what is sent", async () => {
    await bot.ask("/digest mute source postimees.ee digest Morning");
    const digests = await postedAt(bot, "2024-03-11T09:00:00Z");
    const morning = digests.find((digest) => wordsAround(digest).startsWith("Morning")) ?? lastPosted(bot);
    expect(receiptOf(morning)).toMatch(/^2 of 7 shown · .*1 muted/);
    expect(listed(await bot.press(morning, "1 muted"))).toEqual([expect.stringContaining(fraud.title)]);
  });

  it("is asked for by the button under a digest, for that digest alone", async () => {
    const digest = lastPosted(bot);
    const [name = ""] = wordsAround(digest).split(" · ");
    const form = await bot.press(digest, "Mute…");
    const block = form.blocks.find(({ type }) => type === "form");
    const where = block?.type === "form" ? block.fields.find((field) => field.name === "digest") : undefined;
    expect(where?.value).toBe(name);
    const values = { what: "source", value: "err.ee", for: "7d" };
    expect(plainText(await bot.submit(form, values, CLEO))).toContain("belongs to Ana");
    const reply = await bot.submit(form, values);
    expect(plainText(reply)).toContain(`the source err.ee, in "${name}".`);
    expect(wordsAround(await bot.ask(`/digest show ${name}`))).toContain("source err.ee until");
  });
});
