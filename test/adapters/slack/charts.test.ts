// Charts as Slack's own blocks: within what its pages allow, with every number, and in words where it takes none.

import fc from "fast-check";
import { afterEach, describe, expect, inject, it } from "vitest";
import { render } from "../../../adapters/slack/out/render.ts";
import { heading, privately } from "../../../src/reply/build.ts";
import { type Chart, categoryLabel, hasValues, seriesLabel, valueText } from "../../../src/reply/chart.ts";
import type { Block } from "../../../src/reply/reply.ts";
import type { FakeBlock, FakeMessageBody } from "../../fakes/slack/rules.ts";
import { anyChart } from "../../reply/any-chart.ts";
import { everyBlock, trendOf } from "../../reply/samples.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { accepted, readBlock, textOf } from "./reading.ts";

const messagesOf = (...blocks: readonly Block[]): readonly FakeMessageBody[] =>
  accepted(render(privately(...blocks), new Map()).messages);

const blocksOf = (chart: Chart): readonly FakeBlock[] =>
  messagesOf({ type: "chart", chart }).flatMap(({ blocks }) => blocks);

const drawnIn = (blocks: readonly FakeBlock[]) =>
  blocks.flatMap((block) => (block.type === "data_visualization" ? [block] : []));

const words = (blocks: readonly FakeBlock[]): string =>
  blocks.map((block) => readBlock(block).text).join("\n");

describe("a chart", () => {
  it("that fits is drawn by Slack, with its numbers in a line", () => {
    const { chart } = trendOf(1, 4);
    const [head, drawn, numbers] = blocksOf(chart);
    expect([head?.type, numbers?.type]).toEqual(["section", "context"]);
    const categories = ["week 1", "week 2", "week 3", "week 4 (partial)"];
    expect(drawn).toEqual({
      type: "data_visualization",
      title: "1 series over 4 weeks",
      chart: {
        type: "line",
        series: [
          {
            name: "series 1",
            data: [8, 2, 19, 13].map((value, place) => ({ label: categories[place], value })),
          },
        ],
        axis_config: { categories, y_label: "articles" },
      },
    });
    expect(words([numbers ?? { type: "divider" }])).toContain(
      "series 1  week 1 8 ·\u00a0week 2 2 ·\u00a0week 3 19 ·\u00a0week 4 (partial) 13",
    );
  });

  it("of many numbers has them in a table", () => {
    const { chart } = trendOf(4, 15);
    const table = blocksOf(chart).find((block) => block.type === "data_table");
    expect(table).toMatchObject({ caption: "4 series over 15 weeks", page_size: 10 });
    expect(table?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ["articles", ...chart.series.map(({ name }) => name)],
      ...chart.categories.map((category, place) => [
        categoryLabel(category),
        ...chart.series.map(({ values }) => valueText(values[place] ?? null)),
      ]),
    ]);
  });

  it.each([21, 40, 41, 60])("of %i weeks shows the last twenty of them as they are", (weeks) => {
    const { chart } = trendOf(3, weeks);
    const blocks = blocksOf(chart);
    const [drawn] = drawnIn(blocks);
    expect(drawn?.chart.series.map(({ data }) => data.map(({ value }) => value))).toEqual(
      chart.series.map(({ values }) => values.slice(-20)),
    );
    expect(words(blocks)).toContain(`The chart shows the last 20 of these ${weeks}:`);
    expect(drawn?.chart.axis_config.categories.at(-1)).toMatch(/^week \d+ \(partial\)$/);
  });

  it.each([
    ["bar", "first", 0],
    ["line", "last", 7],
  ] as const)("shows of a %s chart that is too long the %s ones, and says so", (kind, which, from) => {
    const blocks = blocksOf({ ...trendOf(2, 27).chart, kind });
    expect(words(blocks)).toContain(`The chart shows the ${which} 20 of these 27:`);
    expect(drawnIn(blocks)[0]?.chart.axis_config.categories[0]).toBe(`week ${from + 1}`);
    expect(blocks.find(({ type }) => type === "data_table")).toBeDefined();
  });

  it("of eight series is two", () => {
    const drawn = drawnIn(blocksOf(trendOf(8, 6).chart));
    expect(drawn.map(({ title }) => title)).toEqual([
      "1 of 2: 8 series over 6 weeks",
      "2 of 2: 8 series over 6 weeks",
    ]);
    expect(drawn.map(({ chart }) => chart.series.length)).toEqual([4, 4]);
  });

  it("with a gap is not drawn: Slack takes a number for every place", () => {
    const blocks = blocksOf(everyBlock.chart.chart);
    expect(drawnIn(blocks)).toEqual([]);
    expect(words(blocks)).toContain("Some numbers are missing");
  });

  it("keeps apart what is alike when it is cut", () => {
    const { chart } = trendOf(2, 2);
    const long = "Constraints on Government Powers in ";
    const [drawn] = drawnIn(
      blocksOf({
        ...chart,
        categories: [{ label: `${long}Estonia` }, { label: `${long}Latvia` }],
        series: chart.series.map((one) => ({ ...one, name: `${long}2024` })),
      }),
    );
    expect(drawn?.chart.axis_config.categories).toEqual(["Constraints on Gove…", "Constraints on Go… 2"]);
    expect(drawn?.chart.series.map(({ name }) => name)).toEqual([
      "Constraints on Gove…",
      "Constraints on Go… 2",
    ]);
  });

  it("among others stays whole: two to a message", () => {
    const messages = messagesOf(
      heading("Trends"),
      trendOf(1, 3),
      trendOf(2, 3),
      trendOf(3, 3),
      trendOf(3, 30),
    );
    expect(messages.map(({ blocks }) => drawnIn(blocks).length)).toEqual([2, 2]);
  });

  it("is taken by Slack whatever it holds, with every number in its words", () => {
    const plain = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,58}[a-z]$/);
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom("<!channel>", "&", ":smile:", ""),
    );
    const runs = { seed: inject("seed"), numRuns: inject("long") ? 3_000 : 25 };
    fc.assert(
      fc.property(fc.array(anyChart(hostile), { minLength: 1, maxLength: 4 }), (charts) => {
        for (const { blocks } of messagesOf(...charts.map((chart) => ({ type: "chart", chart }) as const)))
          expect(blocks.length).toBeGreaterThan(0);
      }),
      runs,
    );
    fc.assert(
      fc.property(anyChart(plain), (chart) => {
        fc.pre(hasValues(chart));
        const said = words(blocksOf(chart).filter(({ type }) => type !== "data_visualization")).replace(
          /\s/g,
          "",
        );
        const tells = (text: string): void => expect(said).toContain(text.replace(/\s/g, ""));
        for (const one of chart.series) {
          tells(seriesLabel(one));
          for (const value of one.values) tells(valueText(value));
        }
        for (const category of chart.categories) tells(categoryLabel(category));
      }),
      runs,
    );
  });
});

describe("where Slack takes no charts", () => {
  let bot: AdapterUnderTest | undefined;
  afterEach(async () => {
    const problems = bot?.slack.problems;
    await bot?.close();
    expect(problems).toEqual([]);
  });

  const told = /week 40 \(partial\): series 1 4 · series 2 12/;

  it("an answer says the same in words", async () => {
    bot = await startAdapter();
    const { slack } = bot;
    const [charts] = await slack.command("U0MEMBER", "trend").answers(1);
    expect(charts?.blocks.some(({ type }) => type === "data_visualization")).toBe(true);
    slack.refuseCharts();
    const answers = await slack.command("U0MEMBER", "trend").answers(2);
    expect(answers.flatMap(({ blocks }) => blocks.map(({ type }) => type))).not.toContain("data_table");
    expect(answers.map(textOf).join("\n").replaceAll("\u00a0", " ")).toMatch(told);
  });

  it("so does a digest, which is found again by its key", async () => {
    bot = await startAdapter();
    const { adapter, slack } = bot;
    slack.refuseCharts();
    const to = adapter.places.open({ platform: "slack", channel: "C0NEWS" }, new Map());
    const [part, ...more] = to.plan({ main: { audience: "everyone", blocks: [trendOf(2, 40)] } }, "sub12.1");
    if (part === undefined) throw new Error("no parts");
    expect(more).toEqual([]);
    const context = { signal: new AbortController().signal };
    const sent = await to.send(part, context);
    expect(sent.type).toBe("sent");
    expect(await to.find(part, Date.UTC(2024, 2, 7, 8), context)).toEqual(sent);
    const [message] = slack.workspace.messages;
    expect(message && textOf(message).replaceAll("\u00a0", " ")).toMatch(told);
  });
});
