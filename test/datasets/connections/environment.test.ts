// The connection that the environment gives: to whom it serves, and what a restart keeps of it.

import { expect, it } from "vitest";
import { failureOf } from "../../dropbox/fixture.ts";
import { ana } from "../../store/audited.ts";
import { ANA, DAY_MS, openConnections } from "./bench.ts";

it("serves every workspace without one of its own, and reads its own path", async () => {
  const bench = await openConnections();
  await bench.put("ana", "all/Estonia.parquet");
  await bench.put("ana", "other/Latvia.parquet");
  await bench.connections.adoptEnvironment({
    refreshToken: bench.simulator.issueRefreshToken(),
    path: "/all",
  });
  expect(await bench.files("slack:T1")).toEqual(["all/Estonia.parquet"]);
  expect(await bench.files("slack:T2")).toEqual(["all/Estonia.parquet"]);
  await bench.connect("slack:T2");
  await bench.connections.choose(ana("slack:T2"), "/other", null);
  expect(await bench.files("slack:T2")).toEqual(["other/Latvia.parquet"]);
  expect(await bench.files("slack:T1")).toEqual(["all/Estonia.parquet"]);
  expect((await bench.connections.of("slack:T1"))?.accountName).toBe(ANA);
  expect(await bench.connections.workspaces()).toEqual(["environment:dropbox", "slack:T2"]);
});

it("is nobody's to change or to end", async () => {
  const bench = await openConnections();
  await bench.connections.adoptEnvironment({
    refreshToken: bench.simulator.issueRefreshToken(),
    path: "",
  });
  expect(await failureOf(bench.connections.choose(ana("slack:T1"), "/x", null))).toMatchObject({
    code: "no-data",
  });
  expect(await bench.connections.disconnect(ana("slack:T1"))).toBe(false);
});

it("keeps its state over a restart with the same token, and begins anew with another one", async () => {
  const bench = await openConnections();
  const environment = { refreshToken: bench.simulator.issueRefreshToken(), path: "/all" };
  await bench.connections.adoptEnvironment(environment);
  await bench.store.connections.setState("environment:dropbox", "Refused.", bench.now());
  const state = async () => (await bench.connections.of("slack:T1"))?.state;
  bench.advance(DAY_MS);
  await bench.restarted().adoptEnvironment(environment);
  expect(await state()).toBe("needs-reconnect");
  await bench.restarted().adoptEnvironment({
    ...environment,
    refreshToken: bench.simulator.issueRefreshToken(),
  });
  expect(await state()).toBe("connected");
  expect(await bench.connections.of("slack:T1")).toMatchObject({
    createdAt: bench.now() - DAY_MS,
    stateSince: bench.now(),
  });
});

it("is sealed anew when its key is gone", async () => {
  const bench = await openConnections();
  await bench.put("ana", "Estonia.parquet");
  const environment = { refreshToken: bench.simulator.issueRefreshToken(), path: "" };
  await bench.connections.adoptEnvironment(environment);
  const restarted = bench.restarted([Buffer.alloc(32, 9).toString("base64")]);
  await restarted.adoptEnvironment(environment);
  expect(await restarted.folders("slack:T1")).toEqual(new Map([["", 1]]));
});

it("may be a token that cannot be renewed, which is kept sealed, with its account and its state", async () => {
  const bench = await openConnections();
  await bench.put("ana", "all/Estonia.parquet");
  await bench.connections.adoptEnvironment({
    accessToken: bench.simulator.issueAccessToken(),
    path: "/all",
  });
  expect(await bench.files("slack:T1")).toEqual(["all/Estonia.parquet"]);
  expect(await bench.connections.workspaces()).toEqual(["environment:dropbox"]);
  expect(await bench.connections.of("slack:T1")).toMatchObject({
    accountName: ANA,
    place: "DROPBOX_ACCESS_TOKEN",
    state: "connected",
  });
  bench.simulator.revokeAll();
  expect(await failureOf(bench.files("slack:T1"))).toMatchObject({ code: "needs-reconnect" });
  await expect
    .poll(async () => (await bench.connections.of("slack:T1"))?.refusal)
    .toContain("DROPBOX_ACCESS_TOKEN is no longer valid");
  expect(bench.news).toMatchObject([{ type: "refused", workspace: "environment:dropbox", step: 1 }]);
  expect(bench.simulator.traffic.of("oauth2/token").requests).toBe(0);
});

it("ends when the environment names no token any more", async () => {
  const bench = await openConnections();
  await bench.connections.adoptEnvironment({
    refreshToken: bench.simulator.issueRefreshToken(),
    path: "",
  });
  await bench.restarted().adoptEnvironment({ path: "" });
  expect(await bench.connections.of("slack:T1")).toBeUndefined();
  expect(await bench.connections.workspaces()).toEqual([]);
});
