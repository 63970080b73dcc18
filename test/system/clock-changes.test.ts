// The real program where the machine's clock is set to summer time and back: it is woken at every minute all the same, and
// writes nothing but its log.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startCli } from "./running-cli.ts";

const MINUTE_MS = 60_000;
/** Before a change and after it. */
const BESIDE_MS = 65 * MINUTE_MS;
const CLOCK = new URL("./clock-driven.ts", import.meta.url);

/** What the program does by the clock. */
const PERIODS_MS = {
  "deciding digests": MINUTE_MS,
  "reminding admins": MINUTE_MS,
  "looking for new files": 5 * MINUTE_MS,
};

const CHANGES = [
  ["Europe/Berlin", "2026-03-29T01:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00Z"],
  ["America/New_York", "2026-03-08T07:00Z"],
  ["America/New_York", "2026-11-01T06:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30Z"],
] as const;

const lineSchema = z.object({ time: z.number(), msg: z.string(), what: z.string().optional() });

/** How the ticks came around a change; fails where the output is not the log alone. */
async function livedThrough(zone: string, change: string) {
  const dataDirectory = await mkdtemp(join(tmpdir(), "rol-clock-"));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  const [from, until] = [Date.parse(change) - BESIDE_MS, Date.parse(change) + BESIDE_MS + 30_000];
  const { ended, output } = startCli(["start"], {
    environment: {
      TZ: zone,
      DATA_DIR: dataDirectory,
      PORT: "0",
      LOG_LEVEL: "debug",
      NODE_OPTIONS: `--import ${CLOCK.href}?from=${from}&until=${until}`,
    },
  });
  expect((await ended).code, output()).toBe(0);
  const lines = output()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
  const startedAt = lines.find(({ msg }) => msg === "rol-news-bot is running")?.time ?? Number.NaN;
  return Object.entries(PERIODS_MS).map(([wanted, periodMs]) => {
    const times = lines.flatMap(({ msg, what, time }) => (msg === "woken" && what === wanted ? [time] : []));
    const pauses = times.map((time, index) => time - (times[index - 1] ?? startedAt));
    return {
      where: `${wanted} in ${zone} at ${change}`,
      missing: Math.floor(until / periodMs) - Math.floor(startedAt / periodMs) - times.length,
      tooLongMs: Math.max(0, Math.max(...pauses) - periodMs - 1_000),
    };
  });
}

test("every minute is there, and nothing stands on the console beside the log", async () => {
  const lived = await Promise.all(CHANGES.map(([zone, change]) => livedThrough(zone, change)));
  for (const { where, ...wrong } of lived.flat())
    expect({ where, ...wrong }).toEqual({ where, missing: 0, tooLongMs: 0 });
}, 120_000);
