// What happens after "too many requests": whoever calls next waits as well, one call tries, and a new process knows.

import { describe, expect, it } from "vitest";
import { createLogger } from "../../src/log.ts";
import {
  createRests,
  EVERY_CALL,
  type KeptRests,
  type Rest,
  type Rests,
  TooManyRequests,
} from "../../src/platform/rests.ts";
import { createVirtualTime, type VirtualTime } from "../virtual-time.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PATIENT = { longestWaitMs: 10 * MINUTE_MS };
const AT_ONCE = { longestWaitMs: 0 };

/** A platform that finds everything too much for a while. */
function limited({ clock }: VirtualTime, forMs: number, answer: () => TooManyRequests) {
  const until = clock() + forMs;
  const calls: number[] = [];
  return {
    /** When it was called. */
    calls,
    async call(): Promise<string> {
      calls.push(clock());
      if (clock() < until) throw answer();
      return "done";
    },
  };
}

function opened(kept?: KeptRests, isKept?: (kind: string) => boolean): { rests: Rests; time: VirtualTime } {
  const time = createVirtualTime();
  const log = createLogger("silent");
  return { time, rests: createRests({ ...time, kept, log, ...(isKept === undefined ? {} : { isKept }) }) };
}

const bare = (): TooManyRequests => new TooManyRequests(EVERY_CALL);

describe("an answer that does not say for how long", () => {
  it("is followed by a few calls, each after a longer wait, whoever makes them", async () => {
    const { rests, time } = opened();
    const far = limited(time, MINUTE_MS, bare);
    const callers = Array.from({ length: 20 }, (_, n) =>
      rests.through([EVERY_CALL, `kind ${n % 4}`], PATIENT, far.call),
    );
    const began = time.clock();
    expect(new Set(await time.until(Promise.all(callers)))).toEqual(new Set(["done"]));
    const refused = far.calls.filter((at) => at < began + MINUTE_MS);
    // The twenty that were under way, and one after 1, 3, 7, 15 and 31 s.
    expect(refused.slice(20).map((at) => at - began)).toEqual([1_000, 3_000, 7_000, 15_000, 31_000]);
    expect(time.clock() - began).toBeLessThan(MINUTE_MS + 30_000);
  });

  it("tells who cannot wait how long it rests, without a call", async () => {
    const { rests, time } = opened();
    const far = limited(time, MINUTE_MS, bare);
    const calls = async (): Promise<unknown> =>
      rests.through([EVERY_CALL, "post"], AT_ONCE, far.call).catch((error: unknown) => error);
    expect(await calls()).toMatchObject({ afterMs: 1_000 });
    for (let n = 0; n < 300; n += 1) expect(await calls()).toBeInstanceOf(TooManyRequests);
    expect(far.calls).toHaveLength(1);
  });

  it("grows again from the beginning after a call was taken", async () => {
    const { rests, time } = opened();
    for (let round = 0; round < 2; round += 1) {
      const far = limited(time, 5_000, bare);
      const began = time.clock();
      await time.until(rests.through([EVERY_CALL], PATIENT, far.call));
      expect(far.calls.map((at) => at - began)).toEqual([0, 1_000, 3_000, 7_000]);
    }
  });
});

describe("an answer that says for how long", () => {
  it("is kept to by every caller of that kind, and by no other", async () => {
    const { rests, time } = opened();
    const far = limited(time, 7_000, () => new TooManyRequests("post", 7_000));
    const began = time.clock();
    await time.until(
      Promise.all([1, 2, 3].map(() => rests.through([EVERY_CALL, "post"], PATIENT, far.call))),
    );
    // The three that were under way, the one that tries, the two that waited for it.
    expect(far.calls.map((at) => at - began)).toEqual([0, 0, 0, 7_000, 7_000, 7_000]);
    expect(await rests.through([EVERY_CALL, "read"], AT_ONCE, async () => "read")).toBe("read");
  });

  it.each([0, 0.001])("of %d s still has a floor that grows", async (seconds) => {
    const { rests, time } = opened();
    const far = limited(time, MINUTE_MS, () => new TooManyRequests("post", seconds * 1_000));
    await time.until(rests.through(["post"], PATIENT, far.call));
    expect(far.calls.length).toBeLessThanOrEqual(9);
  });

  it("is not believed for longer than six hours", async () => {
    const { rests } = opened();
    const call = async (): Promise<string> => {
      throw new TooManyRequests("post", 900 * HOUR_MS);
    };
    await expect(rests.through(["post"], AT_ONCE, call)).rejects.toMatchObject({ afterMs: 6 * HOUR_MS });
  });
});

describe("a long rest", () => {
  function keeping(): KeptRests & { readonly all: Rest[] } {
    const all: Rest[] = [];
    return {
      all,
      since: async (now) => all.filter(({ until }) => until > now),
      keep: async (rest) => void all.push(rest),
    };
  }

  it("is known to the next process, a short one and one that holds a secret are not written down", async () => {
    const kept = keeping();
    const { rests, time } = opened(kept, (kind) => kind !== "secret");
    for (const [kind, afterMs] of [
      ["post", HOUR_MS],
      ["read", 2_000],
      ["secret", HOUR_MS],
    ] as const) {
      const call = async (): Promise<void> => {
        throw new TooManyRequests(kind, afterMs);
      };
      await expect(rests.through([kind], AT_ONCE, call)).rejects.toThrow();
    }
    expect(kept.all).toEqual([{ kind: "post", until: time.clock() + HOUR_MS }]);
    const next = opened(kept).rests;
    let calls = 0;
    const call = async (): Promise<void> => {
      calls += 1;
    };
    await expect(next.through(["post"], AT_ONCE, call)).rejects.toMatchObject({ afterMs: HOUR_MS });
    await next.through(["read"], AT_ONCE, call);
    expect(calls).toBe(1);
  });

  it("is no longer after the clock was set back, in this process and in the next", async () => {
    const kept = keeping();
    const log = createLogger("silent");
    let now = Date.UTC(2029, 0, 1);
    const open = (): Rests => createRests({ clock: () => now, pace: createVirtualTime().pace, kept, log });
    const refusing = async (): Promise<void> => {
      throw new TooManyRequests("post", HOUR_MS);
    };
    const taken = async (): Promise<string> => "taken";
    const rests = open();
    await expect(rests.through(["post"], AT_ONCE, refusing)).rejects.toMatchObject({ afterMs: HOUR_MS });
    now = Date.UTC(2026, 0, 1);
    await expect(rests.through(["post"], AT_ONCE, taken)).rejects.toMatchObject({ afterMs: HOUR_MS });
    expect(await open().through(["post"], AT_ONCE, taken)).toBe("taken");
    now += HOUR_MS;
    expect(await rests.through(["post"], AT_ONCE, taken)).toBe("taken");
  });

  it("holds up nothing when the store fails", async () => {
    const broken = async (): Promise<never> => {
      throw new Error("the disk is full");
    };
    const { rests } = opened({ since: broken, keep: broken });
    const call = async (): Promise<void> => {
      throw new TooManyRequests("post", HOUR_MS);
    };
    await expect(rests.through(["post"], AT_ONCE, call)).rejects.toMatchObject({ afterMs: HOUR_MS });
  });
});

it("who waits for the call that tries may give up before that ends", async () => {
  const { rests, time } = opened();
  const far = limited(time, 1_000, bare);
  await expect(rests.through([EVERY_CALL], AT_ONCE, far.call)).rejects.toThrow();
  const [begun, hanging] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const trying = rests.through([EVERY_CALL], PATIENT, () => {
    begun.resolve();
    return hanging.promise;
  });
  await time.until(begun.promise);
  const giveUp = new AbortController();
  const waiting = rests.through([EVERY_CALL], { ...PATIENT, signal: giveUp.signal }, far.call);
  giveUp.abort(new Error("given up"));
  await expect(waiting).rejects.toThrow("given up");
  hanging.resolve("tried");
  expect(await trying).toBe("tried");
  expect(far.calls).toHaveLength(1);
});

it("a wait ends when its caller gives up, and a failure of another kind ends the rest", async () => {
  const { rests, time } = opened();
  const far = limited(time, HOUR_MS, () => new TooManyRequests("post", 5_000));
  const giveUp = new AbortController();
  const waiting = rests.through(["post"], { ...PATIENT, signal: giveUp.signal }, far.call);
  await new Promise((resolve) => setImmediate(resolve));
  giveUp.abort();
  await expect(waiting).rejects.toMatchObject({ code: "closing" });
  const failing = rests.through(["post"], PATIENT, async () => {
    throw new TypeError("the line is cut");
  });
  await expect(time.until(failing)).rejects.toThrow("the line is cut");
  expect(await rests.through(["post"], AT_ONCE, async () => "taken")).toBe("taken");
});
