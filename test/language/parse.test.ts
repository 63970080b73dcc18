// The table of inputs that is the parser's specification.

import { describe, expect, test } from "vitest";
import type { Values } from "../../src/language/declare/options.ts";
import { NO_WORDS } from "../../src/language/declare/parsed.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import {
  expectAllWork,
  listed,
  misunderstandingOf,
  parse,
  parseOptions,
  parseText,
  valuesOf,
} from "./parsing.ts";
import { commands, edit, lexicon } from "./sample-commands.ts";

const lastWeek: DateValue = { type: "calendar", unit: "week", offset: -1 };
const sevenDays: DateValue = { type: "ago", amountMs: 7 * 86_400_000 };
const february: DateValue = { type: "fixed", from: Date.UTC(2024, 1), to: Date.UTC(2024, 2) - 1 };

describe("a command is understood", () => {
  const understood: readonly [string, string, Values][] = [
    ["/news top", "news top", {}],
    ["news top", "news top", {}],
    ["/NEWS Top PILLAR 1", "news top", { pillar: listed("1") }],
    ["/news top.", "news top", {}],
    // Named options in every notation and order.
    ["/news top pillar 1", "news top", { pillar: listed("1") }],
    ["/news top pillar:1 limit=3", "news top", { pillar: listed("1"), limit: 3 }],
    ["/news top limit = 3 pillar: 1", "news top", { pillar: listed("1"), limit: 3 }],
    ["/news top pillar1 limit_3", "news top", { pillar: listed("1"), limit: 3 }],
    ['/news top pillar:"civil justice"', "news top", { pillar: listed("7") }],
    ["/news top pillar civil justice limit 3", "news top", { pillar: listed("7"), limit: 3 }],
    ["/news top each country pillar 2", "news top", { each: "country", pillar: listed("2") }],
    ["/news top snapshot abc", "news top", { snapshot: "abc" }],
    // Bare values by kind.
    ["/news top P1", "news top", { pillar: listed("1") }],
    [
      "/news top corruption latvia last week",
      "news top",
      { pillar: listed("2"), country: listed("Latvia"), since: lastWeek, until: lastWeek },
    ],
    [
      "/news top in Latvia about the corruption from last week",
      "news top",
      { pillar: listed("2"), country: listed("Latvia"), since: lastWeek, until: lastWeek },
    ],
    ["/news top “civil justice”", "news top", { pillar: listed("7") }],
    ["/news top freedom", "news top", { pillar: listed("4") }],
    ["/news top absence of corruption", "news top", { pillar: listed("2") }],
    ["/news top government powers", "news top", { pillar: listed("1") }],
    ["/news top negative", "news top", { direction: "negative" }],
    ["/news top worse strong", "news top", { direction: "negative", impact: "strong" }],
    ["/news top any impact", "news top", { impact: "any" }],
    ["/news top 10", "news top", { limit: 10 }],
    ["/news top share", "news top", { share: true }],
    ["/news top share no", "news top", { share: false }],
    // Windows.
    ["/news top 7d", "news top", { since: sevenDays }],
    ["/news top all", "news top", { since: { type: "all" } }],
    ["/news top 2024-02", "news top", { since: february, until: february }],
    ["/news top since 2024-02", "news top", { since: february }],
    ["/news top since 7d until last week", "news top", { since: sevenDays, until: lastWeek }],
    // Countries and outlets.
    ["/news top estonia, LATVIA", "news top", { country: listed("Estonia", "Latvia") }],
    [
      "/news top country Latvia,Estonia,latvia limit 3",
      "news top",
      { country: listed("Latvia", "Estonia"), limit: 3 },
    ],
    ["/news top czech republic", "news top", { country: listed("Czechia") }],
    ["/news top cote d'ivoire", "news top", { country: listed("Côte d’Ivoire") }],
    ["/news top country south africa 7d", "news top", { country: listed("South Africa"), since: sevenDays }],
    ["/news top www.delfi.ee", "news top", { source: listed("delfi.ee") }],
    ["/news top postimees", "news top", { source: listed("postimees.ee") }],
    ["/news top lsm bbc", "news top", { source: listed("news.lsm.lv", "bbc.co.uk") }],
    ["/news top source https://example.org/", "news top", { source: listed("example.org") }],
    ["/news top source <http://delfi.ee|delfi.ee>", "news top", { source: listed("delfi.ee") }],
    // Everything that remains.
    ["/news show 2", "news show", { article: "2" }],
    [
      "/news show <https://www.err.ee/1?a=1&amp;b=2>",
      "news show",
      { article: "https://www.err.ee/1?a=1&b=2" },
    ],
    ['/news show The president vetoed "x"', "news show", { article: "The president vetoed x" }],
    ["/news show Ministers share the plan", "news show", { article: "Ministers share the plan" }],
    [
      "/news show Since the war ended limit was lifted",
      "news show",
      { article: "Since the war ended limit was lifted" },
    ],
    ["/news show 2 share", "news show", { article: "2", share: true }],
    ["/news show 2 limit 3 share no", "news show", { article: "2", limit: 3, share: false }],
    ['/news show "2 share"', "news show", { article: "2 share" }],
    ["/news help /news top", "news help", { command: "top" }],
    ["/news help dropbox status", "news help", { command: "dropbox status" }],
    ['/digest mute "crime story" for 7d', "digest mute", { value: "crime story", for: 7 * 86_400_000 }],
    ["/dropbox connect", "dropbox connect", {}],
  ];
  test.each(understood)("%s", (text, path, values) => {
    expect(valuesOf(parse(text))).toEqual({ path, values });
  });
});

describe("values of a digest", () => {
  const all = [...commands, edit];
  const read = (text: string) => valuesOf(parseText(text, all, lexicon)).values;

  test.each([
    ["by its name", "Europe/Tallinn", "Europe/Tallinn"],
    ["in any case", "europe/TALLINN", "Europe/Tallinn"],
    ["by its city", "tallinn", "Europe/Tallinn"],
    ["by a city of two words", "new york", "America/New_York"],
    ["with a blank in its name", "America/New York", "America/New_York"],
    ["that is no place", "utc", "UTC"],
  ])("a zone is known %s", (_, typed, zone) => {
    expect(read(`/digest edit Morning tz ${typed}`)).toEqual({ name: "Morning", tz: zone });
    expect(valuesOf(parseOptions(edit.path, { tz: typed }, all, lexicon)).values).toEqual({ tz: zone });
  });

  test.each([
    ["Europe/Talinn", "Europe/Tallinn"],
    ["talin", "Europe/Tallinn"],
    ["Helsinky", "Europe/Helsinki"],
  ])("a zone with a slip gets the nearest: %s", (typed, zone) => {
    const { sentence, offers } = misunderstandingOf(parseText(`/digest edit tz ${typed}`, all, lexicon));
    expect(sentence).toBe(`I know no zone called "${typed}".`);
    expect(offers.map(({ command }) => command)).toEqual([`/digest edit tz ${zone}`]);
  });

  test("a digest is known in any case, and any other name is left to whoever looks for it", () => {
    expect(read("/digest edit MORNING brief")).toEqual({ name: "Morning brief" });
    expect(read("/digest edit Mornign breif")).toEqual({ name: "Mornign breif" });
    expect(valuesOf(parseOptions(edit.path, { name: "a new one" }, all, NO_WORDS)).values).toEqual({
      name: "a new one",
    });
  });

  test("channels and those who are pinged come from a platform's markup, or as they are typed", () => {
    expect(read("/digest edit Morning channel <#C0NEWS|news> mention <!subteam^S0DESK|@desk>")).toEqual({
      name: "Morning",
      channel: "C0NEWS",
      mention: "S0DESK",
    });
    expect(read("/digest edit Morning channel #rule-of-law mention <!here>")).toEqual({
      name: "Morning",
      channel: "#rule-of-law",
      mention: "here",
    });
    expect(read("/digest edit Morning mention <@&123456789>")).toEqual({
      name: "Morning",
      mention: "&123456789",
    });
    const { sentence } = misunderstandingOf(
      parseText("/digest edit Morning mention abcdefghijklmnopqrstu", all, lexicon),
    );
    expect(sentence).toBe("mention can have 20 characters at most.");
  });
});

describe("fields", () => {
  const fields = (path: readonly string[], values: Readonly<Record<string, string | number | boolean>>) =>
    parseOptions(path, values, commands, lexicon);

  test("go through the same kinds", () => {
    const given = {
      pillar: "corruption",
      limit: 3,
      share: true,
      country: "latvia, czech republic",
      since: "last week",
    };
    expect(valuesOf(fields(["news", "top"], given))).toEqual({
      path: "news top",
      values: {
        pillar: listed("2"),
        limit: 3,
        share: true,
        country: listed("Latvia", "Czechia"),
        since: lastWeek,
      },
    });
  });

  test("empty ones are not given, and text keeps its words and full stop", () => {
    expect(valuesOf(fields(["news", "show"], { article: " “Since” limit 50. ", since: "" })).values).toEqual({
      article: '"Since" limit 50.',
    });
    expect(valuesOf(fields(["news", "top"], { share: false })).values).toEqual({ share: false });
  });

  test.each([
    [["news", "top"], { pillar: 9 }, "Pillars go from 1 to 8: /news pillars lists them."],
    [["news", "top"], { limit: 3.5 }, "limit is a whole number from 1 to 10."],
    [
      ["news", "top"],
      { since: "01/02/2024" },
      "01/02/2024 can be 1 February 2024 or 2 January 2024: write the year first.",
    ],
    [["news", "top"], { pillar: "justice" }, "Two pillars have that word:"],
    [["news", "top"], { colour: "red" }, "/news top has no field colour."],
    [["news", "show"], {}, "/news show needs one thing more, article: its number, id, link or title."],
    [
      ["news", "show"],
      { article: "x".repeat(2000) },
      "That is 2,000 characters long, and I read 1,000 at most.",
    ],
    [["news", "nothing"], {}, 'There is no command "news nothing".'],
    [[], {}, "/news is followed by top, latest, show, pillars, sources, status or help."],
  ])("%j %j is refused with the sentence of typed text", (path, values, sentence) => {
    const parsed = parseOptions(path, values, commands, lexicon);
    expect(misunderstandingOf(parsed).sentence).toBe(sentence);
    expectAllWork(parsed);
  });
});
