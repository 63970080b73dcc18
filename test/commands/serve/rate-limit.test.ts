// How many commands an actor may run a minute.

import { beforeEach, describe, expect, it } from "vitest";
import { createRateLimit, type RateLimit } from "../../../src/commands/serve/rate-limit.ts";

const MINUTE_MS = 60_000;

describe("the rate limit", () => {
  let now: number;
  let limit: RateLimit;

  beforeEach(() => {
    now = Date.UTC(2024, 2, 5, 9);
    limit = createRateLimit({ most: 3, per: "minute", of: "commands", clock: () => now });
  });

  /** Takes that often, a second apart. */
  function take(actor: string, times: number): void {
    for (let time = 0; time < times; time += 1) {
      limit.take(actor);
      now += 1_000;
    }
  }

  it("lets so many commands through in a minute and says how long to wait for the next", () => {
    take("Ana", 3);
    expect(() => limit.take("Ana")).toThrow(
      expect.objectContaining({
        code: "too-many",
        message: "That is more than 3 commands in a minute. Ask again in 57 seconds.",
        retryable: true,
        retryAfterMs: 57_000,
      }),
    );
  });

  it("slides: each command counts for exactly a minute", () => {
    take("Ana", 3);
    now += MINUTE_MS - 3_000 - 1;
    expect(() => limit.take("Ana")).toThrow("Ask again in 1 second.");
    now += 1;
    limit.take("Ana");
    expect(() => limit.take("Ana")).toThrow("Ask again in 1 second.");
    now += 1_000;
    limit.take("Ana");
  });

  it("does not count what it refuses", () => {
    take("Ana", 3);
    for (let time = 0; time < 50; time += 1) expect(() => limit.take("Ana")).toThrow("Ask again");
    now += MINUTE_MS - 3_000;
    limit.take("Ana");
  });

  it("is each actor's own", () => {
    take("Ana", 3);
    expect(() => take("Ben", 3)).not.toThrow();
    expect(() => limit.take("Ana")).toThrow("Ask again");
    expect(() => limit.take("Ben")).toThrow("Ask again");
    expect(() => limit.take("Cem")).not.toThrow();
  });

  it("forgets only who was quiet for a minute", () => {
    limit.take("Ana");
    limit.take("Ben");
    now += 50_000;
    limit.take("Ana");
    limit.take("Ana");
    now += 11_000;
    limit.take("Cem");
    limit.take("Ana");
    expect(() => limit.take("Ana")).toThrow("Ask again in 49 seconds.");
  });

  it("begins anew when the clock is set back", () => {
    take("Ana", 3);
    now -= 60 * MINUTE_MS;
    take("Ana", 3);
    expect(() => limit.take("Ana")).toThrow("Ask again in 57 seconds.");
  });
});
