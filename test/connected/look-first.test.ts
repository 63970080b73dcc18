// Commands that write look before they write: what cannot be is refused and changes nothing, and what will be silent says so.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConnectedBot, startConnectedBot } from "./connected-bot.ts";

const ESTONIA = "Estonia_master.parquet.gzip";

async function connectedToEstonia(): Promise<ConnectedBot> {
  const bench = await startConnectedBot();
  await bench.putRead(ESTONIA, { articles: 12 });
  await bench.connect();
  return bench;
}

describe("/dropbox use", () => {
  it.each([
    ["/nowhere", "/nowhere"],
    ["/Latvia_master.parquet.gzip", "not in Dropbox"],
    ["/*.csv", "no parquet file at /*.csv"],
    ["/empty", "no parquet file at /empty"],
    ["/ country Atlantis", 'no country called "Atlantis"'],
    ["../data", "no path"],
  ])("%s is refused, and everybody's answers stay", async (path, reason) => {
    const bench = await connectedToEstonia();
    await mkdir(join(bench.dropbox, "empty"));
    const before = await bench.bot.connections.of("slack:T1");
    const answer = await bench.ask(`/dropbox use ${path}`);
    expect(answer).toContain(reason);
    expect(answer).toContain("Nothing was changed");
    expect(await bench.bot.connections.of("slack:T1")).toEqual(before);
    expect(await bench.ask("/news status")).toContain("Articles: 12");
    expect(await bench.ask("/news status")).not.toContain("nowhere");
  });

  it("of a connection from the environment says whose it is", async () => {
    const bench = await startConnectedBot({
      settings: (simulator) => ({ DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken() }),
    });
    await bench.putRead(ESTONIA, { articles: 9 });
    expect(await bench.ask("/dropbox use /")).toContain("DROPBOX_PATH");
  });
});

it("a mistyped code leaves the link good for another try", async () => {
  const bench = await startConnectedBot();
  await bench.putRead(ESTONIA, { articles: 5 });
  const url = /https?:\S+authorize\S+/.exec(await bench.ask("/dropbox connect"))?.[0] ?? "";
  const approval = await bench.simulator.approve(url);
  const send = async (code: string): Promise<string> =>
    JSON.stringify(await bench.run({ type: "form", code: "c1:/dropbox code", values: { code } }));
  expect(await send("mistyped")).not.toContain("Connected as");
  expect(await send("mistyped again")).not.toContain("no longer good");
  const right = approval.kind === "code" ? approval.code : "";
  expect(await send(right)).toContain("Connected as Ana Ruiz");
  expect(await send(right)).toContain("Start again with /dropbox connect");
});

it("/dropbox disconnect asks first", async () => {
  const bench = await connectedToEstonia();
  const asked = await bench.ask("/dropbox disconnect");
  expect(asked).toContain("Disconnect Dropbox?");
  expect(bench.simulator.traffic.of("auth/token/revoke").requests).toBe(0);
  expect(await bench.ask("/news status")).toContain("Articles: 12");
});

it("a digest made before anything is connected says that it waits", async () => {
  const bench = await startConnectedBot({
    places: {
      resolve: async () => ({ type: "found", place: { platform: "test", channel: "C1" }, label: "#news" }),
      open: () => ({
        plan: () => [],
        replan: () => [],
        send: async () => ({ type: "unknown" }),
        find: async () => ({ type: "absent" }),
      }),
    },
  });
  const answer = await bench.ask('/digest create Early when "daily 09:00"');
  expect(answer).toContain("Digest made");
  expect(answer).toContain("silent until there is news to read. No news folder is connected yet");
  expect(await bench.ask("/digest list")).toContain("Early");
});
