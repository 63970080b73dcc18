// Old news in digests: what a new file brings, and what piles up behind a limit, is counted and never posted late.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { readSettled } from "../../src/digest/say/receipt.ts";
import { BUCKETS } from "../../src/digest/select.ts";
import { openDigestDesk } from "../digest/simulation/desk.ts";
import {
  DAY_MS,
  HOUR_MS,
  type InventedArticle,
  inventNews,
  OLD_ARTICLES,
  OUTLETS,
} from "../digest/simulation/news.ts";
import { articlesIn } from "../digest/simulation/platform.ts";
import { createRandom } from "../digest/simulation/random.ts";
import { EVERYTHING } from "../digest/simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 1, 6);
const long = inject("long");

describe("a new file with years of old news", () => {
  test.each([1, 2])("posts none of them and counts all (%i)", async (variation) => {
    const random = createRandom(inject("seed") + variation);
    const changes = [START, START + DAY_MS, START + 2 * DAY_MS];
    const [first, second, third] = inventNews(
      { changes, perDay: 12, daysBefore: 3, newCountryAt: START + 2 * DAY_MS },
      random,
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error("Three changes.");
    const desk = await openDigestDesk(START);
    try {
      await desk.publish(first.contents);
      await desk.subscribe("everything", EVERYTHING);
      await desk.subscribe("Finland", {
        ...EVERYTHING,
        filter: { ...EVERYTHING.filter, country: { any: ["Finland"], not: [] } },
      });
      desk.at(second.at);
      await desk.publish(second.contents);
      await desk.run("everything");
      desk.at(third.at);
      await desk.publish(third.contents);
      const isOld = ({ publishedAt }: InventedArticle): boolean =>
        publishedAt !== undefined && publishedAt < third.at - 14 * DAY_MS;
      const fresh = [...third.articles.values()].filter(({ id }) => !second.articles.has(id));
      for (const id of ["everything", "Finland"]) {
        const inScope = fresh.filter(({ countries }) => id === "everything" || countries.includes(id));
        const old = inScope.filter(isOld).map((article) => article.id);
        // Undated ones are never old.
        expect(old.length).toBeGreaterThan(0.9 * OLD_ARTICLES);
        const { slot, messages } = await desk.run(id);
        const shown = articlesIn(messages.flatMap(({ blocks }) => blocks));
        expect(shown.filter((article) => old.includes(article))).toEqual([]);
        const settled = readSettled(slot.settled);
        expect(settled.older?.filter((article) => old.includes(article)).length).toBe(old.length);
        expect(
          BUCKETS.every((bucket) => bucket === "older" || !settled[bucket]?.some((one) => old.includes(one))),
        ).toBe(true);
      }
    } finally {
      await desk.close();
    }
  });
});

describe("with more matches every day than a digest shows", () => {
  test("no digest brings what was published before its period", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = createRandom(seed);
        const desk = await openDigestDesk(START);
        const articles: {
          id: string;
          title: string;
          source: string;
          date: string;
          verdicts: Record<number, number>;
        }[] = [];
        const publishedAt = new Map<string, number>();
        const write = (at: number): void => {
          const id = `a${articles.length}`;
          publishedAt.set(id, Math.floor(at / 1_000) * 1_000);
          articles.push({
            id,
            // Of few words: stories are told apart by the whole title.
            title: `Case ${id}`,
            source: random.pick(OUTLETS),
            date: new Date(at).toISOString().slice(0, 19).replace("T", " "),
            verdicts: { [random.between(1, 8)]: random.pick([1, 5]) },
          });
        };
        try {
          for (let n = 0; n < 16; n += 1) write(START - 2 * DAY_MS + random.below(DAY_MS));
          await desk.publish(new Map([["Estonia", articles.slice()]]));
          await desk.subscribe("digest", EVERYTHING, "daily 09:00");
          const first = START + 3 * HOUR_MS;
          for (let day = 0; day < (long ? 20 : 5); day += 1) {
            const slotAt = first + day * DAY_MS;
            const before = slotAt - DAY_MS;
            const from = day === 0 ? START : before;
            // What was published arrives in parts, the last of it right before the digest.
            const matches = Array.from({ length: 16 }, () => from + random.below(slotAt - from)).toSorted(
              (a, b) => a - b,
            );
            for (const part of [matches.slice(0, 9), matches.slice(9)]) {
              for (const at of part) write(at);
              desk.at(Math.max(desk.now() + 1, part.at(-1) ?? 0));
              await desk.publish(new Map([["Estonia", articles.slice()]]));
              await desk.tick();
            }
            desk.at(slotAt);
            const shown = articlesIn((await desk.tick()).flatMap(({ blocks }) => blocks));
            expect(shown).toHaveLength(10);
            // The first one goes back by a whole period from when it was made.
            const since = day === 0 ? START - DAY_MS : before;
            for (const id of shown) expect(publishedAt.get(id)).toBeGreaterThanOrEqual(since);
          }
        } finally {
          await desk.close();
        }
      }),
      { seed: inject("seed"), numRuns: long ? 20 : 1 },
    );
  });
});
