// Whether a slot is sent, why not, and what is told besides the articles.

import { describe, expect, test } from "vitest";
import { judge, type Outage } from "../../src/digest/judge.ts";
import type { Slot } from "../../src/digest/slots.ts";
import { type Settings, subscriptionOf } from "../../src/digest/subscription.ts";
import type { SubscriptionRecord } from "../../src/store/subscriptions.ts";
import { EVERYTHING, subscriptionRecord } from "./simulation/subscriptions.ts";

const MADE = Date.UTC(2024, 2, 7, 12);
const DAY_MS = 86_400_000;

type Choosing = Parameters<typeof judge>[2];

const NOTHING = { selection: { shown: [], settled: { older: ["a"] } }, rescored: [], withdrawn: [] };
const RESCORED = {
  ...NOTHING,
  rescored: [{ article: "a", title: "Case a", before: 5, after: 1, withFile: null }],
};
const OUTAGE: Outage = { sentence: "Dropbox does not answer.", since: MADE + 5, lastGoodAt: MADE };

function judged(
  chosen: Choosing,
  {
    outage,
    settings = {},
    record = {},
    slot = {},
    rule = "daily 09:00",
  }: {
    readonly outage?: Outage;
    readonly settings?: Partial<Settings>;
    readonly record?: Partial<SubscriptionRecord>;
    readonly slot?: Partial<Slot>;
    readonly rule?: string | null;
  } = {},
) {
  const made = subscriptionRecord({
    id: "digest",
    rule,
    zone: "UTC",
    seenThrough: MADE,
    now: MADE,
    settings: { ...EVERYTHING, ...settings },
    channel: "C1",
  });
  return judge(
    subscriptionOf({ ...made, ...record }),
    { id: "slot", slotAt: MADE + DAY_MS, kind: "scheduled", covered: [], ...slot },
    chosen,
    outage,
  );
}

describe("with nothing to show, a slot", () => {
  test("is skipped, with its receipt as the reason", () => {
    expect(judged(NOTHING)).toMatchObject({
      sends: false,
      reason: "Nothing to show: 0 of 1 shown · 1 older than 14 days.",
      progress: { silentSince: MADE, silenceTold: 0, outageTold: null },
    });
  });

  test("is sent where the digest says that it is empty; an alert never does", () => {
    expect(judged(NOTHING, { settings: { empty: "say" } })).toMatchObject({ sends: true, reason: null });
    const alert = { settings: { empty: "say" }, slot: { kind: "alert" }, rule: null } as const;
    expect(judged(NOTHING, alert).sends).toBe(false);
  });

  test("is sent for what changed of earlier ones", () => {
    expect(judged(RESCORED).sends).toBe(true);
    expect(judged({ ...NOTHING, withdrawn: [{ article: "a", title: "Case a", withdrawnAt: 1 }] }).sends).toBe(
      true,
    );
  });

  test("says once after seven days of a daily digest that it goes on", () => {
    const week = { slot: { slotAt: MADE + 7 * DAY_MS } };
    expect(judged(NOTHING, { slot: { slotAt: MADE + 7 * DAY_MS - 1 } }).sends).toBe(false);
    expect(judged(NOTHING, week)).toMatchObject({
      sends: true,
      sentences: [expect.stringContaining("Nothing fitted this digest for 7 days.")],
      progress: { silenceTold: 1 },
    });
    expect(judged(NOTHING, { ...week, record: { silenceTold: 1 } })).toMatchObject({
      sends: false,
      progress: { silenceTold: 1 },
    });
    expect(judged(NOTHING, { ...week, rule: "mon 09:00" }).sends).toBe(false);
    expect(judged(RESCORED, { record: { silentSince: MADE } }).progress.silentSince).toBe(MADE);
  });
});

describe("an outage", () => {
  test("is told once, by digests alone, with the age of the news", () => {
    expect(judged(NOTHING, { outage: OUTAGE })).toMatchObject({
      sends: true,
      sentences: ["No new data since Thu 7 Mar 2024 12:00 UTC: Dropbox does not answer. Admins know."],
      progress: { outageTold: OUTAGE.since },
    });
    const told = judged(NOTHING, { outage: OUTAGE, record: { outageTold: OUTAGE.since } });
    expect(told).toMatchObject({ sends: false, sentences: [], progress: { outageTold: OUTAGE.since } });
    const alert = judged(NOTHING, { outage: OUTAGE, slot: { kind: "alert" }, rule: null });
    expect(alert).toMatchObject({ sends: false, progress: { outageTold: null } });
  });

  test("of some files alone says which, and that the others' news are the newest", () => {
    const sentence = "Malta is a web page. Its earlier news goes on, and all other files are up to date.";
    const outage = { sentence, since: OUTAGE.since, ofSomeFiles: true };
    expect(judged(NOTHING, { outage })).toMatchObject({
      sends: true,
      sentences: [`${sentence} Admins know.`],
    });
    expect(judged(NOTHING, { outage, record: { outageTold: OUTAGE.since } }).sends).toBe(false);
  });

  test("that is over may come again, and is told again then", () => {
    expect(judged(NOTHING, { record: { outageTold: OUTAGE.since } }).progress.outageTold).toBeNull();
  });

  test("is the reason where no news serve at all", () => {
    const record = { outageTold: OUTAGE.since };
    expect(judged(undefined, { outage: OUTAGE, record })).toMatchObject({
      sends: false,
      reason: "There was no news to choose from: Dropbox does not answer.",
    });
  });
});

test("slots that were missed are named", () => {
  const covered = [MADE, MADE + DAY_MS];
  expect(judged(RESCORED, { slot: { covered } }).sentences).toEqual([
    expect.stringContaining("This also covers 2 digests from"),
  ]);
});
