// What an older program remembered of data sets and articles: after the update nothing of it is news again.

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { implementations, type Place } from "./implementations.ts";
import { writeStoreBefore } from "./older-store.ts";

describe.each(implementations)(
  "a store from before files were trusted one by one, on $name",
  ({ create }) => {
    let place: Place;

    beforeEach(async () => {
      place = await create();
    });

    afterEach(() => place.remove());

    it("keeps what serves and what was seen", async () => {
      const article = {
        data_set: "T1",
        article: "a",
        first_seen_at: 100,
        verdicts: "1:5",
        source: "err.ee",
        countries: "Estonia",
        title: "Case a",
        published_at: 50,
        rescored_at: null,
        withdrawn_at: 90,
      };
      await writeStoreBefore("0008-trusted-files", place.location, [
        [
          "data_sets",
          {
            data_set: "T1",
            snapshot: "one",
            held_snapshot: "two",
            held_reason: "Estonia went from 12 to 5 articles.",
            rejected_snapshot: "three",
            problem: null,
            problem_since: null,
            updated_at: 7,
          },
        ],
        ["seen_articles", article],
        ["seen_snapshots", { data_set: "T1", snapshot: "one", seen_at: 100 }],
      ]);
      const store = await openStore(place.location);
      onTestFinished(() => store.close());
      expect(await store.dataSets.get("T1")).toEqual({
        dataSet: "T1",
        snapshot: "one",
        problem: null,
        problemSince: null,
        troubles: null,
        updatedAt: 7,
      });
      expect(await store.dataSets.files("T1")).toEqual([]);
      expect(await store.seen.snapshot("T1")).toEqual({
        dataSet: "T1",
        snapshot: "one",
        seenAt: 100,
        files: null,
      });
      expect(await store.seen.article("T1", "a")).toMatchObject({
        firstSeenAt: 100,
        withdrawnAt: 90,
        currentId: null,
        link: null,
        rescoredWith: null,
        renamedAt: null,
      });
    });
  },
);
