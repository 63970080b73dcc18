// kill -9 at every point of a delivery: afterwards each digest stands in its place once, whole and in order.

import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { type Chance, chanceOf } from "../../demo/sample/random.ts";
import type { Store } from "../../src/store/database.ts";
import type { DeliveryPartRecord, SubscriptionRecord } from "../../src/store/tables.ts";
import { type SampleArticle, writeArticles } from "../answers/data-files.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { createMortalBot, DEATH_PLACES, type Death, type DeathPlace, type MortalBot } from "./mortal-bot.ts";
import {
  type NewsChannel,
  type NewsChannels,
  NOT_TAKEN,
  openNewsChannels,
  type Standing,
} from "./news-channels.ts";
import { openSite } from "./running-cli.ts";

const KILLS = inject("long") ? 200 : DEATH_PLACES.length;
const KILLS_A_ROUND = DEATH_PLACES.length;
const CHANNELS_OF_EACH_SHAPE = inject("long") ? 4 : 3;
const HOUR_MS = 3_600_000;
/** A message, or its answer, is on its way for up to so long. */
const LONGEST_WAY_MS = 15;
/** A message that is missing so long after it was claimed is sent again: `settlingMs` of src/digest/deliver/deliver.ts. */
const SETTLED_MS = 31_000;
/** After so long Discord takes a nonce again. */
const NONCE_FORGOTTEN_MS = 6 * 60_000;

const TITLES = "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett".split(" ");
const SUMMARY = `${"The court was heard again and ".repeat(12)}ruled.`;

/** Articles of today whose links, titles and summaries fill a good part of a message each. */
function articles(): readonly SampleArticle[] {
  const date = new Date(Date.now() - HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
  const pillars = [1, 2, 3, 4, 5, 6, 7, 8];
  return TITLES.map((title, n) => ({
    id: `a${n}`,
    // Too few words of its own to be taken for another report of the same story.
    title: `Case ${title}: ${`${title} again `.repeat(18)}`,
    link: `https://www.news.example/${title}/${"long-".repeat(360)}`,
    source: "news.example",
    date,
    verdicts: Object.fromEntries(pillars.map((pillar) => [pillar, [1 + ((n + pillar) % 5), SUMMARY]])),
  }));
}

/** A digest of everything, due a minute ago and then not for days. */
function dueSubscription(
  { workspace, place, shape, ownerId }: NewsChannel,
  id: string,
  now: number,
): SubscriptionRecord {
  const farDay = ((new Date(now).getUTCDate() + 13) % 28) + 1;
  const due = now - 60_000;
  const createdAt = due - HOUR_MS;
  return subscriptionRecord(id, {
    workspace,
    platform: place.platform,
    ownerId,
    place: JSON.stringify(place),
    rule: `monthly ${farDay} 09:00`,
    zone: "UTC",
    settings: JSON.stringify({
      filter: {},
      limit: TITLES.length,
      layout: "full",
      thread: shape === "thread",
      empty: "skip",
    }),
    seenThrough: 0,
    decidedSlot: createdAt,
    nextSlot: due,
    createdAt,
    updatedAt: createdAt,
  });
}

interface Digest {
  readonly subscription: string;
  readonly channel: NewsChannel;
}

/** A digest for every channel, and a second one for the first of each shape. */
async function addDigests(bot: MortalBot, channels: NewsChannels, round: number): Promise<readonly Digest[]> {
  const isFirst = ({ place, shape }: NewsChannel, index: number): boolean =>
    channels.channels.findIndex(
      (other) => other.shape === shape && other.place.platform === place.platform,
    ) === index;
  const digests = [...channels.channels, ...channels.channels.filter(isFirst)].map((channel, n) => ({
    subscription: `s${round}-${n}`,
    channel,
  }));
  await bot.withState(async ({ subscriptions }) => {
    for (const { subscription, channel } of digests)
      await subscriptions.add(dueSubscription(channel, subscription, bot.now()));
  });
  return digests;
}

/** How far the digests of a round have come. */
interface Progress {
  readonly isDecided: boolean;
  readonly unsent: number;
  /** Keys of the messages that may be on their way or there. */
  readonly claimed: readonly string[];
}

async function progressOf(bot: MortalBot, digests: readonly Digest[]): Promise<Progress> {
  return bot.withState(async (store) => {
    const parts = (await Promise.all(digests.map((digest) => partsOf(store, digest)))).flat();
    return {
      isDecided: (await store.subscriptions.due(bot.now(), 1)).length === 0,
      unsent: parts.filter(({ state }) => state === "pending" || state === "claimed").length,
      claimed: parts.filter(({ state }) => state === "claimed").map(({ key }) => key),
    };
  });
}

async function partsOf({ ledger }: Store, { subscription }: Digest): Promise<readonly DeliveryPartRecord[]> {
  const slots = await ledger.slotsOf(subscription, { limit: 10 });
  return (await Promise.all(slots.map(({ id }) => ledger.parts(id)))).flat();
}

/** Deals out the places where the bot dies, each as often as the others where that is possible. */
function createFate(chance: Chance): (progress: Progress, digests: number) => Death {
  let places: readonly DeathPlace[] = [];
  return ({ isDecided, unsent, claimed }, digests) => {
    const isPossible = (place: DeathPlace): boolean => {
      if (place === "deciding") return !isDecided;
      if (place === "sent, still on its way") return isDecided && unsent > 0;
      if (place === "looking for a message") return claimed.length > 0;
      return place === "starting" || !isDecided || unsent > 0;
    };
    if (!places.some(isPossible)) places = [...places, ...shuffled(DEATH_PLACES, chance)];
    // Decisions come first, and after a round's first lives never again.
    const place = [...places.filter((one) => one === "deciding"), ...places].find(isPossible) ?? "starting";
    places = places.toSpliced(places.indexOf(place), 1);
    const requests = place === "looking for a message" ? claimed.length : isDecided ? unsent : 3 * digests;
    // The last ones may not come: what was sent need not be sent again.
    return { place, nth: chance.between(1, Math.max(1, Math.floor(requests * 0.6))) };
  };
}

function shuffled<T>(values: readonly T[], chance: Chance): readonly T[] {
  return values
    .map((value) => ({ value, rank: chance.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** How long the bot stays dead: not at all, until its lost messages settled, or until Discord forgot their nonces. */
async function stayDead(
  bot: MortalBot,
  { isDecided }: Progress,
  death: DeathPlace | undefined,
  chance: Chance,
): Promise<void> {
  const share = chance.next();
  if (!isDecided) await bot.advanceToMinute();
  // What is still on its way then comes while the bot lives.
  else if (death === "sent, still on its way") return;
  else if (share > 0.2)
    await bot.advance(share < 0.7 ? SETTLED_MS : share < 0.95 ? NONCE_FORGOTTEN_MS : HOUR_MS);
}

/** Each digest was decided once, and its messages stand in its place, each once and in order. Returns their keys. */
async function expectDelivered(
  bot: MortalBot,
  channels: NewsChannels,
  digests: readonly Digest[],
  context: string,
): Promise<readonly string[]> {
  const standing = channels.standing();
  return bot.withState(async (store) => {
    const keys: string[] = [];
    for (const digest of digests) {
      const slots = await store.ledger.slotsOf(digest.subscription, { limit: 10 });
      const isRefused = digest.channel.taste === "not-delta";
      const reason = isRefused ? expect.stringContaining(`Refused: "${NOT_TAKEN}`) : null;
      expect(slots, context).toMatchObject([{ state: "sent", reason }]);
      const parts = await partsOf(store, digest);
      const refused = parts.filter(({ state }) => state === "refused");
      expect(refused.length, context).toBe(isRefused ? 1 : 0);
      const own = parts.filter(({ state }) => state === "sent").map(({ key }) => key);
      expect(own.length + refused.length, context).toBe(parts.length);
      expect(own.length, context).toBeGreaterThan(1);
      expectInPlace(standing, digest.channel, own, context);
      keys.push(...own);
    }
    return keys;
  });
}

function expectInPlace(
  standing: readonly Standing[],
  { place, shape, taste }: NewsChannel,
  keys: readonly string[],
  context: string,
): void {
  const own = standing.filter(({ key }) => key !== undefined && keys.includes(key));
  const opened = own[0]?.id;
  expect(
    own.map(({ key, channel, thread }) => ({ key, channel, thread })),
    context,
  ).toEqual(
    keys.map((key, n) => ({
      key,
      channel: place.channel,
      // The head of a threaded digest stands in the channel.
      thread: shape === "channel" || (shape === "thread" && n === 0) ? undefined : opened,
    })),
  );
  const told = own.map(({ text }) => text).join();
  expect(
    TITLES.map((title) => `Case ${title}`).filter((title) => !told.includes(title)),
    context,
  ).toEqual(taste === "not-delta" ? [NOT_TAKEN] : []);
  // Digests of the same channel do not stand between one another's messages.
  const beginning = own.filter(({ thread }) => thread === own[0]?.thread);
  const beside = standing.filter(
    ({ channel, thread }) => channel === place.channel && thread === own[0]?.thread,
  );
  const from = beside.findIndex(({ id }) => id === opened);
  expect(beside.slice(from, from + beginning.length), context).toEqual(beginning);
}

it("delivers every digest once, whole and in order, wherever it is killed", {
  timeout: inject("long") ? 3_600_000 : 300_000,
}, async () => {
  const seed = inject("seed");
  const chance = chanceOf(seed);
  const site = await openSite();
  await writeArticles(join(site.dropbox, "Estonia_master.parquet.gzip"), articles());
  const channels = await openNewsChannels({
    ofEachShape: CHANNELS_OF_EACH_SHAPE,
    delayMs: () => chance.next() * LONGEST_WAY_MS,
  });
  const bot = createMortalBot({ site, channels, chance });
  const nextDeath = createFate(chance);
  const deaths: DeathPlace[] = [];
  const keys: string[] = [];
  let [digestsSent, claimed, arrived] = [0, 0, 0];

  for (let round = 0; deaths.length < KILLS; round += 1) {
    const digests = await addDigests(bot, channels, round);
    const ids = digests.map(({ subscription }) => subscription);
    const isOver = async ({ ledger, subscriptions }: Store): Promise<boolean> =>
      (await subscriptions.due(bot.now(), 1)).length === 0 && (await ledger.pendingAmong(ids)).size === 0;
    const before = deaths.length;
    for (let isAlive = false; !isAlive; ) {
      const progress = await progressOf(bot, digests);
      const isLast = deaths.length - before === KILLS_A_ROUND || deaths.length === KILLS;
      const death = isLast ? undefined : nextDeath(progress, digests.length);
      await stayDead(bot, progress, deaths.at(-1), chance);
      isAlive = !(await bot.live(isOver, death));
      if (isAlive || death === undefined) continue;
      deaths.push(death.place);
      const left = (await progressOf(bot, digests)).claimed;
      claimed += left.length;
      arrived += channels.standing().filter(({ key }) => key !== undefined && left.includes(key)).length;
    }
    const context = `seed ${seed}, round ${round}, killed while: ${deaths.slice(before).join("; ")}`;
    keys.push(...(await expectDelivered(bot, channels, digests, context)));
    digestsSent += digests.length;
    expect(channels.problems(), context).toEqual([]);
  }
  expect(
    channels
      .standing()
      .map(({ key }) => key)
      .toSorted(),
    `seed ${seed}`,
  ).toEqual(keys.toSorted());
  const byPlace = DEATH_PLACES.map((place) => `${place} ${deaths.filter((death) => death === place).length}`);
  if (!inject("long")) return;
  process.stdout.write(
    `seed ${seed}: ${deaths.length} kills (${byPlace.join(", ")}) left ${claimed} messages claimed, ${arrived} of them ` +
      `had arrived; ${digestsSent} digests in ${keys.length} messages, duplicates 0, missing 0\n`,
  );
});
