// Which articles there are before a word of them is written: affairs have steps, and outlets report a step within days.

import { type Chance, chanceOf } from "../../demo/sample/random.ts";
import { AppError } from "../../src/errors.ts";
import { scoreAt } from "./measured.ts";
import type { Country } from "./names.ts";

/** One article. */
export interface Report {
  readonly country: Country;
  readonly outlet: string;
  /** s since 1970 UTC; undefined for the few without a date. */
  readonly publishedAt: number | undefined;
  /** Seeds what all reports of an affair share. */
  readonly affair: number;
  /** Seeds what all reports of one step share. */
  readonly story: number;
  /** Seeds what is its own. */
  readonly seed: number;
  /** Whether it goes on an agency's text, as others of its story do. */
  readonly copied: boolean;
  /** 0 to 1: how good the news is. */
  readonly mood: number;
  /** Pillar (from 0) and mood (0 bad, 1 plain, 2 good) of what happened. */
  readonly event: readonly [pillar: number, mood: number];
  /** Bit p stands for pillar p + 1: what the article is flagged with, and what it is assessed for. */
  readonly flags: number;
  readonly assessed: number;
}

export interface Plan {
  /** By outlet, then from new to old: the order of a file. */
  readonly reports: readonly Report[];
  readonly stories: number;
}

const DAY_S = 86_400;
const DAYS = 365;
const WINDOW_S = 3 * DAY_S;

/** How often articles have exactly these pillars (bit 0 is pillar 1): counted in a real file of 1,087 articles. */
const PILLAR_SETS = weighted(
  `1:111 9:83 131:67 128:59 195:39 201:37 144:30 73:30 33:29 35:25 3:22 137:22 32:22 203:21 153:19 15:19 130:19 200:18 152:18
  217:17 155:15 147:14 192:14 65:14 219:14 11:14 8:14 13:13 139:12 255:11 41:10 136:10 7:9 163:9 226:8 25:8 72:8 216:7 227:7 34:7
  207:7 39:6 194:6 99:5 105:5 191:5 47:5 235:5 176:4 146:4 187:4 239:4 107:4 64:4 17:4 145:4 162:4 43:4 208:3 77:3 5:3 97:3
  129:3 179:3 59:3 143:3 49:2 193:2 103:2 251:2 61:2 48:2 96:2 75:2 98:2 111:2 161:2 51:2 205:2 138:2 231:1 24:1 106:1 175:1
  234:1 142:1 31:1 4:1 225:1 160:1 104:1 170:1 199:1 67:1 2:1 159:1 89:1 37:1 211:1 45:1 186:1 12:1 68:1 196:1 76:1 171:1`,
);
/** Articles by weekday, 0 is Sunday, and by hour, as in that file. */
const WEEKDAYS = [35, 212, 185, 201, 216, 190, 48] as const;
const BUSIEST_DAY = 216;
const HOURS = weighted(
  "0:3 3:5 4:25 5:31 6:32 7:59 8:68 9:77 10:82 11:89 12:93 13:88 14:96 15:70 16:35 17:30 18:40 19:35 20:17 21:46 22:65 23:1",
);
/** In how many articles an event is told: most have one, and pairs of the same event are as frequent as judged by reading. */
const REPORTS = weighted("1:915 2:55 3:20 4:6 5:2 6:1 7:1");
const STEPS = weighted("1:90 2:6 3:3 4:1");

/** `value:weight` pairs as a list that holds each value as often as its weight says. */
function weighted(text: string): readonly number[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((pair) => {
      const [value = 0, weight = 0] = pair.split(":").map(Number);
      return Array.from({ length: weight }, () => value);
    });
}

function drawFrom(values: readonly number[], chance: Chance): number {
  return values[Math.floor(chance.next() * values.length)] ?? 0;
}

const seedOf = (chance: Chance): number => Math.floor(chance.next() * 0x1_0000_0000);

/** Small numbers are the likely ones: 0 is twice as likely as 1, as outlets and countries have much or little to say. */
const rankBelow = (count: number, chance: Chance): number => Math.floor((count + 1) ** chance.next()) - 1;

/**
 * Plans articles with exactly `rows` assessments in the year before `until` (ms UTC). The same request has the same
 * answer.
 */
export function planReports(request: {
  readonly rows: number;
  readonly countries: readonly Country[];
  readonly until: number;
  readonly seed: number;
}): Plan {
  const chance = chanceOf(request.seed);
  const until = Math.floor(request.until / 1000);
  const reports: Report[] = [];
  let stories = 0;
  let rowsLeft = request.rows;
  while (rowsLeft > 0) {
    const country = request.countries[rankBelow(request.countries.length, chance)];
    if (country === undefined) throw new AppError("internal", "News are of countries.");
    const affair = seedOf(chance);
    const steps = drawFrom(STEPS, chance);
    let at = timeIn(until - DAYS * DAY_S, until, chance);
    for (let step = 0; step < steps && at < until && rowsLeft > 0; step += 1) {
      stories += 1;
      for (const report of reportsOf({ country, affair, at, until }, chance)) {
        if (rowsLeft === 0) break;
        const assessed = lowestBits(report.assessed, rowsLeft);
        rowsLeft -= bitsOf(assessed);
        reports.push({ ...report, assessed });
      }
      at += (4 + chance.between(0, 40)) * DAY_S;
    }
  }
  const order = (report: Report): number => report.publishedAt ?? 0;
  reports.sort(
    (a, b) =>
      (a.outlet < b.outlet ? -1 : a.outlet > b.outlet ? 1 : 0) || order(b) - order(a) || a.seed - b.seed,
  );
  return { reports, stories };
}

/** A time between, in s: more on working days and in office hours. */
function timeIn(from: number, to: number, chance: Chance): number {
  while (true) {
    const day = Math.floor((from + chance.next() * (to - from)) / DAY_S);
    if (chance.happens((WEEKDAYS[(day + 4) % 7] ?? 0) / BUSIEST_DAY)) {
      const seconds = chance.happens(0.36) ? 0 : chance.between(0, 59);
      const time = day * DAY_S + drawFrom(HOURS, chance) * 3_600 + chance.between(0, 59) * 60 + seconds;
      if (time >= from && time < to) return time;
    }
  }
}

function reportsOf(
  { country, affair, at, until }: { country: Country; affair: number; at: number; until: number },
  chance: Chance,
): readonly Report[] {
  const story = seedOf(chance);
  const flags = drawFrom(PILLAR_SETS, chance);
  const mood = chance.next();
  const pillars = pillarsIn(flags);
  const pillar = pillars[Math.floor(chance.next() * pillars.length)] ?? 0;
  const event = [pillar, Math.sign(scoreAt(pillar, mood) - 3) + 1] as const;
  const outlets = new Set<number>();
  return Array.from({ length: drawFrom(REPORTS, chance) }, (_, index) => {
    let outlet = rankBelow(country.outlets.length, chance);
    while (outlets.has(outlet)) outlet = (outlet + 1) % country.outlets.length;
    outlets.add(outlet);
    // Most outlets follow within hours.
    const later = index === 0 ? 0 : Math.floor(chance.next() ** 3 * Math.min(WINDOW_S, until - at));
    return {
      country,
      outlet: country.outlets[outlet] ?? "",
      publishedAt: chance.happens(0.0005) ? undefined : at + later,
      affair,
      story,
      seed: seedOf(chance),
      copied: chance.happens(0.5),
      mood,
      event,
      flags,
      assessed: assessedOf(flags, chance),
    };
  });
}

/** Pillars from 0 whose bit is set. */
export function pillarsIn(set: number): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((pillar) => (set >> pillar) & 1);
}

const bitsOf = (set: number): number => pillarsIn(set).length;

const lowestBits = (set: number, count: number): number =>
  pillarsIn(set)
    .slice(0, count)
    .reduce((bits, pillar) => bits | (1 << pillar), 0);

/** Some flagged articles have no assessment for a pillar, never for all. */
function assessedOf(flags: number, chance: Chance): number {
  const kept = pillarsIn(flags).filter(() => !chance.happens(0.01));
  return kept.length === 0 ? flags : kept.reduce((bits, pillar) => bits | (1 << pillar), 0);
}
