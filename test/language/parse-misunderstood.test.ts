// What the parser says of lines that it cannot read: a sentence, and what would work.

import { describe, expect, test } from "vitest";
import { type Misunderstanding, NO_WORDS } from "../../src/language/declare/parsed.ts";
import { expectAllWork, listed, misunderstandingOf, parse, parseText, valuesOf } from "./parsing.ts";
import { realCommands, realLexicon } from "./real-commands.ts";
import { commands, lexicon, search } from "./sample-commands.ts";

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
      "example",
      "Pillars go from 1 to 8: /news pillars lists them.",
      ["/news top pillar 8"],
    ],
    ["/news top p9", "example", "Pillars go from 1 to 8: /news pillars lists them.", ["/news top pillar 8"]],
    ["/news top limit 50", "example", "limit goes from 1 to 10.", ["/news top limit 10"]],
    [
      "/news top limit 0 negative",
      "example",
      "limit goes from 1 to 10.",
      ["/news top direction negative limit 1"],
    ],
    ["/news top 12", "example", "limit goes from 1 to 10.", ["/news top limit 10"]],
    ["/news top limit five", "example", "limit is a whole number from 1 to 10.", ["/news top pillar 1"]],
    ["/news top pillar", "example", "pillar needs a value.", ["/news top pillar 1"]],
    ["/news top pillar limit 3", "example", "pillar needs a value.", ["/news top pillar 1 limit 3"]],
    [
      "/news top pillar civl justice",
      "nearest",
      'I know no pillar called "civl justice": /news pillars lists them.',
      ["/news top pillar 7"],
    ],
    [
      "/news top direction up",
      "example",
      'direction can be any, negative or positive, but not "up".',
      ["/news top pillar 1"],
    ],
    ["/news top country Atlantis", "example", 'I know no country called "Atlantis".', ["/news top pillar 1"]],
    [
      "/news top source delffi",
      "nearest",
      'I know no source called "delffi": /news sources lists them.',
      ["/news top source delfi.ee"],
    ],
    ["/news top share:maybe", "example", "share is yes or no.", ["/news top pillar 1"]],
    [
      "/digest mute crime for 90d",
      "example",
      "for goes from 1h to 30d.",
      ["/digest mute value crime for 30d"],
    ],
    [
      "/digest mute abcdefghijklmnopqrstuvwxyz",
      "example",
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
      "example",
      "February 2024 has 29 days, so there is no day 30.",
      ["/news top 2024-02-29"],
    ],
    [
      "/news top 31 february",
      "example",
      "February has 29 days, so there is no day 31.",
      ["/news top 29 february"],
    ],
    [
      "/news top since yesterdy",
      "nearest",
      'I cannot read "yesterdy" as a date: 7d, last week, 2024-02 and 2024-02-05 work.',
      ["/news top since yesterday"],
    ],
    [
      "/news top since 2024-03 until 2024-02",
      "example",
      "That window ends before it begins: since 2024-03, until 2024-02.",
      ["/news top since 2024-02 until 2024-03"],
    ],
    [
      "/news top since 7d until 30d",
      "example",
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
      ["/news top pillar 3 pillar 1 pillar 2", "/news top pillar 1 pillar 2 limit 3"],
    ],
    [
      "/news top last week since 7d",
      "choices",
      "since takes one value, but I read last week and 7d. Which one:",
      ["/news top last week", "/news top since 7d until last week"],
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
      country: listed("Latvia"),
      source: listed("example.org"),
    });
    expect(parseText("/news top", [], nothing).type).toBe("misunderstood");
  });
});

test("what slips are compared with is gathered once for all lines, however many slips they have", () => {
  let gathered = 0;
  const sources = new Proxy(
    Array.from({ length: 600 }, (_, n) => `outlet${n}.example`),
    {
      get(target, name, receiver) {
        if (name === "slice") gathered += 1;
        return Reflect.get(target, name, receiver);
      },
    },
  );
  const words = { ...realLexicon, sources };
  for (const slip of ["not estnia ", "!estonai ", "-x ", "estonai "])
    parseText(`/news top ${slip.repeat(40)}`, realCommands, words);
  expect(gathered).toBe(1);
});
