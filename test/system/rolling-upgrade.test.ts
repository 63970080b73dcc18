// Two bots of a version that knew of no others, over one Postgres, are replaced one after the other by this version while the other
// one works: what was on its way goes on, every slot is there once, and the old one may change nothing any more.

import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, onTestFinished, test } from "vitest";
import { parseWorkspace } from "../../src/platform/workspace.ts";
import { implementations } from "../store/implementations.ts";
import { digestRow, writeStoreBefore } from "../store/older-store.ts";
import { openScene, sentOnce } from "./replica-scene.ts";
import { startCli } from "./running-cli.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Before there was a lock on the database. */
const OLD = "b451d08d7dbb1d641d8c2512f545d61dcb9ca9e7";
const FIRST_UNKNOWN = "0004-workspace-keys";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const STARTING_MS = 25_000;
const DIGESTS_A_MINUTE = 10;
/** With two old ones, with one of each, with two new ones. */
const MINUTES = 3;
/** As that version kept them. */
const OLD_SETTINGS = {
  filter: { direction: "any", impact: "any", countries: [], sources: [], words: [] },
  ...{ limit: 3, layout: "full", empty: "skip" },
};

const isInClone = await run("git", ["-C", ROOT, "cat-file", "-e", `${OLD}^{commit}`]).then(
  () => true,
  () => false,
);

/** The old program in a folder, on the packages of this one. */
async function oldProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rol-old-program-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const archive = join(folder, "program.tar");
  await run("git", ["-C", ROOT, "archive", "-o", archive, OLD, "src", "adapters", "package.json"]);
  await run("tar", ["-xf", archive, "-C", folder]);
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return join(folder, "src", "cli.ts");
}

// It waits for real minutes of digests.
test.skipIf(!isInClone || !inject("long"))(
  `two bots of ${OLD.slice(0, 7)} are replaced one after the other`,
  async () => {
    const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
    if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
    onTestFinished(() => place.remove());
    const { databaseUrl } = place.location;
    const cli = await oldProgram();
    const scene = await openScene({ ofEachShape: 1, wayMs: 20, startingMs: STARTING_MS, databaseUrl });
    const { channels } = scene;
    const first = Math.ceil((scene.now() + STARTING_MS / 2) / MINUTE_MS) * MINUTE_MS;
    const digests = Array.from({ length: DIGESTS_A_MINUTE * MINUTES }, (_, n) => {
      const channel = channels.channels[n % channels.channels.length];
      if (channel === undefined) throw new Error("There are no channels.");
      const due = first + (n % MINUTES) * MINUTE_MS;
      return digestRow(`s${n}`, {
        workspace: parseWorkspace(channel.workspace)?.id ?? "",
        platform: channel.place.platform,
        place: JSON.stringify(channel.place),
        rule: `daily ${new Date(due).toISOString().slice(11, 16)}`,
        zone: "UTC",
        settings: JSON.stringify({ ...OLD_SETTINGS, inThread: channel.shape === "thread" }),
        decided_slot: first - HOUR_MS,
        next_slot: due,
        created_at: first - HOUR_MS,
        updated_at: first - HOUR_MS,
      });
    });
    await writeStoreBefore(FIRST_UNKNOWN, place.location, digests);

    const old = [0, 1].map((n) => startCli(["start"], { environment: scene.environmentOf(n), cli }));
    await Promise.all(old.map(({ waitFor }) => waitFor("rol-news-bot is running")));
    const [oldFirst, oldSecond] = old;
    if (oldFirst === undefined || oldSecond === undefined) throw new Error("There are two.");
    const until = (at: number) => pause(Math.max(0, at - scene.now()));

    await until(first + 12_000);
    oldFirst.child.kill("SIGTERM");
    await oldFirst.ended;
    const newFirst = await scene.start(0);
    await newFirst.waitFor("rol-news-bot is running");

    await scene.publish("Latvia");
    await until(first + MINUTE_MS + 12_000);
    await oldSecond.waitFor("A newer version of rol-news-bot uses this database");
    oldSecond.child.kill("SIGTERM");
    await oldSecond.ended;
    const newSecond = await scene.start(1);
    await newSecond.waitFor("rol-news-bot is running");
    await newSecond.waitFor("took over the news that another process prepared");

    const store = await scene.store();
    await expect
      .poll(
        async () => {
          const slots = await store.db.selectFrom("slots").select("state").execute();
          return slots.filter(({ state }) => state === "sent").length;
        },
        { interval: 200, timeout: 3 * MINUTE_MS },
      )
      .toBe(digests.length);
    await sentOnce(scene);
    for (const replica of [newFirst, newSecond]) {
      replica.child.kill("SIGTERM");
      expect((await replica.ended).code).toBe(0);
    }
  },
  8 * MINUTE_MS,
);
