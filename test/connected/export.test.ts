// Exports into a Dropbox, with the whole program: asked for only where the bot may write, whole, and never read as news.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { READERS } from "../news/export/read-back.ts";
import { type ConnectedBot, startConnectedBot, WORKSPACE } from "./connected-bot.ts";

async function exporting(more: Readonly<Record<string, string>> = {}): Promise<ConnectedBot> {
  const bot = await startConnectedBot({ settings: () => ({ EXPORT: "on", ...more }) });
  await bot.putRead("Estonia.parquet", { articles: 9 });
  return bot;
}

it("asks for the right to write only where exports are on, and says so", async () => {
  const on = await exporting();
  const offer = await on.ask("/dropbox connect");
  expect(offer).toContain("files.content.write");
  expect(offer).toContain(
    "It may also write: what /news export … dropbox makes goes into the folder exports",
  );
  const off = await startConnectedBot();
  const plain = await off.ask("/dropbox connect");
  expect(plain).not.toContain("files.content.write");
  expect(plain).not.toContain("write");
});

it("puts files beside one another, whole, and reads none of them as news", async () => {
  const bot = await exporting();
  await bot.connect();
  const answer = await bot.ask("/news export parquet dropbox");
  const name = /It is in Dropbox: \/exports\/(rol-news-[\w-]+\.parquet) \(/.exec(answer)?.[1] ?? "";
  const rows = await READERS.parquet.hyparquet(join(bot.dropbox, "exports", name));
  expect(answer).toContain(`${rows.length} assessments of 9 articles`);
  // The same again is the same file; another one of that name gets a number.
  await bot.ask("/news export parquet dropbox");
  expect(await readdir(join(bot.dropbox, "exports"))).toEqual([name]);
  await bot.ask("/news export parquet texts dropbox");
  expect((await readdir(join(bot.dropbox, "exports"))).toSorted()).toEqual(
    [name, name.replace(".parquet", " (1).parquet")].toSorted(),
  );
  await bot.ask("/dropbox refresh");
  expect(await bot.ask("/dropbox files")).not.toContain("exports");
  expect(await bot.ask("/news status")).not.toContain("could not be read");
});

it("a connection from before says what is missing and how it comes, and goes on reading", async () => {
  const bot = await startConnectedBot({
    settings: (simulator) => ({
      EXPORT: "on",
      DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken([
        "account_info.read",
        "files.metadata.read",
        "files.content.read",
      ]),
    }),
  });
  await bot.putRead("Estonia.parquet", { articles: 9 });
  const refused = await bot.ask("/news export csv dropbox");
  expect(refused).toContain("without the permission files.content.write");
  expect(refused).toContain("/dropbox connect; reading goes on meanwhile");
  expect(await bot.ask("/news top")).toContain("Report ");
  expect((await bot.bot.connections.of(WORKSPACE))?.state).toBe("connected");
  expect(bot.notices).toEqual([]);
});

it("a connection that was allowed to read only is told what is missing before anything is made", async () => {
  const bot = await startConnectedBot({
    settings: () => ({ EXPORT: "on" }),
    before: (store) => ({
      ...store,
      connections: {
        ...store.connections,
        async get(workspace) {
          const record = await store.connections.get(workspace);
          return record && { ...record, scopes: "account_info.read files.metadata.read files.content.read" };
        },
      },
    }),
  });
  await bot.putRead("Estonia.parquet", { articles: 9 });
  await bot.connect();
  const refused = await bot.ask("/news export csv dropbox");
  expect(refused).toContain(
    "This Dropbox was connected for reading only. An admin ticks files.content.write",
  );
  expect(bot.simulator.traffic.of("files/upload_session/start").requests).toBe(0);
  expect(await bot.ask("/news export csv")).toContain("9 articles");
});
