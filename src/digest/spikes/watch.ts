// How much there is of each country and pillar that an alert looks at: the seven days to the country's newest article, and the
// eight weeks before, all counted in one snapshot by date of publication. What arrives late changes what was usual, and is no news.

import { setImmediate } from "node:timers/promises";
import type { Listed } from "../../language/declare/options.ts";
import type { Catalog } from "../../news/catalog.ts";
import { PILLARS, type PillarNumber } from "../../news/pillars.ts";
import type { SpikeTold } from "../../store/told.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";
import { type Period, referenceOf } from "../../time/windows.ts";
import type { DigestFilter } from "../settings.ts";
import { type Reading, readingOf, WEEKS, type Week } from "./rule.ts";

/** A country and a pillar as an alert looks at them. */
export interface Cell {
  readonly country: string;
  readonly pillar: PillarNumber;
  /** Seven whole days, UTC, the last of which may go on. */
  readonly days: Required<Period>;
  /** Absent where nobody can tell: the news of the country are old, or do not reach back. */
  readonly reading?: Reading;
}

/** A cell that can be told. */
export interface Judged extends Cell {
  readonly reading: Reading;
}

export function judgedOf(cells: readonly Cell[]): readonly Judged[] {
  return cells.flatMap(({ reading, ...cell }) => (reading === undefined ? [] : [{ ...cell, reading }]));
}

/** A country whose newest article is older says nothing about now. */
const STALE_MS = 7 * DAY_MS;

/** What an alert looks at, by country and pillar. One look takes some milliseconds for each country, and lets others in between. */
export async function readCells(
  catalog: Catalog,
  filter: DigestFilter,
  now: number,
): Promise<readonly Cell[]> {
  const countries = catalog.countries
    .map(({ name }) => name)
    .filter((name) => name !== "" && isAsked(name, filter.country));
  const pillars = PILLARS.map(({ number }) => number).filter((number) => isAsked(number, filter.pillar));
  const cells: Cell[] = [];
  for (const country of countries) {
    cells.push(...(await readCountry(catalog, { filter, country, pillars, now, of: countries.length })));
    await setImmediate();
  }
  return cells;
}

function isAsked<Item>(item: Item, { any, not }: Listed<Item> = { any: [], not: [] }): boolean {
  return (any.length === 0 || any.includes(item)) && !not.includes(item);
}

/** The spike of a cell among those that are told and go on. */
export function toldOf(
  told: readonly SpikeTold[],
  { country, pillar }: Pick<Cell, "country" | "pillar">,
): SpikeTold | undefined {
  return told.find((spike) => spike.country === country && spike.pillar === pillar);
}

/** What of the news a cell is: as lists and counts are asked for it. */
export function filterOfCell(
  filter: DigestFilter,
  { country, pillar }: Pick<Cell, "country" | "pillar">,
): DigestFilter {
  return { ...filter, country: onlyThat(country, filter.country), pillar: onlyThat(pillar, filter.pillar) };
}

/** One of what is asked for; what is left out stays so, since an article may be of several countries. */
function onlyThat<Item>(item: Item, asked: Listed<Item> | undefined): Listed<Item> {
  return { any: [item], not: asked?.not ?? [] };
}

async function readCountry(
  catalog: Catalog,
  look: {
    readonly filter: DigestFilter;
    readonly country: string;
    readonly pillars: readonly PillarNumber[];
    readonly now: number;
    /** Countries that are looked at. */
    readonly of: number;
  },
): Promise<readonly Cell[]> {
  const { country, pillars, now } = look;
  const { source } = look.filter;
  const asked = onlyThat(country, look.filter.country);
  const filter = { ...look.filter, country: asked, scored: true };
  const outlets = { country: asked, scored: true, ...(source === undefined ? {} : { source }) };
  const [newest, oldest] = await Promise.all([catalog.newest(outlets), catalog.oldest(outlets)]);
  const reference = newest === undefined ? now : referenceOf({ now, newest });
  const to = Math.floor(reference / DAY_MS) * DAY_MS + DAY_MS - 1;
  const days = { from: to - WEEK_MS + 1, to };
  const whole = pillars.map((pillar) => ({ country, pillar, days }));
  if (newest === undefined || oldest === undefined || now - newest > STALE_MS) return whole;
  const weeks = await Promise.all(
    Array.from({ length: WEEKS + 1 }, async (_, back) => {
      const period = { from: days.from - back * WEEK_MS, to: days.to - back * WEEK_MS };
      // A week in which the data begin is not whole.
      if (back > 0 && period.from < Math.floor(oldest / DAY_MS) * DAY_MS) return undefined;
      const [counts, all] = await Promise.all([
        catalog.count(filter, period, { by: "pillar" }),
        catalog.count(outlets, period),
      ]);
      const ofPillar = new Map(
        counts.groups.map(({ name, tally }) => [Number(name), tally.stories.all] as const),
      );
      return { ofPillar, all: all.total.stories.all };
    }),
  );
  return whole.map((cell) => {
    const of = (week: (typeof weeks)[number]): readonly Week[] =>
      week === undefined ? [] : [{ stories: week.ofPillar.get(cell.pillar) ?? 0, all: week.all }];
    const [last, ...before] = weeks;
    const [is] = of(last);
    const reading =
      is === undefined ? undefined : readingOf(is, before.toReversed().flatMap(of), look.of * pillars.length);
    return { ...cell, ...(reading === undefined ? {} : { reading }) };
  });
}
