// The real program as processes: one a data directory, stopped politely or killed, and whole again afterwards.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { manifestSchema } from "../../src/news/manifest.ts";
import { writeNews } from "../datasets/news-files.ts";
import { leftovers } from "../news/parquet.ts";
import { openSite, type Site, startCli } from "./running-cli.ts";

/** Whether anything half made is below the data directory; the child of a killed process may still be ending. */
async function halfMade({ dataDirectory }: Site): Promise<string[]> {
  const snapshots = await readdir(join(dataDirectory, "snapshots"));
  const half: string[] = [];
  for (const snapshot of snapshots)
    if (!(await readdir(join(dataDirectory, "snapshots", snapshot))).includes("manifest.json"))
      half.push(snapshot);
  return [...(await leftovers(dataDirectory)), ...half];
}

async function manifestsOf({ dataDirectory }: Site) {
  const directory = join(dataDirectory, "snapshots");
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names.map(async (name) =>
      manifestSchema.parse(JSON.parse(await readFile(join(directory, name, "manifest.json"), "utf8"))),
    ),
  );
}

it("a second process on the same data directory is told who holds it, and ask reads and hands over what it may not change", async () => {
  const place = await openSite();
  await writeNews(join(place.dropbox, "Estonia_master.parquet.gzip"), { articles: 20 });
  const first = startCli(["start"], place);
  await first.waitFor("news swapped");
  const second = startCli(["start"], place);
  expect((await second.ended).code).toBe(1);
  expect(second.output()).toMatch(
    /^Another process \(pid \d+ on .*\) uses this data directory; stop it, or set DATA_DIR to another one\.\n$/,
  );
  const asked = startCli(["ask", "/news top limit 1"], place);
  expect((await asked.ended).code).toBe(0);
  expect(asked.output()).toContain("Report ");
  const done = startCli(["ask", "/digest mute word football"], place);
  expect((await done.ended).code).toBe(0);
  expect(done.output()).toContain("Muted for good");
  const refused = startCli(["ask", "--now", "2024-03-08", "/digest mute word chess"], place);
  expect((await refused.ended).code).toBe(1);
  expect(refused.output()).toContain("can be read here but not changed");
  first.child.kill("SIGTERM");
  expect((await first.ended).code).toBe(0);
});

it("after kill -9 at random points the data are whole, never mixed, and nothing half made is left", async () => {
  const place = await openSite();
  const kills = inject("long") ? 100 : 3;
  const files = ["Estonia_master.parquet.gzip", "Latvia_master.parquet.gzip"];
  let random = inject("seed");
  const upTo = (limit: number): number => {
    // A small linear congruential generator: the same seed kills at the same moments.
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (random / 2_147_483_648) * limit;
  };
  for (let kill = 0; kill < kills; kill += 1) {
    // Both files change together; 20 + n articles in one always go with 30 + n in the other.
    for (const [index, file] of files.entries())
      await writeNews(join(place.dropbox, file), {
        articles: 20 + 10 * index + kill,
        label: file.slice(0, 2),
      });
    const running = startCli(["start"], place);
    await new Promise((resolve) => setTimeout(resolve, 200 + upTo(2_800)));
    running.child.kill("SIGKILL");
    await running.ended;
    for (const manifest of await manifestsOf(place)) {
      const [estonia, latvia] = files.map(
        (name) => manifest.files.find((file) => file.name === name)?.articles ?? 0,
      );
      expect((latvia ?? 0) - (estonia ?? 0), JSON.stringify(manifest.files)).toBe(10);
    }
  }
  const last = startCli(["start"], place);
  await last.waitFor("rol-news-bot is running");
  const newest = 50 + 2 * (kills - 1);
  await expect
    .poll(async () => (await manifestsOf(place)).map(({ articles }) => articles), { timeout: 20_000 })
    .toContain(newest);
  await expect.poll(() => halfMade(place), { timeout: 5_000 }).toEqual([]);
  last.child.kill("SIGTERM");
  expect((await last.ended).code).toBe(0);
  const asked = startCli(["ask", "/news status"], place);
  await asked.ended;
  expect(asked.output()).toMatch(new RegExp(`Articles\\s+${newest}\\b`));
});
