// What must be true of digests after a stretch of time, whatever happened in it. Everything is held against the news and
// the clock themselves, or against what arrived; of the ledger only what it says is read.

import { expect } from "vitest";
import { settledAsDelivered } from "../../../src/digest/delivered.ts";
import { readSettled } from "../../../src/digest/say/receipt.ts";
import { BUCKETS, bucketOf, countOf } from "../../../src/digest/select.ts";
import type { Store } from "../../../src/store/database.ts";
import type { DeliveryPartRecord, SlotRecord } from "../../../src/store/ledger.ts";
import { allTold, readTold, tellsNothing } from "../../../src/store/told.ts";
import { wallClock } from "../wall-clock.ts";
import { candidatesOf, type NewsHistory, readHistory } from "./expected.ts";
import { CLOSED } from "./fickle-platform.ts";
import { MINUTE_MS, type Stretch } from "./plan.ts";
import type { Arrival, Life, Simulation } from "./run.ts";
import { slotsOf } from "./slots.ts";

/** Numbers of what was checked. */
export interface Checked {
  slots: number;
  covered: number;
  sent: number;
  messages: number;
  articles: number;
  candidates: number;
  withdrawn: number;
  older: number;
  outagesTold: number;
  /** Articles that a channel did not take, and that were not sent before theirs closed: those come again. */
  refused: number;
  givenBack: number;
}

export interface Expectations {
  /** ms UTC: slots before then are decided. */
  readonly end: number;
  /** Dropbox refused access. */
  readonly refused: Stretch;
}

/** Fails where something is not as it must be. */
export async function checkSimulation(
  simulation: Simulation,
  store: Store,
  expectations: Expectations,
): Promise<Checked> {
  const { lives, news, noted, arrivals, wrong } = simulation;
  const history = readHistory(news, noted);
  const checked: Checked = {
    slots: 0,
    covered: 0,
    sent: 0,
    messages: arrivals.length,
    articles: 0,
    candidates: 0,
    withdrawn: 0,
    older: 0,
    outagesTold: 0,
    refused: 0,
    givenBack: 0,
  };
  expect(wrong).toEqual([]);
  const parts = Map.groupBy(
    await store.db.selectFrom("deliveryParts").selectAll().orderBy("position").execute(),
    ({ slot }) => slot,
  );
  checkKeys(arrivals, parts);
  checkOrder(arrivals, parts);
  const ofDelivery = Map.groupBy(arrivals, ({ delivery }) => delivery);
  for (const life of lives) {
    const slots = await store.db
      .selectFrom("slots")
      .selectAll()
      .where("subscription", "=", life.id)
      .orderBy("slotAt")
      .execute();
    checkSchedule(life, slots, expectations.end);
    checkCatchUps(slots, ofDelivery);
    const decided = slots.filter((slot) => !isCovered(slot));
    checkContents(life, decided, { simulation, history, parts, ofDelivery, checked });
    checkOutage(life, decided, { simulation, ofDelivery, checked }, expectations.refused);
    // What an alert may do by the hour and the day is no matter while nobody knows which they are.
    const knowing = decided.filter((slot) => !simulation.isOff(simulation.decidedAt(slot)));
    if (life.setups[0]?.rule === null) checkAlert(life, knowing, ofDelivery);
    checked.slots += slots.length;
    checked.covered += slots.length - decided.length;
    checked.sent += slots.filter(({ state }) => state === "sent").length;
  }
  return checked;
}

type Deliveries = ReadonlyMap<string, readonly Arrival[]>;

function isCovered({ state, reason }: SlotRecord): boolean {
  return state === "skipped" && reason === "It was missed, and the next digest covers it.";
}

type Parts = ReadonlyMap<string, readonly DeliveryPartRecord[]>;

/** Every message that was sent arrived once, and nothing else did; what was not, was refused or its channel closed. */
function checkKeys(arrivals: readonly Arrival[], parts: Parts): void {
  const all = [...parts.values()].flat();
  expect(all.filter(({ state }) => state === "claimed" || state === "unknown")).toEqual([]);
  const sent = all.filter(({ state }) => state === "sent");
  expect(arrivals.map(({ key }) => key).toSorted()).toEqual(sent.map(({ key }) => key).toSorted());
}

/** The messages of one digest stand together in their place, in their order. */
function checkOrder(arrivals: readonly Arrival[], parts: Parts): void {
  const placeOf = new Map(
    [...parts.values()].flatMap((own) =>
      own.filter(({ state }) => state === "sent").map(({ key }, place) => [key, place] as const),
    ),
  );
  for (const [channel, messages] of Map.groupBy(arrivals, (arrival) => arrival.channel)) {
    const ended = new Set<string>();
    for (const [index, { delivery, key }] of messages.entries()) {
      const before = messages[index - 1];
      if (before !== undefined && before.delivery !== delivery) ended.add(before.delivery);
      const place = placeOf.get(key);
      const isNext =
        before?.delivery === delivery ? place === (placeOf.get(before.key) ?? 0) + 1 : place === 0;
      if (!isNext || ended.has(delivery)) expect.fail(`${delivery} is in pieces in ${channel}.`);
    }
  }
}

/** Every slot of every rule that the subscription had, while it had it. */
function checkSchedule({ id, setups, excused }: Life, slots: readonly SlotRecord[], end: number): void {
  const times = slots.map(({ slotAt }) => slotAt);
  expect(new Set(times).size, `${id} decided a slot twice`).toBe(times.length);
  for (const { state, reason, slotAt } of slots)
    if (
      state !== "sent" &&
      (state !== "skipped" || reason === null || reason === "") &&
      (state !== "dead" || !(reason === CLOSED || reason?.startsWith("Refused: ") === true))
    )
      expect.fail(`The slot of ${id} at ${new Date(slotAt).toISOString()} is ${state} because of ${reason}.`);
  const there = new Set(times);
  const expected = new Set<number>();
  for (const [index, { rule, zone, from }] of setups.entries()) {
    const until = Math.min(setups[index + 1]?.from ?? end, end - 1);
    if (rule !== null) for (const slot of slotsOf(rule, zone, from + 1, until)) expected.add(slot);
  }
  const missing = [...expected].filter((slot) => !there.has(slot) && !excused.has(slot));
  expect(iso(missing), `slots that ${id} never decided`).toEqual([]);
  const odd = slots.filter(
    ({ kind, slotAt }) => kind === "scheduled" && slotAt < end && !expected.has(slotAt),
  );
  expect(iso(odd.map(({ slotAt }) => slotAt)), `slots of ${id} that no rule of it has`).toEqual([]);
}

function iso(moments: readonly number[]): string[] {
  return moments.map((moment) => new Date(moment).toISOString());
}

/** What was missed is covered by one digest, which says so. */
function checkCatchUps(slots: readonly SlotRecord[], ofDelivery: Deliveries): void {
  for (const [decidedAt, together] of Map.groupBy(slots, (slot) => slot.decidedAt)) {
    const own = together.filter((slot) => !isCovered(slot));
    const [first] = own;
    if (own.length > 1 && new Set(own.map(({ kind }) => kind)).size === 1)
      expect.fail(
        `${own[0]?.subscription} decided ${own.length} slots at ${new Date(decidedAt).toISOString()}.`,
      );
    if (first === undefined) {
      expect.fail(`What ${together[0]?.subscription} missed at ${decidedAt} nothing covers.`);
    } else if (first.state === "sent") {
      const says = ofDelivery.get(first.id)?.some(({ saysCatchUp }) => saysCatchUp) ?? false;
      expect(says, `${first.id} tells that it covers others`).toBe(together.length > own.length);
    }
  }
}

/** Each decision settled exactly its candidates, each once, and showed what it says it showed. */
function checkContents(
  { id, setups, createdIndex, openFrom }: Life,
  decided: readonly SlotRecord[],
  context: {
    readonly simulation: Simulation;
    readonly history: NewsHistory;
    readonly parts: Parts;
    readonly ofDelivery: Deliveries;
    readonly checked: Checked;
  },
): void {
  const { simulation, history, parts, ofDelivery, checked } = context;
  /** What arrived, and what was refused: neither comes again. */
  const shown = new Set<string>();
  let before = createdIndex;
  let isFirst = true;
  for (const slot of decided) {
    const index = simulation.indexAt(slot);
    const settings = setups.findLast(({ from }) => from <= simulation.decidedAt(slot))?.settings;
    if (settings === undefined) throw new Error(`${id} was not there yet.`);
    const decision = {
      filter: settings.filter,
      index,
      before,
      openFrom: isFirst ? openFrom : null,
      slotAt: slot.slotAt,
      shown,
    };
    const expected = candidatesOf(decision, simulation.news, history);
    const own = parts.get(slot.id) ?? [];
    const settled = readSettled(slot.settled);
    const delivered = settledAsDelivered(slot, own);
    const ids = BUCKETS.flatMap((bucket) => settled[bucket] ?? []);
    const what = `the articles of ${id} at ${new Date(slot.slotAt).toISOString()}`;
    expect(new Set(ids).size, what).toBe(ids.length);
    expect(countOf(settled), what).toBe(expected.size);
    // Of very many in a bucket not all are named.
    if (settled.unnamed === undefined) expect(ids.toSorted(), what).toEqual([...expected.keys()].toSorted());
    for (const article of ids) {
      if (!expected.has(article)) expect.fail(`${article} is no candidate of ${slot.id}.`);
      const fate = expected.get(article);
      const bucket = bucketOf(settled, article);
      if (fate === undefined ? bucket === "withdrawn" || bucket === "older" : bucket !== fate)
        expect.fail(
          `${article} is in the bucket ${bucket} of ${slot.id}; it is ${fate ?? "neither withdrawn nor old"}.`,
        );
      if (fate !== undefined) checked[fate] += 1;
    }
    const arrived = (ofDelivery.get(slot.id) ?? []).flatMap(({ articles }) => articles);
    expect(arrived.toSorted(), `what ${slot.id} showed`).toEqual((delivered.shown ?? []).toSorted());
    expect(arrived.length).toBeLessThanOrEqual(settings.limit);
    for (const article of arrived) {
      if (shown.has(article)) expect.fail(`${article} was shown twice to ${id}.`);
      shown.add(article);
    }
    for (const article of delivered.refused ?? []) shown.add(article);
    checked.refused += delivered.refused?.length ?? 0;
    checked.givenBack += delivered.undelivered?.length ?? 0;
    checked.articles += arrived.length;
    checked.candidates += expected.size;
    // What was not sent before a channel closed is looked at again, with all that was looked at for it.
    const unsent = slot.state === "dead" ? own.filter(({ state }) => state === "pending") : [];
    const isTakenBack =
      unsent.length > 0 &&
      (unsent.length === own.length || !tellsNothing(allTold(unsent.map(({ tells }) => readTold(tells)))));
    if (isTakenBack) continue;
    before = index;
    isFirst = false;
  }
}

/** The outage is told once, by the first digest decided in it that is no alert. */
function checkOutage(
  { id }: Life,
  decided: readonly SlotRecord[],
  context: {
    readonly simulation: Simulation;
    readonly ofDelivery: Deliveries;
    readonly checked: Checked;
  },
  [from, to]: Stretch,
): void {
  const { simulation, ofDelivery, checked } = context;
  const isDuring = (at: number): boolean => at >= from && at < to;
  const during = decided.filter(
    (slot) =>
      slot.kind !== "alert" &&
      isDuring(simulation.decidedAt(slot)) &&
      // One of which nothing was sent told nobody.
      (slot.state !== "dead" || ofDelivery.has(slot.id)),
  );
  const telling = decided.filter((slot) => ofDelivery.get(slot.id)?.some(({ tellsOutage }) => tellsOutage));
  expect(
    telling.map(({ decidedAt }) => decidedAt),
    `${id} tells the outage once`,
  ).toEqual(during.slice(0, 1).map(({ decidedAt }) => decidedAt));
  checked.outagesTold += telling.length;
}

/** Quiet hours are kept, and no day has more stories than it may. */
function checkAlert(
  { id, setups, runs }: Life,
  decided: readonly SlotRecord[],
  ofDelivery: Deliveries,
): void {
  const today = new Map<number, number>();
  for (const slot of decided) {
    const setup = setups.findLast(({ from }) => from <= slot.decidedAt);
    if (setup === undefined) throw new Error(`${id} was not there yet.`);
    const { quiet, "max-per-day": maxPerDay } = setup.settings;
    const shown = wallClock(setup.zone, slot.decidedAt);
    const minute = Math.floor(shown / MINUTE_MS) % 1_440;
    const stories = (ofDelivery.get(slot.id) ?? []).flatMap(({ articles }) => articles).length;
    if (
      !runs.has(slot.decidedAt) &&
      quiet !== undefined &&
      (minute >= quiet.from || minute < quiet.to) &&
      stories > 0
    )
      expect.fail(`${id} was not quiet at ${new Date(slot.decidedAt).toISOString()}.`);
    const day = Math.floor(shown / (1_440 * MINUTE_MS));
    const count = (today.get(day) ?? 0) + stories;
    today.set(day, count);
    if (maxPerDay !== undefined && stories > 0 && count > maxPerDay)
      expect.fail(`${id} showed ${count} stories on the day of ${new Date(slot.decidedAt).toISOString()}.`);
  }
}
