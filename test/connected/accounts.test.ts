// Whose files are read: nobody's before somebody chose, and of one account at a time. Traffic is counted by account.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { otherAccount, sampleAccount } from "../../demo/simulator/account.ts";
import { serverFailure } from "../../demo/simulator/errors.ts";
import type { SimulatorOptions } from "../../demo/simulator/server.ts";
import { connectedByRedirect } from "../../src/commands/dropbox/connect.ts";
import { createLogger } from "../../src/log.ts";
import { writeNews } from "../datasets/news-files.ts";
import { memberAccount } from "../demo/simulator/fixture.ts";
import { ana } from "../store/audited.ts";
import {
  type ConnectedBot,
  type ConnectedBotOptions,
  startConnectedBot,
  WORKSPACE,
} from "./connected-bot.ts";

const log = createLogger("silent");
const ANA = sampleAccount.accountId;
const BEN = otherAccount.accountId;

interface People extends ConnectedBot {
  /** Another person's folder. */
  readonly bens: string;
  /** Files of an account that were fetched. */
  downloads(accountId: string): number;
  /** Requests about an account, whatever they were. */
  requests(accountId: string): number;
}

/** Ana and Ben, each with an Estonia of their own in /news, and something private beside it. */
async function people(
  simulated: Partial<SimulatorOptions> = {},
  options: ConnectedBotOptions = {},
): Promise<People> {
  const bens = await mkdtemp(join(tmpdir(), "rol-ben-"));
  onTestFinished(() => rm(bens, { recursive: true }));
  const others = [{ account: otherAccount, directory: bens }];
  const bot = await startConnectedBot({ ...options, simulated: { others, appFolder: false, ...simulated } });
  for (const [folder, articles] of [
    [bot.dropbox, 12],
    [bens, 5],
  ] as const) {
    for (const name of ["news", "private"]) await mkdir(join(folder, name), { recursive: true });
    await writeNews(join(folder, "news", "Estonia.parquet"), { articles });
    await writeNews(join(folder, "private", "Salaries.parquet"), { articles: 3 });
  }
  return Object.defineProperties(
    {
      ...bot,
      bens,
      downloads: (accountId: string) =>
        bot.simulator.traffic.account(accountId).of("files/download").requests,
      requests: (accountId: string) =>
        Object.values(bot.simulator.traffic.account(accountId).routes()).reduce(
          (sum, { requests }) => sum + requests,
          0,
        ),
    },
    { bot: { get: () => bot.bot } },
  );
}

async function askAround({ ask, bot }: ConnectedBot): Promise<readonly string[]> {
  const said: string[] = [];
  for (const text of ["/news top", "/news status", "/dropbox files", "/dropbox status", "/dropbox refresh"])
    said.push(await ask(text));
  await bot.datasets.refresh(WORKSPACE);
  return said;
}

describe("before somebody has chosen, nothing but names is read", () => {
  // The second app is a full one, though the bot was told otherwise.
  it.each([{ DROPBOX_ACCESS: "full" }, {}])("of a whole Dropbox, with %o", async (settings) => {
    const bench = await people({}, { settings: () => settings });
    const offer = await bench.ask("/dropbox connect");
    if ("DROPBOX_ACCESS" in settings) expect(offer).toContain("nothing but names until you choose");
    // Of two links the newer one is meant.
    bench.advance(1_000);
    const connected = await bench.connect();
    expect(connected).toContain("Nothing but names is read until you choose");
    expect(connected).toContain("Found 2 files in 2 folders");
    const said = await askAround(bench);
    expect(said[0]).toContain("nobody has chosen which files are the news, so none was read");
    expect(said[2]).toContain("/private");
    expect(said[3]).toContain("nothing but names");
    bench.bot.start();
    await bench.bot.datasets.refresh(WORKSPACE);
    expect(bench.downloads(ANA)).toBe(0);
    expect(bench.notices).toEqual([]);
    expect(await bench.ask("/dropbox use /news")).toContain("12 articles");
    await askAround(bench);
    expect(bench.downloads(ANA)).toBe(1);
    expect(await bench.ask("/dropbox status")).toContain("/news");
  });

  it("where all lies in one folder, too", async () => {
    const bench = await people();
    await rm(join(bench.dropbox, "private"), { recursive: true });
    expect(await bench.connect()).toContain("Found 1 file in 1 folder. Which of them hold the news?");
    await askAround(bench);
    expect(bench.downloads(ANA)).toBe(0);
  });

  it("by a token of the environment", async () => {
    const bench = await people(
      {},
      { settings: (simulator) => ({ DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken() }) },
    );
    const said = await askAround(bench);
    expect(said[0]).toContain("Whoever runs the bot sets DROPBOX_PATH");
    expect(said[3]).toContain("Ana Ruiz");
    expect(bench.downloads(ANA)).toBe(0);
  });

  it("of an app's own folder several folders are asked about, and one is what people allowed", async () => {
    const bench = await people({ appFolder: true });
    expect(await bench.connect()).toContain("Which of them hold the news?");
    expect((await askAround(bench))[0]).toContain("nobody has chosen");
    expect(bench.downloads(ANA)).toBe(0);
    await rm(join(bench.dropbox, "private"), { recursive: true });
    expect(await bench.connect()).toContain("Using all of them");
    expect(bench.downloads(ANA)).toBe(1);
  });
});

it.each([
  [true, "/news"],
  [false, null],
])(
  "a browser that brings the code back chooses what is obvious: an app's own folder %s",
  async (appFolder, path) => {
    const bench = await people({ appFolder });
    await rm(join(bench.dropbox, "private"), { recursive: true });
    const { connections } = bench.bot;
    const approval = await bench.simulator.approve(
      (await connections.begin(WORKSPACE, { id: "U1", name: "Ana" })).url,
    );
    const code = approval.kind === "code" ? approval.code : "";
    const record = await connections.finishWithCode(WORKSPACE, "U1", "browser", code);
    expect(await connectedByRedirect({ connections, log }, record, "Acme (T1) on Slack")).toContain(
      "/dropbox files shows what was found",
    );
    expect((await connections.of(WORKSPACE))?.path).toBe(path);
  },
);

describe("one account at a time", () => {
  async function readingAnas(): Promise<People> {
    const bench = await people();
    await bench.connect();
    await bench.ask("/dropbox use /news");
    bench.simulator.signIn({ accountId: BEN });
    return bench;
  }

  it.each(["users/get_current_account", "files/list_folder/get_latest_cursor"])(
    "connecting as somebody else that fails at %s leaves everything with the first",
    async (route) => {
      const bench = await readingAnas();
      const before = await bench.bot.connections.of(WORKSPACE);
      bench.simulator.faults.schedule({ kind: "refuse", refusal: serverFailure(503), route, times: 5 });
      expect(await bench.connect()).toContain("Dropbox has trouble of its own");
      expect(bench.simulator.faults.pending()).toBe(0);
      expect(await bench.bot.connections.of(WORKSPACE)).toEqual(before);
      await writeNews(join(bench.dropbox, "news", "Estonia.parquet"), { articles: 13 });
      expect(await bench.ask("/dropbox refresh")).toContain("13 articles");
      expect(bench.downloads(BEN)).toBe(0);
      expect(await bench.ask("/dropbox status")).toContain("Ana Ruiz");
    },
  );

  it("another account's choice, files and news are gone with it: nothing of it is served or asked for", async () => {
    const bench = await readingAnas();
    expect(await bench.connect()).toContain("Connected as Ben Okoro");
    bench.simulator.traffic.reset();
    for (const said of await askAround(bench)) expect(said).not.toContain("12 articles");
    expect(await bench.ask("/news top")).toContain("nobody has chosen");
    expect([bench.downloads(ANA), bench.downloads(BEN)]).toEqual([0, 0]);
    expect(await bench.ask("/dropbox use /news")).toContain("5 articles");
    await askAround(bench);
    expect(bench.requests(ANA)).toBe(0);
    expect(bench.downloads(BEN)).toBe(1);
  });

  it("work under way for the account before is ended and thrown away", async () => {
    const bench = await people();
    await bench.connect();
    await bench.bot.connections.choose(ana(WORKSPACE), "/news", null);
    bench.simulator.faults.schedule({ kind: "hang", route: "files/download" });
    const first = bench.bot.datasets.refresh(WORKSPACE);
    await vi.waitFor(() => expect(bench.simulator.traffic.of("files/download").requests).toBe(1));
    bench.simulator.signIn({ accountId: BEN });
    expect(await bench.connect()).toContain("Connected as Ben Okoro");
    // Whoever waited hears of what is there now: nothing is chosen.
    expect(await first).toMatchObject({ type: "failed", error: { trouble: "nobody-chose" } });
    expect(await bench.ask("/dropbox use /news")).toContain("5 articles");
    expect(await bench.ask("/news status")).toContain("Articles: 5");
    bench.simulator.traffic.reset();
    await bench.bot.datasets.refresh(WORKSPACE);
    expect(bench.requests(ANA)).toBe(0);
    expect(await bench.tmpFiles()).toEqual([]);
  });

  it("work under way for another path is ended, and who waited hears of the new one", async () => {
    const bench = await people();
    await bench.connect();
    await bench.bot.connections.choose(ana(WORKSPACE), "/private", null);
    bench.simulator.faults.schedule({ kind: "hang", route: "files/download" });
    const first = bench.bot.datasets.refresh(WORKSPACE);
    await vi.waitFor(() => expect(bench.simulator.traffic.of("files/download").requests).toBe(1));
    expect(await bench.ask("/dropbox use /news")).toContain("12 articles");
    expect(await first).toMatchObject({ type: "swapped", manifest: { articles: 12 } });
    expect(bench.notices).toEqual([]);
  });
});

it("a member of a team space reads of the team what was chosen, wherever the team's root moves", async () => {
  const bench = await people({ account: memberAccount });
  expect(await bench.connect()).toContain("Which of them hold the news?");
  expect(await bench.ask("/dropbox use /news")).toContain("12 articles");
  bench.simulator.moveRoot(ANA);
  await writeNews(join(bench.dropbox, "news", "Estonia.parquet"), { articles: 13 });
  expect(await bench.ask("/dropbox refresh")).toContain("13 articles");
  await bench.restart();
  await writeNews(join(bench.dropbox, "news", "Estonia.parquet"), { articles: 14 });
  bench.simulator.traffic.reset();
  expect(await bench.ask("/dropbox refresh")).toContain("14 articles");
  expect(bench.simulator.traffic.of("files/list_folder/continue").statuses).toEqual({ 200: 1 });
  expect(bench.downloads(ANA)).toBe(1);
  expect(bench.requests(BEN)).toBe(0);
});
