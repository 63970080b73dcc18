// What of a data set waits for an admin: news that lost much of what they had.

import { describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.ts";
import { dataSetBench } from "./data-set-bench.ts";

const bench = dataSetBench();
const { startDataSet, fileIn, refreshed, serving } = bench;

describe("a drastic loss", () => {
  const held = { snapshot: expect.any(String), reason: "Estonia.parquet went from 12 to 5 articles." };

  it("holds the new news back, and admins are told once", async () => {
    await refreshed(fileIn("whole"));
    expect(await refreshed(fileIn("halved"))).toEqual({ type: "held", held });
    expect(await bench.dataSet.refresh()).toEqual({ type: "held", held });
    expect(await serving()).toMatchObject({ articles: 12 });
    expect((await bench.dataSet.status()).held).toEqual(held);
    expect(bench.outcomes.map(({ type }) => type)).toEqual(["swapped", "held"]);
  });

  it("is a file that was read before and cannot be any more", async () => {
    const latvia = { name: "Latvia.parquet" };
    await refreshed(fileIn("whole"), fileIn("more", latvia));
    const outcome = await refreshed(fileIn("whole"), fileIn("webPage", latvia));
    expect(outcome).toMatchObject({
      type: "held",
      held: { reason: expect.stringContaining("Latvia.parquet") },
    });
    expect((await bench.dataSet.status()).refused).toHaveLength(1);
  });

  it("is a file that is there and could not be fetched", async () => {
    const latvia = {
      name: "Latvia.parquet",
      contentHash: "new",
      reason: "Latvia.parquet could not be fetched.",
    };
    await refreshed(fileIn("whole"), fileIn("more", { name: latvia.name }));
    bench.unavailable = [latvia];
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "held", held: { reason: latvia.reason } });
    expect((await bench.dataSet.status()).refused).toEqual([latvia]);
  });

  it("serves when an admin says so, and is then no loss any more", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await bench.dataSet.answerHold("use-it")).toMatchObject({
      type: "swapped",
      manifest: { articles: 5 },
      before: { articles: 12 },
    });
    expect(await serving()).toMatchObject({ articles: 5 });
    expect(await refreshed(fileIn("halved"))).toMatchObject({ type: "unchanged" });
    expect(await bench.dataSet.status()).not.toHaveProperty("held");
  });

  it("is not asked about again when an admin keeps the old news, until the files change", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await bench.dataSet.answerHold("keep-old")).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    expect(await bench.dataSet.status()).not.toHaveProperty("held");
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    expect(await serving(startDataSet())).toMatchObject({ articles: 12 });

    expect(await refreshed(fileIn("quartered"))).toMatchObject({ type: "held" });
    expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped", manifest: { articles: 14 } });
    expect(await bench.dataSet.status()).not.toHaveProperty("held");
  });

  it("is forgotten when the files come back", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "unchanged" });
    expect(await bench.dataSet.status()).not.toHaveProperty("held");
    for (const answer of ["use-it", "keep-old"] as const)
      await expect(bench.dataSet.answerHold(answer)).rejects.toMatchObject({
        code: "not-found",
        message: "No news is held back: what you see is the newest that could be read.",
      });
  });

  it("that was declined comes back without what was wrong or held meanwhile", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    await bench.dataSet.answerHold("keep-old");
    await refreshed(fileIn("quartered"));
    bench.listed = new AppError("network", "Dropbox does not answer.");
    await bench.dataSet.refresh();
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    const status = await bench.dataSet.status();
    expect(status).not.toHaveProperty("problem");
    expect(status).not.toHaveProperty("held");
  });
});
