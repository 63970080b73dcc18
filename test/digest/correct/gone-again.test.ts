// An article that is withdrawn, comes back and goes again, while its message cannot be changed for some time: people read once that
// it is gone.

import { expect, onTestFinished, test } from "vitest";
import { plainText } from "../../../src/reply/plain-text.ts";
import { openDigestDesk } from "../simulation/desk.ts";
import { HONEST } from "../simulation/platform.ts";
import { EVERYTHING } from "../simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 7, 9);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A digest that showed the articles a and b; its message can be changed while `state.opens`. */
async function openDesk() {
  const state = { opens: true };
  const desk = await openDigestDesk(START, {
    behaviour: {
      ...HONEST,
      correct: async ({ change }) => (state.opens ? change() : { type: "later", afterMs: HOUR_MS }),
    },
  });
  onTestFinished(desk.close);
  const publish = async (hours: number, articles: readonly string[]): Promise<void> => {
    desk.at(START + hours * HOUR_MS);
    await desk.publish(
      new Map([
        [
          "Latvia",
          articles.map((id) => ({
            id,
            title: `Case ${id}`,
            source: "news.example",
            date: "2024-03-07 08:00:00",
            verdicts: { 1: 5 },
          })),
        ],
      ]),
    );
    await desk.service.digests.newsArrived();
    await desk.service.queue.idle();
  };
  await publish(0, ["a", "b"]);
  await desk.subscribe("digest", EVERYTHING);
  const posted = await desk.run("digest");
  const stands = (): string =>
    desk.platform.standing().map(({ blocks }) => plainText({ audience: "everyone", blocks }))[0] ?? "";
  /** What the next digest says once the message is corrected in place no more. */
  const saidLater = async (): Promise<string> => {
    desk.at(START + 8 * DAY_MS);
    await desk.store.ledger.forgetPosts(desk.now() - 7 * DAY_MS, desk.now());
    expect(await desk.store.ledger.posts([posted.slot.id])).toEqual([]);
    const { messages } = await desk.run("digest");
    return messages.map(({ blocks }) => plainText({ audience: "everyone", blocks })).join("\n");
  };
  return { ...desk, state, publish, stands, saidLater };
}

test("which its message says later than that", async () => {
  const desk = await openDesk();
  desk.state.opens = false;
  await desk.publish(1, ["b"]);
  await desk.publish(2, ["a", "b"]);
  await desk.publish(3, ["b"]);
  expect(desk.stands()).not.toContain("withdrawn");
  desk.state.opens = true;
  desk.at(START + 12 * HOUR_MS);
  await desk.tick();
  expect(desk.stands()).toContain("withdrawn 10:00: no longer in the data");
  expect(await desk.saidLater()).not.toMatch(/Case a|withdrawn/i);
});

test("which its message says before that", async () => {
  const desk = await openDesk();
  await desk.publish(1, ["b"]);
  expect(desk.stands()).toContain("withdrawn 10:00: no longer in the data");
  desk.state.opens = false;
  await desk.publish(2, ["a", "b"]);
  await desk.publish(3, ["b"]);
  desk.state.opens = true;
  for (const hour of [12, 13]) {
    desk.at(START + hour * HOUR_MS);
    await desk.tick();
  }
  expect(desk.stands()).toMatch(/withdrawn 2\d:00: no longer in the data/);
  expect(await desk.saidLater()).not.toMatch(/Case a|withdrawn/i);
});
