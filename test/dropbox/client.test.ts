import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { pathRootError } from "../../demo/simulator/errors.ts";
import { createDropboxClient, type DropboxClient } from "../../src/dropbox/client.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createOAuth } from "../../src/dropbox/oauth.ts";
import { createStaticTokenSource } from "../../src/dropbox/tokens.ts";
import { memberAccount } from "../demo/simulator/fixture.ts";
import { createTestPace } from "../pace.ts";
import { connect, failureOf, keptLog } from "./fixture.ts";

const LIST = "files/list_folder";

describe("the account", () => {
  test("has a name, an address and its namespaces", async () => {
    const { client, simulator } = await connect();
    expect(await client.account()).toEqual({
      accountId: simulator.account.accountId,
      name: "Ana Ruiz",
      email: "ana@example.org",
      rootNamespaceId: simulator.account.uid,
      homeNamespaceId: simulator.account.uid,
    });
  });
});

describe("a listing", () => {
  test("has every page", async () => {
    const { client, put, simulator } = await connect();
    await Promise.all(Array.from({ length: 2100 }, (_, index) => put(`data/${index}.txt`, String(index))));
    const listing = await client.listFolder("/data", { recursive: false });
    if ("isFile" in listing) throw new Error("a folder");
    expect(new Set(listing.entries.map(({ pathLower }) => pathLower)).size).toBe(2100);
    expect(simulator.traffic.of(`${LIST}/continue`).requests).toBe(1);
  });

  test("of a file says that it is one", async () => {
    const { client, put } = await connect();
    await put("data/x.parquet", "x");
    expect(await client.listFolder("/data/x.parquet", { recursive: true })).toEqual({ isFile: true });
  });

  test("of what is not there names it", async () => {
    const { client } = await connect();
    const failure = await failureOf(client.listFolder("/Nowhere", { recursive: true }));
    expect(failure.code).toBe("not-found");
    expect(failure.message).toContain("/Nowhere is not in Dropbox");
  });

  test("of changes has what is new, changed and gone since the cursor", async () => {
    const { client, put, dropboxDirectory } = await connect();
    await put("a.txt", "a");
    const cursor = await client.latestCursor("", { recursive: true });
    await put("Ünïcode ☂.txt", "b");
    await rm(join(dropboxDirectory, "a.txt"));
    const changes = await client.listChanges(cursor);
    if ("reset" in changes) throw new Error("reset");
    expect(changes.entries.map(({ type, pathLower }) => [type, pathLower])).toEqual([
      ["deleted", "/a.txt"],
      ["file", "/ünïcode ☂.txt"],
    ]);
    expect(await client.listChanges(changes.cursor)).toEqual({ entries: [], cursor: expect.any(String) });
  });

  test.each(["reset", "deleted folder", "no cursor at all"])(
    "has to be made anew after: %s",
    async (what) => {
      const { client, put, simulator, dropboxDirectory } = await connect();
      await put("data/a.txt", "a");
      const cursor = await client.latestCursor("/data", { recursive: true });
      if (what === "reset") simulator.faults.schedule({ kind: "reset-cursor" });
      if (what === "deleted folder") await rm(join(dropboxDirectory, "data"), { recursive: true });
      expect(await client.listChanges(what === "no cursor at all" ? "nonsense" : cursor)).toEqual({
        reset: true,
      });
    },
  );
});

describe("a listing with what a later version of the API may bring", () => {
  test("leaves out kinds it does not know, and keeps the others", async () => {
    const { client, put, simulator } = await connect();
    await put("a.parquet", "a");
    await put("b.parquet", "b");
    simulator.mark("/a.parquet", "unknown-kind");
    const listing = await client.listFolder("", { recursive: true });
    if ("isFile" in listing) throw new Error("a folder");
    expect(listing.entries.map(({ pathLower }) => pathLower)).toEqual(["/b.parquet"]);
  });
});

describe("what kind of app it is", () => {
  test.each([true, false])("is asked of Dropbox: with a folder of its own: %s", async (appFolder) => {
    const { client, simulator } = await connect({ appFolder });
    expect(await client.access()).toBe(appFolder ? "app-folder" : "full");
    expect(simulator.traffic.of("files/list_folder/get_latest_cursor").requests).toBe(1);
  });
});

describe("a request", () => {
  test.each(["expired_access_token", "invalid_access_token"] as const)(
    "refused once with %s is sent again with a new token",
    async (error) => {
      const { client, simulator } = await connect();
      await client.account();
      simulator.faults.schedule({ kind: "status", status: 401, error });
      await client.account();
      expect(simulator.traffic.of("oauth2/token").requests).toBe(2);
      expect(simulator.traffic.of("users/get_current_account").statuses).toEqual({ 200: 2, 401: 1 });
    },
  );

  test.each(["expired_access_token", "invalid_access_token"] as const)(
    "refused with %s after renewing is not sent a third time, and is told as a refusal",
    async (error) => {
      const { client, simulator, refusals } = await connect();
      simulator.faults.schedule({ kind: "status", status: 401, error, route: "users/*", times: 9 });
      const failure = await failureOf(client.account());
      expect(failure.code).toBe("needs-reconnect");
      expect(refusals).toEqual([failure]);
      expect(simulator.faults.pending()).toBe(7);
    },
  );

  test.each(["header", "body", "both"] as const)("waits as long as a 429 says in its %s", async (waitIn) => {
    const { client, simulator, waitsMs } = await connect();
    simulator.faults.schedule({
      kind: "status",
      status: 429,
      retryAfterSeconds: 3,
      waitIn,
      route: "users/*",
    });
    await client.account();
    expect(waitsMs).toEqual([3125]);
  });

  test("does not wait longer than a minute: the caller hears how long Dropbox asks for, and asks no more until then", async () => {
    const { client, simulator, waitsMs, advance } = await connect();
    simulator.faults.schedule({ kind: "status", status: 429, retryAfterSeconds: 300, route: "users/*" });
    const failure = await failureOf(client.account());
    expect(failure).toMatchObject({ code: "dropbox", retryable: true, retryAfterMs: 300_000 });
    expect(failure.message).toContain("for 5 minutes");
    expect(waitsMs).toEqual([]);
    advance(240_000);
    expect((await failureOf(client.listFolder("", { recursive: true }))).message).toContain("for 60 seconds");
    expect(simulator.traffic.of("users/get_current_account").requests).toBe(1);
    expect(simulator.traffic.of(LIST).requests).toBe(0);
    advance(60_000);
    await client.account();
  });

  test.each([500, 502, 503, 504] as const)("meets %i four times and still succeeds", async (status) => {
    const { client, simulator, waitsMs } = await connect();
    simulator.faults.schedule({ kind: "status", status, route: "users/*", times: 4 });
    await client.account();
    expect(waitsMs).toEqual([375, 750, 1500, 3000]);
  });

  test("that fails five times is given up with a sentence", async () => {
    const { client, simulator } = await connect();
    simulator.faults.schedule({ kind: "status", status: 503, route: "users/*", times: 9 });
    const failure = await failureOf(client.account());
    expect(failure).toMatchObject({ code: "dropbox", retryable: true });
    expect(failure.message).toBe("Dropbox has trouble of its own (error 503). Try again in a few minutes.");
    expect(simulator.faults.pending()).toBe(4);
  });

  test("without the scope names the scope", async () => {
    const { http, simulator, clock } = await connect();
    const accessToken = simulator.issueAccessToken(["account_info.read"]);
    const client = createDropboxClient({ http, tokens: createStaticTokenSource({ accessToken }), clock });
    const failure = await failureOf(client.listFolder("", { recursive: true }));
    expect(failure.code).toBe("needs-reconnect");
    expect(failure.message).toContain("files.metadata.read");
  });

  test("that hangs is ended by the signal", async () => {
    const { client, simulator } = await connect();
    simulator.faults.schedule({ kind: "hang", route: LIST });
    const ending = new AbortController();
    const failure = failureOf(client.listFolder("", { recursive: true, signal: ending.signal }));
    while (simulator.traffic.of(LIST).requests === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    ending.abort();
    expect((await failure).code).toBe("closing");
  });

  test("that hangs is ended by its time limit and sent again", async () => {
    const { simulator, http } = await connect();
    simulator.faults.schedule({ kind: "hang", route: LIST });
    const url = "https://api.dropboxapi.com/2/files/list_folder";
    const response = await http.send({ url, headers: {}, body: null, answer: "whole", timeoutMs: 300 });
    // Without a token; what matters is that there was an answer.
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(simulator.traffic.of(LIST).requests).toBe(2);
  });

  test("answered without end is given up", async () => {
    const endless = () =>
      new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)) });
    const http = createHttp({
      log: keptLog().log,
      pace: createTestPace(),
      fetch: async () => new Response(endless()),
    });
    const tokens = createStaticTokenSource({ accessToken: "t" });
    const client = createDropboxClient({ http, tokens, clock: Date.now });
    expect((await failureOf(client.account())).message).toContain("far more than was asked for");
  });

  test("follows no redirect, for it carries secrets", async () => {
    const reached: string[] = [];
    const server = createServer((request, response) => {
      reached.push(request.url ?? "");
      response.writeHead(307, { location: "/elsewhere" }).end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const http = createHttp({ origin, log: keptLog().log, pace: createTestPace() });
    const oauth = createOAuth({ http, clock: Date.now, appKey: "key", appSecret: "secret" });
    expect((await failureOf(oauth.refresh("token"))).code).toBe("network");
    expect(new Set(reached)).toEqual(new Set(["/oauth2/token"]));
  });
});

describe("a longpoll", () => {
  test("sends no token and tells of a change", async () => {
    const { client, put, simulator } = await connect();
    const cursor = await client.latestCursor("", { recursive: true });
    const before = simulator.traffic.of("oauth2/token").requests;
    const waiting = client.longpoll(cursor, { timeoutSeconds: 30 });
    await put("a.parquet", "a");
    expect(await waiting).toEqual({ changes: true });
    expect(simulator.traffic.of("oauth2/token").requests).toBe(before);
  });

  test("tells that nothing changed", async () => {
    const { client } = await connect({ longpollMaxMs: 50 });
    const cursor = await client.latestCursor("", { recursive: true });
    expect(await client.longpoll(cursor, { timeoutSeconds: 30 })).toEqual({ changes: false });
  });

  test("of a worthless cursor counts as a change", async () => {
    const { client, simulator } = await connect();
    const cursor = await client.latestCursor("", { recursive: true });
    simulator.faults.schedule({ kind: "reset-cursor" });
    expect(await client.longpoll(cursor, { timeoutSeconds: 30 })).toEqual({ changes: true });
  });

  test("is asked once: who waits for changes has a pace of their own", async () => {
    const { client, simulator } = await connect();
    const cursor = await client.latestCursor("", { recursive: true });
    simulator.faults.schedule({ kind: "status", status: 503, times: 3 });
    expect((await failureOf(client.longpoll(cursor, { timeoutSeconds: 30 }))).code).toBe("dropbox");
    expect(simulator.faults.pending()).toBe(2);
  });
});

test("a revoked access opens nothing any more, and its refresh token neither", async () => {
  const { client, oauth, refreshToken } = await connect();
  await client.revoke();
  expect((await failureOf(oauth.refresh(refreshToken))).code).toBe("needs-reconnect");
});

test("paths begin in the namespace that was asked for", async () => {
  const sent: unknown[] = [];
  const http = createHttp({
    log: keptLog().log,
    pace: createTestPace(),
    fetch: async (_, request) => {
      sent.push(new Headers(request?.headers).get("dropbox-api-path-root"));
      return Response.json({ entries: [], cursor: "c", has_more: false });
    },
  });
  const tokens = createStaticTokenSource({ accessToken: "t" });
  const root = { current: async () => "77", moved: async () => undefined };
  await createDropboxClient({ http, tokens, clock: Date.now, root }).listFolder("", { recursive: false });
  expect(sent).toEqual(['{".tag":"root","root":"77"}']);
});

describe("a member of a team space", () => {
  async function member() {
    const bench = await connect({ account: memberAccount, appFolder: false });
    const { http, tokens, clock } = bench;
    const { rootNamespaceId } = await bench.client.account();
    const moved: string[] = [];
    let namespace = rootNamespaceId;
    const root = {
      current: async () => namespace,
      async moved(namespaceId: string) {
        namespace = namespaceId;
        moved.push(namespaceId);
      },
    };
    await bench.put("Shared/Estonia.parquet", "e");
    return { ...bench, moved, client: createDropboxClient({ http, tokens, clock, root }) };
  }

  const pathsOf = async (client: DropboxClient): Promise<readonly string[]> => {
    const listing = await client.listFolder("", { recursive: true });
    return "entries" in listing ? listing.entries.map(({ pathLower }) => pathLower) : [];
  };

  test("reads the team's folders, and goes on when the team's root has moved", async () => {
    const { client, simulator, moved, dataDirectory } = await member();
    const all = ["/ana ruiz", "/shared", "/shared/estonia.parquet"];
    expect(await pathsOf(client)).toEqual(all);
    simulator.moveRoot(memberAccount.accountId);
    expect(await pathsOf(client)).toEqual(all);
    expect(moved).toEqual(["70000011"]);
    simulator.moveRoot(memberAccount.accountId);
    const listing = await client.listFolder("/Shared", { recursive: false });
    const [file] = "entries" in listing ? listing.entries : [];
    if (file?.type !== "file") throw new Error("a file");
    await mkdir(dataDirectory, { recursive: true });
    const received = await client.download({
      rev: file.rev,
      name: file.pathDisplay,
      sizeBytes: file.sizeBytes,
      contentHash: file.contentHash,
      partFile: join(dataDirectory, "part"),
      toFile: join(dataDirectory, "file"),
    });
    expect(received).toBe(1);
    expect(await pathsOf(client)).toEqual(all);
    expect(moved).toEqual(["70000011", "70000012"]);
  });

  test("is not asked for ever where the root is refused again", async () => {
    const { client, simulator } = await member();
    const { rootNamespaceId } = await client.account();
    const refusal = pathRootError("invalid_root", {
      ".tag": "team",
      root_namespace_id: `${rootNamespaceId}9`,
      home_namespace_id: "1",
    });
    simulator.faults.schedule({ kind: "refuse", refusal, route: LIST, times: 9 });
    expect((await failureOf(pathsOf(client))).message).toContain("into its team's space");
    expect(simulator.faults.pending()).toBe(7);
  });
});
