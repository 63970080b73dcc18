// How digests are conducted: workspaces beside one another, each decision stored whole or not at all.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { digestTexts } from "../../src/commands/digest/texts.ts";
import { createDigests } from "../../src/digest/conduct.ts";
import { createCorrectionPlanner } from "../../src/digest/correct/planner.ts";
import type { Newsstand } from "../../src/digest/news-view.ts";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { createFakePlatform } from "./simulation/platform.ts";
import { EVERYTHING, subscriptionRecord } from "./simulation/subscriptions.ts";

const MADE = Date.UTC(2024, 2, 7, 12);
const NINE = Date.UTC(2024, 2, 8, 9);

/** Nothing serves: a digest that comes due says why. */
const OUTAGE: Newsstand = { outage: { sentence: "Dropbox does not answer.", since: 0 } };

/** A daily digest for each workspace, due now, and how their news are read. */
async function conduct(
  standOf: (workspace: WorkspaceKey) => Promise<Newsstand>,
  ...workspaces: readonly WorkspaceKey[]
) {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-conduct-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  for (const workspace of workspaces)
    await store.subscriptions.add({
      ...subscriptionRecord({
        id: `of ${workspace}`,
        rule: "daily 09:00",
        zone: "UTC",
        seenThrough: MADE,
        now: MADE,
        settings: EVERYTHING,
        channel: "C1",
      }),
      workspace,
    });
  const read: string[] = [];
  let enqueued = 0;
  const platform = createFakePlatform({ clock: () => NINE });
  const digests = createDigests({
    store,
    reader: {
      async read(workspace, use) {
        read.push(workspace);
        return use(await standOf(workspace));
      },
    },
    places: platform.places,
    queue: {
      enqueue() {
        enqueued += 1;
      },
      idle: async () => undefined,
      close: async () => undefined,
    },
    planner: createCorrectionPlanner({
      store,
      signal: new AbortController().signal,
      clock: () => NINE,
      log: createLogger("silent"),
    }),
    texts: digestTexts,
    clock: () => NINE,
    log: createLogger("silent"),
  });
  return {
    store,
    digests,
    read,
    enqueued: () => enqueued,
    slotOf: async (workspace: string) =>
      (await store.ledger.slotsOf(`of ${workspace}`, { limit: 1 })).map(({ state, slotAt }) => [
        state,
        slotAt,
      ])[0],
  };
}

describe("a tick", () => {
  test("decides and stores what is due, and hands it over", async () => {
    const { digests, slotOf, store, enqueued } = await conduct(async () => OUTAGE, "slack:T1", "slack:T2");
    await digests.tick();
    expect([await slotOf("slack:T1"), await slotOf("slack:T2")]).toEqual([
      ["pending", NINE],
      ["pending", NINE],
    ]);
    expect(await store.subscriptions.get("of slack:T1")).toMatchObject({
      decidedSlot: NINE,
      nextSlot: NINE + 86_400_000,
      seenThrough: MADE,
    });
    expect(enqueued()).toBeGreaterThan(0);
    await digests.tick();
    expect(await store.ledger.slotsOf("of slack:T1", { limit: 5 })).toHaveLength(1);
  });

  test("goes on where one workspace fails, whose digests are then still due", async () => {
    const { digests, slotOf, read } = await conduct(
      async (workspace) => {
        if (workspace === "slack:T1") throw new AppError("internal", "The snapshot is damaged.");
        return OUTAGE;
      },
      "slack:T1",
      "slack:T2",
    );
    await digests.tick();
    expect([await slotOf("slack:T1"), await slotOf("slack:T2")]).toEqual([undefined, ["pending", NINE]]);
    await digests.tick();
    expect(read).toEqual(["slack:T1", "slack:T2", "slack:T1"]);
  });

  test("begins nothing twice for a workspace that waits for its files", async () => {
    const files = Promise.withResolvers<Newsstand>();
    const { digests, slotOf, read } = await conduct(() => files.promise, "slack:T1");
    const ticks = [digests.tick(), digests.tick()];
    await expect.poll(() => read).toEqual(["slack:T1"]);
    files.resolve(OUTAGE);
    await Promise.all([...ticks, digests.idle()]);
    expect(read).toEqual(["slack:T1"]);
    expect(await slotOf("slack:T1")).toEqual(["pending", NINE]);
  });
});

describe("a digest by hand", () => {
  test("is decided once while it is on its way, and a preview of it changes nothing", async () => {
    const { digests, store, slotOf } = await conduct(async () => OUTAGE, "slack:T1");
    const record = await store.subscriptions.get("of slack:T1");
    if (record === undefined) throw new Error("It was made.");
    const preview = await digests.preview(subscriptionOf(record));
    expect(preview).toMatchObject({ sends: true, delivery: { main: { audience: "everyone" } } });
    expect(await slotOf("slack:T1")).toBeUndefined();
    expect(await store.subscriptions.get("of slack:T1")).toEqual(record);
    const outcomes = await Promise.all([1, 2].map(() => digests.run(subscriptionOf(record))));
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(["decided", "unavailable"]);
    expect(await digests.run(subscriptionOf(record))).toEqual({ type: "pending" });
  });
});
