// `/news status`: what the answers are made of, how old it is, and what could not be read.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformStanding } from "../../src/platform/standing.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { newsRows, writeParquet } from "../news/parquet.ts";
import { BEN, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { writeArticles } from "./data-files.ts";
import { customs, estonia, latvia, tender } from "./sample-news.ts";

const since = Date.UTC(2024, 2, 8, 7);
const standings: readonly PlatformStanding[] = [
  { id: "slack", name: "Slack", standing: { type: "connected" }, since },
  {
    id: "discord",
    name: "Discord",
    standing: { type: "refused", reason: "Discord refuses DISCORD_TOKEN." },
    since,
  },
];

let folder: string;
let bot: TestBot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rol-news-status-"));
  await writeArticles(join(folder, "Estonia_master.parquet.gzip"), estonia);
  await writeArticles(join(folder, "Latvia_master.parquet.gzip"), [
    ...latvia,
    { ...tender, id: "1a70000000000007", verdicts: { 9: 4, 2: 3 } },
    { ...customs, verdicts: { 2: 1 } },
  ]);
  await writeFile(join(folder, "Sweden_master.parquet.gzip"), "<!doctype html><title>Log in</title>");
  // What programs leave beside their files, and one that has no rows yet, trouble nobody.
  await writeParquet(
    join(folder, "Malta_master.parquet.gzip"),
    `SELECT * FROM (${newsRows([{}])}) WHERE false`,
  );
  for (const shadow of ["_temporary", ".ipynb_checkpoints"]) await mkdir(join(folder, shadow));
  for (const name of [
    "_temporary/part-0.parquet",
    ".ipynb_checkpoints/Estonia-checkpoint.parquet",
    "~$Latvia.parquet",
  ])
    await writeFile(join(folder, name), "half of it");
  bot = await startTestBot({ path: folder, now: "2024-03-08T09:00:00Z", standings });
});

afterAll(async () => {
  await bot.close();
  await rm(folder, { recursive: true });
});

describe("/news status", () => {
  it("says how each platform stands before there is any news, and why there is none", async () => {
    const empty = await mkdtemp(join(tmpdir(), "rol-no-news-"));
    const waiting = await startTestBot({ path: empty, now: "2024-03-08T09:00:00Z", standings });
    const said = wordsAround(await waiting.ask("/news status"));
    expect(said).toContain("Slack: connected since Fri 8 Mar 2024 07:00 UTC");
    expect(said).toContain("Discord refuses DISCORD_TOKEN.");
    expect(said).toContain("No parquet file is at");
    await waiting.close();
    await rm(empty, { recursive: true });
  });

  it("tells admins what news take on the disk", async () => {
    expect(wordsAround(await bot.ask("/news status"))).toContain("News on disk: less than 0.1 GB");
    expect(wordsAround(await bot.ask("/news status", BEN))).not.toContain("on disk");
  });

  it("says how each platform stands, and admins what to mend", async () => {
    const forReaders = wordsAround(await bot.ask("/news status", BEN));
    expect(forReaders).toContain("Slack: connected since Fri 8 Mar 2024 07:00 UTC");
    expect(forReaders).toContain("Discord: refused since Fri 8 Mar 2024 07:00 UTC");
    expect(forReaders).not.toContain("DISCORD_TOKEN");
    expect(wordsAround(await bot.ask("/news status"))).toContain("Discord refuses DISCORD_TOKEN.");
  });

  it("counts what is there, its dates and its age", async () => {
    const lines = wordsAround(await bot.ask("/news status", BEN)).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        `State of the news (${folder})`,
        "Assessments: 24 (3 not scored)",
        "Articles: 15 (1 undated)",
        "Stories: 13",
        "Dates: 2023-11-20 to 2024-03-07 (20 Nov 2023 – 7 Mar 2024)",
        "Newest article: 7 Mar 2024, 27 hours ago",
        "Files read: Fri 8 Mar 2024 09:00 UTC",
        `Time zones: zone data ${process.versions.tz} (Node ${process.versions.node})`,
      ]),
    );
  });

  it("names every file with what it holds, and the rows that were left out", async () => {
    const words = wordsAround(await bot.ask("/news status"));
    expect(words).toMatch(/- \S+\/Estonia_master\.parquet\.gzip · Estonia · 11 articles · 19 assessments\n/);
    expect(words).toMatch(/- \S+\/Latvia_master\.parquet\.gzip · Latvia · 4 articles · 5 assessments\n/);
    expect(words).toMatch(/- \S+\/Malta_master\.parquet\.gzip · Malta · 0 articles · 0 assessments\n/);
    expect(words).not.toMatch(/_temporary|checkpoint|~/);
    expect(words).toMatch(
      /Rows left out\n\n- \S+\/Latvia_master\.parquet\.gzip · 1 row with a pillar that is not 1 to 8 · 1 row repeated by a later row\n/,
    );
  });

  it("names the column, the count and a sample of what could not be read", async () => {
    for (const command of ["/news status", "/dropbox files"]) {
      const words = wordsAround(await bot.ask(command));
      expect(words).toMatch(
        /Values that could not be read\n\n- \S+\/Estonia_master\.parquet\.gzip · published_date: 1 value, the first is "yesterday or so"\n/,
      );
      expect(words).toMatch(
        /- \S+\/Latvia_master\.parquet\.gzip · associated_pillar: 1 value, the first is "Pillar 9"\n/,
      );
    }
  });

  it("says which file could not be read and why, and every other answer says so too", async () => {
    expect(wordsAround(await bot.ask("/news status"))).toMatch(
      /1 file could not be read:\n\n- \S+\/Sweden_master\.parquet\.gzip is not a parquet file: it starts like a web page/,
    );
    const sentence = "1 file could not be read and is left out: /news status says why.";
    for (const command of ["/news top", "/news latest", "/news show 1", "/news sources"])
      expect(plainText(await bot.ask(command)), command).toContain(sentence);
  });
});
