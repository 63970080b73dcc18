// Spikes as people read them: what is unusually much, with the numbers that say so and the best stories; and what is over.

import { pillarOf } from "../../news/pillars.ts";
import { actions, chart, command, counted, paragraph, strong } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { NOTHING_TOLD, type SpikeChange } from "../../store/told.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";
import type { DigestFilter } from "../settings.ts";
import { middleOf, WEEKS } from "../spikes/rule.ts";
import type { Began, Over, SpikeNews } from "../spikes/tell.ts";
import { type Cell, filterOfCell, type Judged, toldOf } from "../spikes/watch.ts";
import type { CommandTexts, ShownStory } from "./contents.ts";
import { nameOfTitle, type Passage } from "./pieces.ts";

/** Spikes named in the headline, and those with a chart: a message of Slack has two at most. */
const MOST_NAMED = 3;
const MOST_DRAWN = 2;

/** A spike that began, with its best stories as they are shown. */
export interface BeganSpike extends Began {
  readonly stories: readonly ShownStory[];
}

/** The rule, for everybody. */
export const SPIKES_EXPLAINED =
  "A spike is a week with at least six stories about a pillar in a country, more than in any of the eight weeks before, half again as many as in a usual one, and more than waves of news bring by chance once in a hundred looks. Where outlets bring more of everything, as after a summer, more is usual; each spike is told when it begins and once when it is over.";

/** `Absence of Corruption in Latvia`. */
function nameOfCell({ pillar, country }: Pick<Cell, "pillar" | "country">): string {
  return `${pillarOf(pillar).name} in ${country}`;
}

/** The last of the seven days: ms UTC of its midnight. */
function lastDayOf({ days }: Pick<Cell, "days">): number {
  return days.to + 1 - DAY_MS;
}

/** `23 stories in the 7 days to 6 Mar 2024; in the 8 weeks before 6 to 11 a week, 8 in the middle.` */
function readingSentence({ days, reading }: Judged): string {
  const { stories, before } = reading;
  const weeks = `in the ${before.length} weeks before${before.length < WEEKS ? " that have any news" : ""}`;
  const isEven = new Set(before).size === 1;
  const usual = `${rangeOf(before)} a week${isEven ? "" : `, ${number(middleOf(before))} in the middle`}`;
  return `${counted(stories, "story", "stories")} in the 7 days to ${formatDate(days.to)}; ${weeks} ${usual}.`;
}

/** `6 to 11`, or `6` where all are the same. */
function rangeOf(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? number(most) : `${number(least)} to ${number(most)}`;
}

/** The same, and from how many stories on that is unusual: `… From 17 on that is unusual.` */
function judgedSentences(cell: Judged): string {
  return `${readingSentence(cell)} From ${number(cell.reading.needed)} on that is unusual.`;
}

/** How a country and a pillar stand. `since`: of the spike that is told and goes on. */
export function cellSentence({ reading, ...cell }: Cell, since?: number): string {
  const name = nameOfCell(cell);
  if (reading === undefined)
    return `${name}: nobody can tell, since its news are older than a week or reach back less than four weeks before.`;
  const judged = { ...cell, reading };
  return since === undefined
    ? `${name}: ${judgedSentences(judged)}`
    : `${name}: ${readingSentence(judged)} That goes on since it was told of ${formatDate(since)}; below ${number(reading.endsBelow)} it is over.`;
}

/** What an alert would have told, had there been anything: what goes on or waits, else what comes nearest to a spike. */
export function nothingSentence({ told, waiting, judged }: SpikeNews): string {
  const [first] = waiting;
  if (first !== undefined)
    return `${nameOfCell(first)} is unusual, and waits: no more stories may be shown today.`;
  if (judged.length === 0)
    return "Nothing can be called unusual: no country of it has news of this week and of four weeks before.";
  const goesOn = judged.find((cell) => toldOf(told, cell) !== undefined);
  if (goesOn !== undefined)
    return `Nothing new. ${nameOfCell(goesOn)} goes on: ${readingSentence(goesOn)} Below ${number(goesOn.reading.endsBelow)} it is over.`;
  const nearest = judged.reduce((most, cell) =>
    cell.reading.stories / cell.reading.needed > most.reading.stories / most.reading.needed ? cell : most,
  );
  return `Nothing is unusual. The nearest is ${nameOfCell(nearest)}: ${judgedSentences(nearest)}`;
}

/** What a delivery told of spikes, for its history. */
export function toldSentences({ began, over }: Pick<SpikeNews, "began" | "over">): readonly string[] {
  return [
    ...began.map((spike) => `${nameOfCell(spike)}: ${judgedSentences(spike)}`),
    ...over.map((spike) => `${nameOfCell(spike)} ${overSentence(spike)}`),
  ];
}

/** What stands under the heading of an alert that tells spikes. */
export function spikeHeadline({ began, over }: Pick<SpikeNews, "began" | "over">): string {
  const [first] = began;
  if (first === undefined) return over.length === 1 ? "Back to usual." : `${over.length} are back to usual.`;
  const many =
    began.length === 1
      ? `Unusually much: ${nameOfCell(first)}.`
      : `Unusually much in ${began.length} places: ${began.slice(0, MOST_NAMED).map(nameOfCell).join(", ")}${began.length > MOST_NAMED ? ", …" : ""}.`;
  return over.length === 0 ? many : `${many} ${over.length} more ${over.length === 1 ? "is" : "are"} over.`;
}

export function spikePassages(
  {
    began,
    over,
    filter,
  }: {
    readonly began: readonly BeganSpike[];
    readonly over: readonly Over[];
    readonly filter: DigestFilter;
  },
  texts: CommandTexts,
): readonly Passage[] {
  return [
    ...began.flatMap((spike, index) => beganPassages(spike, { filter, isDrawn: index < MOST_DRAWN }, texts)),
    ...over.map((spike): Passage => {
      const block = paragraph(strong(nameOfCell(spike)), ` ${overSentence(spike)}`);
      const change: SpikeChange = { ...cellIn(spike), since: spike.since, type: "over" };
      return {
        block,
        pieces: [
          {
            name: `that ${nameOfCell(spike)} is over`,
            alone: [block],
            tells: { ...NOTHING_TOLD, spikes: [change] },
          },
        ],
      };
    }),
  ];
}

/** `is back to usual: 9 stories in the 7 days to 18 Mar 2024. It lasted 12 days, from 6 Mar 2024.` */
function overSentence(spike: Over): string {
  const { reading, days, since } = spike;
  const lasted = Math.max(1, Math.round((lastDayOf(spike) - since) / DAY_MS));
  return `is back to usual: ${counted(reading.stories, "story", "stories")} in the 7 days to ${formatDate(days.to)}. It lasted ${counted(lasted, "day")}, from ${formatDate(since)}.`;
}

function cellIn({ country, pillar }: Cell): Pick<SpikeChange, "country" | "pillar"> {
  return { country, pillar };
}

function beganPassages(
  spike: BeganSpike,
  { filter, isDrawn }: { readonly filter: DigestFilter; readonly isDrawn: boolean },
  texts: CommandTexts,
): readonly Passage[] {
  const name = nameOfCell(spike);
  const numbers = paragraph(strong(name), `: ${judgedSentences(spike)}`);
  const change: SpikeChange = { ...cellIn(spike), since: lastDayOf(spike), type: "began" };
  const own = filterOfCell(filter, spike);
  const ways = actions(
    command("Trend", texts.trend(own)),
    command(`List ${number(spike.reading.stories)}`, texts.stories(own, spike.days)),
  );
  return [
    {
      block: numbers,
      pieces: [
        {
          name: `the numbers of ${name}`,
          alone: [numbers, ways],
          tells: { ...NOTHING_TOLD, spikes: [change] },
        },
      ],
    },
    ...(isDrawn ? weeksChart(spike) : []).map((block) => ({
      block,
      pieces: [{ name: `the chart of ${name}`, alone: [block], tells: NOTHING_TOLD }],
    })),
    ...spike.stories.map(({ article, card }): Passage => {
      const block: Block = {
        type: "article",
        article: { ...card, countries: [], pillarInHeading: true },
        actions: [command("Details", texts.details(card.id))],
      };
      return {
        block,
        pieces: [
          {
            name: nameOfTitle(card.title),
            alone: [paragraph(strong(name)), block],
            tells: { ...NOTHING_TOLD, articles: [article] },
          },
        ],
      };
    }),
    { block: ways, pieces: [] },
  ];
}

/** Where a week has no news, the numbers alone are told. */
function weeksChart(spike: BeganSpike): readonly Block[] {
  const { reading, days } = spike;
  if (reading.before.length < WEEKS) return [];
  const values = [...reading.before, reading.stories];
  return [
    chart({
      kind: "line",
      title: "Per 7 days",
      alt: `Stories per 7 days: ${rangeOf(reading.before)} in the eight weeks before, and then ${number(reading.stories)}.`,
      unit: "stories",
      categories: values.map((_, index) => ({
        label: `to ${formatDate(days.to - (WEEKS - index) * WEEK_MS).slice(0, -5)}`,
      })),
      series: [{ name: "stories", values }],
    }),
  ];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
