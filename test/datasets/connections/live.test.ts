// Connections in use: each workspace's own client and token, made when it is first needed.

import { expect, it } from "vitest";
import { failureOf } from "../../dropbox/fixture.ts";
import { ana } from "../../store/audited.ts";
import { HOUR_MS, openConnections, WORKSPACE } from "./bench.ts";

it("a workspace reads with the token that it was granted, and renews it when it is old", async () => {
  const bench = await openConnections();
  await bench.put("ana", "Estonia.parquet");
  await bench.connect();
  const tokenRequests = (): number => bench.simulator.traffic.of("oauth2/token").requests;
  expect(tokenRequests()).toBe(1);
  expect(await bench.files()).toEqual(["Estonia.parquet"]);
  expect(tokenRequests()).toBe(1);
  bench.advance(5 * HOUR_MS);
  await bench.put("ana", "Latvia.parquet");
  expect(await bench.files()).toEqual(["Estonia.parquet", "Latvia.parquet"]);
  expect(tokenRequests()).toBe(2);
});

it("after a restart it reads with what is sealed in its row", async () => {
  const bench = await openConnections();
  await bench.put("ana", "Estonia.parquet");
  await bench.connect();
  const restarted = bench.restarted();
  expect(await restarted.folders(WORKSPACE)).toEqual(new Map([["", 1]]));
  const other = bench.restarted([Buffer.alloc(32, 2).toString("base64")]);
  await expect(other.folders(WORKSPACE)).rejects.toThrow();
});

it("each workspace reads its own Dropbox", async () => {
  const bench = await openConnections();
  await bench.put("ana", "Estonia.parquet");
  await bench.connect("slack:T1");
  bench.simulator.revokeAll();
  await bench.connect("slack:T2");
  expect(await bench.files("slack:T2")).toEqual(["Estonia.parquet"]);
  expect(await failureOf(bench.files("slack:T1"))).toMatchObject({ code: "needs-reconnect" });
});

it("what ended is not used any more: its access is revoked, its files and its row are forgotten", async () => {
  const bench = await openConnections();
  await bench.put("ana", "Estonia.parquet");
  await bench.connect();
  await bench.files();
  const before = await bench.connections.watched(WORKSPACE);
  expect(await bench.connections.disconnect(ana(WORKSPACE))).toBe(true);
  expect(await bench.connections.disconnect(ana(WORKSPACE))).toBe(false);
  expect(bench.simulator.traffic.of("auth/token/revoke").requests).toBe(1);
  expect(await bench.store.syncedFiles.list(WORKSPACE)).toEqual([]);
  expect(await bench.store.connections.all()).toEqual([]);
  expect(await bench.connections.watched(WORKSPACE)).toBeUndefined();
  expect(await failureOf(bench.connections.sourceOf(WORKSPACE))).toMatchObject({
    code: "no-data",
    message: expect.stringContaining("/dropbox connect"),
  });
  expect(bench.news.at(-1)).toMatchObject({ type: "disconnected", workspace: WORKSPACE });
  await bench.connect();
  expect((await bench.connections.watched(WORKSPACE))?.client).not.toBe(before?.client);
});

it("a connection that Dropbox refuses can be ended all the same", async () => {
  const bench = await openConnections();
  await bench.connect();
  bench.simulator.revokeAll();
  expect(await bench.connections.disconnect(ana(WORKSPACE))).toBe(true);
  expect(await bench.store.connections.all()).toEqual([]);
});
