// Digests whose articles change for days: every message that stands is right in the end, each correction was made once, nothing
// was posted again, and nothing told twice. `npm run test:long` lives through a month.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/store/database.ts";
import { checkCorrections } from "../simulation/check-corrections.ts";
import { liveCorrections } from "../simulation/corrections.ts";

const isLong = inject("long");
const DAYS = isLong ? 30 : 4;
const DIGESTS = isLong ? 8 : 3;

test("what stands is right in the end, and everything is told once", async () => {
  const seed = inject("seed");
  const directory = await mkdtemp(join(tmpdir(), "rol-news-corrections-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });
  const started = performance.now();
  const lived = await liveCorrections(DAYS, { seed, store, directory, digests: DIGESTS });
  const checked = await checkCorrections(lived, store).catch((error: unknown) => {
    throw new Error(`Seed ${seed}, ${DAYS} days of ${DIGESTS} digests.`, { cause: error });
  });
  if (isLong)
    process.stdout.write(
      `seed ${seed}: ${JSON.stringify({ days: DAYS, digests: DIGESTS, ...lived.counts, ...checked, seconds: Math.round((performance.now() - started) / 1_000) })}\n`,
    );
  expect(lived.counts.corrected).toBeGreaterThan(0);
  expect(lived.counts.lost).toBeGreaterThan(0);
  expect(lived.counts.restarts).toBeGreaterThan(0);
  expect(checked.right).toBeGreaterThan(0);
});
