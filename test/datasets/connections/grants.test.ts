// How a person connects a Dropbox, and connects another one later.

import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf } from "../../dropbox/fixture.ts";
import { ana } from "../../store/audited.ts";
import { ANA, BEN, DAY_MS, HOUR_MS, openConnections, WORKSPACE } from "./bench.ts";

const TOO_OLD = { code: "bad-input", message: expect.stringContaining("Start again with /dropbox connect") };

describe("a link", () => {
  it("asks for reading, offline and with a proof key, and shows a code where the bot has no address", async () => {
    const { connections } = await openConnections();
    const { url, way, access } = await connections.begin(WORKSPACE, { id: "U1", name: "Ana" });
    const asked = new URL(url).searchParams;
    expect([way, access]).toEqual(["paste", "app-folder"]);
    expect(asked.get("scope")).toBe("account_info.read files.metadata.read files.content.read");
    expect(asked.get("token_access_type")).toBe("offline");
    expect(asked.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(asked.has("redirect_uri")).toBe(false);
  });

  it("asks for writing only where the bot may export", async () => {
    const { connections } = await openConnections({ app: { mayExport: true, access: "full" } });
    const { url, access } = await connections.begin(WORKSPACE, { id: "U1", name: "Ana" });
    expect(new URL(url).searchParams.get("scope")).toContain("files.content.write");
    expect(access).toBe("full");
  });

  it("is not to be had from a bot without an app, which says what to set", async () => {
    const { connections, store } = await openConnections({ app: null });
    expect(await failureOf(connections.begin(WORKSPACE, { id: "U1", name: "Ana" }))).toMatchObject({
      code: "bad-configuration",
      message: expect.stringContaining("DROPBOX_APP_KEY"),
    });
    expect(await store.connections.all()).toEqual([]);
  });
});

describe("a pasted code", () => {
  it("connects the account of whoever allowed it; the token is kept sealed", async () => {
    const bench = await openConnections();
    await bench.grant();
    const record = await bench.store.connections.get(WORKSPACE);
    expect(record).toMatchObject({
      accountName: ANA,
      path: null,
      country: null,
      connectedBy: "U1",
      place: "C1",
      state: "connected",
      stateSince: bench.now(),
      createdAt: bench.now(),
    });
    const token = bench.box.open(record?.sealedRefreshToken ?? "", {
      workspace: WORKSPACE,
      purpose: "refresh-token",
    });
    expect(JSON.stringify(record)).not.toContain(token);
    expect(bench.logLines.join("\n")).not.toContain(token);
    expect(bench.news).toEqual([
      {
        type: "connected",
        workspace: WORKSPACE,
        by: "Ana",
        account: `${record?.accountName} (${record?.accountEmail})`,
      },
    ]);
  });

  it("works once, for ten minutes, for whoever asked for the link", async () => {
    const bench = await openConnections();
    const { connections, simulator } = bench;
    const codeFor = async (): Promise<string> => {
      const { url } = await connections.begin(WORKSPACE, { id: "U1", name: "Ana" });
      const approval = await simulator.approve(url);
      return approval.kind === "code" ? approval.code : "";
    };
    const code = await codeFor();
    expect(await failureOf(connections.finishWithCode(WORKSPACE, "U2", "C1", code))).toMatchObject(TOO_OLD);
    expect(await failureOf(connections.finishWithCode("slack:T2", "U1", "C1", code))).toMatchObject(TOO_OLD);
    bench.advance(10 * 60_000);
    expect(await failureOf(connections.finishWithCode(WORKSPACE, "U1", "C1", code))).toMatchObject(TOO_OLD);
    const fresh = await codeFor();
    await connections.finishWithCode(WORKSPACE, "U1", "C1", fresh);
    expect(await failureOf(connections.finishWithCode(WORKSPACE, "U1", "C1", fresh))).toMatchObject(TOO_OLD);
  });

  it("that is wrong changes nothing of the connection there is", async () => {
    const bench = await openConnections();
    await bench.connect();
    const before = await bench.store.connections.get(WORKSPACE);
    bench.advance(HOUR_MS);
    await bench.connections.begin(WORKSPACE, { id: "U1", name: "Ana" });
    expect(
      await failureOf(bench.connections.finishWithCode(WORKSPACE, "U1", "C1", "mistyped")),
    ).toMatchObject({ code: "bad-input" });
    expect(await bench.store.connections.get(WORKSPACE)).toEqual(before);
    expect(await bench.connections.folders(WORKSPACE)).toEqual(new Map());
  });
});

describe("a browser that comes back", () => {
  it("connects by the state of its link, once", async () => {
    const page = await openPage();
    const bench = await openConnections({ redirectUri: page.url });
    const { url, way } = await bench.connections.begin(WORKSPACE, { id: "U1", name: "Ana" });
    expect(way).toBe("redirect");
    await bench.simulator.approve(url);
    const { code, state } = page.broughtBack();
    // Looking uses nothing up.
    for (let look = 0; look < 2; look += 1)
      expect(await bench.connections.borrower(state)).toEqual({ workspace: WORKSPACE, actorName: "Ana" });
    expect(await failureOf(bench.connections.borrower(`${state}x`))).toMatchObject(TOO_OLD);
    const record = await bench.connections.finishWithState(state, code);
    expect(await failureOf(bench.connections.borrower(state))).toMatchObject(TOO_OLD);
    expect(record).toMatchObject({ workspace: WORKSPACE, accountName: ANA, place: "browser" });
    expect(await failureOf(bench.connections.finishWithState(state, code))).toMatchObject(TOO_OLD);
  });

  it("needs that state; the code cannot be pasted", async () => {
    const page = await openPage();
    const bench = await openConnections({ redirectUri: page.url });
    await bench.simulator.approve((await bench.connections.begin(WORKSPACE, { id: "U1", name: "Ana" })).url);
    const { code, state } = page.broughtBack();
    const { connections } = bench;
    expect(await failureOf(connections.finishWithState(`${state}x`, code))).toMatchObject(TOO_OLD);
    expect(await failureOf(connections.finishWithCode(WORKSPACE, "U1", "C1", code))).toMatchObject(TOO_OLD);
    expect(await bench.store.connections.all()).toEqual([]);
  });
});

/** A page of the bot to which Dropbox sends the browser. */
async function openPage() {
  let asked: URLSearchParams | undefined;
  const server = createServer(({ url = "" }, response) => {
    asked = new URL(url, "http://localhost").searchParams;
    response.end("Connected.");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The page has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/dropbox/callback`,
    broughtBack: () => ({ code: asked?.get("code") ?? "", state: asked?.get("state") ?? "" }),
  };
}

describe("connecting again", () => {
  it("as the same account keeps what was chosen and what was fetched, and since when there is a connection", async () => {
    const bench = await openConnections();
    await bench.put("ana", "news/Estonia.parquet");
    await bench.connect();
    const createdAt = bench.now();
    await bench.connections.choose(ana(WORKSPACE), "/news", "Estonia");
    expect(await bench.files()).toEqual(["news/Estonia.parquet"]);
    bench.advance(DAY_MS);
    await bench.connect();
    expect(await bench.store.connections.get(WORKSPACE)).toMatchObject({
      path: "/news",
      country: "Estonia",
      createdAt,
      updatedAt: bench.now(),
    });
    expect(await bench.store.syncedFiles.list(WORKSPACE)).toHaveLength(1);
  });

  it("as another account forgets the old path, the old country and the old files", async () => {
    const bench = await openConnections();
    await bench.put("ana", "a/Estonia.parquet", "Ana's");
    await bench.put("ben", "b/Latvia.parquet", "Ben's");
    await bench.connect();
    await bench.connections.choose(ana(WORKSPACE), "/a", "Estonia");
    expect(await bench.files()).toEqual(["a/Estonia.parquet"]);

    bench.signIn("ben");
    await bench.grant();
    expect(await bench.store.connections.get(WORKSPACE)).toMatchObject({
      accountName: BEN,
      path: null,
      country: null,
    });
    expect(await bench.store.syncedFiles.list(WORKSPACE)).toEqual([]);
    await bench.connections.choose(ana(WORKSPACE), "/b", null);
    expect(await bench.files()).toEqual(["b/Latvia.parquet"]);
  });

  it("after a refusal mends it, and says so", async () => {
    const bench = await openConnections();
    await bench.connect();
    bench.simulator.revokeAll();
    await failureOf(bench.files());
    await expect.poll(() => bench.news.map(({ type }) => type)).toEqual(["connected", "refused"]);
    await bench.connect();
    expect(bench.news.map(({ type }) => type)).toEqual(["connected", "refused", "connected", "mended"]);
    expect((await bench.store.connections.get(WORKSPACE))?.state).toBe("connected");
  });
});
