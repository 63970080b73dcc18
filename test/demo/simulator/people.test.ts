// The simulator's people: several Dropboxes, whole ones and app folders, a team's space, and a team that connects itself.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { otherAccount, sampleAccount } from "../../../demo/simulator/account.ts";
import type { Simulator } from "../../../demo/simulator/server.ts";
import { call, download, memberAccount, requestToken, simulate } from "./fixture.ts";

async function withBen() {
  const directory = await mkdtemp(join(tmpdir(), "rol-simulator-ben-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const ana = await simulate({ others: [{ account: otherAccount, directory }] });
  await writeFile(join(ana.directory, "ana.csv"), "a");
  await writeFile(join(directory, "ben.csv"), "b");
  return ana.simulator;
}

async function namesSeen(simulator: Simulator, token?: string, pathRoot?: object): Promise<unknown> {
  const headers = pathRoot === undefined ? {} : { "dropbox-api-path-root": JSON.stringify(pathRoot) };
  const { status, body } = await call(simulator, "files/list_folder", { path: "" }, token, headers);
  return status === 200 ? names(body) : status;
}

const names = (body: unknown): readonly string[] =>
  [...JSON.stringify(body).matchAll(/"name":"([^"]+)"/g)].map(([, name = ""]) => name);

describe("two people", () => {
  test("each see their own files, and traffic is counted with the one it is about", async () => {
    const simulator = await withBen();
    const bens = simulator.issueAccessToken(undefined, otherAccount.accountId);
    expect(await namesSeen(simulator)).toEqual(["ana.csv"]);
    expect(await namesSeen(simulator, bens)).toEqual(["ben.csv"]);
    await (await download(simulator, "/ana.csv")).arrayBuffer();
    const [ana, ben] = [sampleAccount, otherAccount].map(({ accountId }) =>
      simulator.traffic.account(accountId).routes(),
    );
    expect(ana).toMatchObject({
      "files/list_folder": { requests: 1, statuses: { 200: 1 } },
      "files/download": { requests: 1, bytesOut: 1, statuses: { 200: 1 } },
    });
    expect(Object.keys(ben ?? {})).toEqual(["files/list_folder"]);
    expect(simulator.traffic.of("files/list_folder").requests).toBe(2);
  });

  test("allow access for themselves: whoever is signed in", async () => {
    const simulator = await withBen();
    simulator.signIn({ accountId: otherAccount.accountId });
    const { account_id } = (await allowed(simulator)).body;
    expect(account_id).toBe(otherAccount.accountId);
  });
});

async function allowed(simulator: Simulator) {
  const query = new URLSearchParams({
    client_id: simulator.appKey,
    response_type: "code",
    token_access_type: "offline",
  });
  const approval = await simulator.approve(`${simulator.origin}/oauth2/authorize?${query}`);
  return requestToken(simulator, {
    grant_type: "authorization_code",
    code: approval.kind === "code" ? approval.code : "",
    client_id: simulator.appKey,
    client_secret: simulator.appSecret,
  });
}

test("a whole team's token names the team and no account, and opens nobody's files", async () => {
  const simulator = await withBen();
  simulator.signIn({ teamId: "dbtid:AADsimulated" });
  const { body } = await allowed(simulator);
  expect(body).toMatchObject({ team_id: "dbtid:AADsimulated" });
  expect(body).not.toHaveProperty("account_id");
  const refused = await call(simulator, "files/list_folder", { path: "" }, String(body.access_token));
  expect(refused).toMatchObject({
    status: 400,
    body: expect.stringContaining("entire Dropbox Business team"),
  });
});

describe("a member of a team space", () => {
  const ROOT = { ".tag": "root", root: "7000001" };

  test("begins at home, and in the team's root where a request says so", async () => {
    const { simulator, directory } = await simulate({ account: memberAccount, appFolder: false });
    await mkdir(join(directory, "Shared"));
    await writeFile(join(directory, "Ana Ruiz", "own.csv"), "x");
    expect(await namesSeen(simulator)).toEqual(["own.csv"]);
    expect(await namesSeen(simulator, undefined, { ".tag": "home" })).toEqual(["own.csv"]);
    expect(await namesSeen(simulator, undefined, ROOT)).toEqual(["Ana Ruiz", "Shared"]);
    const byId = (id: string) => ({ ".tag": "namespace_id", namespace_id: id });
    expect(await namesSeen(simulator, undefined, byId("7000001"))).toEqual(["Ana Ruiz", "Shared"]);
    expect(await namesSeen(simulator, undefined, byId("7"))).toBe(422);
  });

  test("is told the new root when the team's has moved", async () => {
    const { simulator } = await simulate({ account: memberAccount, appFolder: false });
    simulator.moveRoot(memberAccount.accountId);
    const headers = { "dropbox-api-path-root": JSON.stringify(ROOT) };
    expect(await call(simulator, "files/list_folder", { path: "" }, undefined, headers)).toMatchObject({
      status: 422,
      body: { error: { ".tag": "invalid_root", invalid_root: { root_namespace_id: "70000011" } } },
    });
  });
});

test("an app with its own folder may not say where paths begin", async () => {
  const { simulator } = await simulate();
  expect(await namesSeen(simulator, undefined, { ".tag": "home" })).toBe(400);
});
