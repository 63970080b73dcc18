// Three bots over one Postgres on a fake clock, processes that end anywhere, a platform that is away, people who pause and edit:
// every slot is decided once and arrives once, whoever does it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { checkSimulation } from "../digest/simulation/check.ts";
import { DAY_MS, HOUR_MS } from "../digest/simulation/news.ts";
import type { SimulationPlan } from "../digest/simulation/plan.ts";
import { createSimulatedReplicas } from "../digest/simulation/replicas.ts";
import { simulate } from "../digest/simulation/run.ts";
import { implementations } from "../store/implementations.ts";

const FROM = Date.UTC(2024, 2, 7, 6);
const at = (days: number): number => FROM + days * DAY_MS;

const days: SimulationPlan = {
  seed: inject("seed"),
  span: [FROM, at(3)],
  subscriptions: 10,
  hourly: 1,
  articlesPerDay: 10,
  newsEvery: [14, 30],
  newCountryAt: at(1),
  downtimes: [[at(1.2), at(1.2) + 5 * HOUR_MS]],
  outages: [[at(2), at(2) + 2 * HOUR_MS]],
  refused: [at(2.5), at(2.7)],
  restarts: 1,
  crashes: 6,
  pauses: 1,
  edits: 2,
  runs: 2,
  closings: 1,
  clockOff: [],
};

const month: SimulationPlan = {
  ...days,
  span: [FROM, at(30)],
  subscriptions: 60,
  hourly: 4,
  newsEvery: [14, 70],
  newCountryAt: at(9),
  downtimes: [
    [at(5), at(5) + 7 * HOUR_MS],
    [at(15), at(16)],
  ],
  outages: [
    [at(4), at(4) + 2 * HOUR_MS],
    [at(12), at(12) + 10 * HOUR_MS],
    [at(20), at(21)],
  ],
  refused: [at(18), at(20)],
  restarts: 10,
  crashes: 60,
  pauses: 20,
  edits: 20,
  runs: 15,
  closings: 10,
};

test(
  "three bots on one Postgres do each thing once",
  async () => {
    const postgres = implementations.find(({ kind }) => kind === "postgres");
    if (postgres === undefined) throw new Error("There is no Postgres.");
    const place = await postgres.create();
    const { location } = place;
    if (!("databaseUrl" in location)) throw new Error("It has no address.");
    const directory = await mkdtemp(join(tmpdir(), "rol-replicas-"));
    const store = await openStore(location);
    onTestFinished(async () => {
      await store.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });
    const plan = inject("long") ? month : days;
    const simulation = await simulate(plan, store, directory, (options) =>
      createSimulatedReplicas(options, { ...location, count: 3 }),
    );
    const checked = await checkSimulation(simulation, store, { end: plan.span[1], refused: plan.refused });
    expect(simulation.counts.crashes).toBeGreaterThan(0);
    expect(checked.messages).toBeGreaterThan(0);
    if (inject("long"))
      process.stdout.write(`${JSON.stringify({ ...checked, ...simulation.counts, seed: plan.seed })}\n`);
  },
  inject("long") ? 3_600_000 : 180_000,
);
