// Stories that a digest's messages have no room for.

import { expect, onTestFinished, test } from "vitest";
import { readSettled } from "../../src/digest/say/receipt.ts";
import { openDigestDesk } from "./simulation/desk.ts";
import { articlesIn } from "./simulation/platform.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 7, 9);

test("count as over the limit, and not as shown", async () => {
  const desk = await openDigestDesk(START, { mostMessages: 1 });
  onTestFinished(desk.close);
  const ids = Array.from({ length: 9 }, (_, n) => `a${n}`);
  const articles = ids.map((id) => ({
    id,
    title: `Case ${id}`,
    source: "news.example",
    date: "2024-03-07 08:00:00",
    verdicts: { 1: 5 },
  }));
  await desk.publish(new Map([["Latvia", articles]]));
  await desk.subscribe("digest", EVERYTHING);
  const { slot, messages } = await desk.run("digest");
  const arrived = messages.flatMap(({ blocks }) => articlesIn(blocks));
  expect(arrived.length).toBeGreaterThan(0);
  expect(arrived.length).toBeLessThan(ids.length);
  const { shown = [], "over-limit": over = [] } = readSettled(slot.settled);
  expect(shown).toEqual(arrived);
  expect([...shown, ...over].toSorted()).toEqual(ids);
  expect(await desk.store.ledger.shownSince("digest", 0)).toBe(arrived.length);
});
