// Who connected, chose, accepted and disconnected: each is told once, of this workspace alone, and goes on being told when the
// connection is gone.

import { expect, it } from "vitest";
import { startConnectedBot } from "./connected-bot.ts";

it("tells what became of a connection, and keeps it when the connection ends", async () => {
  const bench = await startConnectedBot();
  expect(await bench.ask("/dropbox history")).toContain("Nothing was changed here yet");
  await bench.ask("/dropbox disconnect sure");
  await bench.ask("/dropbox use /nowhere");
  expect(await bench.ask("/dropbox history")).toContain("Nothing was changed here yet");
  await bench.putRead("Estonia_master.parquet.gzip", { articles: 12 });
  await bench.connect();
  await bench.ask("/dropbox use / country Estonia");
  await bench.ask("/dropbox accept");
  await bench.putRead("Estonia_master.parquet.gzip", { articles: 2 });
  await bench.ask("/dropbox refresh");
  await bench.ask("/dropbox keep Estonia");
  await bench.ask("/dropbox accept Estonia");
  await bench.ask("/dropbox undo Estonia");
  await bench.ask("/dropbox disconnect");
  await bench.ask("/dropbox disconnect sure");
  const lines = (await bench.ask("/dropbox history")).split("\n").filter((line) => line.includes(" · "));
  expect(lines.map((line) => line.slice(line.indexOf(" · ") + 3))).toEqual([
    expect.stringMatching(/^the Dropbox of .+ disconnected by Ana$/),
    "what was decided of Estonia_master.parquet.gzip taken back by Ana",
    "Estonia_master.parquet.gzip put in use by Ana",
    "the old news of Estonia_master.parquet.gzip kept by Ana",
    "/ chosen by Ana, with Estonia where no country is told",
    "/ chosen by the bot",
    expect.stringMatching(/^the Dropbox of .+ connected by Ana$/),
  ]);
});
