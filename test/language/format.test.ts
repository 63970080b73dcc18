import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import type { Command } from "../../src/commands/serve/define.ts";
import { fieldsOf, formatCommand } from "../../src/language/declare/format.ts";
import type { Listed, Option, Value, Values } from "../../src/language/declare/options.ts";
import { cleanValue } from "../../src/language/read/text.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import { anyText } from "./any-text.ts";
import { listed, parseOptions, parseText } from "./parsing.ts";
import { commands, lexicon, search } from "./sample-commands.ts";

const all = [...commands, search];

function format(path: readonly [string, string], values: Values): string {
  const command = all.find((candidate) => candidate.path.join(" ") === path.join(" "));
  if (command === undefined) throw new Error(`no sample ${path.join(" ")}`);
  return formatCommand(path, values, command.options);
}

describe("canonical text", () => {
  const february: DateValue = { type: "fixed", from: Date.UTC(2024, 1), to: Date.UTC(2024, 2) - 1 };
  const top = ["news", "top"] as const;
  const show = ["news", "show"] as const;
  test.each([
    [
      "has named options in their order",
      format(top, { limit: 3, pillar: listed("1") }),
      "/news top pillar 1 limit 3",
    ],
    [
      "repeats lists",
      format(top, { country: listed("Latvia", "South Africa") }),
      '/news top country Latvia country "South Africa"',
    ],
    ["says one window once", format(top, { since: february, until: february }), "/news top 2024-02"],
    [
      "names a single bound",
      format(top, { since: { type: "ago", amountMs: 604_800_000 } }),
      "/news top since 7d",
    ],
    ["puts flags last", format(top, { share: true, page: 2 }), "/news top page 2 share"],
    ["says no to flags", format(top, { share: false }), "/news top share no"],
    ["leaves a number as it is", format(show, { article: "2", share: true }), "/news show 2 share"],
    ["quotes several words", format(show, { article: "The president" }), '/news show "The president"'],
    ["doubles quotes", format(show, { article: 'vetoed "x"' }), '/news show "vetoed ""x"""'],
    ["quotes a word that is an option", format(show, { article: "share" }), '/news show "share"'],
    ["leaves out what is empty", format(top, { country: listed(), snapshot: "" }), "/news top"],
    [
      "writes lengths of time",
      format(["digest", "mute"], { value: "crime", for: 604_800_000 }),
      "/digest mute value crime for 7d",
    ],
  ])("%s", (_, text, expected) => {
    expect(text).toBe(expected);
  });
});

test("is read back to the same values, whatever they are", () => {
  const time = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2101, 0) - 1 });
  const text = fc.oneof(fc.string(), anyText, fc.constantFrom("share", "since", "a. .", "'x'", '"', "–x"));
  const clean = text.map(cleanValue).filter((value) => value !== "");
  const isBeforeUntil = ({ since, until }: Readonly<Record<string, Value>>) =>
    typeof since !== "object" ||
    typeof until !== "object" ||
    !("from" in since) ||
    !("to" in until) ||
    since.from <= until.to;

  function anyValueOf(option: Option): fc.Arbitrary<Value> {
    switch (option.kind) {
      case "choice":
        return fc.constantFrom(...option.choices.map(({ value }) => value));
      case "integer":
        return fc.integer({ min: option.min, max: option.max });
      case "duration":
        return fc.integer({ min: option.minMs, max: option.maxMs });
      case "date":
        return fc.oneof(
          time.map((at): DateValue => ({ type: "fixed", from: at, to: at })),
          fc.constant<DateValue>({ type: "calendar", unit: "month", offset: -1 }),
          fc.constant<DateValue>({ type: "all" }),
        );
      case "flag":
        return fc.boolean();
      case "choice-list":
        return anyListOf(option.choices.map(({ value }) => value));
      case "text-list":
        return anyListOf(known(option));
      case "text":
        if (option.vocabulary !== undefined) return fc.constantFrom(...known(option));
        return clean.filter((value) => value.length <= (option.maxLength ?? 300));
    }
  }

  /** Each item is wanted or left out, not both. */
  function anyListOf(items: readonly string[]): fc.Arbitrary<Listed> {
    return fc
      .uniqueArray(fc.constantFrom(...items), { minLength: 1 })
      .chain((some) =>
        fc.nat(some.length).map((count) => ({ any: some.slice(0, count), not: some.slice(count) })),
      );
  }

  function known(option: Option): readonly string[] {
    if (!("vocabulary" in option)) return [];
    if (option.vocabulary === "country")
      return ["Estonia", "South Africa", "Côte d’Ivoire", "Congo - Kinshasa"];
    if (option.vocabulary === undefined)
      return [
        "court",
        "court ruling",
        '"court ruling"',
        '"a, b" court',
        '"not"',
        '"last week"',
        '"share" "and"',
        '"x ""y"""',
      ];
    return option.vocabulary === "source" ? ["delfi.ee", "example.org"] : ["top", "dropbox status"];
  }

  const ofEach = all.map((command: Command) => {
    const options = Object.entries(command.options);
    const requiredKeys = options.filter(([, { required }]) => required === true).map(([name]) => name);
    const arbitraries = Object.fromEntries(options.map(([name, option]) => [name, anyValueOf(option)]));
    const values = fc.record(arbitraries, { requiredKeys, noNullPrototype: true }).filter(isBeforeUntil);
    return values.map((given) => ({ command, given }));
  });
  const commandAndValues = fc.oneof(...ofEach);
  fc.assert(
    fc.property(commandAndValues, ({ command, given }) => {
      const canonical = formatCommand(command.path, given, command.options);
      expect([canonical, parseText(canonical, all, lexicon)]).toEqual([
        canonical,
        { type: "command", command, values: given },
      ]);
      const fields = fieldsOf(given, command.options);
      expect([fields, parseOptions(command.path, fields, all, lexicon)]).toEqual([
        fields,
        { type: "command", command, values: given },
      ]);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 2_000 },
  );
});
