// kill -9 while messages of digests are corrected where they stand: afterwards each says once what is right, and none came anew.

import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { chanceOf } from "../../demo/sample/random.ts";
import type { Store } from "../../src/store/database.ts";
import { type SampleArticle, writeArticles } from "../answers/data-files.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { CORRECTING, createMortalBot, type Death } from "./mortal-bot.ts";
import { openNewsChannels, type Standing } from "./news-channels.ts";
import { openSite } from "./running-cli.ts";

const HOUR_MS = 3_600_000;
const TITLES = ["Alpha", "Bravo", "Charlie", "Delta"];
const DEATHS: readonly Death["place"][] = [
  "claimed, not sent",
  "sent, still on its way",
  "sent, not answered",
  "answered",
];

/** The last of them is not there any more once they were scored anew. */
function articles(scored: "first" | "anew"): readonly SampleArticle[] {
  const date = new Date(Date.now() - HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
  return TITLES.slice(0, scored === "first" ? undefined : -1).map((title, n) => ({
    id: `a${n}`,
    title: `Case ${title}: ${`${title} again `.repeat(8)}`,
    link: `https://www.news.example/${title}`,
    source: "news.example",
    date,
    verdicts: { 1: scored === "first" ? 5 : 3 },
  }));
}

/** What a message says of its cases, one mark each. */
const marksOf = ({ text }: Standing): readonly string[] =>
  (text.replaceAll(/[\\\u2060]/g, "").match(/(corrected|withdrawn)\s[^:]*\d\d:\d\d:/g) ?? []).map((mark) =>
    mark.slice(0, "corrected".length),
  );

it("corrects every message once, wherever it is killed", { timeout: 300_000 }, async () => {
  const seed = inject("seed");
  const chance = chanceOf(seed);
  const site = await openSite();
  const file = join(site.dropbox, "Estonia_master.parquet.gzip");
  await writeArticles(file, articles("first"));
  const channels = await openNewsChannels({ ofEachShape: 1, delayMs: () => chance.next() * 15 });
  const bot = createMortalBot({ site, channels, chance });
  const ids = channels.channels.map((_, n) => `s${n}`);
  await bot.withState(async ({ subscriptions }) => {
    const due = bot.now() - 60_000;
    for (const [n, { workspace, place, shape, ownerId }] of channels.channels.entries())
      await subscriptions.add(
        subscriptionRecord(`s${n}`, {
          workspace,
          platform: place.platform,
          ownerId,
          place: JSON.stringify(place),
          rule: `monthly ${((new Date(due).getUTCDate() + 13) % 28) + 1} 09:00`,
          zone: "UTC",
          settings: JSON.stringify({
            filter: {},
            limit: TITLES.length,
            layout: "standard",
            thread: shape === "thread",
            empty: "skip",
          }),
          seenThrough: 0,
          decidedSlot: due - HOUR_MS,
          nextSlot: due,
          createdAt: due - HOUR_MS,
          updatedAt: due - HOUR_MS,
        }),
      );
  });
  await bot.advanceToMinute();
  await bot.live(
    async ({ ledger, subscriptions }) =>
      (await subscriptions.due(bot.now(), 1)).length === 0 && (await ledger.pendingAmong(ids)).size === 0,
  );
  const before = channels.standing();
  expect(before.length).toBeGreaterThanOrEqual(ids.length);
  expect(before.flatMap(marksOf)).toEqual([]);

  await writeArticles(file, articles("anew"));
  const isRight = async ({ ledger }: Store): Promise<boolean> => {
    const slots = (await Promise.all(ids.map((id) => ledger.slotsOf(id, { limit: 10 })))).flat();
    const posts = await ledger.posts(slots.map(({ id }) => id));
    return (
      posts.length >= ids.length &&
      posts.every(({ state, contents }) => state === "right" && contents.includes('"correction":'))
    );
  };
  const met: string[] = [];
  for (const place of DEATHS) {
    await bot.advanceToMinute();
    if (await bot.live(isRight, { place, nth: 1, requests: CORRECTING })) met.push(place);
  }
  await bot.advanceToMinute();
  await bot.live(isRight);
  expect(met, `seed ${seed}`).toEqual(DEATHS);
  const after = channels.standing();
  expect(after.map(({ id, key, channel }) => ({ id, key, channel }))).toEqual(
    before.map(({ id, key, channel }) => ({ id, key, channel })),
  );
  for (const message of after) {
    const cases = TITLES.filter((title) => message.text.includes(`Case ${title}`));
    expect(marksOf(message), `${message.channel}: ${message.text}`).toHaveLength(cases.length);
  }
  expect(after.flatMap(marksOf).toSorted()).toEqual(
    ids.flatMap(() => ["corrected", "corrected", "corrected", "withdrawn"]).toSorted(),
  );
  expect(channels.problems()).toEqual([]);
});
