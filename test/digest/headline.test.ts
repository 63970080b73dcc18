// The head of a digest: what it brings in numbers, and what it says of slots that were missed.

import { expect, test } from "vitest";
import type { DigestContents, ShownStory } from "../../src/digest/say/contents.ts";
import { catchUpSentence, headBlocks } from "../../src/digest/say/headline.ts";
import type { Settings } from "../../src/digest/settings.ts";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { EVERYTHING, subscriptionRecord } from "./simulation/subscriptions.ts";

const NINE = Date.UTC(2024, 2, 8, 9);
const DAY_MS = 86_400_000;

/** A story whose only verdict has this score. */
function story(score: 1 | 3 | 5): ShownStory {
  return {
    article: "a",
    card: {
      id: "a",
      title: "Case a",
      countries: [],
      isOpinion: false,
      pillarInHeading: false,
      assessments: [],
      storyId: "a",
      reports: [],
      earlier: [],
    },
    kept: [{ pillar: 1, score, relevance: 2, fit: 200 }],
    assessments: [{ pillar: 1, score, relevance: 2, fit: 200 }],
  };
}

const recordOf = (settings: Settings) =>
  subscriptionRecord({
    id: "Morning brief",
    rule: "daily 09:00",
    zone: "Europe/Tallinn",
    seenThrough: NINE,
    now: NINE,
    settings,
    channel: "news",
  });

function headOf(change: Partial<DigestContents>): string {
  const contents: DigestContents = {
    subscription: subscriptionOf(recordOf(EVERYTHING)),
    slotId: "slot",
    slotAt: NINE,
    kind: "scheduled",
    shown: [],
    settled: {},
    highImpact: 0,
    seenBefore: 0,
    rescored: [],
    withdrawn: [],
    severalCountries: false,
    sentences: [],
    ...change,
  };
  return plainText({ audience: "everyone", blocks: headBlocks(contents) });
}

test("the heading names what the digest takes and what it leaves out", () => {
  const settings = {
    ...EVERYTHING,
    filter: {
      pillar: { any: [2], not: [] },
      source: { any: [], not: ["delfi.ee"] },
      words: { any: [], not: [["sport"]] },
      impact: "strong",
    },
  } as const;
  const head = headOf({ subscription: subscriptionOf(recordOf(settings)) });
  expect(head).toContain(
    'Morning brief · Absence of Corruption · without delfi.ee · without "sport" · Fri 8 Mar 2024',
  );
});

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `a${n}`);

test.each<readonly [string, Partial<DigestContents>]>([
  ["There is no new article in its scope.", {}],
  ["3 new articles, 1 high impact, none shown.", { settled: { older: ids(3) }, highImpact: 1 }],
  [
    "1,500 new articles, 2 high impact, 3 shown: 2 worse, 1 better",
    {
      settled: { shown: ids(3), older: ids(1_000), unnamed: { older: 497 } },
      shown: [story(1), story(5), story(1)],
      highImpact: 2,
    },
  ],
  [
    "2 new articles and 1 seen before, 0 high impact, 1 shown: 1 neutral",
    { settled: { shown: ids(1), muted: ids(2) }, shown: [story(3)], seenBefore: 1 },
  ],
  ["2 articles seen before, 0 high impact, none shown.", { settled: { muted: ids(2) }, seenBefore: 2 }],
  ["1 new story: worse", { kind: "alert", settled: { shown: ids(1) }, shown: [story(1)] }],
  [
    "2 new stories: 1 worse, 1 better",
    { kind: "alert", settled: { shown: ids(2) }, shown: [story(5), story(1)] },
  ],
])("says in numbers: %s", (said, contents) => {
  expect(headOf(contents).split("\n").at(-1)).toBe(said);
});

test("names digest, day, place and time in the digest's own zone, and what must be told", () => {
  const head = headOf({ sentences: ["The data are old."] });
  expect(head).toContain("Morning brief");
  expect(head).toContain("8 Mar 2024");
  expect(head).toContain("#news, 11:00 Europe/Tallinn");
  expect(head).toContain("The data are old.");
  expect(headOf({ kind: "alert" })).toContain("Alert: Morning brief");
});

test("a digest says which ones it covers besides", () => {
  expect(catchUpSentence([], "UTC")).toBeUndefined();
  expect(catchUpSentence([NINE], "UTC")).toBe(
    "This also covers the digest of Fri 8 Mar 2024 09:00, which was not sent.",
  );
  expect(catchUpSentence([NINE, NINE + DAY_MS, NINE + 2 * DAY_MS], "UTC")).toBe(
    "This also covers 3 digests from Fri 8 Mar 2024 09:00 to Sun 10 Mar 2024 09:00, which were not sent.",
  );
});
