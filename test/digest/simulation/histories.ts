// Days of many digests whose channels answer in every way, in a program that is started again and again.

import { sql } from "kysely";
import { RESUMED } from "../../../src/digest/slots.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Store } from "../../../src/store/database.ts";
import type { SampleArticle } from "../../answers/data-files.ts";
import { createSimulatedBot, type SimulatedBot } from "./bot.ts";
import { CLOSED, createFickleChannels, type FickleChannels } from "./fickle-channels.ts";
import { createNewsDesk } from "./news-desk.ts";
import { createFakePlatform, type Message } from "./platform.ts";
import { createRandom } from "./random.ts";
import { type Contents, createSnapshotBuilder } from "./snapshots.ts";
import { EVERYTHING, subscriptionRecord, WORKSPACE } from "./subscriptions.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2024, 2, 7, 7);
const HONEST_FROM = START + 6 * DAY_MS;
const END = START + 13 * DAY_MS;

/** Articles of the first day and of the second: together no more than a digest shows. */
const FIRST = Array.from({ length: 8 }, (_, n) => `first-${n}`);
const SECOND = ["second-0", "second-1"];
export const ARTICLES = [...FIRST, ...SECOND];
/** Scored anew on the second day, and gone on the fourth. */
export const RESCORED = ["first-0", "first-3", "first-6"];
export const WITHDRAWN = ["first-1", "first-4"];
export const CHANGED_AT = { rescored: START + DAY_MS, withdrawn: START + 3 * DAY_MS };

export const titleOf = (article: string): string => `Case ${article} is heard`;

export interface Histories {
  readonly subscriptions: readonly string[];
  /** Everything that stands. */
  readonly standing: readonly Message[];
  readonly told: readonly { readonly to: string; readonly text: string }[];
  readonly wrong: readonly string[];
  readonly channels: FickleChannels;
  readonly restarts: number;
  /** The service as it is at the end. */
  readonly bot: SimulatedBot;
}

function contentsOf(day: number): Contents {
  const articles = [...FIRST, ...(day >= 1 ? SECOND : [])].filter((id) => day < 3 || !WITHDRAWN.includes(id));
  return new Map([
    [
      "Latvia",
      articles.map(
        (id): SampleArticle => ({
          id,
          title: titleOf(id),
          link: `https://news.example/${id}`,
          source: "news.example",
          date: SECOND.includes(id) ? "2024-03-08 05:00:00" : "2024-03-07 05:00:00",
          verdicts: verdictsOf(id, day),
        }),
      ),
    ],
  ]);
}

function verdictsOf(id: string, day: number): SampleArticle["verdicts"] {
  const n = ARTICLES.indexOf(id);
  return { [1 + (n % 8)]: day >= 1 && RESCORED.includes(id) ? 2 : 1 + 4 * (n % 2) };
}

/** Lives through all days with so many digests, over an empty store; snapshots are made in `directory`. */
export async function liveHistories(
  count: number,
  { seed, store, directory }: { readonly seed: number; readonly store: Store; readonly directory: string },
): Promise<Histories> {
  // A power cut of the machine is not what is tried here, and waiting for the disk would take most of the time.
  await sql`pragma synchronous = off`.execute(store.db);
  const random = createRandom(seed);
  let now = START;
  const clock = (): number => now;
  const channels = createFickleChannels({ seed, articles: ARTICLES, clock, honestFrom: HONEST_FROM });
  const platform = createFakePlatform({
    clock,
    behaviour: channels.behaviour,
    blocksAMessage: (channel) => channels.habitsOf(channel).blocksAMessage,
  });
  const desk = createNewsDesk();
  const builder = createSnapshotBuilder(directory);
  const told: { readonly to: string; readonly text: string }[] = [];
  const bot = createSimulatedBot({
    store,
    datasets: desk.datasets,
    places: platform.places,
    notifier: {
      async tell(_workspace, to, reply) {
        told.push({ to: to === "admins" ? to : to.actorId, text: plainText(reply) });
      },
    },
    clock,
  });
  const standing: Message[] = [];
  let restarts = 0;

  async function work(): Promise<void> {
    await bot.with(
      ({ digests }) => digests.tick(),
      async () => {
        restarts += 1;
        await platform.still();
        channels.settle();
        now += 4 * SECOND_MS;
      },
    );
    channels.settle();
    standing.push(...platform.take());
  }

  desk.serve(await builder.build(contentsOf(0), now));
  bot.start();
  const subscriptions = Array.from({ length: count }, (_, n) => `digest-${n}`);
  await bot.with(
    async ({ digests }) => {
      const seenThrough = await digests.stampOf(WORKSPACE);
      for (const id of subscriptions)
        await store.subscriptions.add(
          subscriptionRecord({
            id,
            rule: "daily 09:00",
            zone: "UTC",
            seenThrough,
            now,
            settings: {
              ...EVERYTHING,
              layout: random.pick(["brief", "standard", "full"]),
              thread: random.chance(0.3),
            },
            channel: id,
          }),
        );
    },
    async () => undefined,
  );

  let day = 0;
  while (now < END) {
    const today = Math.floor((now - START) / DAY_MS);
    if (today > day) {
      day = today;
      if (day === 1 || day === 3) desk.serve(await builder.build(contentsOf(day), now));
      // What was closed is open again, and its owner says so.
      for (const id of subscriptions) {
        const record = await store.subscriptions.get(id);
        if (record?.state === "paused" && random.chance(0.7))
          await store.subscriptions.update(id, RESUMED, now);
      }
    }
    if (now < HONEST_FROM && random.chance(0.25)) {
      let calls = random.between(1, 80);
      bot.endsAt(() => {
        calls -= 1;
        return calls <= 0;
      });
    }
    await work();
    const next = (await store.ledger.nextAttempt(now)) ?? Number.POSITIVE_INFINITY;
    const nextDay = START + (day + 1) * DAY_MS;
    const nextSlot = START + day * DAY_MS + 2 * HOUR_MS;
    // Deliveries that wait for nearly the same moment go on together.
    now = Math.min(next + 20 * SECOND_MS, now < nextSlot ? nextSlot : nextDay);
  }
  return { subscriptions, standing, told, wrong: platform.wrong, channels, restarts, bot };
}

export { CLOSED };
