// Spikes as people read them: what is unusually much, with the numbers that say so and the best stories; and what is over.

import { pillarName } from "../../news/pillars.ts";
import { actions, chart, command, joined, paragraph, strong } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { NOTHING_TOLD, type SpikeChange } from "../../store/told.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
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

/** The rule, for everybody: a message. */
export const SPIKES_EXPLAINED = wording(
  "A spike is a week with at least six stories about a pillar in a country, more than in any of the eight weeks before, half again as many as in a usual one, and more than waves of news bring by chance once in a hundred looks. Where outlets bring more of everything, as after a summer, more is usual; each spike is told when it begins and once when it is over.",
);

/** `Absence of Corruption in Latvia`. */
function nameOfCell({ pillar, country }: Pick<Cell, "pillar" | "country">): string {
  return say("{pillar} in {country}", {
    pillar: pillarName(pillar),
    country: countryHere(country),
  });
}

/** The last of the seven days: ms UTC of its midnight. */
function lastDayOf({ days }: Pick<Cell, "days">): number {
  return days.to + 1 - DAY_MS;
}

/** `23 stories in the 7 days to 6 Mar 2024; in the 8 weeks before 6 to 11 a week, 8 in the middle.` */
function readingSentence({ days, reading }: Judged): string {
  const { stories, before } = reading;
  const isEven = new Set(before).size === 1;
  return say(
    "{stories, plural, one {# story} other {# stories}} in the 7 days to {day}; in the {weeks} weeks before{those, select, some { that have any news} other {}} {range} a week{spread, select, even {} other {, {middle, number} in the middle}}.",
    {
      stories,
      day: formatDate(days.to),
      weeks: before.length,
      those: before.length < WEEKS ? "some" : "all",
      range: rangeOf(before),
      spread: isEven ? "even" : "uneven",
      middle: middleOf(before),
    },
  );
}

/** `6 to 11`, or `6` where all are the same. */
function rangeOf(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most
    ? say("{count, number}", { count: most })
    : say("{least, number} to {most, number}", { least, most });
}

/** The same, and from how many stories on that is unusual: `… From 17 on that is unusual.` */
function judgedSentences(cell: Judged): string {
  return say("{reading} From {needed, number} on that is unusual.", {
    reading: readingSentence(cell),
    needed: cell.reading.needed,
  });
}

/** How a country and a pillar stand. `since`: of the spike that is told and goes on. */
export function cellSentence({ reading, ...cell }: Cell, since?: number): string {
  const name = nameOfCell(cell);
  if (reading === undefined)
    return say(
      "{name}: nobody can tell, since its news are older than a week or reach back less than four weeks before.",
      { name },
    );
  const judged = { ...cell, reading };
  return since === undefined
    ? say("{name}: {reading}", { name, reading: judgedSentences(judged) })
    : say(
        "{name}: {reading} That goes on since it was told of {day}; below {endsBelow, number} it is over.",
        { name, reading: readingSentence(judged), day: formatDate(since), endsBelow: reading.endsBelow },
      );
}

/** What an alert would have told, had there been anything: what goes on or waits, else what comes nearest to a spike. */
export function nothingSentence({ told, waiting, judged }: SpikeNews): string {
  const [first] = waiting;
  if (first !== undefined)
    return say("{name} is unusual, and waits: no more stories may be shown today.", {
      name: nameOfCell(first),
    });
  if (judged.length === 0)
    return say(
      "Nothing can be called unusual: no country of it has news of this week and of four weeks before.",
    );
  const goesOn = judged.find((cell) => toldOf(told, cell) !== undefined);
  if (goesOn !== undefined)
    return say("Nothing new. {name} goes on: {reading} Below {endsBelow, number} it is over.", {
      name: nameOfCell(goesOn),
      reading: readingSentence(goesOn),
      endsBelow: goesOn.reading.endsBelow,
    });
  const nearest = judged.reduce((most, cell) =>
    cell.reading.stories / cell.reading.needed > most.reading.stories / most.reading.needed ? cell : most,
  );
  return say("Nothing is unusual. The nearest is {name}: {reading}", {
    name: nameOfCell(nearest),
    reading: judgedSentences(nearest),
  });
}

/** What a delivery told of spikes, for its history. */
export function toldSentences({ began, over }: Pick<SpikeNews, "began" | "over">): readonly string[] {
  return [
    ...began.map((spike) =>
      say("{name}: {reading}", { name: nameOfCell(spike), reading: judgedSentences(spike) }),
    ),
    ...over.map((spike) => overParts(spike, nameOfCell(spike)).join("")),
  ];
}

/** What stands under the heading of an alert that tells spikes. */
export function spikeHeadline({ began, over }: Pick<SpikeNews, "began" | "over">): string {
  const [first] = began;
  if (first === undefined)
    return say("{count, plural, one {Back to usual.} other {# are back to usual.}}", { count: over.length });
  const more = began.length > MOST_NAMED ? ", …" : "";
  const many =
    began.length === 1
      ? say("Unusually much: {name}.", { name: nameOfCell(first) })
      : say("Unusually much in {count} places: {names}.", {
          count: began.length,
          names: `${began.slice(0, MOST_NAMED).map(nameOfCell).join(", ")}${more}`,
        });
  return over.length === 0
    ? many
    : joined(
        many,
        say("{count, plural, one {# more is over.} other {# more are over.}}", { count: over.length }),
      );
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
      const block = paragraph(...overParts(spike, strong(nameOfCell(spike))));
      const change: SpikeChange = { ...cellIn(spike), since: spike.since, type: "over" };
      return {
        block,
        pieces: [
          {
            name: say("that {name} is over", { name: nameOfCell(spike) }),
            alone: [block],
            tells: { ...NOTHING_TOLD, spikes: [change] },
          },
        ],
      };
    }),
  ];
}

/** `… is back to usual: 9 stories in the 7 days to 18 Mar 2024. It lasted 12 days, from 6 Mar 2024.` */
function overParts<Part extends object>(spike: Over, name: string | Part): readonly (string | Part)[] {
  const { reading, days, since } = spike;
  const lasted = Math.max(1, Math.round((lastDayOf(spike) - since) / DAY_MS));
  return sayParts<Part>(
    "{name} is back to usual: {stories, plural, one {# story} other {# stories}} in the 7 days to {to}. It lasted {days, plural, one {# day} other {# days}}, from {from}.",
    {
      name,
      stories: reading.stories,
      to: formatDate(days.to),
      days: lasted,
      from: formatDate(since),
    },
  );
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
  const numbers = paragraph(
    ...sayParts("{name}: {reading}", { name: strong(name), reading: judgedSentences(spike) }),
  );
  const change: SpikeChange = { ...cellIn(spike), since: lastDayOf(spike), type: "began" };
  const own = filterOfCell(filter, spike);
  const ways = actions(
    command(say("Trend"), texts.trend(own)),
    command(say("List {count, number}", { count: spike.reading.stories }), texts.stories(own, spike.days)),
  );
  return [
    {
      block: numbers,
      pieces: [
        {
          name: say("the numbers of {name}", { name }),
          alone: [numbers, ways],
          tells: { ...NOTHING_TOLD, spikes: [change] },
        },
      ],
    },
    ...(isDrawn ? weeksChart(spike) : []).map((block) => ({
      block,
      pieces: [{ name: say("the chart of {name}", { name }), alone: [block], tells: NOTHING_TOLD }],
    })),
    ...spike.stories.map(({ article, card }): Passage => {
      const block: Block = {
        type: "article",
        article: { ...card, countries: [], pillarInHeading: true },
        actions: [command(say("Details"), texts.details(card.id))],
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
      title: say("Per 7 days"),
      alt: say("Stories per 7 days: {range} in the eight weeks before, and then {stories, number}.", {
        range: rangeOf(reading.before),
        stories: reading.stories,
      }),
      unit: say("stories"),
      categories: values.map((_, index) => ({
        label: say("to {day}", { day: formatDate(days.to - (WEEKS - index) * WEEK_MS).slice(0, -5) }),
      })),
      series: [{ name: say("stories"), values }],
    }),
  ];
}
