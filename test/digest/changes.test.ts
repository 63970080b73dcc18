// What a digest tells of articles that it showed before: for thirty days that they were scored anew or are gone.

import { expect, onTestFinished, test } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { type DigestDesk, openDigestDesk } from "./simulation/desk.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 7, 9);
const DAY_MS = 86_400_000;

type Scores = Readonly<Record<string, 1 | 5>>;

/** A digest that showed articles a and b at `START`. */
async function openDesk(): Promise<DigestDesk & { publishScores(scores: Scores): Promise<void> }> {
  const desk = await openDigestDesk(START);
  onTestFinished(desk.close);
  const publishScores = (scores: Scores): Promise<void> =>
    desk.publish(
      new Map([
        [
          "Latvia",
          Object.entries(scores).map(([id, score]) => ({
            id,
            title: `Case ${id}`,
            source: "news.example",
            date: "2024-03-07 08:00:00",
            verdicts: { 1: score },
          })),
        ],
      ]),
    );
  await publishScores({ a: 5, b: 5 });
  await desk.subscribe("digest", EVERYTHING);
  await desk.run("digest");
  return { ...desk, publishScores };
}

/** What the digest says when it runs now; empty when it says nothing. */
async function said(desk: DigestDesk): Promise<string> {
  const { messages } = await desk.run("digest");
  return messages.map(({ blocks }) => plainText({ audience: "everyone", blocks })).join("\n");
}

test("that it was scored anew, while the showing is no longer than thirty days ago", async () => {
  const desk = await openDesk();
  desk.at(START + 30 * DAY_MS);
  await desk.publishScores({ a: 1, b: 5 });
  expect(await said(desk)).toContain("Rescored: Case a  ▲▲ → ▼▼");
  desk.at(START + 31 * DAY_MS);
  await desk.publishScores({ a: 1, b: 1 });
  expect(await said(desk)).toBe("");
});

test("that it is gone, while the showing is no longer than thirty days ago", async () => {
  const desk = await openDesk();
  desk.at(START + 30 * DAY_MS);
  await desk.publishScores({ b: 5 });
  expect(await said(desk)).toContain("Withdrawn, no longer in the data: Case a");
  desk.at(START + 31 * DAY_MS);
  await desk.publishScores({ c: 1 });
  expect(await said(desk)).not.toContain("Case b");
});

test("once", async () => {
  const desk = await openDesk();
  desk.at(START + DAY_MS);
  await desk.publishScores({ a: 1, b: 5 });
  expect(await said(desk)).toContain("Rescored: Case a");
  desk.at(START + 2 * DAY_MS);
  expect(await said(desk)).toBe("");
});

test("that it is gone, once: who was not told that it came back is not told again when it goes", async () => {
  const desk = await openDesk();
  desk.at(START + DAY_MS);
  await desk.publishScores({ b: 5 });
  expect(await said(desk)).toContain("Withdrawn, no longer in the data: Case a");
  desk.at(START + 2 * DAY_MS);
  await desk.publishScores({ a: 5, b: 5 });
  expect(await said(desk)).toBe("");
  desk.at(START + 3 * DAY_MS);
  await desk.publishScores({ b: 5 });
  expect(await said(desk)).toBe("");
});

test("that it is gone again, where a new verdict told that it is there", async () => {
  const desk = await openDesk();
  desk.at(START + DAY_MS);
  await desk.publishScores({ b: 5 });
  expect(await said(desk)).toContain("Withdrawn, no longer in the data: Case a");
  desk.at(START + 2 * DAY_MS);
  await desk.publishScores({ a: 1, b: 5 });
  expect(await said(desk)).toContain("Rescored: Case a  ▲▲ → ▼▼");
  desk.at(START + 3 * DAY_MS);
  await desk.publishScores({ b: 5 });
  expect(await said(desk)).toContain("Withdrawn, no longer in the data: Case a");
});
