// `/dropbox refresh` says what changed since whoever asks looked last, with numbers, whoever took the change over.

import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Actor } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { type ConnectedBot, startConnectedBot, WORKSPACE } from "./connected-bot.ts";

const [ESTONIA, LATVIA] = ["Estonia.parquet", "Latvia.parquet"] as const;
const BEN: Actor = { id: "U-ben", name: "Ben", roles: ["read", "manage", "admin"] };

async function reading(): Promise<ConnectedBot & { looked(): Promise<void> }> {
  const bench = await startConnectedBot();
  await bench.putRead(ESTONIA, { articles: 40 });
  await bench.putRead(LATVIA, { articles: 10, label: "lv" });
  await bench.connect();
  return {
    ...bench,
    /** As the bot looks by itself. */
    async looked() {
      await bench.bot.datasets.refresh(WORKSPACE);
    },
  };
}

it("what came since the last look, though the bot took it over by itself", async () => {
  const bench = await reading();
  bench.advance(60_000);
  expect(await bench.ask("/dropbox refresh")).toMatch(
    /Nothing has changed since your last look, .* UTC. It is still 50 articles/,
  );
  await bench.putRead(ESTONIA, { articles: 41 });
  await bench.looked();
  await bench.putRead(ESTONIA, { articles: 43 });
  await bench.looked();
  const answer = await bench.ask("/dropbox refresh");
  expect(answer).toMatch(/What changed since your last look, .* UTC:/);
  expect(answer).toContain("Estonia.parquet 40 → 43 articles (+3)");
  expect(answer).not.toContain("Nothing has changed");
  expect(answer).not.toContain("Latvia.parquet ");
  expect(answer).toContain("53 articles in 2 files");
  expect(await bench.ask("/dropbox refresh")).toContain("Nothing has changed since your last look");
});

it("what went and came back, what went, and what is new", async () => {
  const bench = await reading();
  const away = join(bench.dropbox, "..", LATVIA);
  await rename(join(bench.dropbox, LATVIA), away);
  await bench.looked();
  await rename(away, join(bench.dropbox, LATVIA));
  await bench.looked();
  expect(await bench.ask("/dropbox refresh")).toContain(
    "Latvia.parquet went and came back: 10 articles as before",
  );
  await rm(join(bench.dropbox, LATVIA));
  await bench.putRead("Malta.parquet", { articles: 2, label: "mt" });
  const answer = await bench.ask("/dropbox refresh");
  expect(answer).toContain("Latvia.parquet went, with 10 articles");
  expect(answer).toContain("Malta.parquet came: 2 articles");
});

it("is of each asker's own look, and kept over a restart", async () => {
  const bench = await startConnectedBot();
  await bench.putRead(ESTONIA, { articles: 40 });
  await bench.connect();
  const bens = async (): Promise<string> =>
    plainText(
      await bench.bot.router.handle(
        {
          platform: "test",
          workspace: WORKSPACE,
          place: "C1",
          actor: BEN,
          requestId: `ben-${Math.random()}`,
          input: { type: "text", text: "/dropbox refresh" },
        },
        { progress: () => undefined },
      ),
    );
  expect(await bens()).toContain("Nothing has changed. It is still 40 articles");
  await bench.putRead(ESTONIA, { articles: 44 });
  expect(await bench.ask("/dropbox refresh")).toContain("40 → 44 articles (+4)");
  await bench.restart();
  expect(await bens()).toContain("40 → 44 articles (+4)");
  expect(await bens()).toContain("Nothing has changed since your last look");
});
