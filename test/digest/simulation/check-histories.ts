// What must be true of digests after days in fickle channels: the ledger, its explanations and what owners were told are held
// against what stands.

import { expect } from "vitest";
import { settledAsDelivered } from "../../../src/digest/delivered.ts";
import { subscriptionOf } from "../../../src/digest/subscription.ts";
import type { Store } from "../../../src/store/database.ts";
import type { DeliveryPartRecord, SlotRecord } from "../../../src/store/ledger.ts";
import { readTold } from "../../../src/store/told.ts";
import { ARTICLES, CHANGED_AT, CLOSED, type Histories, RESCORED, titleOf, WITHDRAWN } from "./histories.ts";
import { articlesIn, type Message } from "./platform.ts";

/** Numbers of what was checked. */
export interface CheckedHistories {
  slots: number;
  messages: number;
  shown: number;
  refused: number;
  unsure: number;
  givenBack: number;
  changes: number;
  noticesOfEndings: number;
  explanations: number;
}

/** Fails where something is not as it must be. */
export async function checkHistories(histories: Histories, store: Store): Promise<CheckedHistories> {
  const { subscriptions, standing, wrong } = histories;
  const checked: CheckedHistories = {
    slots: 0,
    messages: standing.length,
    shown: 0,
    refused: 0,
    unsure: 0,
    givenBack: 0,
    changes: 0,
    noticesOfEndings: 0,
    explanations: 0,
  };
  expect(wrong).toEqual([]);
  const byChannel = Map.groupBy(standing, ({ channel }) => channel);
  for (const id of subscriptions) {
    const slots = (await store.ledger.slotsOf(id, { limit: 100 })).toReversed();
    const parts = new Map<string, readonly DeliveryPartRecord[]>();
    for (const slot of slots) parts.set(slot.id, await store.ledger.parts(slot.id));
    const history: History = { id, slots, parts, standing: byChannel.get(id) ?? [], histories, checked };
    expect(
      slots.filter(({ state }) => state === "pending"),
      `what ${id} never ended`,
    ).toEqual([]);
    checked.slots += slots.length;
    for (const slot of slots) checkSlot(history, slot);
    const fates = checkArticles(history);
    checkChanges(history);
    await checkExplanations(history, fates, store);
    checkPauses(history);
  }
  return checked;
}

interface History {
  readonly id: string;
  /** The oldest first. */
  readonly slots: readonly SlotRecord[];
  readonly parts: ReadonlyMap<string, readonly DeliveryPartRecord[]>;
  /** What stands in its channel. */
  readonly standing: readonly Message[];
  readonly histories: Histories;
  readonly checked: CheckedHistories;
}

/** What a slot says that it showed stands, and nothing else of it does. */
function checkSlot({ id, parts, standing, histories, checked }: History, slot: SlotRecord): void {
  const own = parts.get(slot.id) ?? [];
  const { shown = [], unsure = [], refused = [], undelivered = [] } = settledAsDelivered(slot, own);
  const messages = standing.filter(({ delivery }) => delivery === slot.id);
  const arrived = messages.flatMap(({ blocks }) => articlesIn(blocks));
  const what = `${slot.id} of ${id}`;
  expect(arrived.filter((article) => !unsure.includes(article)).toSorted(), `what stands of ${what}`).toEqual(
    shown.toSorted(),
  );
  for (const { key, state } of own) {
    const stands = messages.some((message) => message.key === key);
    if (state === "sent" && !stands) expect.fail(`${key} does not stand.`);
    if (stands && (state === "pending" || state === "refused"))
      expect.fail(`${key} stands, and is ${state}.`);
  }
  const texts = histories.told.filter(({ to }) => to === `owner of ${id}`).map(({ text }) => text);
  const { refusedArticles } = histories.channels.habitsOf(id);
  for (const article of refused) {
    expect(refusedArticles.has(article), `${article} of ${what} is refused`).toBe(true);
    if (!texts.some((text) => text.includes(`"${titleOf(article)}"`)))
      expect.fail(`Nobody was told that ${article} of ${what} was refused.`);
  }
  if (slot.state === "dead" && slot.reason !== null) {
    const ending = `Of its stories, ${shown.length} arrived,`;
    const isBegun = own.some(({ state }) => state !== "pending");
    const isCounted = shown.length + unsure.length + undelivered.length > 0;
    if (isBegun && isCounted) {
      if (!texts.some((text) => text.includes(ending) && text.includes(`${undelivered.length} did not.`)))
        expect.fail(`What stands of ${what} was told otherwise: ${texts.join("\n")}`);
      checked.noticesOfEndings += 1;
    }
  }
  checked.refused += refused.length;
  checked.unsure += unsure.length;
  checked.givenBack += undelivered.length;
}

/** Every article stands once, or it is known why it does not. */
function checkArticles({ id, slots, parts, standing, checked }: History): ReadonlyMap<string, string> {
  const fates = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const article of standing.flatMap(({ blocks }) => articlesIn(blocks)))
    counts.set(article, (counts.get(article) ?? 0) + 1);
  for (const article of ARTICLES) {
    const count = counts.get(article) ?? 0;
    if (count > 1) expect.fail(`${article} stands ${count} times in the channel of ${id}.`);
    const buckets = slots.flatMap((slot) => {
      const settled = settledAsDelivered(slot, parts.get(slot.id) ?? []);
      return Object.entries(settled).flatMap(([bucket, articles]) =>
        Array.isArray(articles) && articles.includes(article) ? [bucket] : [],
      );
    });
    const last = buckets.at(-1);
    if (last === "shown" && count !== 1) expect.fail(`${article} does not stand in the channel of ${id}.`);
    if (last === "refused" && count !== 0) expect.fail(`${article} stands, though it was refused to ${id}.`);
    const isGone = WITHDRAWN.includes(article) && (last === "withdrawn" || last === "undelivered");
    if (last !== "shown" && last !== "refused" && last !== "unsure" && !isGone)
      expect.fail(`${article} was lost for ${id}: ${buckets.join(", ")}.`);
    // What is gone from the data before it could come again comes no more.
    if (last !== undefined) fates.set(article, last);
    if (last === "shown") checked.shown += 1;
  }
  return fates;
}

/** What changed of an article that was shown before is told once, or it is known why it is not. */
function checkChanges({ id, slots, parts, standing, checked }: History): void {
  const told = [
    ...RESCORED.map((article) => ({ article, at: CHANGED_AT.rescored, line: "Rescored: " })),
    ...WITHDRAWN.map((article) => ({
      article,
      at: CHANGED_AT.withdrawn,
      line: "Withdrawn, no longer in the data: ",
    })),
  ];
  for (const { article, at, line } of told) {
    const title = titleOf(article);
    const lines = standing.filter(({ blocks }) =>
      blocks.some(
        (block) =>
          block.type === "list" &&
          block.items.some(
            ([first, second]) =>
              first?.type === "text" &&
              first.text === line &&
              second?.type === "strong" &&
              second.text === title,
          ),
      ),
    ).length;
    const isShownBefore = slots.some(
      (slot) =>
        slot.decidedAt < at &&
        (settledAsDelivered(slot, parts.get(slot.id) ?? []).shown?.includes(article) ?? false),
    );
    const isExcused = [...parts.values()].flat().some(({ state, tells }) => {
      const { rescored, withdrawn, articles } = readTold(tells);
      const holds = [...rescored.map((change) => change.article), ...withdrawn, ...articles].includes(
        article,
      );
      return holds && (state === "unknown" || state === "claimed" || state === "refused");
    });
    if (lines > 1) expect.fail(`"${line}${title}" stands ${lines} times in the channel of ${id}.`);
    if (isShownBefore && lines === 0 && !isExcused)
      expect.fail(`"${line}${title}" does not stand in the channel of ${id}.`);
    if (!isShownBefore && lines === 1 && !isExcused)
      expect.fail(`"${line}${title}" stands in the channel of ${id}, which had not shown it.`);
    checked.changes += lines;
  }
}

/** `why` says what stands. */
async function checkExplanations(
  { id, histories, checked }: History,
  fates: ReadonlyMap<string, string>,
  store: Store,
): Promise<void> {
  const record = await store.subscriptions.get(id);
  if (record === undefined) throw new Error(`There is no digest ${id}.`);
  await histories.bot.with(
    async ({ explainer }) => {
      for (const [article, fate] of fates) {
        // Nobody can ask of what is gone.
        if (fate === "undelivered") continue;
        const reason = await explainer.explain(subscriptionOf(record), article);
        const said = reason.type === "kept-out" ? reason.bucket : reason.type;
        expect(said, `why ${article} is where it is for ${id}`).toBe(fate);
        checked.explanations += 1;
      }
    },
    async () => undefined,
  );
}

/** Only what closes a channel, or is tried for too long, pauses a digest. */
function checkPauses({ id, slots, histories }: History): void {
  const { isAwayForDays } = histories.channels.habitsOf(id);
  for (const { state, reason } of slots)
    if (state === "dead" && reason !== CLOSED && !(reason?.startsWith("Refused: ") ?? false))
      expect(isAwayForDays, `${id} was given up: ${reason}`).toBe(true);
}
