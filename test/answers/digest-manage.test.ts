// `/digest list`, `show`, `edit`, `pause`, `resume`, `delete` and `history`: what they say they do is done, and only by
// those who may.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { ANA, BEN, CLEO, fieldOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import {
  archive,
  bribes,
  FILE,
  firstDay,
  judge,
  listed,
  MADE_AT,
  postedAt,
  secondDay,
} from "./digest-news.ts";

const DAN = { ...CLEO, id: "U5", name: "Dan" };

let bot: TestBot;

/** What `/digest show` says of one. */
const shown = async (name: string): Promise<string> => wordsAround(await bot.ask(`/digest show ${name}`));

function start(): void {
  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  });
  afterAll(() => bot.close());
}

// Days that follow one another.
describe("a pause", { shuffle: false }, () => {
  start();

  it("stops a digest, and one digest brings what it missed when it is resumed", async () => {
    const made = await bot.ask("/digest create Morning when daily 09:00");
    const paused = await bot.press(made, "Pause");
    expect(plainText(paused)).toContain("It is paused until somebody resumes it.");
    expect(fieldOf(await bot.ask("/digest show Morning"), "State")).toBe(
      "paused until somebody resumes it: Ana paused it.",
    );
    await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
    expect(await postedAt(bot, "2024-03-10T09:00:00Z")).toEqual([]);
    expect(plainText(await bot.ask("/digest run Morning"))).toContain("It is paused. Resume it first");
    bot.at("2024-03-10T12:00:00Z");
    expect(fieldOf(await bot.press(paused, "Resume"), "State")).toBe("active");
    const digests = await postedAt(bot, "2024-03-10T12:10:00Z");
    expect(digests.map((digest) => idsOf(digest).includes(judge.id))).toEqual([true]);
    expect(plainText(await bot.ask("/digest resume Morning"))).toContain("It is not paused.");
  });

  it("ends by itself at the beginning of the day, in the digest's zone", async () => {
    await bot.ask("/digest create Noon when daily 12:00 tz America/New_York empty say");
    const paused = await bot.ask("/digest pause Noon until 2024-03-13");
    expect(plainText(paused)).toContain("until Wed 13 Mar 2024 00:00 America/New_York");
    expect(await postedAt(bot, "2024-03-12T16:00:00Z")).toEqual([]);
    expect(await postedAt(bot, "2024-03-13T15:59:00Z")).toHaveLength(1);
    expect(fieldOf(await bot.ask("/digest show Noon"), "State")).toBe("active");
    expect(await postedAt(bot, "2024-03-13T16:00:00Z")).toHaveLength(1);
  });

  it.each(["2024-03-01", "7d", "last week", "all"])("ends in days to come only: until %s", async (until) => {
    expect(plainText(await bot.ask(`/digest pause Noon until ${until}`))).toContain("That time is over.");
    expect(fieldOf(await bot.ask("/digest show Noon"), "State")).toBe("active");
  });
});

describe("a private channel", () => {
  start();

  it("is named to the digest's owner, to admins and to those in it, and to nobody else", async () => {
    await bot.ask("/digest create Morning when daily 09:00 channel secret-plans", CLEO);
    const readings = ["/digest list", "/digest show Morning", "/digest preview Morning"];
    for (const actor of [CLEO, ANA])
      for (const text of readings) expect(plainText(await bot.ask(text, actor))).toContain("#secret-plans");
    await bot.ask("/digest run Morning", CLEO);
    for (const text of [...readings, "/digest history Morning"]) {
      const elsewhere = plainText(await bot.ask(text, BEN));
      expect(elsewhere).toContain("Morning");
      expect(elsewhere).not.toContain("secret-plans");
      expect(plainText(await bot.ask(text, BEN, "secret-plans"))).toContain("#secret-plans");
    }
    await bot.ask("/digest edit Morning channel C1", CLEO);
    expect(plainText(await bot.ask("/digest list", BEN))).toContain("#C1");
  });
});

// Days that follow one another.
describe("an edit", { shuffle: false }, () => {
  start();

  it("of the time moves the next digest and invents no missed ones", async () => {
    await bot.ask("/digest create Morning when daily 18:00 empty say");
    const changed = await bot.ask("/digest edit Morning when daily 06:00");
    expect(fieldOf(changed, "When")).toBe("daily 06:00 UTC");
    expect(fieldOf(changed, "Next")).toContain("Sat 9 Mar 2024 06:00");
    expect(await postedAt(bot, "2024-03-08T18:00:00Z")).toEqual([]);
    const [first] = await postedAt(bot, "2024-03-09T06:00:00Z");
    expect(first && plainText(first)).not.toContain("This also covers");
    await bot.ask("/digest edit Morning when hourly");
    expect(await postedAt(bot, "2024-03-09T06:30:00Z")).toEqual([]);
    const [next] = await postedAt(bot, "2024-03-09T07:00:00Z");
    expect(next && plainText(next)).not.toContain("This also covers");
    await bot.ask("/digest edit Morning tz Asia/Tokyo when daily 09:00");
    expect(await postedAt(bot, "2024-03-09T23:59:00Z")).toEqual([]);
    expect(await postedAt(bot, "2024-03-10T00:00:00Z")).toHaveLength(1);
  });

  it("changes what it names, and nothing else", async () => {
    await bot.ask("/digest create Evening when daily 20:00 pillar 2 country Estonia limit 3 thread");
    const changed = await bot.ask("/digest edit Evening rename Night limit 4 channel C9 each source");
    expect(wordsAround(changed)).toContain("Changed (Night)");
    expect(fieldOf(changed, "Where")).toBe("#C9");
    expect(fieldOf(changed, "When")).toBe("daily 20:00 UTC");
    expect(fieldOf(changed, "Takes")).toBe(
      "Absence of Corruption · strong impact · on topic or related · Estonia · up to 4 stories · by source · articles in a thread",
    );
    const cleared = await bot.ask("/digest edit Night clear pillar");
    expect(fieldOf(cleared, "Takes")).not.toContain("Corruption");
    expect(fieldOf(await bot.ask("/digest edit Night clear country thread no"), "Takes")).toBe(
      "strong impact · on topic or related · up to 4 stories · by source",
    );
    expect(plainText(await bot.ask("/digest show Evening"))).toContain(
      'There is no digest or alert "Evening"',
    );
  });

  it("by form begins with what is now", async () => {
    const form = await bot.ask("/digest edit Night");
    const [block] = form.blocks;
    const values = block?.type === "form" ? block.fields.map(({ name, value }) => [name, value]) : [];
    expect(values).toEqual([
      ["rename", "Night"],
      ["when", "daily 20:00"],
      ["pillar", undefined],
      ["country", undefined],
      ["impact", "strong"],
      ["channel", "C9"],
      ["tz", "UTC"],
      ["source", undefined],
      ["words", undefined],
      ["direction", "any"],
      ["relevance", "related"],
      ["each", "source"],
      ["layout", "standard"],
      ["limit", "4"],
      ["mention", undefined],
      ["empty", "skip"],
      ["thread", "no"],
      ["trend", "no"],
      ["language", undefined],
    ]);
    const changed = await bot.submit(form, { rename: "Night", when: "daily 21:00", impact: "any" });
    expect(fieldOf(changed, "When")).toBe("daily 21:00 UTC");
    expect(fieldOf(changed, "Takes")).not.toContain("strong");
  });

  it("by form takes away what is emptied, and leaves alone what stands as it was", async () => {
    await bot.ask(
      "/digest create Wide when daily 07:00 pillar 2, 3 country Estonia words bribe mention here each country limit 3 layout full thread trend",
    );
    const form = await bot.ask("/digest edit Wide");
    const before = answersIn(form);
    expect(fieldOf(await bot.submit(form, before), "Takes")).toBe(
      fieldOf(await bot.ask("/digest show Wide"), "Takes"),
    );
    const emptied = await bot.submit(form, {
      ...before,
      pillar: "",
      country: "",
      words: "",
      mention: "",
      each: "",
      limit: "",
      channel: "",
      thread: "no",
      trend: "no",
    });
    expect(fieldOf(emptied, "Takes")).toBe(
      "strong impact · on topic or related · up to 10 stories · full layout",
    );
    expect(fieldOf(emptied, "Where")).toBe("#C1");
    expect(fieldOf(emptied, "When")).toBe("daily 07:00 UTC");
    expect(answersIn(await bot.ask("/digest edit Wide"))).toMatchObject({
      limit: "10",
      pillar: "",
      thread: "no",
    });
    // What has to be something cannot be emptied.
    expect(plainText(await bot.submit(form, { ...before, rename: " " }))).toContain("Name: It needs a name.");
    await bot.ask("/digest delete Wide sure");
  });

  it("by a form that asks only some has a button to the others, until all were asked", async () => {
    await bot.ask("/digest create Stepwise when daily 07:00");
    const asked: string[] = [];
    let form = await bot.ask("/digest edit Stepwise");
    for (let step = 0; step < 6; step += 1) {
      const part = Object.entries(answersIn(form)).slice(0, 5);
      asked.push(...part.map(([name]) => name));
      const changed = await bot.submit(form, Object.fromEntries(part));
      expect(wordsAround(changed)).toContain("Changed (Stepwise)");
      if (!labelsOf(changed).includes("More settings")) break;
      form = await bot.press(changed, "More settings");
    }
    expect(asked).toEqual(Object.keys(answersIn(await bot.ask("/digest edit Stepwise"))));
    await bot.ask("/digest delete Stepwise sure");
  });

  it("by form keeps what was typed where it is refused at last", async () => {
    const form = await bot.ask("/digest edit Night");
    const refused = await bot.submit(form, { ...answersIn(form), channel: "closed", limit: "7" });
    expect(plainText(refused)).toContain("/invite @news");
    const again = await bot.press(refused, "Fill it in again");
    expect(answersIn(again)).toMatchObject({ rename: "Night", channel: "closed", limit: "7" });
    const wrong = await bot.submit(again, { ...answersIn(again), country: "Narnia", rename: "Morning" });
    expect(wrong.problems?.map(({ field }) => field)).toEqual(["country", "rename"]);
    const once = await bot.press(wrong, "Fill it in again");
    expect(answersIn(once)).toMatchObject({ country: "Narnia", rename: "Morning", limit: "7" });
    expect(await shown("Night")).not.toContain("7 stories");
  });

  it("refuses a name that is taken and a channel that is closed, and changes nothing then", async () => {
    const before = await shown("Night");
    expect(plainText(await bot.ask("/digest edit Night rename morning"))).toContain("Choose another name.");
    expect(plainText(await bot.ask("/digest edit Night limit 1 channel closed"))).toContain("/invite @news");
    expect(plainText(await bot.ask("/digest edit Night when daily 99"))).toContain("There is no time");
    expect(await shown("Night")).toBe(before);
  });
});

describe("deleting", () => {
  start();

  it("asks once, then nothing more is sent and it is gone", async () => {
    const made = await bot.ask("/digest create Morning when daily 09:00 empty say");
    const sure = await bot.press(made, "Delete");
    expect(wordsAround(sure)).toContain("Delete Morning?");
    await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(plainText(await bot.pressAnyway(sure, "Delete"))).toBe(
      '"Morning" is deleted. Nothing more is sent.',
    );
    expect(await postedAt(bot, "2024-03-10T09:00:00Z")).toEqual([]);
    expect(wordsAround(await bot.ask("/digest list"))).toContain("There is no digest and no alert here yet.");
    expect(plainText(await bot.pressAnyway(made, "Run now"))).toContain("There is none at all yet");
    expect(plainText(await bot.ask("/digest create Morning when daily 09:00"))).toContain("Digest made");
  });
});

// What its owner and an admin may do changes it in the end.
describe("the digest of somebody else", { shuffle: false }, () => {
  start();

  let made: Reply;
  let editing: Reply;
  const changes = [
    "pause Hers",
    "pause Hers until 2024-04-01",
    "resume Hers",
    "edit Hers limit 1",
    "edit Hers",
    "delete Hers",
    "delete Hers sure",
    "run Hers",
  ];

  beforeAll(async () => {
    made = await bot.ask("/digest create Hers when daily 09:00", CLEO);
    editing = await bot.ask("/digest edit Hers", CLEO);
  });

  it("is nobody's to change but its owner's and an admin's, by command, button and form", async () => {
    const before = await shown("Hers");
    const refused = [
      ...(await inTurn(changes, (change) => bot.ask(`/digest ${change}`, DAN))),
      ...(await inTurn(["Pause", "Run now", "Edit", "Delete"], (label) => bot.pressAnyway(made, label, DAN))),
      await bot.submit(editing, { rename: "His", when: "hourly" }, DAN),
    ];
    for (const reply of refused)
      expect(plainText(reply)).toBe(
        '"Hers" belongs to Cleo, who can change it; so can an admin. Nothing was changed.',
      );
    expect(await shown("Hers")).toBe(before);
    expect(bot.posted()).toEqual([]);
  });

  it("is not changed by those who only read either", async () => {
    const before = await shown("Hers");
    for (const reply of await inTurn(changes, (change) => bot.ask(`/digest ${change}`, BEN)))
      expect(plainText(reply)).not.toMatch(/Changed|Paused|It goes on|deleted|The digest goes to/);
    expect(await shown("Hers")).toBe(before);
  });

  it("may be looked at by everybody", async () => {
    for (const command of ["list", "show Hers", "preview Hers", "history Hers"])
      expect(plainText(await bot.ask(`/digest ${command}`, BEN)), command).toContain("Hers");
  });

  it("is an admin's to change, and stays its owner's", async () => {
    expect(fieldOf(await bot.submit(editing, { rename: "Hers", impact: "any" }, ANA), "Owner")).toBe("Cleo");
    expect(wordsAround(await bot.press(made, "Pause", ANA))).toContain("Paused (Hers)");
    expect(wordsAround(await bot.ask("/digest resume Hers", ANA))).toContain("It goes on (Hers)");
    expect(plainText(await bot.ask("/digest run Hers", CLEO))).toContain("The digest goes to");
  });
});

// What is made for one is looked at by the next.
describe("what there is", { shuffle: false }, () => {
  start();

  it("is listed page by page, by name, with its next run", async () => {
    for (let number = 10; number < 27; number += 1)
      await bot.ask(`/digest create D${number} when daily 09:00`);
    await bot.ask("/digest alert A1");
    const first = await bot.ask("/digest list", BEN);
    expect(listed(first)).toEqual(["A1", ...Array.from({ length: 14 }, (_, index) => `D${10 + index}`)]);
    expect(wordsAround(first)).toContain("daily 09:00 UTC · next Sat 9 Mar 2024 09:00");
    expect(wordsAround(first)).toContain("1–15 of 18 digests and alerts");
    expect(listed(await bot.press(first, "More", BEN))).toEqual(["D24", "D25", "D26"]);
    expect(plainText(await bot.ask("/digest list page 9"))).toContain("There is no such page.");
  });

  it("has its history page by page, newest first, every slot once", async () => {
    await bot.ask("/digest create Hours when hourly");
    for (let hour = 11; hour < 23; hour += 1) await postedAt(bot, `2024-03-08T${hour}:00:00Z`);
    const first = await bot.ask("/digest history Hours");
    const second = await bot.press(first, "More");
    const lines = [...listed(first), ...listed(second)];
    const times = lines.slice(0, -1);
    expect(lines.at(-1)).toBe("Fri 8 Mar 2024 09:01");
    expect(plainText(second)).toContain("made by Ana");
    expect(times).toEqual(
      Array.from({ length: times.length }, (_, index) => `Fri 8 Mar 2024 ${22 - index}:00`),
    );
    expect(times.length).toBeGreaterThanOrEqual(12);
    expect(labelsOf(second)).not.toContain("More");
    expect(plainText(await bot.ask("/digest history Hours page 9"))).toContain("There is no such page.");
    expect(plainText(await bot.ask("/digest history", BEN))).toContain("Name the digest: ");
  });

  it("shows every set of a delivery", async () => {
    const history = await bot.ask("/digest history D10");
    expect(plainText(history)).toContain('"D10" has sent and skipped nothing yet.');
    const [digest] = await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(digest && idsOf(digest)).toEqual([bribes.id, archive.id]);
    const whole = await bot.press(await bot.ask("/digest history D10"), "Sat 9 Mar 2024 09:00");
    const shown = await bot.press(whole, "2 shown");
    expect(listed(shown)).toHaveLength(2);
    // Each takes the place of what it was opened from.
    const backToSlot = await bot.press(shown, "Back");
    expect(backToSlot).toEqual(whole);
    expect(await bot.press(backToSlot, "Back")).toEqual(await bot.ask("/digest history D10"));
  });
});

describe("readers of several languages", () => {
  start();

  it("read the same digests in their own, and may go by any button of it", async () => {
    const ola = { ...ANA, id: "U7", name: "Ola", locale: "pl-PL" };
    const made = await bot.ask("/digest create Rano when daily 09:00", ola);
    expect(plainText(made)).toContain("Utworzono przegląd");
    const paused = await bot.press(made, "Wstrzymaj", ola);
    expect(plainText(paused)).toContain("Jest wstrzymany, dopóki ktoś go nie wznowi.");
    expect(fieldOf(await bot.press(paused, "Wznów", ola), "Stan")).toBe("aktywny");
    await bot.ask("/digest alert Czujka", ola);
    expect(plainText(await bot.ask("/digest list", ola))).toContain("2 przeglądy i alerty");
    expect(plainText(await bot.ask("/digest list", BEN))).toContain("2 digests and alerts");
    const words = await bot.ask('/digest morning words "supreme court" country Estonia', ola);
    expect(plainText(await bot.press(words, "Utwórz", ola))).toContain("Utworzono przegląd");
  });
});

/** What stands in the form of a reply. */
function answersIn(reply: Reply): Readonly<Record<string, string>> {
  const form = reply.blocks.find(({ type }) => type === "form");
  if (form?.type !== "form") throw new Error(plainText(reply));
  return Object.fromEntries(form.fields.map(({ name, value = "" }) => [name, value]));
}

/** One after the other, as one person asks. */
async function inTurn<T>(items: readonly T[], ask: (item: T) => Promise<Reply>): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const item of items) replies.push(await ask(item));
  return replies;
}
