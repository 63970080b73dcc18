// A year of digests on a fake clock: real service, store and snapshots; news that come late and change, processes that
// end anywhere, a platform that is away, people who pause and edit. `npm run test:long` lives through all of it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, inject, test } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { checkSimulation } from "../digest/simulation/check.ts";
import { DAY_MS, HOUR_MS } from "../digest/simulation/news.ts";
import { type ClockOff, MINUTE_MS, type SimulationPlan } from "../digest/simulation/plan.ts";
import { simulate } from "../digest/simulation/run.ts";

const seed = inject("seed");

/** The machine's clock is off by so much. A jump of more than a day ends before anything is done by it. */
function off(from: number, forMs: number, byMs: number): ClockOff {
  return { during: [from, from + forMs], byMs };
}

/** Four weeks in which the clocks of America and Europe are set, with the last day of a month. */
const MONTH_FROM = Date.UTC(2024, 2, 7, 6);
const month: SimulationPlan = {
  seed,
  span: [MONTH_FROM, MONTH_FROM + 27 * DAY_MS],
  subscriptions: 36,
  hourly: 2,
  articlesPerDay: 12,
  newsEvery: [14, 70],
  newCountryAt: MONTH_FROM + 9 * DAY_MS,
  downtimes: [
    [MONTH_FROM + 5 * DAY_MS, MONTH_FROM + 5 * DAY_MS + 7 * HOUR_MS],
    [MONTH_FROM + 15 * DAY_MS, MONTH_FROM + 17 * DAY_MS],
  ],
  outages: [
    [MONTH_FROM + 4 * DAY_MS, MONTH_FROM + 4 * DAY_MS + 2 * HOUR_MS],
    [MONTH_FROM + 12 * DAY_MS, MONTH_FROM + 12 * DAY_MS + 10 * HOUR_MS],
    [MONTH_FROM + 20 * DAY_MS, MONTH_FROM + 21 * DAY_MS],
  ],
  refused: [MONTH_FROM + 18 * DAY_MS, MONTH_FROM + 20 * DAY_MS],
  restarts: 8,
  crashes: 12,
  pauses: 15,
  edits: 15,
  runs: 10,
  closings: 8,
  clockOff: [
    off(MONTH_FROM + 3 * DAY_MS, 2 * HOUR_MS, 40_000),
    off(MONTH_FROM + 6 * DAY_MS, 3 * HOUR_MS, -50_000),
    off(MONTH_FROM + 7 * DAY_MS + 2 * HOUR_MS, 90 * MINUTE_MS, 5 * HOUR_MS),
    off(MONTH_FROM + 8 * DAY_MS + 9 * HOUR_MS, 50 * MINUTE_MS, 8 * 365 * DAY_MS),
    off(MONTH_FROM + 10 * DAY_MS + 20 * HOUR_MS, 2 * HOUR_MS, -7 * HOUR_MS),
    off(MONTH_FROM + 13 * DAY_MS + 4 * HOUR_MS, 45 * MINUTE_MS, -9 * DAY_MS),
    off(MONTH_FROM + 19 * DAY_MS + 11 * HOUR_MS, 55 * MINUTE_MS, 3 * DAY_MS),
    off(MONTH_FROM + 22 * DAY_MS + 6 * HOUR_MS, 30 * MINUTE_MS, -4 * 365 * DAY_MS),
  ],
};

const YEAR_FROM = Date.UTC(2024, 0, 3, 6);
const dayOfYear = (day: number): number => YEAR_FROM + day * DAY_MS;
const year: SimulationPlan = {
  seed,
  span: [YEAR_FROM, dayOfYear(364)],
  subscriptions: 500,
  hourly: 25,
  articlesPerDay: 12,
  newsEvery: [20, 56],
  newCountryAt: dayOfYear(150),
  downtimes: [
    [dayOfYear(40), dayOfYear(40) + 5 * HOUR_MS],
    [dayOfYear(88), dayOfYear(89)],
    [dayOfYear(200), dayOfYear(206)],
    [dayOfYear(299), dayOfYear(299) + 40 * HOUR_MS],
  ],
  outages: [
    [dayOfYear(60), dayOfYear(60) + 3 * HOUR_MS],
    [dayOfYear(120), dayOfYear(121) + 6 * HOUR_MS],
    [dayOfYear(250), dayOfYear(254)],
  ],
  refused: [dayOfYear(180), dayOfYear(182)],
  restarts: 60,
  crashes: 150,
  pauses: 700,
  edits: 700,
  runs: 300,
  closings: 120,
  // Every five days by another amount, ahead and back, at another hour.
  clockOff: [
    40_000,
    -50_000,
    5 * HOUR_MS,
    -7 * HOUR_MS,
    20 * HOUR_MS,
    -3 * DAY_MS,
    9 * DAY_MS,
    -8 * 365 * DAY_MS,
    8 * 365 * DAY_MS,
  ].flatMap((byMs, index) =>
    [10, 65, 125, 165, 210, 260, 310].map((day) =>
      off(
        dayOfYear(day + 2 * index) + ((7 * index + day) % 24) * HOUR_MS,
        Math.abs(byMs) > DAY_MS ? 50 * MINUTE_MS : 3 * HOUR_MS,
        byMs,
      ),
    ),
  ),
};

const directory = await mkdtemp(join(tmpdir(), "rol-news-year-"));
afterAll(() => rm(directory, { recursive: true, force: true }));

test(
  "every slot is decided once and arrives once, every article is settled once, whatever fails",
  async () => {
    const plan = inject("long") ? year : month;
    if (inject("long")) process.stdout.write(`seed ${seed}\n`);
    const store = await openStore({ dataDirectory: directory });
    try {
      // A power cut of the machine is not what is tried here, and waiting for the disk would take most of the time.
      await sql`pragma synchronous = off`.execute(store.db);
      const started = performance.now();
      const simulation = await simulate(plan, store, directory);
      const lived = performance.now();
      const checked = await checkSimulation(simulation, store, { end: plan.span[1], refused: plan.refused });
      expect(checked.articles).toBeGreaterThan(plan.subscriptions);
      expect(checked.covered).toBeGreaterThan(plan.subscriptions);
      expect(checked.withdrawn).toBeGreaterThan(0);
      expect(checked.older).toBeGreaterThan(0);
      expect(checked.refused).toBeGreaterThan(0);
      expect(checked.givenBack).toBeGreaterThan(0);
      expect(checked.outagesTold).toBeGreaterThan(plan.subscriptions / 4);
      expect(simulation.counts.crashes).toBeGreaterThan(plan.crashes / 3);
      const far = plan.clockOff.filter(({ byMs }) => Math.abs(byMs) > DAY_MS);
      expect(simulation.counts).toMatchObject({ jumpsTold: far.length, returnsTold: far.length });
      if (inject("long"))
        process.stdout.write(
          `${JSON.stringify({
            snapshots: simulation.news.length,
            ...checked,
            ...simulation.counts,
            seconds: Math.round((lived - started) / 1_000),
            checkSeconds: Math.round((performance.now() - lived) / 1_000),
          })}\n`,
        );
    } finally {
      await store.close();
    }
    // A machine with much else to do needs a multiple of the usual time.
  },
  inject("long") ? 4 * HOUR_MS : 3 * MINUTE_MS,
);
