// Digests whose articles change for days: every message that stands is right in the end, each correction was made once, nothing
// was posted again, and nothing told twice. `npm run test:long` lives through a month on SQLite.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/store/database.ts";
import { implementations } from "../../store/implementations.ts";
import { checkCorrections } from "../simulation/check-corrections.ts";
import { liveCorrections } from "../simulation/corrections.ts";

const isLong = inject("long");

test.each(implementations)(
  "what stands is right in the end, and everything is told once, on $name",
  async ({ kind, create }) => {
    const seed = inject("seed");
    const isWhole = isLong && kind === "sqlite";
    const [days, digests] = isWhole ? [30, 8] : [4, 3];
    const directory = await mkdtemp(join(tmpdir(), "rol-news-corrections-"));
    const place = await create();
    const store = await openStore(place.location);
    onTestFinished(async () => {
      await store.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });
    const started = performance.now();
    const lived = await liveCorrections(days, { seed, store, directory, digests });
    const checked = await checkCorrections(lived, store).catch((error: unknown) => {
      throw new Error(`Seed ${seed}, ${days} days of ${digests} digests.`, { cause: error });
    });
    if (isWhole)
      process.stdout.write(
        `seed ${seed}: ${JSON.stringify({ days, digests, ...lived.counts, ...checked, seconds: Math.round((performance.now() - started) / 1_000) })}\n`,
      );
    expect(lived.counts.corrected).toBeGreaterThan(0);
    expect(lived.counts.lost).toBeGreaterThan(0);
    // A few days may hold none.
    if (isWhole) expect(lived.counts.restarts).toBeGreaterThan(0);
    expect(checked.right).toBeGreaterThan(0);
  },
);
