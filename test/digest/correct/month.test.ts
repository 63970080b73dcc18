// Digests whose articles change for days: every message that stands is right in the end, each correction was made once, nothing
// was posted again, and nothing told twice. `npm run test:long` lives through a month.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { isScore } from "../../../src/reply/article-card.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { readTold, type Told } from "../../../src/store/told.ts";
import {
  type CorrectedDays,
  liveCorrections,
  START,
  saidOf,
  type Truth,
  toldIn,
} from "../simulation/corrections.ts";
import { articlesIn } from "../simulation/platform.ts";

const isLong = inject("long");
const DAYS = isLong ? 30 : 4;
const DIGESTS = isLong ? 8 : 3;

test("what stands is right in the end, and everything is told once", async () => {
  const seed = inject("seed");
  const directory = await mkdtemp(join(tmpdir(), "rol-news-corrections-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });
  const started = performance.now();
  const lived = await liveCorrections(DAYS, { seed, store, directory, digests: DIGESTS });
  const checked = await check(lived, store);
  if (isLong)
    process.stdout.write(
      `seed ${seed}: ${JSON.stringify({ days: DAYS, digests: DIGESTS, ...lived.counts, ...checked, seconds: Math.round((performance.now() - started) / 1_000) })}\n`,
    );
  expect(lived.counts.corrected).toBeGreaterThan(0);
  expect(lived.counts.lost).toBeGreaterThan(0);
  expect(lived.counts.restarts).toBeGreaterThan(0);
  expect(checked.right).toBeGreaterThan(0);
});

const sameAs = (one: Truth | undefined, other: Truth): boolean =>
  one?.isWithdrawn === other.isWithdrawn && (other.isWithdrawn || one?.score === other.score);

async function check(lived: CorrectedDays, store: Store) {
  const { seen, truth, returned, deleted, unsure, subscriptions, wrong } = lived;
  const counts = { messages: 0, right: 0, changed: 0, told: 0, excused: 0 };
  expect(wrong).toEqual([]);
  expect(await store.db.selectFrom("posts").selectAll().where("state", "!=", "right").execute()).toEqual([]);
  for (const id of subscriptions) {
    const own = seen.filter(({ message }) => message.channel === id);
    /** What a reader of the whole channel knows of each article, and in which message it stands. */
    const known = new Map<string, Truth>();
    const standsIn = new Map<string, string>();
    const knownAt = new Map<string, number>();
    const tells = new Map<string, Told>();
    for (const { id: slot } of await store.ledger.slotsOf(id, { limit: 1_000 }))
      for (const part of await store.ledger.parts(slot)) tells.set(part.key, readTold(part.tells));
    for (const { type, at, message } of own) {
      const said = saidOf(message.blocks);
      if (type === "arrived") {
        counts.messages += 1;
        for (const article of articlesIn(message.blocks)) {
          if (standsIn.has(article)) expect.fail(`${article} was posted twice in ${id}.`);
          standsIn.set(article, message.messageId);
        }
        // What is listed, and what is only counted.
        const { rescored = [], withdrawn = [] } = tells.get(message.key) ?? {};
        const isListed = toldIn(message.blocks);
        for (const { article, signs } of isListed)
          if (!withdrawn.includes(article) && !rescored.some((one) => one.article === article))
            expect.fail(`${message.key} says ${signs} of ${article}, and nobody knows.`);
        const told = [
          ...withdrawn.map((article) => ({ article, before: undefined, score: undefined })),
          ...rescored.map(({ article, before, after }) => ({ article, before, score: after })),
        ];
        for (const { article, before, score } of told) {
          const last = known.get(article);
          counts.told += 1;
          if (last === undefined) expect.fail(`${id} was told of ${article}, which it never saw.`);
          const after = isScore(score ?? -1)
            ? { isWithdrawn: false, score: score ?? 0 }
            : { ...last, isWithdrawn: true };
          // That it came back is told where it stands alone.
          const isGoneAgain =
            after.isWithdrawn &&
            (returned.get(article)?.some((back) => back > (knownAt.get(article) ?? 0)) ?? false);
          const isUnsure = unsure.has(standsIn.get(article) ?? "");
          if (isUnsure) counts.excused += 1;
          else if (sameAs(last, after) && !isGoneAgain)
            expect.fail(`${id} was told twice that ${article} is ${JSON.stringify(after)}.`);
          else if (before !== undefined && before !== last.score)
            expect.fail(`${id} was told of ${article} that it was ${before}, and knew ${last.score}.`);
          known.set(article, after);
          knownAt.set(article, at);
        }
      } else {
        counts.changed += 1;
        const news = [...said].filter(([article, state]) => !sameAs(known.get(article), state));
        if (news.length === 0 && !unsure.has(message.messageId))
          expect.fail(`${message.key} was corrected, and said nothing that was not known.`);
      }
      for (const [article, state] of said) {
        // A message that is corrected for another article says the rest once more.
        if (!sameAs(known.get(article), state)) knownAt.set(article, at);
        known.set(article, state);
      }
    }
    const posts = await store.ledger.posts(
      (await store.ledger.slotsOf(id, { limit: 100 })).map(({ id: slot }) => slot),
    );
    const parts = new Map<string, string>();
    for (const { slot, n } of posts) {
      const part = (await store.ledger.parts(slot)).find((one) => one.n === n);
      if (part?.messageId != null) parts.set(part.messageId, slot);
    }
    for (const [article, messageId] of standsIn) {
      const now = truth.get(article);
      if (now === undefined) continue;
      // Brought back, it is told where it stands; a digest says nothing of it.
      const last = known.get(article);
      const isPosted = parts.has(messageId) && !deleted.has(messageId);
      if (isPosted && !sameAs(last, now))
        expect.fail(`${article} in ${id} stands as ${JSON.stringify(last)}, and is ${JSON.stringify(now)}.`);
      const isBack = last?.isWithdrawn === true && !now.isWithdrawn;
      if (!isPosted && !isBack && !deleted.has(messageId) && !sameAs(last, now) && !isTooOld(messageId, own))
        expect.fail(
          `Nobody told ${id} that ${article} is ${JSON.stringify(now)}, not ${JSON.stringify(last)}.`,
        );
      if (isPosted) counts.right += 1;
    }
  }
  return counts;

  /** A digest tells of what was shown in the last thirty days. */
  function isTooOld(messageId: string, own: CorrectedDays["seen"]): boolean {
    const arrived = own.find(({ message, type }) => message.messageId === messageId && type === "arrived");
    return (arrived?.at ?? START) < lived.end - 29 * 86_400_000;
  }
}
