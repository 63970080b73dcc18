// Programs that ask the real process, over standard streams and over HTTP: what they hear is what `ask --json` prints.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type Client, httpClient, stdioClient } from "../adapters/mcp/client.ts";
import { writeArticles } from "../answers/data-files.ts";
import { estonia, latvia, veto } from "../answers/sample-news.ts";
import { runCli } from "../cli/run.ts";
import { openSite, startCli } from "./running-cli.ts";

const NOW = "2024-03-08T09:00:00Z";
const TOKEN = "a-token-of-the-system";

/** A call of each tool, and the same as somebody types it. */
const ASKED: readonly (readonly [tool: string, given: Readonly<Record<string, unknown>>, typed: string])[] = [
  ["news_top", { pillar: ["1", "2"], limit: 3, since: "30d" }, "/news top pillar 1, 2 since 30d limit 3"],
  ["news_latest", { not_country: ["Estonia"] }, "/news latest country not Estonia"],
  [
    "news_search",
    { words: "court OR bribe", direction: "negative" },
    "/news search words court OR bribe direction negative",
  ],
  ["news_show", { article: veto.id }, `/news show ${veto.id}`],
  ["news_like", { article: veto.id }, `/news like ${veto.id}`],
  ["news_stats", { country: ["Latvia"], since: "all" }, "/news stats country Latvia since all"],
  ["news_trend", { pillar: ["1"] }, "/news trend pillar 1"],
  ["news_compare", { country: ["Latvia", "Estonia"] }, "/news compare country Latvia, Estonia"],
  ["news_pillars", {}, "/news pillars"],
  ["news_sources", { country: ["Latvia"] }, "/news sources country Latvia"],
  ["news_about", {}, "/news about"],
  ["news_status", {}, "/news status"],
  ["digest_list", {}, "/digest list"],
  ["digest_show", { name: "Brief" }, "/digest show Brief"],
  ["digest_preview", { name: "Brief" }, "/digest preview Brief"],
  ["digest_history", { name: "Brief" }, "/digest history Brief"],
  ["digest_why", { article: veto.id }, `/digest why ${veto.id}`],
];

let folder: string;
let news: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rol-news-mcp-"));
  news = join(folder, "news");
  await mkdir(news);
  await writeArticles(join(news, "Estonia_master.parquet.gzip"), estonia);
  await writeArticles(join(news, "Latvia_master.parquet.gzip"), latvia);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The replies to typed lines, as `ask --json` prints them at a prompt. */
async function asked(
  lines: readonly string[],
  options: { readonly dataDirectory: string; readonly environment?: Readonly<Record<string, string>> },
  args: readonly string[],
): Promise<readonly unknown[]> {
  const { stdout } = await runCli(["ask", "--json", ...args], { ...options, input: `${lines.join("\n")}\n` });
  return [...stdout.matchAll(/^\{\n[\s\S]*?^\}$/gm)].map(([json]): unknown => JSON.parse(json));
}

async function heard(client: Client): Promise<readonly unknown[]> {
  expect((await client.tools()).map(({ name }) => name).toSorted()).toEqual(
    ASKED.map(([tool]) => tool).toSorted(),
  );
  const replies: unknown[] = [];
  for (const [tool, given] of ASKED) {
    const { structuredContent } = await client.call(tool, given);
    replies.push(structuredContent?.reply);
  }
  return replies;
}

it("answers over standard streams what ask --json prints, and says nothing else there", async () => {
  const dataDirectory = join(folder, "at a desk");
  const args = ["--files", news, "--now", NOW];
  const child = spawn(process.execPath, ["src/cli.ts", "mcp", ...args], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    env: { DATA_DIR: dataDirectory, LOG_LEVEL: "debug" },
    stdio: "pipe",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  // Every line is a message of the protocol, or the client rejects.
  const client = await stdioClient(child.stdin, child.stdout);
  const told: string[] = [];
  await client.call("news_pillars", {}, (sentence) => told.push(sentence));
  expect(told.join("\n")).toMatch(/^Reading .*, 1 of 2\./);

  const lines = ['/digest create Brief when "daily 09:00" pillar 1', ...ASKED.map(([, , typed]) => typed)];
  const [, ...replies] = await asked(lines, { dataDirectory }, args);
  expectSame(await heard(client), replies);
  child.stdin.end();
  expect(await once(child, "close")).toEqual([0, null]);
}, 60_000);

it("answers over HTTP what the running bot answers at a terminal", async () => {
  const site = await openSite();
  await writeArticles(join(site.dropbox, "Estonia_master.parquet.gzip"), estonia);
  await writeArticles(join(site.dropbox, "Latvia_master.parquet.gzip"), latvia);
  const environment = { ...site.environment, MCP: "on", MCP_TOKEN: TOKEN };
  const bot = startCli(["start"], { environment });
  await bot.waitFor("rol-news-bot is running");
  const port = /"port":(\d+)/.exec(bot.output())?.[1];
  const client = await httpClient(`http://127.0.0.1:${port}/mcp`, TOKEN);
  const replies = await asked(
    ["/dropbox refresh", ...ASKED.map(([, , typed]) => typed)],
    { dataDirectory: site.dataDirectory, environment },
    [],
  );
  expectSame(await heard(client), replies.slice(1));
  await expect(httpClient(`http://127.0.0.1:${port}/mcp`, `${TOKEN}x`)).rejects.toThrow(/^401/);
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toEqual({ code: 0, signal: null });
}, 60_000);

/** What a status tells admins besides, no program reads. */
function expectSame(heardReplies: readonly unknown[], typedReplies: readonly unknown[]): void {
  expect(typedReplies).toHaveLength(ASKED.length);
  for (const [index, [tool]] of ASKED.entries()) {
    const [of, typed] = [heardReplies[index], typedReplies[index]];
    if (tool !== "news_status") expect(of, tool).toEqual(typed);
    else for (const block of blocksOf(of)) expect(blocksOf(typed), tool).toContainEqual(block);
  }
}

function blocksOf(reply: unknown): readonly unknown[] {
  if (typeof reply !== "object" || reply === null || !("blocks" in reply)) return [];
  return Array.isArray(reply.blocks) ? reply.blocks : [];
}
