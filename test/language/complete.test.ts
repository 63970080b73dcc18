import { describe, expect, test } from "vitest";
import type { Command } from "../../src/commands/serve/define.ts";
import { complete } from "../../src/language/know/complete.ts";
import { distance, nearest } from "../../src/language/mend/nearest.ts";
import { parseOptions } from "./parsing.ts";
import { commands, edit, lexicon } from "./sample-commands.ts";

function commandOf(verb: string): Command {
  const found = [...commands, edit].find(({ path }) => path[1] === verb);
  if (found === undefined) throw new Error(`no sample ${verb}`);
  return found;
}

test("the distance counts letters put in, taken out, changed and swapped", () => {
  const pairs: readonly [string, string, number][] = [
    ["top", "top", 0],
    ["tpo", "top", 1],
    ["piller", "pillar", 1],
    ["latst", "latest", 1],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ];
  for (const [one, other, far] of pairs) {
    expect(distance(one, other)).toBe(far);
    expect(distance(other, one)).toBe(far);
  }
});

test("near words are one slip away when short, two when long, or begin alike; nearest first", () => {
  const words = ["top", "latest", "pillars", "pillar", "status"].map((word): [string, string] => [
    word,
    word,
  ]);
  expect(nearest("tpo", words)).toEqual(["top"]);
  expect(nearest("pilar", words)).toEqual(["pillar", "pillars"]);
  expect(nearest("lat", words)).toEqual(["latest"]);
  expect(nearest("xyz", words)).toEqual([]);
  expect(nearest("", words)).toEqual([]);
});

describe("completion", () => {
  const values = (verb: string, option: string, partial: string) =>
    complete(commandOf(verb), option, partial, lexicon).map(({ value }) => value);

  test("of choices goes by number, name and any word, and shows both", () => {
    expect(complete(commandOf("top"), "pillar", "just", lexicon)).toEqual([
      { label: "7 Civil Justice", value: "7" },
      { label: "8 Criminal Justice", value: "8" },
    ]);
    expect(values("top", "pillar", "2")).toEqual(["2"]);
    expect(values("top", "direction", "")).toEqual(["any", "negative", "positive"]);
  });

  test("of countries and outlets goes by the data, beginnings first", () => {
    expect(values("top", "country", "e")).toEqual(["Estonia", "Sweden"]);
    expect(values("top", "source", "delfi")).toEqual(["delfi.ee", "delfi.lv"]);
  });

  test("of zones goes by any part of the name", () => {
    expect(values("edit", "tz", "tallinn")).toEqual(["Europe/Tallinn"]);
    expect(values("edit", "tz", "new york")).toEqual(["America/New_York"]);
    expect(values("edit", "tz", "utc")).toEqual(["UTC"]);
    expect(values("edit", "tz", "europe/")).toContain("Europe/Amsterdam");
  });

  test("of digests goes by their names", () => {
    expect(values("edit", "name", "brief")).toEqual(["Morning brief"]);
    expect(values("edit", "name", "evening")).toEqual([]);
  });

  test("of a list goes on behind the last comma", () => {
    expect(values("top", "country", "Latvia, est")).toEqual(["Latvia, Estonia"]);
  });

  test("of dates offers windows, and what was typed when it can be read", () => {
    expect(values("top", "since", "last")).toEqual(["last week", "last month", "last year"]);
    expect(complete(commandOf("top"), "since", "5 Mar 2024", lexicon)).toEqual([
      { label: "5 Mar 2024", value: "2024-03-05" },
    ]);
    expect(values("top", "since", "7d")).toEqual(["7d"]);
  });

  test("is empty for unknown, hidden and free text options", () => {
    expect([
      values("top", "nothing", ""),
      values("top", "constructor", ""),
      values("top", "snapshot", ""),
    ]).toEqual([[], [], []]);
    expect(values("show", "article", "x")).toEqual([]);
    expect([values("edit", "channel", "n"), values("edit", "mention", "h")]).toEqual([[], []]);
  });

  test("never offers more than 25, nor a value that its field would refuse", () => {
    expect(values("sources", "page", "")).toHaveLength(25);
    const all = [...commands, edit];
    for (const command of all) {
      for (const option of Object.keys(command.options)) {
        for (const partial of ["", "1", "e", "la"]) {
          const path = [...command.path];
          const found = complete(command, option, partial, lexicon);
          for (const { value } of found) {
            const given = { article: "1", value: "crime", [option]: value };
            const own = Object.fromEntries(Object.entries(given).filter(([name]) => name in command.options));
            expect([value, parseOptions(path, own, all, lexicon).type]).toEqual([value, "command"]);
          }
        }
      }
    }
  });
});
