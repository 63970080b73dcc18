// `/digest why`: for each digest when it showed an article, or what kept it out.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, labelsOf, startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import {
  access,
  bribes,
  FILE,
  firstDay,
  fraud,
  judge,
  judgeElsewhere,
  late,
  MADE_AT,
  postedAt,
  secondDay,
  strike,
  strongArticle,
  unscored,
  weak,
} from "./digest-news.ts";

let bot: TestBot;

/** What arrives after the last digests. */
const later = strongArticle("e500000000000002", "Curfew in the harbour district", "2024-03-10 10:00:00");
const laterGood: SampleArticle = {
  ...later,
  id: "e500000000000003",
  title: "Harbour reopens",
  verdicts: { 5: 5 },
};

beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  await bot.ask("/digest create Morning when daily 09:00 limit 2");
  await bot.ask("/digest create Bad when daily 09:00 direction negative");
  await bot.ask("/digest create Courts when daily 09:00 pillar 8");
  await bot.ask("/digest alert Loud");
  await postedAt(bot, "2024-03-09T09:00:00Z");
  await bot.ask("/digest mute source postimees.ee digest Bad");
  await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
  await postedAt(bot, "2024-03-10T09:00:00Z");
  await bot.replace({ [FILE]: [...firstDay, ...secondDay, later, laterGood] });
});
afterAll(() => bot.close());

/** What `/digest why` says of an article for each digest. */
async function whyEach({ id }: Pick<SampleArticle, "id">, asked = ""): Promise<ReadonlyMap<string, string>> {
  const lines = plainText(await bot.ask(`/digest why ${id}${asked}`, BEN)).split("\n");
  return new Map(
    lines.flatMap((line): readonly [string, string][] => {
      const [, name, sentence] = /^- (\w+)\W+(.*)$/.exec(line) ?? [];
      return name === undefined || sentence === undefined ? [] : [[name, sentence]];
    }),
  );
}

async function why(article: SampleArticle, digest: string): Promise<string | undefined> {
  const lines = await whyEach(article, ` digest ${digest}`);
  expect([...lines.keys()]).toEqual([digest]);
  return lines.get(digest);
}

// The news changes in the end.
describe("why", { shuffle: false }, () => {
  it("of what was shown tells when", async () => {
    expect(await why(bribes, "Morning")).toBe("shown on Sat 9 Mar 2024 09:00 UTC.");
    expect(await why(judge, "Morning")).toBe("shown on Sun 10 Mar 2024 09:00 UTC.");
  });

  it.each([
    ["over the limit", fraud, "Morning", "stories that rank higher filled the digest"],
    ["below impact", weak, "Morning", "weaker"],
    ["of a story that is shown already", judgeElsewhere, "Morning", "another report of the same story"],
    ["not scored", unscored, "Morning", "score"],
    ["older", late, "Morning", "published more than 14 days before"],
    ["muted", fraud, "Bad", "mute"],
  ])("of what was %s tells that", async (_, article, digest, reason) => {
    const sentence = await why(article, digest);
    expect(sentence).toContain("not shown on Sun 10 Mar 2024 09:00 UTC: ");
    expect(sentence).toContain(reason);
  });

  it("of what waits tells what the next digest would do", async () => {
    expect(await why(later, "Morning")).toBe("it would be shown in the next one.");
    expect(await why(laterGood, "Bad")).toMatch(/^the next one would not show it: .*direction/);
  });

  it("of what was known before, or is none of its business, tells that", async () => {
    for (const name of ["Morning", "Loud"])
      expect(await why(strike, name)).toBe("not shown: it was in the data before this was made.");
    expect(await why(weak, "Courts")).toBe("not shown: it is outside of what this takes.");
  });

  it("of what a digest held that nobody saw tells no more than what is true of it now", async () => {
    await bot.ask("/digest create Lost when daily 09:00 channel gone");
    const newest = strongArticle("e500000000000004", "Mayor lifts the curfew", "2024-03-11 08:00:00");
    await bot.replace({ [FILE]: [...firstDay, ...secondDay, later, laterGood, newest] });
    await postedAt(bot, "2024-03-11T09:00:00Z");
    expect(plainText(await bot.ask("/digest history Lost"))).toContain("given up");
    expect(await why(newest, "Lost")).toBe("it would be shown in the next one.");
    await bot.ask("/digest edit Lost pillar 8");
    expect(await why(newest, "Lost")).toBe("not shown: it is outside of what this takes.");
    await bot.ask("/digest delete Lost sure");
  });

  it("asks every digest and alert when none is named", async () => {
    expect([...(await whyEach(judge)).keys()]).toEqual(["Bad", "Courts", "Loud", "Morning"]);
  });

  it("knows an article by number, link and title, and asks which when several fit", async () => {
    await bot.ask("/news latest all", BEN);
    for (const named of ["1", "Curfew harbour", `https://www.err.ee/${later.id}`])
      expect(plainText(await bot.ask(`/digest why ${named}`, BEN)), named).toMatch(/^Why\n/);
    const several = await bot.ask("/digest why b20000");
    expect(labelsOf(several)[0]).toBe("Why 1");
    expect(plainText(await bot.press(several, "Why 1"))).toMatch(/^Why\n/);
  });

  it("says so where there is no such article, no such digest, or no digest at all", async () => {
    expect(plainText(await bot.ask("/digest why nothing like that"))).toContain("No article has the id");
    expect(plainText(await bot.ask(`/digest why ${access.id} digest Mornin`))).toContain(
      'There is "Morning"',
    );
    for (const name of ["Morning", "Bad", "Courts", "Loud"]) await bot.ask(`/digest delete ${name} sure`);
    const none = await bot.ask(`/digest why ${access.id}`);
    expect(plainText(none)).toContain("There is no digest and no alert here yet.");
    expect(labelsOf(none)).toEqual(["New digest"]);
  });
});
