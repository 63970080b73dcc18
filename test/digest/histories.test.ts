// Random histories of digests: whatever channels answer and whenever the program ends, every article is visible exactly once or
// named as refused, and what the bot says of it is what stands. `npm run test:long` lives through 500 digests.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { checkHistories } from "./simulation/check-histories.ts";
import { liveHistories } from "./simulation/histories.ts";

const isLong = inject("long");
const DIGESTS = isLong ? 500 : 15;

test("every article is visible once or named as refused, and history, why and notices say what stands", async () => {
  const seed = inject("seed");
  const directory = await mkdtemp(join(tmpdir(), "rol-news-histories-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });
  const started = performance.now();
  const histories = await liveHistories(DIGESTS, { seed, store, directory });
  const lived = performance.now();
  const checked = await checkHistories(histories, store);
  await histories.bot.stop();
  if (isLong)
    process.stdout.write(
      `seed ${seed}: ${JSON.stringify({
        digests: DIGESTS,
        ...checked,
        restarts: histories.restarts,
        answers: histories.channels.counts,
        seconds: Math.round((lived - started) / 1_000),
        checkSeconds: Math.round((performance.now() - lived) / 1_000),
      })}\n`,
    );
  expect(checked.givenBack).toBeGreaterThan(0);
  expect(checked.refused).toBeGreaterThan(0);
  expect(checked.unsure).toBeGreaterThan(0);
  expect(histories.restarts).toBeGreaterThan(0);
});
