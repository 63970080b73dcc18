// What is said in a conversation, generated: follow-ups against a plain model, and anything at all.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { anyText } from "./any-text.ts";
import { canonical, language, lastOf, lexicon, outcome, talk, typed } from "./conversation.ts";

/** What may be said of each dimension, and what typing it is. */
const DIMENSIONS = {
  pillar: ["pillar 1", "corruption", "p3", "pillar 4 and 5"],
  country: ["latvia", "estonia", "latvia or estonia", "Lithuania"],
  source: ["err.ee", "source delfi.ee"],
  direction: ["negative", "positive", "worse"],
  impact: ["strong", "notable"],
  relevance: ["relevance related", "relevance on-topic"],
  dates: [
    "since 2024-01",
    "last week",
    "2024-02",
    "7d",
    "6m",
    "all",
    "since 5 march 2024",
    "from 2023-01 to 2023-03",
  ],
  scored: ["scored yes"],
  words: ["words police", 'words "supreme court"'],
  limit: ["limit 3", "limit 7"],
  each: ["each country"],
} as const;
type Dimension = keyof typeof DIMENSIONS;

const KINDS: readonly (readonly [line: string, without: readonly Dimension[]])[] = [
  ["top", []],
  ["latest", []],
  ["search bribery", ["words"]],
  ["stats", ["limit", "each"]],
  ["trend", ["limit", "each"]],
];

const WAYS: readonly ((words: string) => string)[] = [
  (words) => words,
  (words) => `and ${words}?`,
  (words) => `what about ${words}?`,
  (words) => `only ${words}`,
  (words) => `${words} instead`,
  (words) => `ok, now ${words} please`,
  (words) => `the same for ${words}!`,
];

interface FollowUp {
  readonly dimension: Dimension;
  readonly words: string;
  readonly line: string;
}

function followUpsOf(without: readonly Dimension[]): fc.Arbitrary<FollowUp> {
  const dimensions = (Object.keys(DIMENSIONS) as readonly Dimension[]).filter(
    (name) => !without.includes(name),
  );
  return fc
    .constantFrom(...dimensions)
    .chain((dimension) =>
      fc
        .record({ words: fc.constantFrom<string>(...DIMENSIONS[dimension]), way: fc.constantFrom(...WAYS) })
        .map(({ words, way }) => ({ dimension, words, line: way(words) })),
    );
}

/** The words with the names of their options, as a question to texts needs them. */
const named = (words: string): string => typed(`/news top ${words}`).replace("/news top ", "");

/** One line that says all of it. Words come last: they would take along what stands behind them. */
function wholeLine(kind: string, model: ReadonlyMap<Dimension, string>): string {
  const said = [...model].toSorted(([a], [b]) => Number(a === "words") - Number(b === "words"));
  return typed(`/news ${kind} ${said.map(([, words]) => named(words)).join(" ")}`);
}

describe.each(KINDS)("after %s", (kind, without) => {
  const followUp = followUpsOf(without);
  const runs = { seed: inject("seed"), numRuns: inject("long") ? 300 : 25 };

  test("a follow-up replaces what it names and nothing else, however many there are", () => {
    fc.assert(
      fc.property(fc.array(followUp, { minLength: 1, maxLength: 10 }), (turns) => {
        const model = new Map(turns.map(({ dimension, words }) => [dimension, words]));
        expect(lastOf(kind, ...turns.map(({ line }) => line))).toBe(wholeLine(kind, model));
      }),
      runs,
    );
  });

  test("the order of follow-ups about different things does not matter", () => {
    const turns = fc.uniqueArray(followUp, {
      minLength: 2,
      maxLength: 6,
      selector: ({ dimension }) => dimension,
    });
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat()), (some, random) => {
        const lines = some.map(({ line }) => line);
        const shuffled = lines
          .map((line) => ({ line, at: random.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ line }) => line);
        expect(lastOf(kind, ...lines)).toBe(lastOf(kind, ...shuffled));
      }),
      runs,
    );
  });

  test("what is added and left out changes the list and nothing else", () => {
    const country = fc.constantFrom("Estonia", "Latvia", "Lithuania", "Russia");
    const turn = fc.record({ country, way: fc.constantFrom("only", "also", "without") });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (turns) => {
        let [any, not]: [string[], string[]] = [[], []];
        for (const { country: name, way } of turns) {
          const others = any.filter((one) => one !== name);
          if (way === "without") [any, not] = [others, [...not.filter((one) => one !== name), name]];
          else if (way === "only") [any, not] = [[name], []];
          else [any, not] = [any.includes(name) ? any : [...any, name], not.filter((one) => one !== name)];
        }
        const said = language.readSaid(
          turns.at(-1) === undefined ? "" : `${turns.at(-1)?.way} ${turns.at(-1)?.country}`,
          talk(
            `${kind} negative`,
            ...turns.slice(0, -1).map(({ way, country: name }) => `${way} ${name}`),
          ).at(-1),
          lexicon,
        );
        if (said.type !== "command") throw new Error(outcome(said));
        const value = said.values.country;
        const listed = typeof value === "object" && "any" in value ? value : { any: [], not: [] };
        expect([listed.any.toSorted(), listed.not.toSorted()]).toEqual([any.toSorted(), not.toSorted()]);
        expect(said.values.direction).toBe("negative");
      }),
      runs,
    );
  });
});

const ANY_TURN = fc.oneof(
  anyText,
  followUpsOf([]).map(({ line }) => line),
  fc
    .array(
      fc.constantFrom(
        ...'and or not without also top latest more back show 2 10 justice lativa police everything again same as trend instead of that share all any no countries pillar since until /news digest delete Morning thanks hi ? " ,'.split(
          " ",
        ),
      ),
      { maxLength: 6 },
    )
    .map((words) => words.join(" ")),
);

test("whatever is said after whatever, there is an answer, and everything offered works", () => {
  fc.assert(
    fc.property(
      fc.option(fc.constantFrom(...KINDS.map(([kind]) => `/news ${kind}`))),
      ANY_TURN,
      (last, line) => {
        const said = language.readSaid(line, last ?? undefined, lexicon);
        if (said.type === "command") {
          const text = canonical(said.command, said.values);
          expect(typed(text)).toBe(text);
        }
        if (said.type !== "misunderstood") return;
        expect(said.misunderstanding.sentence).not.toBe("");
        expect(said.misunderstanding.offers.length).toBeGreaterThan(0);
        for (const { command } of said.misunderstanding.offers) typed(command);
      },
    ),
    { seed: inject("seed"), numRuns: inject("long") ? 4_000 : 250 },
  );
});

test("with a slash or the name of a group it is what is typed, whatever was said before", () => {
  const words = [
    "/news top latvia",
    "news latest",
    "/news more",
    "digest delete Morning",
    "/news lativa",
    "news",
  ];
  for (const line of words) {
    const read = language.read(line, lexicon);
    const said = language.readSaid(line, "/news top pillar 1", lexicon);
    if (read.type === "command") expect(said).toEqual({ ...read, kept: {} });
    else expect(said).toEqual(read);
  }
});
