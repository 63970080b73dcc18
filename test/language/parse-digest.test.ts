// How the options of digests are read: names of several words, times without quotes, markup of the platforms.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { formatCommand } from "../../src/language/declare/format.ts";
import type { Values } from "../../src/language/declare/options.ts";
import { parseOptions, parseText } from "./parsing.ts";
import { commands, create, edit, lexicon } from "./sample-commands.ts";

const all = [...commands, edit, create];

function read(text: string): Values {
  const parsed = parseText(text, all, lexicon);
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  return parsed.values;
}

describe("a time", () => {
  test.each([
    ["daily 09:00", "daily 09:00"],
    ['"daily 09:00"', "daily 09:00"],
    ["every day at 9am", "daily 09:00"],
    ["weekdays 8:30", "weekdays 08:30"],
    ["mon, thu 18:00", "mon,thu 18:00"],
    ["mon,thu at 6pm", "mon,thu 18:00"],
    ["hourly", "hourly"],
    ["hourly :15", "hourly :15"],
    ["monthly 31 09:00", "monthly 31 09:00"],
    ["last day of the month 18.00", "monthly 31 18:00"],
  ])("needs no quotes, wherever it stands: %s", (typed, when) => {
    expect(read(`/digest create Morning brief when ${typed}`)).toEqual({ name: "Morning brief", when });
    expect(read(`/digest create Morning brief when ${typed} limit 5`)).toEqual({
      name: "Morning brief",
      when,
      limit: 5,
    });
    expect(read(`/digest create when: ${typed} limit:5 Morning brief`)).toEqual({
      name: "Morning brief",
      when,
      limit: 5,
    });
  });

  test("ends where the next option begins, whatever its name also means in a time", () => {
    expect(read("/digest create Brief when hourly each country")).toEqual({
      name: "Brief",
      when: "hourly",
      each: "country",
    });
    expect(read("/digest create Brief when daily 09:00 each:pillar limit 3")).toEqual({
      name: "Brief",
      when: "daily 09:00",
      each: "pillar",
      limit: 3,
    });
  });

  test.each([
    ["25:00", "There is no time 25:00: hours go from 00 to 23.", ["daily 23:00", "weekdays 23:00"]],
    ["every day at 25:00", "There is no time 25:00: hours go from 00 to 23.", ["daily 23:00"]],
    ["daily", "Say at what time of day it runs, as in daily 09:00.", ["daily 09:00"]],
    ["dayly 09:00", 'I cannot read "dayly" in a schedule', ["daily 09:00"]],
    ["every 2 hours", "no other steps are possible", ["hourly"]],
  ])("that cannot be gets what comes nearest, and all else stays: %s", (typed, sentence, offers) => {
    const parsed = parseText(`/digest create Morning brief when ${typed} limit 5`, all, lexicon);
    if (parsed.type === "command") throw new Error("understood");
    expect(parsed.misunderstanding.sentence).toContain(sentence);
    expect(parsed.misunderstanding.offers.map(({ command }) => read(command))).toEqual(
      offers.map((when) => ({ name: "Morning brief", when, limit: 5 })),
    );
  });

  test("that was typed beside another one is never left out", () => {
    const parsed = parseText("/digest create Morning brief when daily 09:00 and 18:00", all, lexicon);
    expect(parsed).toMatchObject({ misunderstanding: { kind: "example" } });
    expect(parsed).toHaveProperty("misunderstanding.sentence", expect.stringContaining('but not "18:00"'));
  });

  test("comes from a field as it is typed", () => {
    const parsed = parseOptions(
      ["digest", "create"],
      { name: "Brief", when: "Mon., Thu 6 pm" },
      all,
      lexicon,
    );
    expect(parsed).toMatchObject({ type: "command", values: { name: "Brief", when: "mon,thu 18:00" } });
  });
});

describe("a name", () => {
  test.each([
    ["News channel when hourly", "News channel"],
    ["Two words when hourly", "Two words"],
    ["No limit when hourly", "No limit"],
    ["Common thread when hourly", "Common thread"],
    ['"each country" when hourly', "each country"],
    ["when hourly Morning brief", "Morning brief"],
    ["name: Morning when hourly", "Morning"],
    ['"Ana\'s ""best""" when hourly', 'Ana\'s "best"'],
    ["\u201cMorning brief\u201d when hourly", "Morning brief"],
    ["\u{1F5DE} \u041f\u0440\u0430\u0432\u043e when hourly", "\u{1F5DE} \u041f\u0440\u0430\u0432\u043e"],
    ['"<!channel> news" when hourly', "channel news"],
    ["Team <@U1|ana> when hourly", "Team U1"],
  ])("may have the words of options: %s", (typed, name) => {
    expect(read(`/digest create ${typed}`)).toEqual({ name, when: "hourly" });
  });

  test("ends where options begin: a flag among them is no word of it", () => {
    const typed = "/digest create Morning when daily 09:00 limit 7 thread each country";
    const values = { name: "Morning", when: "daily 09:00", limit: 7, thread: true, each: "country" };
    expect(read(typed)).toEqual(values);
    expect(read("/digest create Morning limit 7 thread no when daily 09:00 each country")).toEqual({
      ...values,
      thread: false,
    });
  });

  test("stands together: what comes behind other options is not quietly added to it", () => {
    const parsed = parseText("/digest create Morning when daily 09:00 corruption latvia", all, lexicon);
    if (parsed.type === "command") throw new Error("understood");
    expect(parsed.misunderstanding.sentence).toBe(
      'I read "create" and "when daily 09:00", but not "corruption latvia".',
    );
    expect(parsed.misunderstanding.kind).toBe("nearest");
  });

  test("whatever it is, it is read back with everything else", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "thread",
        "when",
        "each",
        "limit",
        "channel",
        "words",
        "daily",
        "no",
        "09:00",
        '"',
        "brief",
      ),
      fc.string({ maxLength: 8 }),
    );
    const values = fc.record(
      {
        name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" ")),
        when: fc.constantFrom("daily 09:00", "hourly", "mon,thu 18:00"),
        channel: word,
        each: fc.constantFrom("country", "pillar"),
        thread: fc.boolean(),
      },
      { requiredKeys: ["name"] },
    );
    fc.assert(
      fc.property(values, (given) => {
        const parsed = parseOptions(["digest", "create"], given, all, lexicon);
        if (parsed.type === "misunderstood") return;
        expect(read(formatCommand(["digest", "create"], parsed.values, create.options))).toEqual(
          parsed.values,
        );
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
    );
  });
});

describe("a place", () => {
  test.each([
    ["<#C0NEWS|news>", "C0NEWS"],
    ["<#C0NEWS>", "C0NEWS"],
    ["<#123456789012345678>", "123456789012345678"],
    ["#rule-of-law", "#rule-of-law"],
    ["me", "me"],
    ["<https://x.slack.com/archives/C1/p2>", "https://x.slack.com/archives/C1/p2"],
    ['"when"', "when"],
  ])("comes from a platform's markup, or as it is typed: %s", (typed, channel) => {
    expect(read(`/digest create Brief when hourly channel ${typed}`)).toEqual({
      name: "Brief",
      when: "hourly",
      channel,
    });
  });
});

describe("whoever is notified", () => {
  test.each([
    ["<@U0ANA|ana>", "U0ANA"],
    ["<@123456789>", "123456789"],
    ["<!subteam^S0DESK|@desk>", "S0DESK"],
    ["<!subteam^S0DESK>", "S0DESK"],
    ["<@&123456789>", "&123456789"],
    ["<!here>", "here"],
    ["<!here|here>", "here"],
    ['"<!channel>"', "channel"],
    ["@here", "@here"],
  ])("comes from a platform's markup, or as it is typed: %s", (typed, mention) => {
    expect(read(`/digest edit Morning brief mention ${typed}`)).toEqual({
      name: "Morning brief",
      mention,
    });
  });
});
