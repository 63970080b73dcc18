// A chart as its picture, with every number in a table below it.

import {
  type Chart,
  categoryLabel,
  chartTitle,
  hasValues,
  NO_VALUES,
  seriesLabel,
  valueText,
} from "../../../src/reply/chart.ts";
import { keepSigns } from "../../../src/reply/signs.ts";
import { say } from "../../../src/wording/say.ts";
import { type Markup, markup } from "./escape.ts";

/** `picture`: the address of its picture; without one the numbers stand open. */
export function renderChart(chart: Chart, picture: string | undefined): Markup {
  const numbers = hasValues(chart) ? tableOf(chart) : markup`<p>${say(NO_VALUES)}</p>`;
  return markup`<figure class="chart">
  ${picture !== undefined && markup`<a href="${picture}" target="_blank"><img src="${picture}" alt="${chart.alt}" /></a>`}
  <figcaption><strong class="${picture !== undefined && "unseen"}">${chartTitle(chart)}</strong> <span class="alt">${keepSigns(chart.alt)}</span></figcaption>
  ${picture === undefined ? numbers : markup`<details><summary>${say("Numbers")}</summary>${numbers}</details>`}
</figure>`;
}

function tableOf({ categories, series }: Chart): Markup {
  const heads = series.map((one) => markup`<th scope="col">${keepSigns(seriesLabel(one))}</th>`);
  const rows = categories.map(
    (category, place) =>
      markup`<tr><th scope="row">${categoryLabel(category)}</th>${series.map(
        ({ values }) => markup`<td>${valueText(values[place] ?? null)}</td>`,
      )}</tr>`,
  );
  return markup`<div class="wide" tabindex="0" role="region" aria-label="${say("Numbers")}"><table>
  <thead><tr><td></td>${heads}</tr></thead>
  <tbody>${rows}</tbody>
</table></div>`;
}
