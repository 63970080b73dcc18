// `ask`: one answer or a conversation in a process of its own, over local files.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { writeArticles } from "../answers/data-files.ts";
import { customs, estonia, latvia, veto } from "../answers/sample-news.ts";
import { type CliRun, runCli } from "../cli/run.ts";
import { spoilUnseen } from "../datasets/news-files.ts";

const NOW = ["--now", "2024-03-08T09:00:00Z"] as const;

/** Holds a data directory as a running bot does, until its input ends. */
const lockHolder = fileURLToPath(new URL("../store/lock-holder.ts", import.meta.url));

let folder: string;
let news: string;
let dataDirectory: string;
/** The first answer of a new data directory. */
let first: CliRun;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rol-news-cli-"));
  news = join(folder, "news");
  dataDirectory = join(folder, "data");
  await mkdir(news);
  await writeArticles(join(news, "Estonia_master.parquet.gzip"), estonia);
  await writeArticles(join(news, "Latvia_master.parquet.gzip"), latvia);
  first = await runCli(["ask", ...NOW, "--files", news, "/news top pillar 1"], { dataDirectory });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("ask", () => {
  it("prints one answer, as wide as a page, and nothing else", () => {
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^Top news · Constraints on Government Powers {2,}6 Feb – 7 Mar 2024 · all countries\n/,
    );
    expect(first.stdout).toContain(" 1  President vetoes the data-retention bill a second time\n");
    expect(first.stdout).toContain("\nScored by a language model: /news about\n");
    expect(Math.max(...first.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("prints the reply as data, with whole ids and assessments", async () => {
    const { code, stdout } = await runCli(
      ["ask", ...NOW, "--json", "--files", join(news, "*.gzip"), "/news top latvia 7d limit 1"],
      { dataDirectory },
    );
    expect(code).toBe(0);
    const reply = z
      .object({
        audience: z.string(),
        blocks: z.array(z.looseObject({ type: z.string(), article: z.unknown().optional() })),
      })
      .parse(JSON.parse(stdout));
    expect(reply.audience).toBe("asker");
    const articles = reply.blocks.filter(({ type }) => type === "article").map(({ article }) => article);
    expect(articles).toEqual([
      expect.objectContaining({
        id: customs.id,
        assessments: [
          { pillar: { number: 2, name: "Absence of Corruption" }, score: 2, relevance: 2 },
          { pillar: { number: 8, name: "Criminal Justice" }, score: 4, relevance: 1 },
        ],
      }),
    ]);
  });

  it("converses line by line, on a fixed clock, and remembers the last list", async () => {
    const { code, stdout, stderr } = await runCli(["ask", ...NOW, "--files", news], {
      dataDirectory,
      input: "/news top latvia 7d\n\nshow\n/news show 1\nexit\n/news about\n",
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [list, show] = [stdout.indexOf("Top news · Latvia"), stdout.indexOf("id 1a70000000000001")];
    expect(list).toBeGreaterThan(0);
    expect(stdout).toContain("newest article 3 Mar 2024, 4 days ago");
    expect(stdout).toContain("For example: /news show 1");
    expect(show).toBeGreaterThan(list);
    expect(stdout).not.toContain("How to read the scores");
  });

  it("after a restart answers without reading a file", async () => {
    const copy = join(folder, "unread");
    const own = join(folder, "unread-data");
    await cp(news, copy, { recursive: true, preserveTimestamps: true });
    const file = join(copy, "Estonia_master.parquet.gzip");
    const ask = ["ask", ...NOW, "--files", file, `/news show ${veto.id}`];
    const before = await runCli(ask, { dataDirectory: own });
    expect(before.stdout).toContain("President vetoes");
    await spoilUnseen(file);
    expect(await runCli(ask, { dataDirectory: own })).toEqual(before);
  });

  it("reads beside a running bot, and changes nothing of it", async () => {
    const holder = spawn(process.execPath, [lockHolder, dataDirectory, "0"], { stdio: "pipe" });
    try {
      await once(holder.stdout, "data");
      const { code, stdout } = await runCli(["ask", ...NOW, "--files", news], {
        dataDirectory,
        input: "/news top pillar 1\n/news show 1\n/digest mute word football\n",
      });
      expect(code).toBe(0);
      expect(stdout).toContain(first.stdout.trim());
      expect(stdout).toContain(`id ${veto.id}`);
      expect(stdout).toContain("it can be read here but not changed");
    } finally {
      const ended = once(holder, "exit");
      holder.stdin.end();
      await ended;
    }
  });
});

describe("ask says in a sentence", () => {
  it.each([
    [
      "that there is no file",
      ["--files", "nowhere/*.parquet", "/news top"],
      1,
      "No parquet file is at nowhere/*.parquet.",
    ],
    ["that nothing is connected", ["/news top"], 1, "No news folder is connected yet."],
    [
      "that a date is none",
      ["--now", "soon", "/news top"],
      2,
      '--now takes a date such as 2024-03-08 or 2024-03-08T09:00:00Z, not "soon".',
    ],
  ])("%s", async (_what, args, code, sentence) => {
    const run = await runCli(["ask", ...args], { dataDirectory: join(folder, "empty") });
    expect(run.code).toBe(code);
    expect(`${run.stdout}${run.stderr}`.replace(/\s+/g, " ")).toContain(sentence);
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/\n\s+at /);
  });

  it.each([
    [["--help"], 0, "npm run --silent ask"],
    [["/news help"], 0, "What you can ask"],
    [["/news top piller 1"], 1, "Did you mean"],
    [["/news show 1"], 1, "is connected yet"],
    [["/dropbox status"], 1, "No Dropbox is connected"],
    [["--as", "pigeon", "/news top"], 2, "--as takes"],
  ])("%j with a code that scripts can trust", async (args, code, sentence) => {
    const run = await runCli(["ask", ...args], { dataDirectory: join(folder, "empty") });
    expect({ code: run.code, said: `${run.stdout}${run.stderr}` }).toEqual({
      code,
      said: expect.stringContaining(sentence),
    });
  });

  it("which option it does not know, and how it is used", async () => {
    const { code, stdout, stderr } = await runCli(["ask", "--file", news, "/news top"], { dataDirectory });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("'--file'");
    expect(stderr).toContain("--files <path, folder or glob>");
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
