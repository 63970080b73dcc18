// Days of digests whose articles are scored anew, withdrawn and brought back, on a platform that loses answers, closes channels
// and forgets messages, in a program that is started again and again. All that people could see is written down in order.

import { sql } from "kysely";
import { RESUMED } from "../../../src/digest/slots.ts";
import { isScore, type Score } from "../../../src/reply/article-card.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { signOf } from "../../../src/reply/signs.ts";
import type { Store } from "../../../src/store/database.ts";
import type { SampleArticle } from "../../answers/data-files.ts";
import { createSimulatedBot } from "./bot.ts";
import { claimsDatedBy } from "./claims.ts";
import { createNewsDesk } from "./news-desk.ts";
import { articlesIn, createFakePlatform, HONEST, type Message } from "./platform.ts";
import { createRandom } from "./random.ts";
import { createSnapshotBuilder } from "./snapshots.ts";
import { EVERYTHING, subscriptionRecord, WORKSPACE } from "./subscriptions.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2024, 2, 7, 7);
const CLOSED = "The channel is archived.";
const NEWS_A_DAY = 5;

/** An article as the data have it. */
export interface Truth {
  readonly score: number;
  readonly isWithdrawn: boolean;
}

/** Something that people could see: a message that arrived, or one that says something else from now on. */
export interface Seen {
  readonly type: "arrived" | "changed";
  readonly at: number;
  readonly message: Message;
}

/** People were told of an article, and the program cannot know. */
export interface Doubt {
  readonly messageId: string;
  readonly article: string;
  /** From then on, ms UTC. */
  readonly at: number;
}

interface Try {
  /** All of it, and of which articles that is something else than before. */
  readonly says: string;
  readonly articles: readonly string[];
  /** Of the program that asked last. */
  readonly life: number;
  readonly isAnswered: boolean;
  /** The answer to it or to one before. */
  readonly isLost: boolean;
}

export interface CorrectedDays {
  readonly seen: readonly Seen[];
  /** Messages that somebody deleted, by id. */
  readonly deleted: ReadonlySet<string>;
  /** What messages said by a try whose answer was lost, and later tries found them gone or their place closed. */
  readonly doubts: readonly Doubt[];
  readonly truth: ReadonlyMap<string, Truth>;
  readonly subscriptions: readonly string[];
  readonly wrong: readonly string[];
  readonly counts: Record<"restarts" | "lost" | "corrected" | "again" | "later" | "never" | "gone", number>;
  readonly end: number;
}

const titleOf = (article: string): string => `Case ${article} is heard`;

export async function liveCorrections(
  days: number,
  {
    seed,
    store,
    directory,
    digests,
  }: {
    readonly seed: number;
    readonly store: Store;
    readonly directory: string;
    readonly digests: number;
  },
): Promise<CorrectedDays> {
  // A power cut of the machine is not what is tried here.
  if (store.kind === "sqlite") await sql`pragma synchronous = off`.execute(store.db);
  const random = createRandom(seed);
  let now = START;
  let life = 0;
  let isHonest = false;
  const clock = (): number => now;
  const counts = { restarts: 0, lost: 0, corrected: 0, again: 0, later: 0, never: 0, gone: 0 };
  const seen: Seen[] = [];
  const deleted = new Set<string>();
  const doubts: Doubt[] = [];
  const wrong: string[] = [];
  /** What each message was asked to say last, of which articles that was something else, and what came of it. */
  const tries = new Map<string, Try>();
  const platform = createFakePlatform({
    clock,
    blocksAMessage: () => 6,
    behaviour: {
      ...HONEST,
      async send({ arrive }) {
        if (isHonest || random.chance(0.9)) return arrive();
        if (random.chance(0.5)) arrive();
        return { type: "unknown" };
      },
      async correct({ message, blocks, change }) {
        const { messageId } = message;
        const says = JSON.stringify(blocks);
        if (JSON.stringify(articlesIn(blocks)) !== JSON.stringify(articlesIn(message.blocks)))
          wrong.push(`${message.key} was to show other stories.`);
        const isThere = JSON.stringify(message.blocks) === says;
        const before = tries.get(messageId);
        const isSame = before?.says === says;
        if (isSame && before.isAnswered && before.life === life)
          wrong.push(`${message.key} was corrected twice.`);
        const articles = isSame ? before.articles : saysElse(message.blocks, blocks);
        // The answer was lost on the way, or with the program.
        const wasLost = isSame && (before.isLost || before.life !== life);
        const tried = (outcome: "isAnswered" | "isLost" | "isNothing"): void => {
          const isLost = outcome === "isLost" || wasLost;
          tries.set(messageId, { says, articles, life, isLost, isAnswered: outcome === "isAnswered" });
        };
        const doubt = (): void => {
          for (const article of wasLost ? articles : []) doubts.push({ messageId, article, at: now });
          tried("isNothing");
        };
        if (deleted.has(messageId)) {
          counts.gone += 1;
          doubt();
          return { type: "gone" };
        }
        const make = (): ReturnType<typeof change> => {
          if (isThere) counts.again += 1;
          else {
            noteArrivals();
            seen.push({ type: "changed", at: now, message: { ...message, blocks } });
          }
          return change();
        };
        const row = isHonest ? 0 : random.below(100);
        if (row < 55) {
          counts.corrected += 1;
          tried("isAnswered");
          return make();
        }
        if (row < 80) {
          counts.lost += 1;
          tried("isLost");
          if (row < 70) make();
          return { type: "unknown" };
        }
        if (row < 93) {
          counts.later += 1;
          tried("isNothing");
          return { type: "later", afterMs: random.pick([0, 30_000, 3 * HOUR_MS]) };
        }
        counts.never += 1;
        doubt();
        return { type: "never", reason: CLOSED };
      },
    },
  });
  function noteArrivals(): void {
    for (const message of platform.take()) seen.push({ type: "arrived", at: message.at, message });
  }

  const desk = createNewsDesk();
  const builder = createSnapshotBuilder(directory);
  const bot = createSimulatedBot({
    store: { ...store, ledger: { ...store.ledger, ...claimsDatedBy(store, clock) } },
    datasets: desk.datasets,
    places: platform.places,
    notifier: { tell: async () => undefined },
    clock,
  });
  const truth = new Map<string, Truth>();
  const published = new Map<string, number>();

  async function publish(): Promise<void> {
    const articles = [...truth].flatMap(([id, { score, isWithdrawn }], index): SampleArticle[] =>
      isWithdrawn
        ? []
        : [
            {
              id,
              title: titleOf(id),
              link: `https://news.example/${id}`,
              source: "news.example",
              date: new Date(published.get(id) ?? START).toISOString().slice(0, 19).replace("T", " "),
              verdicts: { [1 + (index % 8)]: isScore(score) ? score : 0 },
            },
          ],
    );
    desk.serve(await builder.build(new Map([["Latvia", articles]]), now));
    await work(({ digests }) => digests.newsArrived());
    await desk.settled();
  }

  async function work(what: Parameters<typeof bot.with>[0]): Promise<void> {
    await bot.with(what, async () => {
      counts.restarts += 1;
      life += 1;
      await platform.still();
      now += 4_000;
    });
    noteArrivals();
  }

  function addNews(): void {
    for (let n = 0; n < NEWS_A_DAY; n += 1) {
      const id = `a${truth.size}`;
      truth.set(id, { score: random.pick<Score>([1, 2, 4, 5]), isWithdrawn: false });
      published.set(id, now - HOUR_MS);
    }
  }

  function change(): void {
    for (const [id, { score, isWithdrawn }] of truth) {
      if (isWithdrawn ? random.chance(0.3) : random.chance(0.06)) {
        truth.set(id, { score, isWithdrawn: !isWithdrawn });
      } else if (random.chance(0.12))
        truth.set(id, { score: random.pick<Score>([1, 2, 3, 4, 5]), isWithdrawn: false });
    }
  }

  addNews();
  bot.start();
  await publish();
  const subscriptions = Array.from({ length: digests }, (_, n) => `digest-${n}`);
  await work(async (service) => {
    const seenThrough = await service.digests.stampOf(WORKSPACE);
    for (const [n, id] of subscriptions.entries())
      await store.subscriptions.add(
        subscriptionRecord({
          id,
          rule: "daily 09:00",
          zone: "UTC",
          seenThrough,
          now,
          settings: {
            ...EVERYTHING,
            layout: (["brief", "standard", "full"] as const)[n % 3] ?? "standard",
            thread: n % 2 === 1,
          },
          channel: id,
        }),
      );
  });
  for (let day = 0; day < days; day += 1) {
    isHonest = day >= days - 2;
    for (const hour of [2, 6, 14]) {
      now = START + day * DAY_MS + hour * HOUR_MS + random.below(MINUTE_MS);
      if (!isHonest && hour !== 2) {
        change();
        if (hour === 14) addNews();
        await publish();
      }
      for (const { message } of seen)
        if (!isHonest && message.at > now - 2 * DAY_MS && random.chance(0.01)) deleted.add(message.messageId);
      if (!isHonest && random.chance(0.5)) {
        let calls = random.between(1, 60);
        bot.endsAt(() => {
          calls -= 1;
          return calls <= 0;
        });
      }
      // Some ticks, so that what waits a little goes on.
      for (let tick = 0; tick < 3; tick += 1) {
        await work((service) => service.digests.tick());
        now += 20 * MINUTE_MS;
      }
    }
    await store.ledger.forgetPosts(now - 7 * DAY_MS, now);
    for (const id of subscriptions) await store.subscriptions.update(id, RESUMED, now);
  }
  await bot.stop();
  await builder.close();
  return {
    seen,
    deleted,
    doubts,
    truth,
    subscriptions,
    wrong: [...platform.wrong, ...wrong],
    counts,
    end: now,
  };
}

/** The articles of which these say different things. */
function saysElse(before: readonly Block[], after: readonly Block[]): readonly string[] {
  const was = saidOf(before);
  return [...saidOf(after)].flatMap(([article, truth]) =>
    JSON.stringify(was.get(article)) === JSON.stringify(truth) ? [] : [article],
  );
}

/** What a message says of its articles. */
export function saidOf(blocks: readonly Block[]): ReadonlyMap<string, Truth> {
  const said = new Map<string, Truth>();
  for (const block of blocks) {
    if (block.type === "article") {
      const { id, verdict, correction } = block.article;
      said.set(id, { score: verdict?.score ?? 0, isWithdrawn: correction?.isWithdrawn ?? false });
    }
    if (block.type !== "list") continue;
    for (const item of block.items) {
      const [id] = articlesIn([{ ...block, items: [item] }]);
      const [sign] = item;
      const last = item.at(-1);
      if (id === undefined || sign?.type !== "text") continue;
      const score = [1, 2, 3, 4, 5].find((one) => isScore(one) && sign.text === `${signOf(one)} `) ?? 0;
      const isWithdrawn = last?.type === "emphasis" && last.text.includes("no longer in the data");
      said.set(id, { score, isWithdrawn });
    }
  }
  return said;
}

/** What a digest tells of articles that an earlier one showed: by their titles. */
export function toldIn(blocks: readonly Block[]): readonly {
  readonly article: string;
  readonly withdrawn: boolean;
  readonly signs: string;
}[] {
  return blocks.flatMap((block) =>
    block.type !== "list"
      ? []
      : block.items.flatMap(([what, title, signs]) => {
          const article =
            title?.type === "strong" ? /^Case (\S+) is heard$/.exec(title.text)?.[1] : undefined;
          if (article === undefined || what?.type !== "text") return [];
          return [
            {
              article,
              withdrawn: what.text.startsWith("Withdrawn"),
              signs: signs?.type === "text" ? signs.text.trim() : "",
            },
          ];
        }),
  );
}
