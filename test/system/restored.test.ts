// A bot that goes on from a copy of yesterday: what was sent since then stands in its places, and comes no second time; what nobody
// was sent comes.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { type PlatformPlaces, spotsIn } from "../../src/platform/destination.ts";
import { addressesIn } from "../../src/platform/linked.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { writeNews } from "../datasets/news-files.ts";
import { copyOf } from "../store/copied-store.ts";
import { implementations, type Place } from "../store/implementations.ts";

const SECRET_KEY = "11".repeat(32);
const WORKSPACE = "slack:T1";
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2024, 2, day, hour, minute, 5);

describe.each(implementations)("a bot restored from a copy on $name", ({ kind, create }) => {
  let directory: string;
  let places: Place[];
  let now: number;
  /** What stands in the channel, and whether its history can be read. */
  let standing: { key: string; text: string }[];
  let isReadable: boolean;
  let bot: Bot | undefined;

  const platform: PlatformPlaces = {
    resolve: async () => ({
      type: "found",
      place: { platform: "slack", channel: "C1" },
      label: "#rule-of-law",
    }),
    open: () => ({
      plan: ({ main }, key) => [{ key, n: 0, payload: plainText(main), begins: spotsIn([main]) }],
      replan: () => [],
      async send({ key, payload }) {
        standing.push({ key, text: payload });
        return { type: "sent", messageId: key };
      },
      find: async () => ({ type: "absent" }),
      async standing() {
        if (!isReadable) throw new Error("nobody shows it");
        return standing.map(({ key, text }) => ({ key, links: addressesIn(text) }));
      },
    }),
  };

  async function start({ location }: Place): Promise<Bot> {
    bot = await assembleBot({
      config: readConfig({
        DATA_DIR:
          "dataDirectory" in location ? location.dataDirectory : join(directory, `data-${places.length}`),
        ...("databaseUrl" in location ? { DATABASE_URL: location.databaseUrl } : {}),
        SECRET_KEY,
      }),
      clock: () => now,
      log: createLogger("silent"),
      notifier: { tell: async () => undefined },
      platformNamed: () => platform,
      files: join(directory, "files"),
    });
    await bot.datasets.refresh(WORKSPACE);
    return bot;
  }

  async function ask(text: string): Promise<string> {
    const reply = await bot?.router.handle(
      {
        platform: "slack",
        ...{ workspace: WORKSPACE, place: "C1", requestId: `${text} ${now}`, input: { type: "text", text } },
        actor: { id: "U1", name: "Ana", roles: ["read", "manage", "admin"] },
      },
      { progress: () => undefined },
    );
    return reply === undefined ? "" : plainText(reply);
  }

  async function tick(): Promise<void> {
    await bot?.datasets.refresh(WORKSPACE);
    await bot?.digests.digests.tick();
    await bot?.digests.digests.newsArrived();
    await bot?.digests.queue.idle();
  }

  const news = (articles: number) =>
    writeNews(join(directory, "files", "Estonia_master.parquet.gzip"), {
      ...{ articles: 3, label: "ee", score: "1" },
      alsoDated: Array.from(
        { length: articles },
        (_, n) => `2024-03-0${8 + Math.floor(n / 2)} 0${1 + n}:00:00`,
      ),
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "rol-restored-"));
    await mkdir(join(directory, "files"));
    places = [await create()];
    [standing, isReadable] = [[], true];
  });

  afterEach(async () => {
    await bot?.close();
    bot = undefined;
    for (const place of places) await place.remove();
    await rm(directory, { recursive: true, force: true });
  });

  /** A digest and an alert, a copy of Friday morning, and what was sent until Saturday. Resolves with the copy, the bot ended. */
  async function untilSaturday(): Promise<Place> {
    const [first] = places;
    if (first === undefined) throw new Error("there is no store");
    now = at(8, 6);
    await news(0);
    await start(first);
    expect(await ask('/digest create Morning when "daily 09:00" tz UTC impact any relevance any')).toMatch(
      /made/,
    );
    expect(await ask("/digest alert Alarm impact any relevance any")).toMatch(/made/);
    const copy = await copyOf(first);
    places.push(copy);
    now = at(8, 8);
    await news(2);
    await tick();
    now = at(8, 9);
    await tick();
    now = at(9, 9);
    await news(4);
    await tick();
    await bot?.close();
    bot = undefined;
    return copy;
  }

  const countOf = (story: string) => standing.filter(({ text }) => text.includes(story)).length;

  it("sends no story again that stands there, and what is new since", async () => {
    const copy = await untilSaturday();
    const before = standing.length;

    const counts = Array.from({ length: 7 }, (_, n) => countOf(`Report ${n} of ee`));
    expect(counts[3]).toBe(2);
    expect(counts[5]).toBe(2);
    now = at(9, 12);
    await start(copy);
    await news(6);
    await tick();
    await tick();
    expect(Array.from({ length: 7 }, (_, n) => countOf(`Report ${n} of ee`))).toEqual(counts);
    expect(countOf("Report 8 of ee")).toBeGreaterThan(0);
    now = at(10, 9);
    await tick();
    await tick();
    expect(countOf("Report 3 of ee")).toBe(2);
    expect(standing.length).toBeGreaterThan(before);
  });

  it.runIf(kind === "sqlite")("sends them where the place does not show what stands there", async () => {
    const copy = await untilSaturday();
    isReadable = false;
    now = at(9, 12);
    await start(copy);
    await tick();
    await tick();
    expect(countOf("Report 5 of ee")).toBeGreaterThan(2);
  });

  it.runIf(kind === "sqlite")("that was only away sends what came due meanwhile, once", async () => {
    const [first] = places;
    if (first === undefined) throw new Error("there is no store");
    await untilSaturday();
    const before = standing.length;
    now = at(10, 12);
    await start(first);
    await news(6);
    await tick();
    await tick();
    expect(standing.length).toBeGreaterThan(before);
    expect(countOf("Report 8 of ee")).toBe(2);
    expect(countOf("Report 3 of ee")).toBe(2);
  });
});
