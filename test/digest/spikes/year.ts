// A simulated year of news: how many stories a day each pillar of each country has, with weekends, lulls, waves and spikes that
// are planted.

import { isOver, isSpike, readingOf, WEEKS, type Week } from "../../../src/digest/spikes/rule.ts";
import { createRandom, type Random } from "../simulation/random.ts";

export const DAYS = 365;
/** Days before the year: what is usual is known when it begins. */
const RUN_UP = 70;

/** So many times the usual, from that day of the year on. */
export interface Planted {
  readonly country: number;
  readonly pillar: number;
  readonly day: number;
  readonly days: number;
  readonly times: number;
}

export interface Year {
  /** The seven days that end with that day of the year. */
  week(country: number, pillar: number, last: number): Week;
  /** Stories a week of a country's pillar when nothing is special. */
  usual(country: number, pillar: number): number;
}

/** A spike as it was told: from that day of the year to before the other, which is absent while it goes on. */
export interface Told {
  readonly country: number;
  readonly pillar: number;
  readonly from: number;
  readonly until?: number;
}

/**
 * Pillars of a country differ by ten times. Weekends bring 40 in 100, six weeks of summer half, two of Christmas a third, and
 * September everything at once again. Each pillar goes in waves of some ten days, up and down by a quarter, and each day by a third.
 */
export function simulateYear(
  seed: number,
  {
    countries,
    pillars,
    planted = [],
  }: {
    readonly countries: number;
    readonly pillars: number;
    readonly planted?: readonly Planted[];
  },
): Year {
  const random = createRandom(seed);
  const cells = Array.from({ length: countries }, () => {
    const ofCountry = 0.5 + 3 * unit(random);
    return Array.from({ length: pillars }, () => ofCountry * 10 ** -unit(random));
  });
  const counts = cells.map((rates, country) => {
    const common = waves(random, 0.1);
    return rates.map((rate, pillar) => {
      const own = waves(random, 0.25);
      const spikes = planted.filter((spike) => spike.country === country && spike.pillar === pillar);
      return Array.from({ length: RUN_UP + DAYS }, (_, at) => {
        const day = at - RUN_UP;
        const times = spikes
          .filter((spike) => day >= spike.day && day < spike.day + spike.days)
          .reduce((all, spike) => all * spike.times, 1);
        const wave = Math.exp((common[at] ?? 0) + (own[at] ?? 0) + 0.33 * normal(random));
        return poisson(random, rate * seasonOf(day) * wave * times);
      });
    });
  });
  const others = counts.map((ofCountry) => {
    const quiet = 2 * ofCountry.reduce((sum, days) => sum + days.reduce((all, n) => all + n, 0), 0);
    return Array.from({ length: RUN_UP + DAYS }, (_, at) =>
      poisson(random, (quiet / (RUN_UP + DAYS)) * seasonOf(at - RUN_UP)),
    );
  });
  const storiesTo = counts.map((ofCountry) => ofCountry.map(sumsOf));
  const allTo = counts.map((ofCountry, country) =>
    sumsOf((others[country] ?? []).map((n, at) => ofCountry.reduce((sum, days) => sum + (days[at] ?? 0), n))),
  );
  const inWeek = (sums: readonly number[] | undefined, last: number): number =>
    (sums?.[RUN_UP + last + 1] ?? 0) - (sums?.[RUN_UP + last - 6] ?? 0);
  return {
    week: (country, pillar, last) => ({
      stories: inWeek(storiesTo[country]?.[pillar], last),
      all: inWeek(allTo[country], last),
    }),
    usual: (country, pillar) => 7 * MEAN_OF_WEEK * (cells[country]?.[pillar] ?? 0),
  };
}

/** What an alert over all of it tells, looking once a day. */
export function watchYear(year: Year, countries: number, pillars: number): readonly Told[] {
  const told: Told[] = [];
  for (let country = 0; country < countries; country += 1)
    for (let pillar = 0; pillar < pillars; pillar += 1) {
      let from: number | undefined;
      for (let day = 0; day < DAYS; day += 1) {
        const before = Array.from({ length: WEEKS }, (_, back) =>
          year.week(country, pillar, day - 7 * (WEEKS - back)),
        );
        const reading = readingOf(year.week(country, pillar, day), before, countries * pillars);
        if (reading === undefined) continue;
        if (from === undefined && isSpike(reading)) from = day;
        else if (from !== undefined && isOver(reading)) {
          told.push({ country, pillar, from, until: day });
          from = undefined;
        }
      }
      if (from !== undefined) told.push({ country, pillar, from });
    }
  return told;
}

/** What the days up to each add up to. */
function sumsOf(days: readonly number[]): readonly number[] {
  let sum = 0;
  return [0, ...days.map((day) => (sum += day))];
}

/** A day of a week with its weekend, where a working day is 1. */
const MEAN_OF_WEEK = (5 + 2 * 0.4) / 7;

function seasonOf(day: number): number {
  const weekend = ((day % 7) + 7) % 7 >= 5 ? 0.4 : 1;
  const ofYear = ((day % 365) + 365) % 365;
  const lull = ofYear >= 190 && ofYear < 232 ? 0.5 : ofYear >= 355 || ofYear < 5 ? 0.33 : 1;
  return weekend * lull;
}

/** What goes up and down in some ten days: logarithms, with that standard deviation. */
function waves(random: Random, deviation: number): readonly number[] {
  const keeps = Math.exp(-1 / 10);
  let wave = deviation * normal(random);
  return Array.from({ length: RUN_UP + DAYS }, () => {
    wave = keeps * wave + deviation * Math.sqrt(1 - keeps ** 2) * normal(random);
    return wave;
  });
}

function unit(random: Random): number {
  return (random.below(2 ** 31) + 0.5) / 2 ** 31;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(unit(random))) * Math.cos(2 * Math.PI * unit(random));
}

function poisson(random: Random, mean: number): number {
  let n = -1;
  for (let left = mean; left > 0; n += 1) left += Math.log(unit(random));
  return Math.max(n, 0);
}
