import { setTimeout as timer } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { watchForChanges } from "../../src/dropbox/watch.ts";
import { AppError } from "../../src/errors.ts";
import { createTestPace } from "../pace.ts";
import { connect, keptLog } from "./fixture.ts";

/** What a longpoll answers; after the last the watch is ended. */
type Answer = { readonly changes: boolean; readonly backoffMs?: number } | AppError;

/** Watches over scripted answers. Every change moves the cursor unless `stuck`. */
async function watched(answers: readonly Answer[], { stuck = false, noCursorAt = -1 } = {}) {
  const ending = new AbortController();
  const pace = createTestPace();
  let asked = 0;
  let synced = 0;
  let cursors = 0;
  await watchForChanges({
    client: {
      async longpoll() {
        const answer = answers[asked];
        asked += 1;
        if (asked >= answers.length) ending.abort();
        if (answer === undefined || answer instanceof AppError) throw answer;
        return answer;
      },
    },
    async cursor() {
      cursors += 1;
      return cursors === noCursorAt ? undefined : `cursor ${stuck ? 0 : synced}`;
    },
    async onChange() {
      synced += 1;
    },
    signal: ending.signal,
    log: keptLog().log,
    pace,
  });
  return { waitsMs: pace.waitsMs.slice(0, -1), synced };
}

const failure = new AppError("network", "no answer");
const calm = { changes: false };
const change = { changes: true };

describe("a watch", () => {
  test("pauses a second after every answer, so that many changes become one sync", async () => {
    expect(await watched([calm, change, change, calm])).toEqual({ waitsMs: [1000, 1000, 1000], synced: 2 });
  });

  test("stays away as long as Dropbox asks for", async () => {
    expect((await watched([{ ...calm, backoffMs: 60_000 }, calm])).waitsMs).toEqual([60_000]);
  });

  test("waits longer after every failure, up to five minutes, until one succeeds", async () => {
    const { waitsMs } = await watched([...Array.from({ length: 10 }, () => failure), calm, failure, calm]);
    expect(waitsMs).toEqual([
      1500, 3000, 6000, 12_000, 24_000, 48_000, 96_000, 192_000, 225_000, 225_000, 1000, 1500,
    ]);
  });

  test("does not turn in circles when a change is not taken over", async () => {
    expect((await watched([change, change, change, calm], { stuck: true })).waitsMs).toEqual([
      1500, 3000, 6000,
    ]);
  });

  test("waits for the first sync", async () => {
    expect((await watched([calm, calm], { noCursorAt: 1 })).waitsMs).toEqual([15_000, 1000]);
  });

  test("hears of a change in Dropbox and ends at once when told", async () => {
    const { client, sync, put, texts } = await connect();
    await sync.sync({ path: "" });
    const ending = new AbortController();
    const { promise: changed, resolve } = Promise.withResolvers<Record<string, string>>();
    const watching = watchForChanges({
      client,
      cursor: sync.cursor,
      onChange: async () => resolve(await texts(await sync.sync({ path: "" }))),
      signal: ending.signal,
      log: keptLog().log,
    });
    await put("a.parquet", "a");
    expect(await changed).toEqual({ "a.parquet": "a" });
    // The next longpoll hangs for two minutes unless it is ended.
    await timer(20);
    ending.abort();
    await watching;
  });
});
