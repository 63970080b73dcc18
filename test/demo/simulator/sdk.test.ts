// The official SDK against the simulator: what the SDK asks for is what the simulator serves.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dropbox, DropboxAuth, downloadFile } from "dropbox";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { contentHash } from "../../../demo/simulator/content-hash.ts";
import type { Simulator } from "../../../demo/simulator/server.ts";
import { simulate } from "./fixture.ts";

/** The SDK knows only https addresses of Dropbox: the request goes to the simulator instead. */
function redirected(simulator: Simulator): typeof fetch {
  return (input, init) => {
    const url = new URL(String(input));
    expect(url.hostname).toMatch(/^(api|content|notify)\.dropboxapi\.com$/);
    return fetch(simulator.origin + url.pathname + url.search, init);
  };
}

function connected(simulator: Simulator): Dropbox {
  const auth = new DropboxAuth({
    clientId: simulator.appKey,
    refreshToken: simulator.issueRefreshToken(),
    fetch: redirected(simulator),
  });
  return new Dropbox({ auth, fetch: redirected(simulator) });
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rol-sdk-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

test("connects with PKCE, refreshes, and says who it is", async () => {
  const { simulator } = await simulate();
  const auth = new DropboxAuth({ clientId: simulator.appKey, fetch: redirected(simulator) });
  const url = await auth.getAuthenticationUrl(
    "",
    "state",
    "code",
    "offline",
    ["account_info.read", "files.metadata.read"],
    "none",
    true,
  );
  const approval = await simulator.approve(url);
  const code = approval.kind === "code" ? approval.code : "";
  const { result } = await auth.getAccessTokenFromCode("", code);
  auth.setRefreshToken(tokenSchema.parse(result).refresh_token);
  const dropbox = new Dropbox({ auth, fetch: redirected(simulator) });
  const { result: account } = await dropbox.usersGetCurrentAccount();
  expect(account).toMatchObject({ email: "ana@example.org", name: { display_name: "Ana Ruiz" } });
  expect((await dropbox.checkUser({ query: "hello" })).result).toEqual({ result: "hello" });
  await dropbox.authTokenRevoke();
  await expect(dropbox.usersGetCurrentAccount()).rejects.toMatchObject({
    status: 401,
    error: { error: { ".tag": "invalid_access_token" } },
  });
});

test("connects with the app's secret", async () => {
  const { simulator } = await simulate();
  const { appKey: clientId, appSecret: clientSecret } = simulator;
  const auth = new DropboxAuth({ clientId, clientSecret, fetch: redirected(simulator) });
  const approval = await simulator.approve(await auth.getAuthenticationUrl("", "", "code", "offline"));
  const { result } = await auth.getAccessTokenFromCode("", approval.kind === "code" ? approval.code : "");
  auth.setRefreshToken(tokenSchema.parse(result).refresh_token);
  await auth.refreshAccessToken();
  expect(auth.getAccessToken()).toMatch(/^sl\./);
});

test("lists, follows changes by longpoll, downloads and uploads", async () => {
  const { simulator, directory } = await simulate();
  const content = Buffer.alloc(5_000_000, "news ");
  await writeFile(join(directory, "Läti.parquet.gzip"), content);
  const dropbox = connected(simulator);

  const { result: listed } = await dropbox.filesListFolder({ path: "", recursive: true });
  expect(listed).toMatchObject({
    has_more: false,
    entries: [{ ".tag": "file", name: "Läti.parquet.gzip", content_hash: contentHash(content) }],
  });

  const local = join(await temporaryFolder(), "copy");
  const { metadata } = await downloadFile(dropbox, "/läti.parquet.gzip", local, { parallelDownloads: 3 });
  expect(metadata.size).toBe(content.length);
  expect((await readFile(local)).equals(content)).toBe(true);

  const waiting = dropbox.filesListFolderLongpoll({ cursor: listed.cursor });
  const { result: uploaded } = await dropbox.filesUpload({
    path: "/exports/Top – 油.csv",
    contents: "a,b\n",
    mode: { ".tag": "overwrite" },
  });
  expect(uploaded).toMatchObject({ path_display: "/exports/Top – 油.csv", size: 4 });
  expect((await waiting).result).toEqual({ changes: true });
  const { result: changes } = await dropbox.filesListFolderContinue({ cursor: listed.cursor });
  expect(changes.entries.map(({ path_display }) => path_display)).toEqual([
    "/exports",
    "/exports/Top – 油.csv",
  ]);
  const { result: found } = await dropbox.filesGetMetadata({ path: "/EXPORTS" });
  expect(found).toMatchObject({ ".tag": "folder", name: "exports" });
});

test("goes on with a download that was cut, and notices a corrupt one", async () => {
  const { simulator, directory } = await simulate();
  const content = Buffer.alloc(400_000, "0123456789");
  await writeFile(join(directory, "a.bin"), content);
  const dropbox = connected(simulator);
  const local = join(await temporaryFolder(), "copy");
  simulator.faults.schedule({ kind: "cut", afterBytes: 150_000 });
  await downloadFile(dropbox, "/a.bin", local, { retryDelay: 1 });
  expect(simulator.traffic.of("files/download").requests).toBe(2);
  expect((await readFile(local)).equals(content)).toBe(true);
  // A connection that ends on the way is another matter, and gets its second try.
  simulator.faults.schedule({ kind: "corrupt", times: 2 });
  const tries = { maxAttempts: 2, retryDelay: 1 };
  await expect(downloadFile(dropbox, "/a.bin", `${local}2`, tries)).rejects.toThrow("content hash mismatch");
});

test("reads the refusals", async () => {
  const { simulator } = await simulate();
  const dropbox = connected(simulator);
  await expect(dropbox.filesGetMetadata({ path: "/nothing" })).rejects.toMatchObject({
    status: 409,
    error: { error_summary: "path/not_found/..", error: { ".tag": "path", path: { ".tag": "not_found" } } },
  });
  simulator.faults.schedule({ kind: "status", status: 429, retryAfterSeconds: 3, route: "files/*" });
  await expect(dropbox.filesListFolder({ path: "" })).rejects.toMatchObject({
    status: 429,
    error: { error: { retry_after: 3 } },
  });
});
