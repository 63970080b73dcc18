// Over random histories of a data set, a plain model and the program agree on what serves, what is held and labelled, what
// is new, back, withdrawn and scored anew, and what a digest posts: no article twice, none lost.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createRandom } from "../../digest/simulation/random.ts";
import { createBench, type Decided, type Outcome } from "./bench.ts";
import { openBuiltFiles } from "./built-files.ts";
import { randomHistory, type Step } from "./history.ts";
import { createModel } from "./model.ts";
import { createPureFiles } from "./pure-files.ts";

const START = Date.UTC(2024, 2, 7, 9);
const long = inject("long");

let directory: string;
let store: Store;
let histories = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-trust-"));
  store = await openStore({ dataDirectory: directory });
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

/** Plays a history, and holds every step against the model. */
async function play(
  history: readonly Step[],
  filesOf: (clock: () => number) => Promise<{ step(step: Step): Promise<Decided>; close?(): Promise<void> }>,
): Promise<void> {
  histories += 1;
  let now = START;
  const model = createModel();
  const files = await filesOf(() => now);
  const bench = createBench(store, `history ${histories}`, () => now);
  const posted: number[] = [];
  try {
    for (const [index, step] of history.entries()) {
      now = step.at;
      const { back, rescored, ...expected } = model.step(step);
      const outcome = await bench.step(step, await files.step(step));
      const merged: Outcome = {
        ...expected,
        back: [],
        rescored: [...back, ...rescored].toSorted((a, b) => a - b),
      };
      expect(outcome, `step ${index} of ${history.length}`).toEqual(merged);
      posted.push(...outcome.posted);
    }
    expect(new Set(posted).size).toBe(posted.length);
  } finally {
    await files.close?.();
  }
}

test("by the pure decision", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 12 }), async (seed, steps) => {
      await play(randomHistory(createRandom(seed), { start: START, steps }), async () => createPureFiles());
    }),
    { seed: inject("seed"), numRuns: long ? 2_000 : 100 },
  );
});

test("through real files, snapshots and a real store", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 4, max: 8 }), async (seed, steps) => {
      await play(randomHistory(createRandom(seed), { start: START, steps }), (clock) =>
        openBuiltFiles(store, `built ${histories}`, clock),
      );
    }),
    { seed: inject("seed"), numRuns: long ? 200 : 1 },
  );
});
