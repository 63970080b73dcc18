// `/digest create` and `/digest alert` as somebody sets one up: what is understood is shown whole before anything is sent.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DIGEST_BOUNDS } from "../../src/commands/digest/bounds.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { ANA, BEN, CLEO, fieldOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { archive, bribes, FILE, firstDay, MADE_AT, postedAt, strike } from "./digest-news.ts";
import { customs } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
});
afterAll(() => bot.close());

describe("a new digest is confirmed with", () => {
  it.each([
    [
      "daily 09:00",
      "daily 09:00",
      "Sat 9 Mar 2024 09:00, then Sun 10 Mar 2024 09:00, then Mon 11 Mar 2024 09:00",
      "07:00 UTC",
    ],
    [
      "every day at 9am",
      "daily 09:00",
      "Sat 9 Mar 2024 09:00, then Sun 10 Mar 2024 09:00, then Mon 11 Mar 2024 09:00",
      "07:00 UTC",
    ],
    [
      "weekdays 08:30",
      "weekdays 08:30",
      "Mon 11 Mar 2024 08:30, then Tue 12 Mar 2024 08:30, then Wed 13 Mar 2024 08:30",
      "06:30 UTC",
    ],
    [
      "mon,thu 18:00",
      "mon,thu 18:00",
      "Mon 11 Mar 2024 18:00, then Thu 14 Mar 2024 18:00, then Mon 18 Mar 2024 18:00",
      "16:00 UTC",
    ],
    [
      "hourly",
      "hourly",
      "Fri 8 Mar 2024 12:00, then Fri 8 Mar 2024 13:00, then Fri 8 Mar 2024 14:00",
      "10:00 UTC",
    ],
    [
      "monthly 31 01:00",
      "monthly 31 01:00",
      "Sun 31 Mar 2024 01:00, then Tue 30 Apr 2024 01:00, then Fri 31 May 2024 01:00",
      "Sat 30 Mar 2024 23:00 UTC",
    ],
  ])("its rule, zone, next three runs and UTC: %s", async (typed, rule, runs, utc) => {
    const reply = await bot.ask(`/digest create "At ${typed}" when "${typed}" tz Europe/Tallinn`);
    expect(reply.audience).toBe("asker");
    expect(wordsAround(reply)).toContain(`Digest made (At ${typed})`);
    expect(fieldOf(reply, "When")).toBe(`${rule} Europe/Tallinn`);
    expect(fieldOf(reply, "Next")).toContain(runs);
    expect(fieldOf(reply, "Next")).toContain(utc);
  });

  it("what comes behind a time without quotes", async () => {
    const reply = await bot.ask("/digest create Turns when daily 09:00 each source limit 4");
    expect(wordsAround(reply)).toContain("Digest made (Turns)");
    expect(fieldOf(reply, "When")).toBe("daily 09:00 UTC");
    expect(fieldOf(reply, "Next")).not.toContain("the first at");
    expect(fieldOf(reply, "Takes")).toContain("up to 4 stories · by source");
  });

  it("everything it takes and how it looks", async () => {
    const reply = await bot.ask(
      '/digest create Whole when "daily 09:00" pillar corruption direction negative impact notable country Estonia source err.ee words court, "prison guard" limit 3 layout full thread each source mention <@U7> empty say channel <#C2|news>',
    );
    expect(fieldOf(reply, "Where")).toBe("#C2");
    for (const said of [
      "Absence of Corruption",
      "negative only",
      "notable impact",
      "Estonia",
      "err.ee",
      '"court"',
      '"prison guard"',
      "up to 3 stories",
      "by source",
      "full layout",
      "articles in a thread",
      "notifies somebody",
      "says when there is nothing",
    ])
      expect(fieldOf(reply, "Takes")).toContain(said);
  });

  it("as many as one person may have, and more for admins", async () => {
    const many = { ...CLEO, id: "U50" };
    for (let n = 0; n < DIGEST_BOUNDS.ofPerson; n += 1)
      await bot.ask(`/digest create Many ${n} when hourly`, many);
    const refused = await bot.ask("/digest create One more when hourly", many);
    expect(wordsAround(refused)).toContain("which is the most for one person");
    const admin = await bot.ask("/digest create One more when hourly", { ...ANA, id: "U50" });
    expect(wordsAround(admin)).toContain("Digest made");
  });

  it("whom it notifies, by name, and what keeps them from it", async () => {
    const made = (mention: string): Promise<Reply> =>
      bot.ask(`/digest create For ${mention.slice(2, 4)} when "daily 09:00" mention ${mention}`);
    expect(wordsAround(await made("<@U7>"))).toContain("It notifies @U7 each time.");
    expect(wordsAround(await made("<@U8>"))).toContain("@U8 is not in that channel.");
    expect(wordsAround(await made("<!subteam^S1>"))).toContain("Whether that group is there is not known.");
    expect(wordsAround(await made("<@U0>"))).toContain("There is no such person. Nothing was changed.");
    expect(wordsAround(await bot.ask("/digest list"))).not.toContain("For U0");
    const edited = await bot.ask("/digest edit For U7 mention <@U0>");
    expect(wordsAround(edited)).toContain("There is no such person.");
    expect(wordsAround(await bot.ask("/digest edit For U7 mention <@U8>"))).toContain("notifies @U8");
  });

  it("the sentence of its making understood as typed", async () => {
    const reply = await bot.ask(
      '/digest create Morning when "daily 09:00" tz Europe/Tallinn country Latvia impact any limit 7 layout brief thread empty say',
    );
    expect(wordsAround(reply)).toContain("Digest made (Morning)");
    expect(fieldOf(reply, "Takes")).toBe(
      "on topic or related · Latvia · up to 7 stories · brief layout · articles in a thread · says when there is nothing",
    );
    expect(wordsAround(await bot.ask("/digest pause Morning until 2024-04-01"))).toContain(
      "until Mon 1 Apr 2024 00:00 Europe/Tallinn",
    );
  });

  it("the zone of whoever makes it, else the bot's", async () => {
    const words = "when daily 09:00";
    const local = await bot.ask(`/digest create Here ${words}`, { ...ANA, timezone: "America/New_York" });
    expect(fieldOf(local, "When")).toBe("daily 09:00 America/New_York");
    expect(fieldOf(await bot.ask(`/digest create There ${words}`), "When")).toBe("daily 09:00 UTC");
    expect(fieldOf(await bot.ask(`/digest create City ${words} tz new york`), "When")).toBe(
      "daily 09:00 America/New_York",
    );
  });

  it("strong news only, and ten stories at most, where nothing else is said", async () => {
    const reply = await bot.ask("/digest create Plain when daily 09:00");
    expect(fieldOf(reply, "Takes")).toBe("strong impact · on topic or related · up to 10 stories");
    expect(labelsOf(reply)).toEqual(["Preview", "Run now", "Pause", "Edit", "History", "Delete"]);
  });
});

describe("the form", () => {
  it("asks for what is missing and makes the same digest", async () => {
    const form = await bot.ask("/digest create Filled in");
    const made = await bot.submit(form, {
      name: "Filled in",
      when: "weekdays 8:30",
      pillar: "corruption",
      country: "Estonia, Latvia",
      impact: "notable",
    });
    expect(fieldOf(made, "When")).toBe("weekdays 08:30 UTC");
    for (const said of ["Absence of Corruption", "notable impact", "Estonia, Latvia"])
      expect(fieldOf(made, "Takes")).toContain(said);
  });

  it("makes an alert from a name alone", async () => {
    const made = await bot.submit(await bot.ask("/digest alert"), { name: "Loud", pillar: "", country: "" });
    expect(wordsAround(made)).toContain("Alert made (Loud)");
    expect(fieldOf(made, "When")).toBe("as soon as the news has it");
    expect(wordsAround(made)).toContain("everything that arrives from now on");
  });

  it("says what is wrong in it, and nothing is made", async () => {
    const form = await bot.ask("/digest create");
    for (const [values, sentence] of [
      [{ name: "", when: "daily 09:00" }, "Name: Give it a name"],
      [{ name: "Wrong", when: "" }, "When: Say when it runs"],
      [{ name: "Wrong", when: "sometimes" }, 'I cannot read "sometimes" in a schedule'],
      [{ name: "Wrong", when: "daily 09:00", country: "Narnia" }, 'I know no country called "Narnia"'],
    ] as const)
      expect(plainText(await bot.submit(form, values))).toContain(sentence);
    expect(plainText(await bot.submit(await bot.ask("/digest alert"), { name: " " }))).toContain(
      "Name: Give it a name",
    );
    expect(wordsAround(await bot.ask("/digest list"))).not.toContain("Wrong");
  });
});

describe("a digest is refused", () => {
  it.each([
    ["when every 2 hours", "no other steps are possible", "Run it"],
    ["when daily", "Say at what time of day it runs", "Run it"],
    ["when daily 09:00 tz Europe/Talinn", 'I know no zone called "Europe/Talinn"', "Run it"],
    ["when dayly 09:00 each country", 'I cannot read "dayly" in a schedule', "Run it"],
  ])("with what would work: %s", async (typed, sentence, label) => {
    const reply = await bot.ask(`/digest create "Not ${typed}" ${typed}`);
    expect(plainText(reply)).toContain(sentence);
    expect(wordsAround(await bot.press(reply, label))).toContain(`Digest made (Not ${typed})`);
  });

  it.each([
    ["when 25:00", "There is no time 25:00: hours go from 00 to 23.", 'when "daily 23:00"'],
    ["when daily 09:00 limit 40", "limit goes from 1 to 10", 'when "daily 09:00" limit 10'],
    ["when every day at 25:00 each country", "There is no time 25:00", 'when "daily 23:00" each country'],
  ])("with another number only for an example: %s", async (typed, sentence, example) => {
    const reply = await bot.ask(`/digest create Late ${typed}`);
    expect(plainText(reply)).toContain(sentence);
    expect(plainText(reply)).toContain(`For example: /digest create Late ${example}`);
    expect(labelsOf(reply)).toEqual([]);
  });

  it("where its channel is closed, and for a name that is taken or empty or long", async () => {
    await bot.ask("/digest create Taken when daily 09:00");
    const before = wordsAround(await bot.ask("/digest list"));
    for (const [typed, sentence] of [
      ["Other when daily 09:00 channel closed", "The bot is not in that channel. Type /invite @news there."],
      ["TAKEN when daily 10:00", 'There is a digest or alert "TAKEN" already.'],
      ['"" when daily 09:00', "A digest needs a name and a time"],
      [`${"long ".repeat(20)} when daily 09:00`, "name can have 60 characters at most."],
    ] as const)
      expect(plainText(await bot.ask(`/digest create ${typed}`))).toContain(sentence);
    expect(wordsAround(await bot.ask("/digest list"))).toBe(before);
  });

  it("to somebody who may only read, in every way", async () => {
    const asked = await bot.ask("/digest create Forbidden when daily 09:00", BEN);
    const form = await bot.ask("/digest create");
    for (const reply of [asked, await bot.submit(form, { name: "Forbidden", when: "daily 09:00" }, BEN)]) {
      expect(plainText(reply)).toMatch(/is for/);
      expect(labelsOf(reply)).toEqual([]);
    }
    expect(wordsAround(await bot.ask("/digest list"))).not.toContain("Forbidden");
  });
});

describe("a name", () => {
  it.each([
    ['"Ana\'s ""best"" 🗞"', 'Ana\'s "best" 🗞'],
    ["🗞", "🗞"],
    ['"<!channel> *brief*"', "channel *brief*"],
    ["Правосудие", "Правосудие"],
    ['"limit 5"', "limit 5"],
    ["Two words", "Two words"],
    ["News channel", "News channel"],
  ])("may be anything, and is found again by command and button: %s", async (typed, name) => {
    const made = await bot.ask(`/digest create ${typed} when daily 09:00`);
    expect(wordsAround(made)).toContain(`Digest made (${name})`);
    expect(wordsAround(await bot.ask(`/digest show ${typed}`))).toContain(name);
    expect(wordsAround(await bot.press(made, "Preview"))).toContain(name);
    expect(wordsAround(await bot.pressAnyway(made, "History"))).toContain(`"${name}" has sent`);
  });

  it("that is not known gets the nearest ones, else those there are", async () => {
    await bot.ask("/digest create Corruption watch when daily 09:00");
    for (const verb of ["show", "edit", "pause", "resume", "delete", "preview", "run", "history"])
      expect(plainText(await bot.ask(`/digest ${verb} Coruption wach`)), verb).toBe(
        'There is no digest or alert "Coruption wach" here. There is "Corruption watch": /digest list shows all.',
      );
    for (const name of ["One", "Two", "Three", "Four", "Five"])
      await bot.ask(`/digest create ${name} when daily 09:00`);
    expect(plainText(await bot.ask("/digest show xyzzy"))).toMatch(/There is ".+" and more: \/digest list/);
  });
});

// What the first makes is sent in the second.
describe("what a digest begins with", { shuffle: false }, () => {
  let own: TestBot;

  beforeAll(async () => {
    own = await startTestBot({
      files: {
        [FILE]: firstDay,
        "Latvia_master.parquet.gzip": [{ ...customs, date: "2024-03-07 22:00:00", verdicts: { 2: 1 } }],
      },
      now: MADE_AT,
    });
  });
  afterAll(() => own.close());

  it("several countries are offered to take turns, and then do", async () => {
    const reply = await own.ask(
      "/digest create Both when daily 09:00 limit 2 source err.ee, delfi.ee, lsm.lv",
    );
    expect(wordsAround(reply)).toContain("one with much news may take every place");
    expect(fieldOf(await own.press(reply, "By country"), "Takes")).toContain("by country");
    for (const narrow of ["country Latvia", "each source"])
      expect(labelsOf(await own.ask(`/digest create "Of ${narrow}" when hourly ${narrow}`))).not.toContain(
        "By country",
      );
  });

  it("is the last period only, whatever the period is", async () => {
    await own.ask("/digest create Daily when daily 12:00 country Estonia");
    await own.ask("/digest create Weekly when fri 12:00 country Estonia");
    const digests = await postedAt(own, "2024-03-08T12:00:00Z");
    const of = (name: string) =>
      digests.filter((digest) => wordsAround(digest).startsWith(name)).flatMap(idsOf);
    expect(of("Daily").toSorted()).toEqual([bribes.id, archive.id]);
    expect(of("Weekly").toSorted()).toEqual([bribes.id, archive.id, strike.id]);
    const [both] = await postedAt(own, "2024-03-09T09:00:00Z");
    expect(both && idsOf(both)).toContain(customs.id);
    expect(both && idsOf(both)).toHaveLength(2);
  });
});
