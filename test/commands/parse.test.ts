// The table of inputs that is the parser's specification.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import type { Values } from "../../src/commands/define.ts";
import { formatCommand } from "../../src/commands/format.ts";
import { parseOptions, parseText } from "../../src/commands/parse.ts";
import { type Misunderstanding, NO_WORDS, type Parsed } from "../../src/commands/parsed.ts";
import type { DateValue } from "../../src/news/date-value.ts";
import { anyText } from "./any-text.ts";
import { commands, edit, lexicon, search } from "./sample-commands.ts";

const lastWeek: DateValue = { type: "calendar", unit: "week", offset: -1 };
const sevenDays: DateValue = { type: "ago", amountMs: 7 * 86_400_000 };
const february: DateValue = { type: "fixed", from: Date.UTC(2024, 1), to: Date.UTC(2024, 2) - 1 };

function parse(text: string): Parsed {
  return parseText(text, commands, lexicon);
}

function valuesOf(parsed: Parsed): { readonly path: string; readonly values: Values } {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  return { path: parsed.command.path.join(" "), values: parsed.values };
}

function misunderstandingOf(parsed: Parsed): Misunderstanding {
  if (parsed.type === "command") throw new Error(`understood as ${parsed.command.path.join(" ")}`);
  return parsed.misunderstanding;
}

/** Every offer and the example run as they are. */
function expectAllWork(parsed: Parsed, known = commands): void {
  if (parsed.type === "command") return;
  const { sentence, offers, example } = parsed.misunderstanding;
  expect(sentence).not.toBe("");
  expect(sentence.length).toBeLessThan(500);
  expect(offers.length).toBeGreaterThan(0);
  for (const text of [...offers.map(({ command }) => command), example]) {
    expect([text, parseText(text, known, lexicon).type]).toEqual([text, "command"]);
  }
}

describe("a command is understood", () => {
  const understood: readonly [string, string, Values][] = [
    ["/news top", "news top", {}],
    ["news top", "news top", {}],
    ["/NEWS Top PILLAR 1", "news top", { pillar: "1" }],
    ["/news top.", "news top", {}],
    // Named options in every notation and order.
    ["/news top pillar 1", "news top", { pillar: "1" }],
    ["/news top pillar:1 limit=3", "news top", { pillar: "1", limit: 3 }],
    ["/news top limit = 3 pillar: 1", "news top", { pillar: "1", limit: 3 }],
    ["/news top pillar1 limit_3", "news top", { pillar: "1", limit: 3 }],
    ['/news top pillar:"civil justice"', "news top", { pillar: "7" }],
    ["/news top pillar civil justice limit 3", "news top", { pillar: "7", limit: 3 }],
    ["/news top each country pillar 2", "news top", { each: "country", pillar: "2" }],
    ["/news top snapshot abc", "news top", { snapshot: "abc" }],
    // Bare values by kind.
    ["/news top P1", "news top", { pillar: "1" }],
    [
      "/news top corruption latvia last week",
      "news top",
      { pillar: "2", country: ["Latvia"], since: lastWeek, until: lastWeek },
    ],
    [
      "/news top in Latvia about the corruption from last week",
      "news top",
      { pillar: "2", country: ["Latvia"], since: lastWeek, until: lastWeek },
    ],
    ["/news top “civil justice”", "news top", { pillar: "7" }],
    ["/news top freedom", "news top", { pillar: "4" }],
    ["/news top absence of corruption", "news top", { pillar: "2" }],
    ["/news top government powers", "news top", { pillar: "1" }],
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
    ["/news top estonia, LATVIA", "news top", { country: ["Estonia", "Latvia"] }],
    [
      "/news top country Latvia,Estonia,latvia limit 3",
      "news top",
      { country: ["Latvia", "Estonia"], limit: 3 },
    ],
    ["/news top czech republic", "news top", { country: ["Czechia"] }],
    ["/news top cote d'ivoire", "news top", { country: ["Côte d’Ivoire"] }],
    ["/news top country south africa 7d", "news top", { country: ["South Africa"], since: sevenDays }],
    ["/news top www.delfi.ee", "news top", { source: ["delfi.ee"] }],
    ["/news top postimees", "news top", { source: ["postimees.ee"] }],
    ["/news top lsm bbc", "news top", { source: ["news.lsm.lv", "bbc.co.uk"] }],
    ["/news top source https://example.org/", "news top", { source: ["example.org"] }],
    ["/news top source <http://delfi.ee|delfi.ee>", "news top", { source: ["delfi.ee"] }],
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

describe("what is not understood gets a sentence and what would work", () => {
  const refused: readonly [string, Misunderstanding["kind"], string, readonly string[]][] = [
    ["/news top piller 1", "nearest", 'I read "top" and "1", but not "piller".', ["/news top pillar 1"]],
    ["/news top piller:1", "nearest", 'I read "top", but not "piller:1".', ["/news top pillar 1"]],
    ["/news top lst wek", "nearest", 'I read "top", but not "lst wek".', ["/news top last week"]],
    [
      "/news top corruption latvai",
      "nearest",
      'I read "top" and "corruption", but not "latvai".',
      ["/news top pillar 2 country Latvia"],
    ],
    [
      "/news top criminal jutsice",
      "nearest",
      'I read "top" and "criminal", but not "jutsice".',
      ["/news top pillar 8"],
    ],
    ["/news top xyzzy", "nearest", 'I read "top", but not "xyzzy".', ["/news top"]],
    ["/news top example.org", "nearest", 'I read "top", but not "example.org".', ["/news top"]],
    // Out of bounds.
    [
      "/news top pillar 9",
      "nearest",
      "Pillars go from 1 to 8: /news pillars lists them.",
      ["/news top pillar 8"],
    ],
    ["/news top p9", "nearest", "Pillars go from 1 to 8: /news pillars lists them.", ["/news top pillar 8"]],
    ["/news top limit 50", "nearest", "limit goes from 1 to 10.", ["/news top limit 10"]],
    [
      "/news top limit 0 negative",
      "nearest",
      "limit goes from 1 to 10.",
      ["/news top direction negative limit 1"],
    ],
    ["/news top 12", "nearest", "limit goes from 1 to 10.", ["/news top limit 10"]],
    ["/news top limit five", "nearest", "limit is a whole number from 1 to 10.", ["/news top"]],
    ["/news top pillar", "nearest", "pillar needs a value, for example pillar 1.", ["/news top pillar 1"]],
    [
      "/news top pillar limit 3",
      "nearest",
      "pillar needs a value, for example pillar 1.",
      ["/news top pillar 1 limit 3"],
    ],
    [
      "/news top pillar civl justice",
      "nearest",
      'I know no pillar called "civl justice": /news pillars lists them.',
      ["/news top pillar 7"],
    ],
    [
      "/news top direction up",
      "nearest",
      'direction can be any, negative or positive, but not "up".',
      ["/news top"],
    ],
    ["/news top country Atlantis", "nearest", 'I know no country called "Atlantis".', ["/news top"]],
    [
      "/news top source delffi",
      "nearest",
      'I know no source called "delffi": /news sources lists them.',
      ["/news top"],
    ],
    ["/news top share:maybe", "nearest", "share is yes or no.", ["/news top"]],
    [
      "/digest mute crime for 90d",
      "nearest",
      "for goes from 1h to 30d.",
      ["/digest mute value crime for 30d"],
    ],
    [
      "/digest mute abcdefghijklmnopqrstuvwxyz",
      "nearest",
      "value can have 20 characters at most.",
      ["/digest mute value abcdefghijklmnopqrst"],
    ],
    // Dates.
    [
      "/news top since 01/02/2024",
      "choices",
      "01/02/2024 can be 1 February 2024 or 2 January 2024: write the year first.",
      ["/news top since 2024-02-01", "/news top since 2024-01-02"],
    ],
    [
      "/news top since 13/02/2024",
      "nearest",
      "13/02/2024 is not how dates are written here: the year comes first, as in 2024-02-05.",
      ["/news top since 2024-02-13"],
    ],
    [
      "/news top 2024-02-30",
      "nearest",
      "February 2024 has 29 days, so there is no day 30.",
      ["/news top 2024-02-29"],
    ],
    [
      "/news top 3 months",
      "nearest",
      "A window is a number of hours, days or weeks, such as 24h, 7d or 12w.",
      ["/news top since 90d"],
    ],
    [
      "/news top since yesterdy",
      "nearest",
      'I cannot read "yesterdy" as a date: 7d, last week, 2024-02 and 2024-02-05 work.',
      ["/news top since yesterday"],
    ],
    [
      "/news top since 2024-03 until 2024-02",
      "nearest",
      "That window ends before it begins: since 2024-03, until 2024-02.",
      ["/news top since 2024-02 until 2024-03"],
    ],
    [
      "/news top since 7d until 30d",
      "nearest",
      "That window ends before it begins: since 7d, until 30d.",
      ["/news top since 30d until 7d"],
    ],
    // Several readings.
    [
      "/news top justice",
      "choices",
      "Two pillars have that word:",
      ["/news top pillar 7", "/news top pillar 8"],
    ],
    [
      "/news top delfi",
      "choices",
      "Two sources have that word:",
      ["/news top source delfi.ee", "/news top source delfi.lv"],
    ],
    ["/news top 3", "choices", '"3" can be read in two ways:', ["/news top pillar 3", "/news top limit 3"]],
    [
      "/news top any",
      "choices",
      '"any" can be read in two ways:',
      ["/news top direction any", "/news top impact any"],
    ],
    [
      "/news top 3 pillar 1 pillar 2",
      "choices",
      '"3" can be read in two ways:',
      [
        "/news top pillar 3",
        "/news top pillar 1",
        "/news top pillar 2",
        "/news top pillar 1 limit 3",
        "/news top pillar 2 limit 3",
      ],
    ],
    [
      "/news top pillar 1 pillar 2",
      "choices",
      "pillar takes one value, but I read 1 and 2. Which one:",
      ["/news top pillar 1", "/news top pillar 2"],
    ],
    [
      "/news top last week since 7d",
      "choices",
      "since takes one value, but I read last week and 7d. Which one:",
      ["/news top last week", "/news top since 7d"],
    ],
    // The first words.
    ["/news tpo", "nearest", 'There is no command "/news tpo".', ["/news top"]],
    ["/news tpo corruption", "nearest", 'There is no command "/news tpo".', ["/news top pillar 2"]],
    ["/nwes top", "nearest", 'There is no "/nwes".', ["/news top"]],
    ["/news corruption", "take-as", "I take that as:", ["/news top corruption"]],
    ["/news justice", "choices", "Two pillars have that word:", ["/news top pillar 7", "/news top pillar 8"]],
    [
      "/news corruption latvai",
      "nearest",
      'I read "corruption", but not "latvai".',
      ["/news top pillar 2 country Latvia"],
    ],
    ["/news https://www.err.ee/1", "take-as", "I take that as:", ["/news show https://www.err.ee/1"]],
    ["top pillar 1", "take-as", "I take that as:", ["/news top pillar 1"]],
    ["status", "choices", "I can take that as:", ["/news status", "/dropbox status"]],
    ["corruption", "take-as", "I take that as:", ["/news top corruption"]],
    // Quotes.
    [
      '/news show "The president',
      "nearest",
      'A quote opens before "The president" and does not close.',
      ['/news show "The president"'],
    ],
    [
      '/news top country "latvia pillar 1',
      "nearest",
      'A quote opens before "latvia pillar 1" and does not close.',
      ["/news top pillar 1 country Latvia"],
    ],
    // Nothing near.
    ["/news xyzzy", "example", 'There is no command "/news xyzzy".', ["/news top pillar 1"]],
    [
      "/news show",
      "example",
      "/news show needs one thing more, article: its number, id, link or title.",
      ["/news show 1"],
    ],
    [
      "/news",
      "example",
      "/news is followed by top, latest, show, pillars, sources, status or help.",
      ["/news help"],
    ],
    ["", "example", "There is nothing in that message that I can read.", ["/news help"]],
    ["\u0000\u0007\u202e", "example", "There is nothing in that message that I can read.", ["/news help"]],
    [
      "x".repeat(10_000),
      "example",
      "That is 10,000 characters long, and I read 1,000 at most.",
      ["/news help"],
    ],
    [
      `/news top ${"y".repeat(50_000)}`,
      "example",
      "That is 50,010 characters long, and I read 1,000 at most.",
      ["/news help"],
    ],
  ];
  test.each(refused)("%s", (text, kind, sentence, offered) => {
    const parsed = parse(text);
    const { offers, ...rest } = misunderstandingOf(parsed);
    expect(rest).toMatchObject({ kind, sentence });
    expect(offers.map(({ command }) => command)).toEqual(offered);
    expectAllWork(parsed);
  });

  test("choices are labelled as people say them", () => {
    const labels = (text: string) => misunderstandingOf(parse(text)).offers.map(({ label }) => label);
    expect(labels("/news top justice")).toEqual(["7 Civil Justice", "8 Criminal Justice"]);
    expect(labels("/news top 3")).toEqual(["3 Open Government", "limit 3"]);
    expect(labels("/news top since 01/02/2024")).toEqual(["since 2024-02-01", "since 2024-01-02"]);
    expect(labels("/news top any")).toEqual(["direction any", "impact any"]);
    expect(labels("/news top piller 1")).toEqual(["Run it"]);
  });

  test("free words become a search where there is one", () => {
    const parsed = parseText("/news mayor's brother", [...commands, search], lexicon);
    expect(misunderstandingOf(parsed)).toMatchObject({
      kind: "take-as",
      offers: [{ command: "/news search mayor's brother" }],
    });
  });

  test("a hidden option is never suggested, and what it carries is not repeated", () => {
    expect(misunderstandingOf(parse("/news top snapshoot")).offers).toEqual([
      { label: "Run it", command: "/news top" },
    ]);
    const secret = "s".repeat(300);
    expect(JSON.stringify(parse(`/dropbox connect code ${secret}`))).not.toContain("sss");
  });

  test("of very many readings the first are offered, and the sentence says how many there are", () => {
    const sources = Array.from({ length: 26 }, (_, index) => `daily.a${String.fromCharCode(97 + index)}`);
    const { sentence, offers } = misunderstandingOf(
      parseText("/news top daily", commands, { ...lexicon, sources }),
    );
    expect(sentence).toBe("26 sources have that word, the first of them:");
    expect(offers).toHaveLength(8);
  });

  test("a long list of unknown words is cut visibly", () => {
    const words = Array.from({ length: 30 }, (_, index) => `latvia qx${index}z`).join(" ");
    expect(misunderstandingOf(parse(`/news top ${words}`)).sentence).toMatch(
      / and 25 more, but not .* or 24 more\.$/,
    );
  });

  test("without data and without commands there is still an answer", () => {
    const nothing = NO_WORDS;
    expect(valuesOf(parseText("/news top Latvia example.org", commands, nothing)).values).toEqual({
      country: ["Latvia"],
      source: ["example.org"],
    });
    expect(parseText("/news top", [], nothing).type).toBe("misunderstood");
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
      values: { pillar: "2", limit: 3, share: true, country: ["Latvia", "Czechia"], since: lastWeek },
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

describe("whatever is typed, there is an answer and everything offered works", () => {
  const words = fc.constantFrom(
    ...[
      "/news",
      "top",
      "latest",
      "show",
      "help",
      "search",
      "/dropbox",
      "pillar",
      "pillar:",
      "limit",
      "since",
      "until",
      "country",
    ],
    ...[
      "source",
      "share",
      "each",
      "1",
      "3",
      "9",
      "50",
      "p1",
      "p9",
      "justice",
      "corruption",
      "latvia",
      "czech",
      "republic",
      "delfi",
    ],
    ...[
      "last",
      "week",
      "7d",
      "30d",
      "2024-02",
      "2024-02-30",
      "01/02/2024",
      "any",
      "no",
      "in",
      "the",
      "piller",
      "xyzzy",
      "tpo",
    ],
    ...[
      '"',
      '"a b"',
      "'",
      ",",
      ":",
      "=",
      ".",
      "-",
      "--pillar",
      "&lt;",
      "<a|b>",
      "__proto__",
      "constructor",
      "\u202e",
    ],
  );
  const sentence = fc.array(words, { maxLength: 12 }).map((typed) => typed.join(" "));
  const text = fc.oneof(
    sentence,
    sentence.map((typed) => `/news top ${typed}`),
    anyText,
    fc.string(),
  );
  const all = [...commands, edit, search];

  test("text", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseText(typed, all, lexicon);
        expectAllWork(parsed, all);
        if (parsed.type === "misunderstood") return;
        const canonical = formatCommand(parsed.command.path, parsed.values, parsed.command.options);
        expect(valuesOf(parseText(canonical, all, lexicon))).toEqual(valuesOf(parsed));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
    );
  });

  test("fields", () => {
    const raw = fc.oneof(text, fc.double(), fc.boolean());
    const names = fc.constantFrom(
      "pillar",
      "limit",
      "since",
      "country",
      "source",
      "share",
      "article",
      "command",
      "__proto__",
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.dictionary(names, raw), (command, values) => {
        const parsed = parseOptions(command.path, values, all, lexicon);
        expectAllWork(parsed, all);
        if (parsed.type === "misunderstood") return;
        const canonical = formatCommand(parsed.command.path, parsed.values, parsed.command.options);
        expect(valuesOf(parseText(canonical, all, lexicon))).toEqual(valuesOf(parsed));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
    );
  });
});
