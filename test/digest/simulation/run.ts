// Lives through a stretch of time: news arrive, digests are due, people change them, and everything fails now and then.
// The clock jumps from one minute in which something happens to the next.

import { nextSlotOf, RESUMED } from "../../../src/digest/slots.ts";
import { readPlace, type Settings, subscriptionOf } from "../../../src/digest/subscription.ts";
import type { Store } from "../../../src/store/database.ts";
import type { SlotRecord } from "../../../src/store/ledger.ts";
import { createSimulatedBot, type SimulatedBot, type SimulatedBotOptions } from "./bot.ts";
import { claimsDatedBy } from "./claims.ts";
import { CLOSED, fickle } from "./fickle-platform.ts";
import { DAY_MS, HOUR_MS, inventNews, type News } from "./news.ts";
import { createNewsDesk } from "./news-desk.ts";
import { type Counts, isIn, MINUTE_MS, type SimulationPlan } from "./plan.ts";
import { articlesIn, createFakePlatform, type Message } from "./platform.ts";
import { createRandom, type Random } from "./random.ts";
import { slotsOf } from "./slots.ts";
import { createSnapshotBuilder } from "./snapshots.ts";
import {
  EVERYTHING,
  randomRule,
  randomSettings,
  subscriptionRecord,
  WORKSPACE,
  ZONES,
} from "./subscriptions.ts";
import { isSettled, nextWake } from "./wakes.ts";

/** The alert that fits nothing and is left alone: it is never on its way, so that every snapshot is looked at. */
const WATCHER = 7;

/** What a message said, in short. */
export interface Arrival extends Pick<Message, "key" | "delivery" | "n" | "channel" | "at"> {
  readonly articles: readonly string[];
  readonly tellsOutage: boolean;
  readonly saysCatchUp: boolean;
}

/** How a subscription was set up from some moment on. */
interface Setup {
  readonly from: number;
  readonly rule: string | null;
  readonly zone: string;
  readonly settings: Settings;
}

export interface Life {
  readonly id: string;
  readonly createdAt: number;
  /** Of the news that served when it was made. */
  readonly createdIndex: number;
  readonly openFrom: number | null;
  readonly setups: Setup[];
  /** Slots that were due when somebody changed the schedule: what they would have brought comes in the next one. */
  readonly excused: Set<number>;
  /** When somebody ran it by hand: nobody is then left in peace. */
  readonly runs: Set<number>;
}

export interface Simulation {
  readonly lives: readonly Life[];
  readonly news: readonly News[];
  /** Indexes of the news that the bot looked at, ascending. */
  readonly noted: readonly number[];
  /** Of the news that served when a slot was decided. */
  indexAt(slot: SlotRecord): number;
  /** When a slot was decided, whatever the clock showed. */
  decidedAt(slot: SlotRecord): number;
  /** Whether the clock was off then, or what it did while it was still counted. */
  isOff(at: number): boolean;
  readonly arrivals: readonly Arrival[];
  readonly wrong: readonly string[];
  readonly counts: Counts;
}

interface Event {
  readonly at: number;
  readonly act: () => Promise<void>;
}

/**
 * Runs the plan over an empty store; snapshots are made in `directory`. `createBot`: default one bot, that is alone. A database that
 * dates claims by a clock of its own gets that of the simulation.
 */
export async function simulate(
  plan: SimulationPlan,
  store: Store,
  directory: string,
  createBot: (options: SimulatedBotOptions) => SimulatedBot = createSimulatedBot,
): Promise<Simulation> {
  const { span, downtimes, outages, refused, clockOff } = plan;
  const [begin, end] = span;
  const random = createRandom(plan.seed);
  let now = begin;
  const clock = (): number => now;
  const offMs = (): number => clockOff.find(({ during }) => isIn([during], now))?.byMs ?? 0;
  /** What the machine's clock shows. */
  const shown = (): number => now + offMs();
  /** What is done now would be done by a wrong clock, or what it did still counts. */
  const isOff = (at = now): boolean =>
    clockOff.some(({ during: [from, to], byMs }) => at >= from && at < to + Math.min(Math.abs(byMs), DAY_MS));
  const counts = {
    ticks: 0,
    restarts: 0,
    crashes: 0,
    unknown: 0,
    retries: 0,
    refused: 0,
    closed: 0,
    jumpsTold: 0,
    returnsTold: 0,
  };
  const decidedAt = new Map<string, number>();
  const ledger: Store["ledger"] = {
    ...store.ledger,
    async decide(decisions, by) {
      for (const { slot, covered } of decisions)
        for (const { id } of [slot, ...covered]) decidedAt.set(id, now);
      return store.ledger.decide(decisions, by);
    },
    ...(store.kind === "postgres" ? claimsDatedBy(store, shown) : {}),
  };
  const closed = new Set<string>();
  const platform = createFakePlatform({
    clock,
    behaviour: fickle({ random, clock, outages, closed, counts }),
  });
  const desk = createNewsDesk();
  const bot = createBot({
    store: { ...store, ledger },
    datasets: desk.datasets,
    places: platform.places,
    notifier: { tell: async () => undefined },
    clock: shown,
    jumps: {
      runMs: clock,
      onJump: () => {
        counts.jumpsTold += 1;
      },
      onReturn: () => {
        counts.returnsTold += 1;
      },
    },
  });
  const builder = createSnapshotBuilder(directory);
  const changes = momentsOfNews(plan, random);
  const { articlesPerDay: perDay, newCountryAt } = plan;
  const news = inventNews({ changes, perDay, newCountryAt }, random);
  const lives: Life[] = [];
  const arrivals: Arrival[] = [];
  const noted = new Set<number>();
  let serving = -1;

  async function withBot(work: Parameters<typeof bot.with>[0]): Promise<void> {
    if (!bot.isUp()) return;
    await bot.with(work, async () => {
      counts.crashes += 1;
      // What was on its way arrives, or it does not, before the next process looks for it.
      await platform.still();
      now += 5_000;
    });
    for (const { key, delivery, n, channel, at, blocks } of platform.take()) {
      const text = JSON.stringify(blocks);
      arrivals.push({
        key,
        delivery,
        n,
        channel,
        at,
        articles: articlesIn(blocks),
        tellsOutage: text.includes("Admins know."),
        saysCatchUp: text.includes("This also covers"),
      });
    }
  }

  const tick = async (): Promise<void> => {
    if (!bot.isUp()) return;
    counts.ticks += 1;
    await withBot(({ digests }) => digests.tick());
    noted.add(serving);
  };

  const agenda: Event[] = [];
  const plans = (at: number, act: Event["act"]): void => {
    agenda.push({ at: Math.ceil(at / MINUTE_MS) * MINUTE_MS, act });
  };

  for (const [index, { at, contents }] of news.entries())
    plans(at, async () => {
      desk.serve(await builder.build(contents, at));
      serving = index;
      await withBot(({ digests }) => digests.newsArrived());
    });
  for (const [from, to] of downtimes) {
    plans(from, async () => (random.chance(0.5) ? bot.stop() : bot.breakOff()));
    plans(to, async () => bot.start());
  }
  plans(refused[0], async () => desk.refuse({ sentence: "Dropbox refused access.", since: now }));
  plans(refused[1], async () => desk.refuse(undefined));
  const anyTime = (): number => begin + 2 * DAY_MS + random.below(end - begin - 4 * DAY_MS);
  for (let n = 0; n < plan.restarts; n += 1)
    plans(anyTime(), async () => {
      if (!bot.isUp() || isOff()) return;
      counts.restarts += 1;
      await bot.stop();
      bot.start();
    });
  for (let n = 0; n < plan.crashes; n += 1)
    plans(anyTime(), async () => {
      if (isOff()) return;
      let calls = random.between(1, 60);
      bot.endsAt(() => {
        calls -= 1;
        return calls <= 0;
      });
    });
  for (let n = 0; n < plan.subscriptions; n += 1)
    plans(begin + MINUTE_MS + (n === WATCHER ? 0 : random.below(DAY_MS)), () => subscribe(n));
  for (let n = 0; n < plan.pauses; n += 1) plans(anyTime(), pause);
  for (let n = 0; n < plan.edits; n += 1) plans(anyTime(), edit);
  for (let n = 0; n < plan.runs; n += 1) plans(anyTime(), run);
  for (let n = 0; n < plan.closings; n += 1) plans(anyTime(), close);

  async function subscribe(n: number): Promise<void> {
    const id = idOf(n);
    const isAlert = n > 0 && n % 7 === 0;
    const settings: Settings =
      n === WATCHER
        ? { ...EVERYTHING, filter: { ...EVERYTHING.filter, source: { any: ["nowhere.example"], not: [] } } }
        : randomSettings(random, isAlert ? "alert" : "digest");
    const rule = isAlert ? null : randomRule(random, n % 7 !== 0 && n < plan.hourly * 1.2);
    const zone = ZONES[n % ZONES.length] ?? "UTC";
    await withBot(async ({ digests }) => {
      const seenThrough = await digests.stampOf(WORKSPACE);
      noted.add(serving);
      const channel = `C${random.below(Math.ceil(plan.subscriptions * 0.7))}`;
      const record = subscriptionRecord({ id, rule, zone, seenThrough, now, settings, channel });
      await store.subscriptions.add(record);
      lives.push({
        id,
        createdAt: now,
        createdIndex: serving,
        openFrom: record.openFrom,
        setups: [{ from: now, rule, zone, settings }],
        excused: new Set(),
        runs: new Set(),
      });
    });
  }

  async function pause(): Promise<void> {
    const { id } = random.pick(lives);
    const record = await store.subscriptions.get(id);
    if (!bot.isUp() || id === idOf(WATCHER) || record?.state !== "active") return;
    if (isOff()) return;
    const until = Math.min(now + random.between(1, 6 * 24) * HOUR_MS, end - DAY_MS);
    const isTimed = random.chance(0.5);
    const paused = { state: "paused", pauseReason: "Ana paused it." } as const;
    await store.subscriptions.update(id, { ...paused, pausedUntil: isTimed ? until : null }, now);
    if (!isTimed)
      plans(until, async () => {
        await store.subscriptions.update(id, RESUMED, now);
      });
  }

  /** A channel is closed, and open again a while later; whoever was paused for it then goes on. */
  async function close(): Promise<void> {
    const { id } = random.pick(lives);
    const record = await store.subscriptions.get(id);
    if (record === undefined || isOff()) return;
    const { channel } = readPlace(record.place);
    closed.add(channel);
    plans(Math.min(now + random.between(1, 72) * HOUR_MS, end - DAY_MS), async () => {
      closed.delete(channel);
      for (const life of lives) {
        const other = await store.subscriptions.get(life.id);
        if (other?.pauseReason === CLOSED && readPlace(other.place).channel === channel)
          await store.subscriptions.update(life.id, RESUMED, now);
      }
    });
  }

  async function edit(): Promise<void> {
    const life = random.pick(lives);
    const record = await store.subscriptions.get(life.id);
    const setup = life.setups.at(-1);
    if (!bot.isUp() || isOff() || life.id === idOf(WATCHER) || record === undefined || setup === undefined)
      return;
    if (record.rule === null || record.nextSlot === null || random.chance(0.5)) {
      const settings = randomSettings(random, record.kind);
      const place = JSON.stringify({ platform: "test", channel: `C${random.below(plan.subscriptions)}` });
      await store.subscriptions.update(life.id, { settings: JSON.stringify(settings), place }, now);
      life.setups.push({ ...setup, from: now, settings });
      return;
    }
    const schedule = { rule: randomRule(random, false), zone: random.pick(ZONES) };
    for (const slot of slotsOf(record.rule, record.zone, record.nextSlot, now)) life.excused.add(slot);
    const nextSlot = nextSlotOf(subscriptionOf({ ...record, ...schedule }), now);
    await store.subscriptions.update(life.id, { ...schedule, nextSlot }, now);
    life.setups.push({ ...setup, ...schedule, from: now });
  }

  async function run(): Promise<void> {
    const life = random.pick(lives);
    const record = await store.subscriptions.get(life.id);
    if (record?.state !== "active" || isOff()) return;
    life.runs.add(now);
    await withBot(({ digests }) => digests.run(subscriptionOf(record)));
    noted.add(serving);
  }

  for (const { during } of clockOff) for (const at of during) plans(at, async () => undefined);
  const decidedAtOf = (slot: SlotRecord): number => decidedAt.get(slot.id) ?? slot.decidedAt;

  bot.start();
  const settlesBy = end + 2 * DAY_MS;
  while (now < settlesBy) {
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const planned = Math.min(...agenda.map(({ at }) => at));
    const next = Math.min(
      planned,
      bot.isUp() ? (await nextWake(store, shown())) - offMs() : Number.POSITIVE_INFINITY,
    );
    if (next >= end && (await isSettled(store, now))) break;
    now = Math.max(next, minute + MINUTE_MS) + random.below(1_500);
    const due = agenda.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
    agenda.splice(0, agenda.length, ...agenda.filter(({ at }) => at > now));
    for (const { act } of due) await act();
    await tick();
    await desk.settled();
  }
  await bot.stop();
  await builder.close();
  return {
    lives,
    news,
    noted: [...noted].toSorted((a, b) => a - b),
    indexAt: (slot) => news.findLastIndex(({ at }) => at <= decidedAtOf(slot)),
    decidedAt: decidedAtOf,
    isOff,
    arrivals,
    wrong: platform.wrong,
    counts,
  };
}

function idOf(n: number): string {
  return `subscription-${n}`;
}

/** Irregular moments; none while Dropbox refuses. */
function momentsOfNews({ span, newsEvery, refused }: SimulationPlan, random: Random): readonly number[] {
  const moments: number[] = [];
  for (let at = span[0]; at < span[1]; at += random.between(newsEvery[0] * 60, newsEvery[1] * 60) * MINUTE_MS)
    if (!isIn([refused], at)) moments.push(at);
  return moments;
}
