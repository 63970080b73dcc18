// A bot whose disk is full: questions are answered, what cannot be saved is said in one sentence, digests wait, and when there
// is room again all goes on without a restart.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { cardsOf, idsOf, startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { FILE, firstDay, MADE_AT } from "./digest-news.ts";

const FULL =
  "The disk that keeps the bot's state is full or cannot be written, so nothing was saved. Questions are still answered. Whoever runs the bot makes room; then everything goes on by itself.";

/** So many candidates that a digest of them needs pages of its own. */
const many: readonly SampleArticle[] = Array.from({ length: 400 }, (_, n) => ({
  id: `f${String(n).padStart(15, "0")}`,
  title: `Court number ${n} was closed by decree ${n * 7}`,
  source: "err.ee",
  date: "2024-03-07 19:00:00",
  verdicts: { 8: 1 },
}));

let directory: string;
let store: Store;
let bot: TestBot;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-full-"));
  store = await openStore({ dataDirectory: directory });
  bot = await startTestBot({
    files: { [FILE]: [...firstDay, ...many] },
    now: MADE_AT,
    dataDirectory: directory,
    store,
  });
});
afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

/** From now on the database takes no page more than it has, and has none to spare. */
async function fill(): Promise<void> {
  await sql`create table filler (x)`.execute(store.db);
  await sql`pragma max_page_count = 1`.execute(store.db);
  for (let isFull = false; !isFull; )
    await sql`insert into filler values (zeroblob(3500))`.execute(store.db).catch(() => {
      isFull = true;
    });
}

async function makeRoom(): Promise<void> {
  await sql`pragma max_page_count = 1000000`.execute(store.db);
}

it("answers questions, says what it cannot save, and goes on when there is room", async () => {
  await bot.ask("/digest create Morning when daily 09:00");
  await fill();
  const values = Array.from({ length: 200 }, (_, n) => `word${n}${"x".repeat(200)}`);
  let refusal: string | undefined;
  let taken = 0;
  for (const value of values) {
    const said = plainText(await bot.ask(`/digest mute word ${value}`));
    if (!said.startsWith("Muted")) {
      refusal = said;
      break;
    }
    taken += 1;
  }
  expect(refusal).toBe(FULL);
  const [first] = cardsOf(await bot.ask("/news latest"));
  expect(plainText(await bot.ask("/news show 1"))).toContain(first?.title);
  bot.at("2024-03-10T09:00:30Z");
  await bot.tick();
  expect(bot.posted()).toEqual([]);
  expect(await store.mutes.ofWorkspace("slack:T1", 0)).toHaveLength(taken);
  await makeRoom();
  expect(plainText(await bot.ask("/digest mute word football"))).toContain("Muted for good");
  bot.at("2024-03-10T09:02:30Z");
  await bot.tick();
  expect(bot.posted()).toHaveLength(1);
  await bot.tick();
  expect(bot.posted()).toHaveLength(1);
  const latest = idsOf(await bot.ask("/news latest"));
  expect(latest).toContain(first?.id);
  expect((await store.lists.last("slack:T1", "U1"))?.entries.get(1)).toBe(latest[0]);
});
