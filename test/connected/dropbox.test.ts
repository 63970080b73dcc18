// The bot and its Dropbox over days: connecting, following changes, keeping what was good, being refused and mended.

import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Action, Reply } from "../../src/reply/reply.ts";
import { writeNews, writeWebPage } from "../datasets/news-files.ts";
import { type ConnectedBot, startConnectedBot, WORKSPACE } from "./connected-bot.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ESTONIA = "Estonia_master.parquet.gzip";
const LATVIA = "Latvia_master.parquet.gzip";

/** A bot connected to a Dropbox with one file of 40 articles. */
async function connectedToEstonia(): Promise<ConnectedBot> {
  const bench = await startConnectedBot();
  await bench.putRead(ESTONIA, { articles: 40 });
  await bench.connect();
  return bench;
}

function commandsOf(reply: Reply): string[] {
  return reply.blocks
    .flatMap((block): readonly Action[] => (block.type === "actions" ? block.actions : []))
    .flatMap((action) => (action.type === "command" ? [action.command] : []));
}

async function articlesIn({ ask }: ConnectedBot): Promise<string | undefined> {
  return /Articles: ([\d,]+)/.exec(await ask("/news status"))?.[1];
}

describe("connecting", () => {
  it("says who is connected, what was found and that it is in use", async () => {
    const bench = await startConnectedBot();
    await writeNews(join(bench.dropbox, ESTONIA), { articles: 40 });
    await writeNews(join(bench.dropbox, LATVIA), { articles: 25, label: "lv" });
    const answer = await bench.connect();
    expect(answer).toContain("Connected as Ana Ruiz (ana@example.org)");
    expect(answer).toContain("Found 2 files");
    expect(answer).toContain("65 articles in 2 files: Estonia, Latvia");
    expect(await bench.ask("/news top")).toContain("Report ");
  });

  it("asks which folder when there are several, and uses the one chosen", async () => {
    const bench = await startConnectedBot();
    for (const folder of ["old", "new"]) {
      await mkdir(join(bench.dropbox, folder));
      await writeNews(join(bench.dropbox, folder, ESTONIA), {
        articles: folder === "new" ? 12 : 7,
        label: folder,
      });
    }
    expect(await bench.connect()).toContain("Found 2 files in 2 folders. Which of them hold the news?");
    expect(await bench.ask("/dropbox use /new")).toContain("12 articles");
  });

  it("tells an empty folder from a broken one, and reads what comes later", async () => {
    const bench = await startConnectedBot();
    expect(await bench.connect()).toContain("No parquet file is there yet");
    await writeNews(join(bench.dropbox, ESTONIA), { articles: 5 });
    expect(await bench.ask("/dropbox refresh")).toContain("5 articles");
  });

  it("takes a code only from the form, once and while its link is good", async () => {
    const bench = await startConnectedBot();
    await bench.putRead(ESTONIA, { articles: 5 });
    expect((await bench.run("/dropbox code abc")).blocks[0]?.type).toBe("form");
    const offer = await bench.ask("/dropbox connect");
    const url = /https?:\S+authorize\S+/.exec(offer)?.[0] ?? "";
    const approval = await bench.simulator.approve(url);
    bench.advance(11 * 60_000);
    const late = await bench.run({
      type: "form",
      code: "c1:/dropbox code",
      values: { code: approval.kind === "code" ? approval.code : "" },
    });
    expect(JSON.stringify(late)).toContain("Start again with /dropbox connect");
  });

  it("comes back by redirect where the bot has a public address", async () => {
    const bench = await startConnectedBot({ settings: () => ({ PUBLIC_URL: "http://127.0.0.1:9" }) });
    await bench.putRead(ESTONIA, { articles: 5 });
    const url = new URL(/https?:\S+authorize\S+/.exec(await bench.ask("/dropbox connect"))?.[0] ?? "");
    expect(url.searchParams.get("redirect_uri")).toBe("http://127.0.0.1:9/dropbox/callback");
    const state = url.searchParams.get("state") ?? "";
    await expect(bench.bot.connections.finishWithState("another", "code")).rejects.toThrow(/no longer good/);
    await expect(bench.bot.connections.finishWithState(state, "wrong")).rejects.toThrow(/code/);
    // A state is used up by its first use, right or wrong.
    await expect(bench.bot.connections.finishWithState(state, "wrong")).rejects.toThrow(/no longer good/);
  });

  it("can come from the environment, for every workspace without one of its own", async () => {
    const bench = await startConnectedBot({
      settings: (simulator) => ({ DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken() }),
    });
    await bench.putRead(ESTONIA, { articles: 9 });
    expect(await articlesIn(bench)).toBe("9");
    expect(await bench.ask("/dropbox disconnect")).toContain("comes from the bot's environment");
  });

  it("can be a short-lived access token", async () => {
    const bench = await startConnectedBot({
      settings: (simulator) => ({ DROPBOX_ACCESS_TOKEN: simulator.issueAccessToken() }),
    });
    await bench.putRead(ESTONIA, { articles: 9 });
    expect(await articlesIn(bench)).toBe("9");
    bench.simulator.expireAccessTokens();
    expect(await bench.ask("/dropbox refresh")).toContain("Put a new one there");
    expect(await articlesIn(bench)).toBe("9");
  });

  it("tells all admins who connected and disconnected whose Dropbox", async () => {
    const bench = await connectedToEstonia();
    await bench.ask("/dropbox disconnect sure");
    // Notices are written down first, and told beside the answer.
    await expect.poll(() => bench.changes).toHaveLength(2);
    const [connected = "", disconnected = ""] = bench.changes;
    expect(connected).toMatch(
      /^Ana connected the Dropbox of .+ \(.+@.+\)\. News are read from there from now on\./,
    );
    expect(disconnected).toMatch(
      /^Ana disconnected the Dropbox of .+ \(.+@.+\)\. Nobody here gets news, and digests are silent, until somebody connects again\./,
    );
  });

  it("ends: no news is served, the access is revoked and nothing of it is stored", async () => {
    const bench = await connectedToEstonia();
    expect(await bench.ask("/dropbox disconnect sure")).toContain("disconnected");
    expect(bench.simulator.traffic.of("auth/token/revoke").requests).toBe(1);
    expect(await bench.ask("/news top")).toContain("No news folder is connected yet");
    expect(await bench.ask("/dropbox status")).toContain("No Dropbox is connected");
  });
});

describe("following the files", () => {
  it("answers from a changed file within 5 seconds", async () => {
    const bench = await connectedToEstonia();
    bench.bot.start();
    // The watch begins with a longpoll; before, a change would be found by the first look alone.
    await vi.waitFor(
      () => expect(bench.simulator.traffic.of("files/list_folder/longpoll").requests).toBeGreaterThan(0),
      {
        timeout: 5_000,
      },
    );
    await writeNews(join(bench.dropbox, ESTONIA), { articles: 55 });
    await vi.waitFor(
      async () => expect((await bench.bot.datasets.status(WORKSPACE)).manifest?.articles).toBe(55),
      {
        timeout: 5_000,
        interval: 100,
      },
    );
  });

  it("downloads nothing over 20 looks at an unchanged folder", async () => {
    const bench = await connectedToEstonia();
    bench.simulator.traffic.reset();
    for (let look = 0; look < 20; look += 1) await bench.bot.datasets.refresh(WORKSPACE);
    expect(bench.simulator.traffic.of("files/list_folder/continue").requests).toBe(20);
    expect(bench.simulator.traffic.of("files/download")).toMatchObject({ requests: 0, bytesOut: 0 });
  });

  it("keeps the data of a renamed file and drops those of a deleted one", async () => {
    const bench = await connectedToEstonia();
    await bench.putRead(LATVIA, { articles: 10, label: "lv" });
    await bench.ask("/dropbox refresh");
    bench.simulator.traffic.reset();
    await rename(join(bench.dropbox, ESTONIA), join(bench.dropbox, "Estonia_2024.parquet.gzip"));
    expect(await bench.ask("/dropbox refresh")).toContain("50 articles in 2 files");
    expect(bench.simulator.traffic.of("files/download").bytesOut).toBe(0);
    await rm(join(bench.dropbox, LATVIA));
    expect(await bench.ask("/dropbox refresh")).toContain("40 articles in 1 file: Estonia");
  });

  it("keeps the last good data when a file breaks, says so, and forgets it when the file is whole again", async () => {
    const bench = await connectedToEstonia();
    await bench.putRead(LATVIA, { articles: 10, label: "lv" });
    await bench.ask("/dropbox refresh");
    await writeWebPage(join(bench.dropbox, LATVIA));
    const told = await bench.ask("/dropbox refresh");
    expect(told).toContain(`${LATVIA} is not a parquet file`);
    expect(bench.notices.filter((notice) => notice.includes(LATVIA))).toHaveLength(1);
    await bench.ask("/dropbox refresh");
    expect(bench.notices.filter((notice) => notice.includes(LATVIA))).toHaveLength(1);
    expect(await articlesIn(bench)).toBe("50");
    expect(await bench.ask("/news top")).toMatch(/is not a parquet file.* Its news is still that of/);
    await expect(bench.ask(`/dropbox accept ${LATVIA}`)).resolves.toContain("cannot be read as it is now");
    expect(await articlesIn(bench)).toBe("50");
    await bench.putRead(LATVIA, { articles: 11, label: "lv" });
    await bench.ask("/dropbox refresh");
    expect(await articlesIn(bench)).toBe("51");
    expect(await bench.ask("/news top")).not.toContain(LATVIA);
  });

  it("holds a halved file until an admin uses it", async () => {
    const bench = await connectedToEstonia();
    await writeNews(join(bench.dropbox, ESTONIA), { articles: 12 });
    const held = await bench.run("/dropbox refresh");
    expect(JSON.stringify(held)).toContain(`${ESTONIA} went from 40 to 12 articles.`);
    expect(commandsOf(held)).toEqual([`/dropbox accept ${ESTONIA}`, `/dropbox keep ${ESTONIA}`]);
    expect(await articlesIn(bench)).toBe("40");
    expect(await bench.ask(`/dropbox accept ${ESTONIA}`)).toContain("12 articles");
    expect(await articlesIn(bench)).toBe("12");
    expect(await bench.ask("/dropbox undo estonia")).toContain(`${ESTONIA} went from 40 to 12 articles.`);
    expect(await articlesIn(bench)).toBe("40");
    // A button of a message from before files were decided one by one.
    expect(await bench.ask("/dropbox refresh accept")).toContain("12 articles");
  });

  it("names what of a held file could not be read: column, count and a sample", async () => {
    const bench = await connectedToEstonia();
    await writeNews(join(bench.dropbox, ESTONIA), { articles: 40, score: "(1 + n % 5) || ',0'" });
    await bench.bot.datasets.refresh(WORKSPACE);
    const sentence = `${ESTONIA} went from 40 to 0 scores from 1 to 5. In impact_score 40 values could not be read, the first is "1,0".`;
    for (const command of ["/dropbox status", "/dropbox files", "/news status", "/dropbox refresh"])
      expect(await bench.ask(command), command).toContain(sentence);
    expect(bench.notices).toMatchObject([expect.stringContaining(sentence)]);
  });

  it("brings news of all files but one that may not be read, and says which", async () => {
    const bench = await connectedToEstonia();
    await writeNews(join(bench.dropbox, LATVIA), { articles: 10, label: "lv" });
    await bench.putRead(ESTONIA, { articles: 41 });
    bench.simulator.mark(`/${LATVIA}`, "forbidden");
    for (let look = 0; look < 2; look += 1) {
      const answer = await bench.ask("/dropbox refresh");
      expect(answer).toContain("41 articles in 1 file: Estonia");
      expect(answer).toMatch(/Not read:\n\n- Dropbox does not let this account read \/Latvia_master/);
    }
    bench.simulator.mark(`/${LATVIA}`, undefined);
    expect(await bench.ask("/dropbox refresh")).toContain("51 articles in 2 files");
  });

  it("does not ask again about files that an admin declined, until they change", async () => {
    const bench = await connectedToEstonia();
    await bench.putRead(ESTONIA, { articles: 12 });
    await bench.ask("/dropbox refresh");
    await bench.ask(`/dropbox keep ${ESTONIA}`);
    const kept = bench.notices.length;
    expect(await bench.ask("/dropbox refresh")).toContain("as an admin chose");
    for (const answer of ["/dropbox status", "/dropbox files", "/news status"])
      expect(await bench.ask(answer)).toContain(`${ESTONIA} went from 40 to 12 articles.`);
    expect(bench.notices).toHaveLength(kept);
    expect(await articlesIn(bench)).toBe("40");
    await bench.putRead(ESTONIA, { articles: 13 });
    expect(await bench.ask("/dropbox refresh")).toContain("went from 40 to 13 articles");
    await bench.ask(`/dropbox keep ${ESTONIA}`);
    expect(await bench.ask("/news top")).toContain("went from 40 to 13 articles");
    expect(await bench.ask(`/dropbox accept ${ESTONIA}`)).toContain("13 articles in 1 file");
    expect(await bench.ask("/news top")).not.toContain("went from");
  });

  it("names files with the same assessments", async () => {
    const bench = await connectedToEstonia();
    await writeNews(join(bench.dropbox, "Estonia_master (Ana's conflicted copy).parquet.gzip"), {
      articles: 30,
    });
    await bench.ask("/dropbox refresh");
    expect(await articlesIn(bench)).toBe("40");
    // Which of them is newer depends on the second they were written in; that they overlap does not.
    const files = await bench.ask("/dropbox files");
    expect(files).toMatch(/30 assessments also in Estonia_master/);
  });

  it("answers after a restart without a download", async () => {
    const bench = await connectedToEstonia();
    bench.simulator.traffic.reset();
    await bench.restart();
    expect(await articlesIn(bench)).toBe("40");
    expect(bench.simulator.traffic.of("files/download").requests).toBe(0);
  });
});

describe("tokens", () => {
  it("are renewed without anybody noticing", async () => {
    const bench = await connectedToEstonia();
    bench.advance(5 * HOUR_MS);
    await bench.putRead(ESTONIA, { articles: 41 });
    expect(await bench.ask("/dropbox refresh")).toContain("41 articles");
    bench.simulator.expireAccessTokens();
    await bench.putRead(ESTONIA, { articles: 42 });
    expect(await bench.ask("/dropbox refresh")).toContain("42 articles");
    expect(bench.notices).toEqual([]);
  });

  it("are renewed once for 50 who ask at the same time", async () => {
    const bench = await connectedToEstonia();
    bench.advance(5 * HOUR_MS);
    bench.simulator.traffic.reset();
    const live = await bench.bot.connections.watched(WORKSPACE);
    await Promise.all(Array.from({ length: 50 }, () => live?.client.account()));
    expect(bench.simulator.traffic.of("users/get_current_account").statuses).toEqual({ 200: 50 });
    expect(bench.simulator.traffic.of("oauth2/token").requests).toBe(1);
  });
});

describe("when Dropbox refuses the access", () => {
  it("answers go on, labelled, and admins hear at once, after a day, then weekly, never twice for one step", async () => {
    const bench = await connectedToEstonia();
    bench.simulator.revokeAll();
    bench.simulator.expireAccessTokens();
    const refused = () => bench.notices.filter((notice) => notice.includes("has refused the bot's access"));
    await bench.bot.datasets.refresh(WORKSPACE);
    await vi.waitFor(() => expect(refused()).toHaveLength(1));
    expect(await bench.ask("/news top")).toMatch(/withdrawn the bot's access[\s\S]*Report /);
    const told: number[] = [];
    for (let hour = 1; hour <= 24 * 16; hour += 1) {
      bench.advance(HOUR_MS);
      if (hour % 50 === 0) await bench.restart();
      const before = refused().length;
      await bench.bot.connections.remind();
      await bench.bot.connections.remind();
      for (let notice = before; notice < refused().length; notice += 1) told.push(hour);
    }
    expect(told).toEqual([24, 24 + 7 * 24, 24 + 14 * 24]);
  });

  it("is mended by connecting again, which is told once", async () => {
    const bench = await connectedToEstonia();
    bench.simulator.revokeAll();
    bench.simulator.expireAccessTokens();
    await bench.bot.datasets.refresh(WORKSPACE);
    bench.advance(2 * DAY_MS);
    await bench.connect();
    expect(await bench.ask("/news top")).not.toContain("withdrawn");
    await bench.bot.datasets.refresh(WORKSPACE);
    await bench.restart();
    await bench.bot.datasets.refresh(WORKSPACE);
    expect(bench.notices.filter((notice) => notice.includes("accepts the bot's access again"))).toHaveLength(
      1,
    );
    bench.advance(DAY_MS);
    await bench.bot.connections.remind();
    expect(bench.notices.filter((notice) => notice.includes("has refused"))).toHaveLength(1);
  });
});

describe("faults", () => {
  it("of every kind leave whole data and an empty tmp after the next look", async () => {
    const bench = await connectedToEstonia();
    const faults = [
      { kind: "status", status: 500, route: "files/*", times: 2 },
      { kind: "status", status: 429, retryAfterSeconds: 1, route: "files/*" },
      { kind: "status", status: 401, error: "expired_access_token", route: "files/*" },
      { kind: "cut", afterBytes: 300, route: "files/download" },
      { kind: "corrupt", route: "files/download" },
      { kind: "delay", delayMs: 200, route: "files/download" },
      { kind: "reset-cursor", route: "files/list_folder/continue" },
    ] as const;
    for (const [index, fault] of faults.entries()) {
      const news = { articles: 41 + index };
      // Where bytes are at stake, what arrived is read.
      if (fault.kind === "cut" || fault.kind === "corrupt")
        await writeNews(join(bench.dropbox, ESTONIA), news);
      else await bench.putRead(ESTONIA, news);
      bench.simulator.faults.schedule(fault);
      await bench.bot.datasets.refresh(WORKSPACE);
      bench.simulator.faults.clear();
      await bench.bot.datasets.refresh(WORKSPACE);
      expect((await bench.bot.datasets.status(WORKSPACE)).manifest?.articles, fault.kind).toBe(41 + index);
      expect(await bench.tmpFiles(), fault.kind).toEqual([]);
    }
  });
});

describe("files of the data directory", () => {
  it("hold no half file and no half snapshot after a failed build", async () => {
    const bench = await connectedToEstonia();
    await writeFile(join(bench.dropbox, "Latvia_master.parquet.gzip"), Buffer.alloc(5_000, 7));
    await bench.ask("/dropbox refresh");
    expect(await bench.tmpFiles()).toEqual([]);
    for (const snapshot of await readdir(join(bench.dataDirectory, "snapshots")))
      expect(await readdir(join(bench.dataDirectory, "snapshots", snapshot))).toContain("manifest.json");
  });
});
