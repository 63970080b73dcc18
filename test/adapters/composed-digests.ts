// Digests that take days to come about, composed at once: an alert, one that tells everything besides news, an empty one.

import { digestTexts } from "../../src/commands/digest/texts.ts";
import { judge } from "../../src/digest/judge.ts";
import { type ComposedDigest, composeDigest, composeSpikes } from "../../src/digest/say/compose.ts";
import type { DigestContents, ShownStory } from "../../src/digest/say/contents.ts";
import type { Slot } from "../../src/digest/slots.ts";
import { type Settings, type Subscription, subscriptionOf } from "../../src/digest/subscription.ts";
import type { Assessment } from "../../src/news/article.ts";
import { cardOf } from "../../src/news/card.ts";
import type { Delivery } from "../../src/platform/destination.ts";
import { subscriptionRecord } from "../store/digest-records.ts";

/** Tue 5 Mar 2024, 09:00 in Tallinn. */
const SLOT_AT = Date.UTC(2024, 2, 5, 7);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const SETTINGS: Settings = {
  filter: { impact: "strong" },
  limit: 10,
  layout: "standard",
  thread: false,
  empty: "say",
};

function subscriptionNamed(
  name: string,
  kind: "digest" | "alert",
  settings: Partial<Settings> = {},
): Subscription {
  return subscriptionOf(
    subscriptionRecord(name, {
      id: "0123456789ab",
      kind,
      rule: kind === "alert" ? null : "daily 09:00",
      zone: "Europe/Tallinn",
      settings: JSON.stringify({ ...SETTINGS, ...settings }),
    }),
  );
}

function slotOf(kind: Slot["kind"], covered: readonly number[] = []): Slot {
  return { id: "slot-of-5mar", slotAt: SLOT_AT, kind, covered };
}

/** A story of the evening before; the first assessment is the one that is shown. */
function story(title: string, country: string, ...assessments: [Assessment, ...Assessment[]]): ShownStory {
  const id = title.toLowerCase().replace(/\W+/g, "-");
  const article = {
    id,
    link: `https://www.news.example/${id}`,
    source: "news.example",
    title,
    publishedAt: SLOT_AT - 12 * HOUR_MS,
    countries: [country],
    storyId: id,
    affairId: id,
    isOpinion: false,
    assessments,
  };
  const { filter } = SETTINGS;
  const card = cardOf({ article, pillar: assessments[0].pillar, reports: [], steps: [], filter });
  return { article: id, card, kept: assessments, assessments };
}

const TENDER = story("Town council paid the mayor's brother's firm without a tender", "Latvia", {
  pillar: 2,
  score: 1,
  relevance: 2,
  fit: 200,
  summary: "The council split one contract into eleven, each just below the limit that requires a tender.",
});

const EMERGENCY_ACT = story(
  "Court lets the emergency act stand, and names its end",
  "Sweden",
  {
    pillar: 1,
    score: 5,
    relevance: 2,
    fit: 200,
    summary: "The court set a date after which the act is void.",
  },
  { pillar: 4, score: 1, relevance: 2, fit: 200, summary: "Until then gatherings stay forbidden." },
);

function contentsOf(
  subscription: Subscription,
  slot: Slot,
  rest: Pick<DigestContents, "shown" | "settled" | "highImpact"> & Partial<DigestContents>,
): DigestContents {
  return {
    subscription,
    slotId: slot.id,
    slotAt: slot.slotAt,
    kind: slot.kind,
    seenBefore: 0,
    rescored: [],
    withdrawn: [],
    severalCountries: true,
    sentences: [],
    ...rest,
  };
}

/** Articles of a bucket. */
function ids(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `article-${index}`);
}

function alert(): Delivery {
  const contents = contentsOf(subscriptionNamed("Corruption watch", "alert"), slotOf("alert"), {
    shown: [TENDER],
    settled: { shown: ids(1), "below-impact": ids(2) },
    highImpact: 1,
  });
  return composeDigest(contents, digestTexts);
}

/** After two missed days, with an outage, changed verdicts, and every bucket in its receipt. */
function told(): Delivery {
  const subscription = subscriptionNamed("Morning brief", "digest");
  const slot = slotOf("scheduled", [SLOT_AT - 2 * DAY_MS, SLOT_AT - DAY_MS]);
  const rescored = Array.from({ length: 6 }, (_, index) => ({
    article: `rescored-${index}`,
    title: `Court opens hearing ${index + 1} to the press`,
    before: 5,
    after: 3,
    withFile: null,
  }));
  const withdrawn = [{ article: "w1", title: "Minister resigns over a letter", withdrawnAt: SLOT_AT }];
  const changes = { rescored, withdrawn };
  const settled = {
    shown: ids(2),
    "over-limit": ids(3),
    "below-impact": ids(1_240),
    "off-topic": ids(31),
    "other-direction": ids(4),
    "same-story": ids(12),
    "not-scored": ids(2),
    older: ids(900),
    muted: ids(1),
    withdrawn: ids(1),
  };
  const { sentences } = judge(
    subscription,
    slot,
    { selection: { shown: [], settled }, ...changes },
    {
      sentence: "Dropbox refused access.",
      since: SLOT_AT - DAY_MS,
      lastGoodAt: SLOT_AT - DAY_MS - 5 * HOUR_MS,
    },
  );
  const shown = [TENDER, EMERGENCY_ACT];
  const contents = contentsOf(subscription, slot, {
    shown,
    settled,
    highImpact: 7,
    seenBefore: 6,
    sentences,
    ...changes,
  });
  return composeDigest(contents, digestTexts);
}

/** A spike that began, and one that is over. */
function spikes(): Delivery {
  const days = { from: SLOT_AT - 7 * HOUR_MS - 6 * DAY_MS, to: SLOT_AT + 17 * HOUR_MS - 1 };
  const before = [6, 9, 8, 7, 11, 8, 10, 6];
  const began = {
    country: "Latvia",
    pillar: 2,
    days,
    reading: { stories: 23, before, needed: 22, endsBelow: 12 },
    selection: { shown: [], settled: {} },
    entries: new Map(),
    stories: [TENDER],
  } as const;
  const over = {
    country: "Sweden",
    pillar: 4,
    days,
    reading: { stories: 4, before, needed: 22, endsBelow: 12 },
    since: SLOT_AT - 7 * HOUR_MS - 12 * DAY_MS,
  } as const;
  const subscription = subscriptionNamed("Surge", "alert", { when: "spike" });
  const { id, slotAt } = slotOf("alert");
  const settled = { shown: ids(1), "over-limit": ids(22) };
  return composeSpikes(
    { subscription, slotId: id, slotAt, settled },
    { began: [began], over: [over] },
    digestTexts,
  );
}

function empty(): Delivery {
  const rest = { shown: [], settled: {}, highImpact: 0 };
  const contents = contentsOf(subscriptionNamed("Morning brief", "digest"), slotOf("scheduled"), rest);
  return composeDigest(contents, digestTexts);
}

/** Articles came, and none of them was shown. */
function nothingShown(): Delivery {
  const rest = { shown: [], settled: { "below-impact": ids(8), "same-story": ids(1) }, highImpact: 1 };
  const contents = contentsOf(subscriptionNamed("Morning brief", "digest"), slotOf("scheduled"), rest);
  return composeDigest(contents, digestTexts);
}

/** A digest with one story for each of these pillars. */
export function digestOf(
  pillars: readonly Assessment["pillar"][],
  settings: Partial<Settings>,
  title = (n: number) => `Story ${n}`,
  /** What each of them is scored for besides. */
  also: readonly Assessment[] = [],
): ComposedDigest {
  const shown = pillars.map((pillar, n) =>
    story(
      title(n + 1),
      "Latvia",
      { pillar, score: 1, relevance: 2, fit: 200 },
      ...also.filter((other) => other.pillar !== pillar),
    ),
  );
  const rest = { shown, settled: { shown: ids(shown.length) }, highImpact: shown.length };
  const subscription = subscriptionNamed("Morning brief", "digest", settings);
  return composeDigest(contentsOf(subscription, slotOf("scheduled"), rest), digestTexts);
}

export const COMPOSED: Readonly<Record<string, () => Delivery>> = {
  alert,
  told,
  spikes,
  empty,
  "nothing shown": nothingShown,
};
