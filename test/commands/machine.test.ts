// What whoever runs the bot hears of its machine.

import { beforeEach, describe, expect, test } from "vitest";
import { type Machine, watchMachine } from "../../src/commands/machine.ts";
import { createLogger } from "../../src/log.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
const START = Date.UTC(2026, 10, 29, 9);

let run: number;
let off: number;
let told: string[];
let machine: Machine;

beforeEach(() => {
  run = 5 * DAY_MS;
  off = 0;
  told = [];
  machine = watchMachine({
    clock: () => START + run - 5 * DAY_MS + off,
    runMs: () => run,
    tell: (reply) => told.push(plainText(reply)),
    log: createLogger("silent"),
  });
});

/** The clock is looked at after so long. */
function heldAfter(ms: number): boolean {
  run += ms;
  return machine.watch.isHeld();
}

describe("a clock that jumps", () => {
  test("by less than a day is nobody's business", () => {
    for (const byMs of [30_000, 5 * HOUR_MS, -7 * HOUR_MS, 0]) {
      off = byMs;
      expect(heldAfter(MINUTE_MS)).toBe(false);
    }
    expect(told).toEqual([]);
    expect(machine.watch.spreadMs()).toBe(12 * HOUR_MS);
    expect(machine.watch.timesSetBack()).toBe(1);
  });

  test.each([8 * YEAR_MS, 2 * DAY_MS, -2 * DAY_MS, -8 * YEAR_MS])(
    "by %d ms is told once, and holds digests until it returns, which is told",
    (byMs) => {
      off = byMs;
      for (let n = 0; n < 10; n += 1) expect(heldAfter(MINUTE_MS)).toBe(true);
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/^The clock of the bot's machine jumped from Sun 29 Nov 2026 09:01 UTC to /);
      off = 1_000;
      expect(heldAfter(MINUTE_MS)).toBe(false);
      expect(machine.watch.isUnsure()).toBe(true);
      expect(told).toHaveLength(2);
      expect(told[1]).toContain("is right again");
      heldAfter(DAY_MS);
      expect(machine.watch.isUnsure()).toBe(false);
    },
  );

  test("and stays is gone by after an hour", () => {
    off = 8 * YEAR_MS;
    expect(heldAfter(59 * MINUTE_MS)).toBe(true);
    expect(heldAfter(59 * MINUTE_MS)).toBe(true);
    expect(heldAfter(2 * MINUTE_MS)).toBe(false);
    off = 0;
    expect(heldAfter(MINUTE_MS)).toBe(false);
    expect(told).toHaveLength(2);
  });

  test("all the time is told once a day", () => {
    for (let n = 0; n < 20; n += 1) {
      off = n % 2 === 0 ? YEAR_MS : 0;
      heldAfter(10 * MINUTE_MS);
    }
    expect(told).toHaveLength(2);
  });
});

describe("a platform's clock", () => {
  const actor = (timezone: string, utcOffsetMs?: number): Actor => ({
    id: "U1",
    name: "Ana",
    roles: ["read"],
    timezone,
    ...(utcOffsetMs === undefined ? {} : { utcOffsetMs }),
  });

  test("that differs is told once for its zone", () => {
    for (let day = 0; day < 3; day += 1) {
      for (let n = 0; n < 5; n += 1) machine.checkZone(actor("America/Winnipeg", -6 * HOUR_MS));
      run += DAY_MS;
    }
    expect(told).toEqual([
      `In America/Winnipeg the time is UTC−6 for the chat platform, and the bot takes it for UTC−5. Digests there may come at the wrong hour. The bot's zone data are ${process.versions.tz} (Node ${process.versions.node}); a newer version of the bot brings newer ones.`,
    ]);
  });

  test("in a zone that we do not know is told", () => {
    machine.checkZone(actor("Europe/Atlantis", 2.5 * HOUR_MS));
    expect(told[0]).toContain(
      "In Europe/Atlantis the time is UTC+2:30 for the chat platform, and the bot does not know",
    );
  });

  test("that agrees is not told, nor one that was set within a day", () => {
    machine.checkZone(actor("America/Winnipeg", -5 * HOUR_MS));
    machine.checkZone(actor("Asia/Kolkata", 5.5 * HOUR_MS));
    machine.checkZone(actor("Europe/Tallinn"));
    run += Date.UTC(2027, 2, 28, 12) - START;
    machine.checkZone(actor("Europe/Tallinn", 2 * HOUR_MS));
    machine.checkZone(actor("Europe/Berlin", 2 * HOUR_MS));
    expect(told).toEqual([]);
  });
});
