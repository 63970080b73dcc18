// Charts as Slack draws them itself, and their numbers: in lines, or in a table where they are many.

import type { types } from "@slack/bolt";
import {
  type Category,
  type Chart,
  categoryLabel,
  chartTitle,
  hasValues,
  NO_VALUES,
  seriesLabel,
  seriesLines,
  valueText,
} from "../../../src/reply/chart.ts";
import { say } from "../../../src/wording/say.ts";
import { contexts, type DataVisualization, plainText, type SlackBlock, sections } from "./blocks.ts";
import {
  CHART_CATEGORIES,
  CHART_LABEL,
  CHART_SERIES,
  CHART_TITLE,
  TABLE_CHARACTERS,
  TEXT_OBJECT,
} from "./limits.ts";
import { joinedRuns, plainRun, type Run, styledRuns } from "./mrkdwn.ts";

/** More numbers than that are a table. */
const MOST_IN_LINES = 40;
/** Rows that a table shows at once. */
const ROWS_SHOWN = 10;

/** A chart with its title, what it shows, and every number of it. */
export function chartBlocks(chart: Chart): readonly SlackBlock[] {
  const title = styledRuns(chartTitle(chart), "strong");
  const head = sections(joinedRuns(chart.alt === "" ? [title] : [title, [plainRun(chart.alt)]]));
  if (!hasValues(chart)) return [...head, ...contexts([plainRun(say(NO_VALUES))])];
  const { drawn, remark } = fitted(chart);
  const isWhole = drawn === undefined || drawn === chart;
  const isSmall = isWhole && chart.categories.length * chart.series.length <= MOST_IN_LINES;
  const table = isSmall ? undefined : tableOf(chart);
  return [
    ...head,
    ...(drawn === undefined ? [] : halves(drawn).map(visualization)),
    ...(remark === undefined ? [] : contexts([plainRun(remark)])),
    ...(table === undefined ? numberLines(chart) : [table]),
  ];
}

function numberLines(chart: Chart): readonly SlackBlock[] {
  const lines = seriesLines(chart).map(([label, values]): readonly Run[] => [
    ...styledRuns(label, "strong"),
    plainRun(`  ${values}`),
  ]);
  return contexts(joinedRuns(lines));
}

/** What Slack has room for, and what to say of it where that is not all. */
function fitted(chart: Chart): { readonly drawn?: Chart; readonly remark?: string } {
  const { kind, categories, series } = chart;
  if (series.some(({ values }) => values.includes(null)))
    return { remark: say("Some numbers are missing, so Slack can draw no chart of them.") };
  const count = categories.length;
  if (count <= CHART_CATEGORIES) return { drawn: chart };
  const from = kind === "bar" ? 0 : count - CHART_CATEGORIES;
  const to = from + CHART_CATEGORIES;
  return {
    drawn: {
      ...chart,
      categories: categories.slice(from, to),
      series: series.map((one) => ({ ...one, values: one.values.slice(from, to) })),
    },
    remark:
      kind === "bar"
        ? say("The chart shows the first {shown} of these {count}:", { shown: CHART_CATEGORIES, count })
        : say("The chart shows the last {shown} of these {count}:", { shown: CHART_CATEGORIES, count }),
  };
}

/** One chart, or two of half the series where there are more than one may have. */
function halves(chart: Chart): readonly Chart[] {
  const { series, title } = chart;
  if (series.length <= CHART_SERIES) return [chart];
  const half = Math.ceil(series.length / 2);
  return [series.slice(0, half), series.slice(half)].map((own, place) => ({
    ...chart,
    title: say("{number} of {count}: {title}", { number: place + 1, count: 2, title }),
    series: own,
  }));
}

function visualization(chart: Chart): DataVisualization {
  const categories = labels(chart.categories.map(shortLabel));
  const names = labels(chart.series.map(seriesLabel));
  return {
    type: "data_visualization",
    title: plainText(chart.title, CHART_TITLE).text,
    chart: {
      type: chart.kind,
      series: chart.series.map(({ values }, place) => ({
        name: names[place] ?? "",
        data: categories.map((label, at) => ({ label, value: values[at] ?? 0 })),
      })),
      axis_config: { categories, y_label: plainText(chart.unit, CHART_TITLE).text },
    },
  };
}

/** What is partial is told as such, however much of its name is cut. */
function shortLabel(category: Category): string {
  const mark = categoryLabel({ ...category, label: "" });
  return `${plainText(category.label, CHART_LABEL - mark.length).text}${mark}`;
}

/** Labels as long as they may be, none twice. */
function labels(texts: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return texts.map((text) => {
    let label = plainText(text, CHART_LABEL).text;
    for (let copy = 2; used.has(label); copy += 1) {
      const mark = ` ${copy}`;
      label = `${plainText(text, CHART_LABEL - mark.length).text}${mark}`;
    }
    used.add(label);
    return label;
  });
}

/** A row for each category; nothing where its texts are longer than a table's may be. */
function tableOf(chart: Chart): types.DataTableBlock | undefined {
  const cell = (text: string): types.RawTextElement => ({
    type: "raw_text",
    text: plainText(text, TEXT_OBJECT).text,
  });
  const rows: types.DataTableBlock["rows"] = [
    [cell(chart.unit), ...chart.series.map((one) => cell(seriesLabel(one)))],
    ...chart.categories.map((category, place) => [
      cell(categoryLabel(category)),
      ...chart.series.map(({ values }) => {
        const value = values[place] ?? null;
        const text = valueText(value);
        return value === null
          ? ({ type: "raw_text", text } as const)
          : ({ type: "raw_number", value, text } as const);
      }),
    ]),
  ];
  const characters = rows
    .flat()
    .reduce((sum, one) => sum + (one.type === "rich_text" ? 0 : one.text.length), 0);
  if (characters > TABLE_CHARACTERS) return undefined;
  return {
    type: "data_table",
    caption: plainText(chart.title, TEXT_OBJECT).text,
    rows,
    page_size: ROWS_SHOWN,
  };
}
