// Notices until somebody was told: within minutes, once, and through a restart.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import { createNotices, type Notices } from "../../src/platform/notices.ts";
import type { Notice, Notifier } from "../../src/platform/notifier.ts";
import { paragraph, privately } from "../../src/reply/build.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/time/units.ts";
import { implementations, type Place } from "../store/implementations.ts";

const START = Date.UTC(2026, 10, 20, 9);
const refused = privately(paragraph("Dropbox refuses the bot's access."));
const away = new AppError("network", "Nobody could be told.", { retryable: true });
const gone = new AppError("network", "Nobody could be told.");

describe.each(implementations)("a notice on $name", ({ create }) => {
  let place: Place;
  let store: Store;
  let now: number;
  let tries: { readonly at: number; readonly to: string; readonly said: string; readonly notice: Notice }[];
  /** What each try comes to; told when there is none left. */
  let outcomes: (AppError | "told")[];
  let hasClockJumped: boolean;
  const isClockSure = (): boolean => !hasClockJumped;

  beforeEach(async () => {
    place = await create();
    store = await openStore(place.location);
    now = START;
    tries = [];
    outcomes = [];
    hasClockJumped = false;
  });

  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const platform: Notifier = {
    async tell(workspace, to, reply, notice) {
      const name = to === "admins" ? to : to.actorId;
      if (notice !== undefined)
        tries.push({ at: now - START, to: `${workspace} ${name}`, said: plainText(reply), notice });
      const outcome = outcomes.shift();
      if (outcome instanceof AppError) throw outcome;
    },
  };

  function open(notifier = platform): Notices {
    const log = createLogger("silent");
    return createNotices({ records: store.notices, notifier, clock: () => now, isClockSure, log });
  }

  async function retryUntil(notices: Notices, end: number, stepMs = MINUTE_MS): Promise<void> {
    for (; now < end; now += stepMs) await notices.retry();
  }

  it("that was told is told once", async () => {
    const notices = open();
    await notices.tell("slack:T1", "admins", refused);
    await retryUntil(notices, START + DAY_MS, HOUR_MS);
    expect(tries.map(({ to, said }) => [to, said])).toEqual([
      ["slack:T1 admins", "Dropbox refuses the bot's access."],
    ]);
    expect(tries[0]?.notice).not.toHaveProperty("since");
  });

  it("that nobody could be told is tried again within minutes, and is looked for then", async () => {
    outcomes = [away, away, away, away];
    const notices = open();
    await notices.tell("discord:1", { actorId: "7" }, refused);
    await retryUntil(notices, START + HOUR_MS);
    expect(tries.map(({ at }) => at / MINUTE_MS)).toEqual([0, 1, 3, 7, 15]);
    expect(new Set(tries.map(({ notice }) => notice.key)).size).toBe(1);
    expect(tries.slice(1).map(({ notice }) => notice.since)).toEqual([START, START, START, START]);
  });

  it("that was cut off by the end of the program is looked for after it starts again", async () => {
    const hangs = createNotices({
      records: store.notices,
      notifier: { tell: () => new Promise(() => undefined) },
      clock: () => now,
      isClockSure,
      log: createLogger("silent"),
    });
    void hangs.tell("slack:T1", "admins", refused);
    for (let looks = 0; looks < 50; looks += 1)
      if ((await store.db.selectFrom("notices").selectAll().execute()).length > 0) break;
    await store.close();
    store = await openStore(place.location);
    await retryUntil(open(), START + HOUR_MS);
    expect(tries).toHaveLength(1);
    expect(tries[0]?.notice.since).toBe(START);
  });

  it("that nobody can be told says so, and is forgotten", async () => {
    outcomes = [gone];
    const notices = open();
    await expect(notices.tell("slack:T1", { actorId: "U1" }, refused)).rejects.toThrow("Nobody");
    await retryUntil(notices, START + HOUR_MS);
    expect(tries).toHaveLength(1);
  });

  it("that one person cannot be told after all is told to the admins", async () => {
    outcomes = [away, gone];
    const notices = open();
    await notices.tell("slack:T1", { actorId: "U1" }, refused);
    await retryUntil(notices, START + HOUR_MS);
    expect(tries.map(({ to }) => to)).toEqual(["slack:T1 U1", "slack:T1 U1", "slack:T1 admins"]);
  });

  it("is given up after a day", async () => {
    outcomes = Array.from({ length: 1_000 }, () => away);
    const notices = open();
    await notices.tell("slack:T1", "admins", refused);
    await retryUntil(notices, START + 1.5 * DAY_MS, 15 * MINUTE_MS);
    const last = tries.at(-1)?.at ?? 0;
    expect(last).toBeGreaterThanOrEqual(DAY_MS);
    expect(last).toBeLessThan(DAY_MS + HOUR_MS);
    expect(tries.length).toBeLessThan(110);
  });

  it("that a clock dated years ahead is tried when that is right again, and looked for further back", async () => {
    now = START + 900 * DAY_MS;
    outcomes = [away];
    await open().tell("slack:T1", "admins", refused);
    now = START;
    await retryUntil(open(), START + HOUR_MS);
    expect(tries).toHaveLength(2);
    expect(tries[1]).toMatchObject({ at: 0 });
    expect(tries[1]?.notice.since).toBeLessThan(START - HOUR_MS);
  });

  it("holds up no end of the program: others wait for the next start", async () => {
    outcomes = [away, away];
    await open().tell("slack:T1", "admins", refused);
    await open().tell("slack:T2", "admins", refused);
    now += 2 * MINUTE_MS;
    const begun = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    const notices = open({
      tell() {
        begun.resolve();
        return told.promise;
      },
    });
    void notices.retry();
    await begun.promise;
    const closed = notices.close();
    told.resolve();
    await closed;
    expect(await store.db.selectFrom("notices").select("key").execute()).toHaveLength(1);
  });

  it("is told while nothing can be written down, once", async () => {
    const full = async (): Promise<never> => {
      throw new AppError("no-room", "The disk is full.");
    };
    const log = createLogger("silent");
    const notices = (records: Partial<Store["notices"]>): Notices =>
      createNotices({
        records: { ...store.notices, ...records },
        notifier: platform,
        clock: () => now,
        isClockSure,
        log,
      });
    await notices({ add: full }).tell("slack:T1", "admins", refused);
    expect(tries).toHaveLength(1);
    await notices({ remove: full }).tell("slack:T1", { actorId: "U1" }, refused);
    expect(tries.map(({ to }) => to)).toEqual(["slack:T1 admins", "slack:T1 U1"]);
    outcomes = [away];
    await notices({ postpone: full }).tell("slack:T2", "admins", refused);
    await retryUntil(open(), now + HOUR_MS);
    expect(tries.map(({ to }) => to).slice(2)).toEqual(["slack:T2 admins", "slack:T1 U1", "slack:T2 admins"]);
    expect(tries.slice(3).map(({ notice }) => notice.since)).toEqual([START, START]);
  });

  it("is not given up by a clock that has just jumped", async () => {
    outcomes = [away, away];
    const notices = open();
    await notices.tell("slack:T1", "admins", refused);
    now += 900 * DAY_MS;
    hasClockJumped = true;
    await retryUntil(notices, now + HOUR_MS);
    expect(tries).toHaveLength(3);
  });

  it("is looked at every minute once the bot runs", async () => {
    outcomes = [away];
    const notices = open();
    await notices.tell("slack:T1", "admins", refused);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    notices.start();
    now += MINUTE_MS;
    vi.advanceTimersByTime(MINUTE_MS);
    vi.useRealTimers();
    await vi.waitFor(() => expect(tries).toHaveLength(2));
    await notices.close();
  });

  it("is taken by one of several processes", async () => {
    outcomes = [away];
    await open().tell("slack:T1", "admins", refused);
    now += 2 * MINUTE_MS;
    await Promise.all([open(), open(), open()].map((notices) => notices.retry()));
    expect(tries).toHaveLength(2);
  });
});
