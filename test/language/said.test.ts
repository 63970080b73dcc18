// What is said in a conversation: follow-ups against a plain model, moves, questions, courtesies, and anything at all.

import fc from "fast-check";
import { describe, expect, inject, it, test } from "vitest";
import { helpCommand } from "../../src/commands/help.ts";
import { morningOptions } from "../../src/commands/news/every-morning.ts";
import { exportCommand } from "../../src/commands/news/export.ts";
import { newsCommands } from "../../src/commands/news/index.ts";
import { articleOption } from "../../src/commands/news/one-article.ts";
import type { Said } from "../../src/language/converse/turn.ts";
import { formatCommand } from "../../src/language/declare/format.ts";
import type { Declaration } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import { createLanguage } from "../../src/language/language.ts";
import { typedCountryNames } from "../../src/news/country.ts";
import { anyText } from "./any-text.ts";
import { realCommands } from "./real-commands.ts";
import { readOnlyCommand } from "./sample-commands.ts";

/** Nothing is run here. */
const notRun = async (): Promise<never> => Promise.reject(new Error("Commands are only read here."));
const news = newsCommands({
  lists: { remember: notRun, last: notRun },
  judgements: { keep: notRun, of: notRun, ofWorkspace: notRun, count: notRun, workspaces: notRun },
  savedQuestions: { save: notRun, of: notRun, delete: notRun },
});
const exporting = exportCommand({
  exports: { make: notRun, end: () => undefined, close: notRun },
  dropboxOf: notRun,
  clock: () => 0,
});
const commands = [
  ...news,
  exporting,
  ...realCommands.filter(({ path }) => path[0] === "digest"),
  readOnlyCommand(["digest", "why"], "/digest why 2", { article: articleOption }),
  {
    ...readOnlyCommand(["digest", "morning"], "/digest morning corruption", morningOptions),
    hidden: true as const,
  },
  helpCommand(news),
];
const lexicon = {
  countries: ["Estonia", "Latvia", "Lithuania", "Russia"],
  sources: ["err.ee", "delfi.ee", "delfi.lv"],
  digests: ["Morning"],
};
const language = createLanguage({
  commands,
  clock: () => Date.UTC(2024, 2, 8),
  countryNames: typedCountryNames,
});

const canonical = (command: Declaration, values: Extract<Parsed, { type: "command" }>["values"]): string =>
  formatCommand(command.path, values, command.options);

/** The command that typing that line gives. */
function typed(line: string): string {
  const parsed = language.read(line, lexicon);
  if (parsed.type === "misunderstood") throw new Error(`${line}: ${parsed.misunderstanding.sentence}`);
  return canonical(parsed.command, parsed.values);
}

function outcome(said: Said): string {
  if (said.type === "courtesy") return said.courtesy;
  if (said.type === "misunderstood") return `? ${said.misunderstanding.sentence}`;
  return canonical(said.command, said.values);
}

/** What a conversation comes to, turn by turn. */
function talk(...lines: readonly string[]): readonly string[] {
  let last: string | undefined;
  return lines.map((line) => {
    const said = language.readSaid(line, last, lexicon);
    if (said.type === "command" && said.command.carriesOn === true)
      last = canonical(said.command, said.values);
    return outcome(said);
  });
}

const lastOf = (...lines: readonly string[]): string => talk(...lines).at(-1) ?? "";

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

describe("a conversation", () => {
  it.each<readonly [last: string, line: string, comes: string]>([
    ["top pillar 1 latvia", "pillar 3 instead", "/news top pillar 3 country Latvia"],
    ["top pillar 1", "more", "/news top pillar 1 page 2"],
    ["top pillar 1 page 3", "next page", "/news top pillar 1 page 4"],
    ["top pillar 1 page 2", "back", "/news top pillar 1"],
    ["top pillar 1 page 2", "and latvia?", "/news top pillar 1 country Latvia"],
    ["top pillar 1 page 2", "share it", "/news top pillar 1 page 2 share"],
    ["top pillar 1 share", "more", "/news top pillar 1 page 2"],
    ["top pillar 1 share", "only negative", "/news top pillar 1 direction negative"],
    ["search bribery latvia", "everything again", "/news search words bribery"],
    ["top pillar 1 latvia", "start over", "/news top"],
    ["top pillar 1 latvia", "the same again", "/news top pillar 1 country Latvia"],
    ["top pillar 1 latvia", "all countries", "/news top pillar 1"],
    ["top pillar 1 latvia", "any pillar and only negative", "/news top direction negative country Latvia"],
    ["top pillar 1 since 2024-01", "without dates", "/news top pillar 1"],
    ["top pillar 1 since 2024-01", "all time", "/news top pillar 1 since all"],
    ["top since 2024-01", "until 2024-02", "/news top since 2024-01 until 2024-02"],
    ["top since 2024-01 until 2024-03", "since 2024-02", "/news top since 2024-02 until 2024-03"],
    ["top last week", "since january", "/news top since january"],
    ["top since 2024-01 until 2024-03", "last 7 days", "/news top since 7d"],
    ["top pillar 1 limit 3", "as a trend", "/news trend pillar 1"],
    ["trend pillar 1 latvia", "latest instead", "/news latest pillar 1 country Latvia"],
    ["top pillar 1", "stats of that", "/news stats pillar 1"],
    ["top pillar 1", "latest", "/news latest"],
    ["top pillar 1", "show 2", "/news show 2"],
    ["top pillar 1", "what's new in latvia?", "/news latest country Latvia"],
    ["top pillar 1", "hi, what happened last week", "/news top last week"],
    ["top pillar 1 latvia", "only the negative ones", "/news top pillar 1 latvia negative"],
    ["top pillar 1", "remove latvia", "/news top pillar 1 country not Latvia"],
    ["top pillar 1 latvia", "everywhere, and only strong ones", "/news top pillar 1 strong"],
    ["top since 2024-01", "before march", "/news top until before march"],
    ["top pillar 1", "show this to everyone", "/news top pillar 1 share"],
    ["top pillar 1", "how many?", "/news stats pillar 1"],
    ["top pillar 1", "and the trend?", "/news trend pillar 1"],
    ["stats pillar 1", "as stats please", "/news stats pillar 1"],
    ["top pillar 1", "the second one", "/news show 2"],
    ["top pillar 1", "tell me more about number 3", "/news show 3"],
    ["stats corruption", "by country", "/news stats pillar 2 by country"],
    ["compare corruption rights", "since january", "/news compare pillar 2 pillar 4 since january"],
  ])("%s, then %s", (last, line, comes) => {
    expect(lastOf(last, line)).toBe(typed(comes));
  });

  it.each<readonly [line: string, comes: string]>([
    ["top pillar 1", "/news top pillar 1"],
    ["please show me corruption in latvia", "/news top pillar 2 country Latvia"],
    ["any news about corruption?", "/news latest pillar 2"],
    ["what can you do?", "/news help"],
    ["help", "/news help"],
  ])("begins with %s", (line, comes) => {
    expect(lastOf(line)).toBe(typed(comes));
  });

  it.each([
    "hi",
    "Hello there!",
    "good morning",
    "thanks 🙏",
    "Thank you very much!",
    "ok great :tada:",
    "got it",
  ])("takes %s as it is meant", (line) => {
    expect(lastOf("top pillar 1", line)).toMatch(/^(?:greeting|thanks)$/);
  });

  it.each([
    ["never mind", "dismissal"],
    ["no", "dismissal"],
    ["yes please", "assent"],
  ])("takes %s as %s", (line, courtesy) => {
    expect(lastOf("top pillar 1", line)).toBe(courtesy);
  });

  function offersAfter(last: string, line: string): readonly string[] {
    const said = language.readSaid(line, typed(`/news ${last}`), lexicon);
    return said.type === "misunderstood"
      ? said.misunderstanding.offers.map(({ command }) => command)
      : [outcome(said)];
  }

  it("asks where it cannot know, and every offer keeps what held", () => {
    expect(offersAfter("top pillar 1", "and lativa?")).toEqual([typed("/news top pillar 1 latvia")]);
    expect(offersAfter("top latvia", "justice")).toEqual(
      ["pillar 7", "pillar 8"].map((pillar) => typed(`/news top latvia ${pillar}`)),
    );
    expect(offersAfter("top latvia", "2")).toEqual([
      "/news show 2",
      typed("/news top latvia pillar 2"),
      typed("/news top latvia limit 2"),
    ]);
    expect(offersAfter("top latvia", "supreme court")).toEqual([
      "/news search supreme court",
      typed('/news top latvia words "supreme" "court"'),
    ]);
  });

  it("runs nothing that changes something without its group", () => {
    expect(offersAfter("top latvia", "delete Morning")).toContain("/digest delete Morning");
    expect(lastOf("delete Morning")).toMatch(/^\?/);
  });

  it("says what it cannot take along", () => {
    expect(lastOf("search bribery", "trend instead")).toBe(
      "? /news trend cannot go on from that: it takes other filters. Say it whole.",
    );
  });

  it("tells what holds on", () => {
    const said = language.readSaid("and latvia?", typed("/news top pillar 1 negative page 2"), lexicon);
    if (said.type !== "command") throw new Error("not a command");
    expect(canonical(said.command, said.kept)).toBe("/news top pillar 1 direction negative");
  });
});

describe("what is clearly about the answer before", () => {
  test.each([
    ["compare with estonia", "compare corruption latvia estonia"],
    ["compare that to estonia", "compare corruption latvia estonia"],
    ["compare with pillar 4", "compare corruption pillar 4 latvia"],
    ["export that", "export corruption latvia"],
    ["can you export this as parquet", "export corruption latvia parquet"],
    ["export to xlsx", "export corruption latvia xlsx"],
    ["as csv please", "export corruption latvia csv"],
    ["export", "export corruption latvia"],
    ["how many of them are negative", "stats corruption latvia negative"],
    ["remove the filter", "latest"],
    ["export estonia", "export estonia"],
    ["compare estonia and latvia", "compare estonia latvia"],
  ])("%s", (line, whole) => {
    expect(lastOf("latest corruption latvia", line)).toBe(typed(`/news ${whole}`));
  });

  test.each([
    ["send me this every morning", "/digest morning corruption latvia alone"],
    ["post this here every morning", "/digest morning corruption latvia"],
    ["can I have that every morning please?", "/digest morning corruption latvia"],
    ["every morning", "/digest morning corruption latvia"],
    ["by month", "/news trend corruption latvia per month"],
    ["and per quarter", "/news trend corruption latvia per quarter"],
    ["as a chart", "/news trend corruption latvia"],
    ["show me that as a graph", "/news trend corruption latvia"],
    ["save this as Latvian courts", "/news save Latvian courts"],
    ["please keep that as courts", "/news save courts"],
    ["save courts", "/news save courts"],
  ])("in words of its own: %s", (line, whole) => {
    expect(lastOf("latest corruption latvia", line)).toBe(typed(whole));
  });

  test("comes every morning with the question of a search, and with no steps of a trend", () => {
    expect(lastOf("search bribery latvia", "every morning")).toBe(
      typed("/digest morning search bribery country Latvia"),
    );
    expect(lastOf("latest latvia", "by month", "send us this every day")).toBe(
      typed("/digest morning latvia"),
    );
    expect(lastOf("latest latvia", "every morning", "and estonia?")).toBe(typed("/news latest estonia"));
    expect(lastOf("trend latvia per year", "by month")).toBe(typed("/news trend latvia per month"));
    expect(lastOf("save this")).toMatch(/^\? /);
    expect(lastOf("send me this every morning")).toMatch(/^\? /);
  });

  test("compares what was named, and goes on from there", () => {
    expect(lastOf("latest latvia and estonia", "compare them")).toBe(typed("/news compare latvia estonia"));
    expect(lastOf("latest latvia", "compare with estonia", "only negative")).toBe(
      typed("/news compare latvia estonia negative"),
    );
  });

  test("is handed over once: what is said next goes on from the list", () => {
    expect(lastOf("latest latvia", "export that", "and estonia?")).toBe(typed("/news latest estonia"));
  });

  test("asks why by its number: what sent it, and what its verdict says", () => {
    expect(lastOf("latest latvia", "why 2")).toBe(typed("/digest why 2"));
    expect(lastOf("latest latvia", "why number 2?")).toBe(typed("/digest why 2"));
    expect(lastOf("latest latvia", "why is 2 so negative?")).toBe(typed("/news show 2"));
  });

  test("is not guessed: dates are no side of their own, and other words of a file stay words", () => {
    expect(lastOf("latest latvia", "compare with last month")).toMatch(/^\? /);
    expect(lastOf("latest latvia", "export that report on courts")).toMatch(/^\? /);
    expect(lastOf("compare with estonia")).toMatch(/^\? /);
    expect(lastOf("latest latvia", "as usual")).toMatch(/^\? /);
  });

  test("asks who scored it", () => {
    expect(lastOf("latest latvia", "who scored this?")).toBe(typed("/news about"));
  });
});
