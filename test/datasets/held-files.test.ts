// What of a file is held, file by file: what serves instead, what people are told, and that every decision can be taken back.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { heldNotice } from "../../src/datasets/held-files.ts";
import type { UnreadColumn } from "../../src/datasets/trust.ts";
import { AppError } from "../../src/errors.ts";
import { inline } from "../../src/reply/build.ts";
import { inlineText } from "../../src/reply/plain-text.ts";
import { dataSetBench, START } from "./data-set-bench.ts";
import type { State } from "./news-files.ts";

const HOUR_MS = 3_600_000;
const ESTONIA = "Estonia.parquet";
const LATVIA = "Latvia.parquet";
const bench = dataSetBench();
const { startDataSet, fileIn, refreshed, serving } = bench;

const latviaIn = (state: State) => fileIn(state, { name: LATVIA });

const heldNow = async () => (await bench.dataSet.status()).held;

/** The countries and how many articles of each serve. */
async function countries(): Promise<Record<string, number>> {
  const lease = await bench.leaseOn();
  const found = Object.fromEntries(lease.catalog.countries.map(({ name, articles }) => [name, articles]));
  lease.release();
  return found;
}

describe("a file", () => {
  const articles = "Estonia.parquet went from 12 to 5 articles.";
  const scores = "Estonia.parquet went from 12 to 0 scores from 1 to 5.";
  const dates = "Estonia.parquet went from 12 to 0 articles with a date.";
  const LOSSES: readonly (readonly [State, string, readonly UnreadColumn[]])[] = [
    ["halved", articles, []],
    ["commaScores", scores, [{ column: "impact_score", values: 12, sample: "1,0" }]],
    ["scoresOfFive", scores, [{ column: "impact_score", values: 12, sample: "1/5" }]],
    ["noScores", scores, []],
    ["noDates", dates, [{ column: "published_date", values: 12, sample: "the 1th" }]],
  ];

  it.each(LOSSES)(
    "that is %s is held by itself, and admins are told once: %s",
    async (state, reason, unread) => {
      await refreshed(fileIn("whole"));
      bench.now += HOUR_MS;
      const held = {
        name: ESTONIA,
        reason,
        // What an admin needs to mend it.
        unread,
        since: START + HOUR_MS,
        servingSince: START,
        isReadable: true,
        isKept: false,
      };
      expect(await refreshed(fileIn(state))).toMatchObject({
        type: "unchanged",
        manifest: { articles: 12 },
        held: [held],
        newlyHeld: [held],
      });
      expect(await bench.dataSet.refresh()).toMatchObject({ held: [held], newlyHeld: [] });
      expect(await heldNow()).toEqual([held]);
      expect(await serving()).toMatchObject({ articles: 12 });
      expect(bench.outcomes.map(({ type }) => type)).toEqual(["swapped", "unchanged"]);
    },
  );

  it.each(["feedDates", "epochSeconds", "epochNanoseconds"] as const)(
    "whose dates became %s loses none, and its news serve at once",
    async (state) => {
      const dates = async () => {
        const { manifest } = await bench.dataSet.status();
        return [manifest?.firstDate, manifest?.lastDate, manifest?.undated];
      };
      await refreshed(fileIn("whole"));
      const before = await dates();
      expect(await refreshed(fileIn(state))).toMatchObject({ type: "swapped", held: [] });
      expect(await dates()).toEqual(before);
    },
  );

  it("that was read before and cannot be any more goes on with its last good news", async () => {
    await refreshed(fileIn("whole"), latviaIn("more"));
    await refreshed(fileIn("whole"), latviaIn("webPage"));
    expect(await heldNow()).toMatchObject([
      { name: LATVIA, reason: expect.stringContaining("Latvia.parquet"), isReadable: false },
    ]);
    expect(await countries()).toMatchObject({ Latvia: 14 });
    expect((await bench.dataSet.status()).refused).toEqual([]);
  });

  it("that is there and could not be fetched goes on, too, and is tried again", async () => {
    const unfetched = { name: LATVIA, contentHash: "new", reason: "Latvia.parquet could not be fetched." };
    await refreshed(fileIn("whole"), latviaIn("whole"));
    bench.unavailable = [unfetched];
    expect(await refreshed(fileIn("whole"))).toMatchObject({ held: [{ reason: unfetched.reason }] });
    bench.unavailable = [];
    expect(await refreshed(fileIn("whole"), { ...latviaIn("more"), contentHash: "new" })).toMatchObject({
      manifest: { articles: 14 },
      held: [],
    });
  });

  it("that is held holds up no other: new news of the others serve at once", async () => {
    await refreshed(fileIn("whole"), latviaIn("whole"));
    const outcome = await refreshed(fileIn("halved"), latviaIn("more"));
    expect(outcome).toMatchObject({ type: "swapped", held: [{ name: ESTONIA }] });
    expect(await countries()).toEqual({ Estonia: 12, Latvia: 14 });
  });

  it("stays held while others change", async () => {
    await refreshed(fileIn("whole"), latviaIn("whole"));
    await refreshed(fileIn("halved"), latviaIn("whole"));
    expect(await refreshed(fileIn("halved"), latviaIn("more"))).toMatchObject({
      held: [{ name: ESTONIA }],
      newlyHeld: [],
    });
    expect(await countries()).toEqual({ Estonia: 12, Latvia: 14 });
  });

  it("that was never read holds nothing back, and is left out by name", async () => {
    await refreshed(fileIn("whole"), latviaIn("webPage"));
    expect(await heldNow()).toEqual([]);
    expect((await bench.dataSet.status()).refused).toMatchObject([{ name: LATVIA }]);
    expect(await refreshed(fileIn("whole"), latviaIn("more"))).toMatchObject({ manifest: { articles: 14 } });
    expect((await bench.dataSet.status()).refused).toEqual([]);
  });

  it("that somebody removed is gone with its news, held or not", async () => {
    await refreshed(fileIn("whole"), latviaIn("whole"));
    await refreshed(fileIn("whole"), latviaIn("halved"));
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "swapped", held: [] });
    expect(await countries()).toEqual({ Estonia: 12 });
  });

  it("is mended by coming back as it was, or better", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "unchanged", held: [] });
    await refreshed(fileIn("webPage"));
    expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped", held: [] });
    expect(await serving()).toMatchObject({ articles: 14 });
  });

  it("is held after a restart as before it", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    const restarted = startDataSet();
    expect(await restarted.refresh()).toMatchObject({ held: [{ name: ESTONIA }], newlyHeld: [] });
    expect(await serving(restarted)).toMatchObject({ articles: 12 });
  });
});

it("a file that served before files were remembered one by one is held as any other", async () => {
  await refreshed(fileIn("whole"), latviaIn("whole"));
  await bench.store.dataSets.saveFiles("test", []);
  expect(await refreshed(fileIn("halved"), latviaIn("more"))).toMatchObject({
    type: "swapped",
    held: [{ name: ESTONIA, reason: "Estonia.parquet went from 12 to 5 articles." }],
  });
  expect(await countries()).toEqual({ Estonia: 12, Latvia: 14 });
});

it("a content that is gone from this machine goes on in the snapshot that has it", async () => {
  await refreshed(fileIn("whole"));
  await rm(join(bench.stateFolder, "files"), { recursive: true });
  expect(await refreshed(fileIn("halved"))).toMatchObject({
    type: "unchanged",
    manifest: { articles: 12 },
    held: [{ name: ESTONIA }],
  });
  expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped", manifest: { articles: 14 } });
});

describe("an admin", () => {
  it("uses what was held, which is then no loss any more, and takes that back", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await bench.dataSet.answerHold("accept", ESTONIA)).toMatchObject({
      type: "swapped",
      manifest: { articles: 5 },
      held: [],
    });
    expect(await refreshed(fileIn("halved"))).toMatchObject({ type: "unchanged", held: [] });
    expect(await bench.dataSet.answerHold("undo", ESTONIA)).toMatchObject({
      manifest: { articles: 12 },
      held: [{ name: ESTONIA, reason: "Estonia.parquet went from 12 to 5 articles." }],
    });
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
      newlyHeld: [],
    });
  });

  it("uses what was held beside a file that could never be read", async () => {
    await refreshed(fileIn("whole"), latviaIn("webPage"));
    await refreshed(fileIn("halved"), latviaIn("webPage"));
    expect(await bench.dataSet.answerHold("accept", ESTONIA)).toMatchObject({ type: "swapped", held: [] });
    expect(await countries()).toEqual({ Estonia: 5 });
    expect((await bench.dataSet.status()).refused).toMatchObject([{ name: LATVIA }]);
  });

  it("takes back a use after the file grew a little, until it has what it had lost", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("quartered"));
    await bench.dataSet.answerHold("accept");
    await refreshed(fileIn("halved"));
    expect(await serving()).toMatchObject({ articles: 5 });
    expect(await bench.dataSet.answerHold("undo", "estonia")).toMatchObject({ manifest: { articles: 12 } });
    await bench.dataSet.answerHold("accept");
    await refreshed(fileIn("more"));
    await expect(bench.dataSet.answerHold("undo", ESTONIA)).rejects.toMatchObject({
      message: "Nothing was decided of Estonia.parquet that could be taken back.",
    });
  });

  it("keeps the old news: the label stays, nobody is asked until the file changes, and that can be taken back", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    await bench.dataSet.answerHold("keep", ESTONIA);
    expect(await refreshed(fileIn("halved"))).toMatchObject({ newlyHeld: [], held: [{ isKept: true }] });
    const notice = inlineText(inline(heldNotice(await heldNow()) ?? []));
    expect(notice).toBe(
      "Estonia.parquet went from 12 to 5 articles. Its news is still that of Fri 8 Mar 2024 09:00 UTC.",
    );
    await bench.dataSet.answerHold("undo", ESTONIA);
    expect(inlineText(inline(heldNotice(await heldNow()) ?? []))).toBe(
      `${notice} An admin can decide with /dropbox status.`,
    );
    await bench.dataSet.answerHold("keep", ESTONIA);
    expect(await refreshed(fileIn("quartered"))).toMatchObject({
      newlyHeld: [{ isKept: false }],
      manifest: { articles: 12 },
    });
  });

  it("cannot use what cannot be read: its country would be gone", async () => {
    await refreshed(fileIn("whole"), latviaIn("whole"));
    await refreshed(fileIn("whole"), latviaIn("webPage"));
    for (const file of [LATVIA, undefined])
      await expect(bench.dataSet.answerHold("accept", file)).rejects.toMatchObject({
        code: "bad-input",
        message: expect.stringContaining("Latvia.parquet cannot be read as it is now"),
      });
    expect(await countries()).toMatchObject({ Latvia: 12 });
    expect(await heldNow()).toHaveLength(1);
  });

  it("is told where nothing is held, nothing was decided, or no file has that name", async () => {
    await refreshed(fileIn("whole"));
    for (const [answer, file, message] of [
      ["accept", undefined, "No file is held back: what you see is the newest that could be read."],
      ["keep", ESTONIA, "Estonia.parquet is not held back: what you see of it is the newest."],
      ["undo", undefined, "Nothing was decided that could be taken back."],
      [
        "accept",
        "Malta",
        'No file of the news is called "Malta". /dropbox files shows their names. Nothing was changed.',
      ],
    ] as const)
      await expect(bench.dataSet.answerHold(answer, file)).rejects.toMatchObject({ message });
  });

  it("decides about one of several, while the listing fails", async () => {
    await refreshed(fileIn("whole"), latviaIn("whole"));
    await refreshed(fileIn("halved"), latviaIn("quartered"));
    bench.listed = new AppError("network", "Dropbox does not answer.");
    await expect(bench.dataSet.answerHold("accept", "parquet")).rejects.toMatchObject({
      message: expect.stringContaining("Several files fit"),
    });
    await bench.dataSet.answerHold("accept", "latvia");
    expect(await heldNow()).toMatchObject([{ name: ESTONIA }]);
    expect(await countries()).toMatchObject({ Estonia: 12 });
  });
});
