// Failures on order, and the bounds of the Dropbox simulator itself.

import { writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault } from "../../../demo/simulator/faults.ts";
import { introduce } from "../../../demo/simulator/introduction.ts";
import { type Simulator, startSimulator } from "../../../demo/simulator/server.ts";
import { call, download, listPage, simulate } from "./fixture.ts";

const list = (simulator: Simulator) => call(simulator, "files/list_folder", { path: "" });

/** A download through node:http: unlike fetch it drops nothing that arrived when the connection breaks. */
function receive(simulator: Simulator, path: string) {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${simulator.issueAccessToken()}`,
      "dropbox-api-arg": JSON.stringify({ path }),
    };
    request(`${simulator.origin}/2/files/download`, { method: "POST", headers }, (response) => {
      let received = 0;
      response.on("data", (chunk) => {
        received += chunk.length;
      });
      // The broken connection is what is looked for.
      response.on("error", () => undefined);
      response.on("close", () =>
        resolve({ length: response.headers["content-length"], received, isWhole: response.complete }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("faults", () => {
  test("hit so many requests of their route, in the order they were given", async () => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "status", status: 503, route: "files/list_folder", times: 2 });
    simulator.faults.schedule({ kind: "status", status: 500, route: "files/*" });
    expect(simulator.faults.pending()).toBe(3);
    expect((await call(simulator, "users/get_current_account", null)).status).toBe(200);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await list(simulator)).status);
    expect(statuses).toEqual([503, 503, 500, 200]);
    expect(simulator.traffic.of("files/list_folder").statuses).toEqual({ 200: 1, 500: 1, 503: 2 });
  });

  test("clear forgets them", async () => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "status", status: 500, times: 5 });
    simulator.faults.clear();
    expect((await list(simulator)).status).toBe(200);
  });

  test.each<[string, Fault]>([
    ["a route that is not served", { kind: "hang", route: "files/delete_v2" }],
    ["a cut of something that is no download", { kind: "cut", afterBytes: 1, route: "files/list_folder" }],
    ["zero times", { kind: "hang", times: 0 }],
  ])("%s is refused, since it would never happen", async (_name, fault) => {
    const { simulator } = await simulate();
    expect(() => simulator.faults.schedule(fault)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });

  test.each([
    ["both", "7", 7],
    ["header", "7", undefined],
    ["body", null, 7],
  ] as const)("429 tells the wait in %s", async (waitIn, header, inBody) => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "status", status: 429, retryAfterSeconds: 7, waitIn });
    const { status, headers, body } = await list(simulator);
    expect([status, headers.get("retry-after")]).toEqual([429, header]);
    expect(body).toEqual({
      error_summary: "too_many_requests/..",
      error: {
        reason: { ".tag": "too_many_requests" },
        ...(inBody === undefined ? {} : { retry_after: inBody }),
      },
    });
  });

  test("401 comes for a good token", async () => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "status", status: 401, error: "expired_access_token" });
    expect((await list(simulator)).body).toMatchObject({ error: { ".tag": "expired_access_token" } });
  });

  test("the token endpoint fails too", async () => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "status", status: 500, route: "oauth2/token" });
    const response = await fetch(`${simulator.origin}/1/oauth2/token`, { method: "POST" });
    expect(response.status).toBe(500);
  });

  test("a cut download delivers exactly so many bytes, then the connection breaks", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.bin"), Buffer.alloc(300_000, 7));
    for (const afterBytes of [1, 65_536, 123_456]) {
      simulator.faults.schedule({ kind: "cut", afterBytes });
      expect(await receive(simulator, "/a.bin")).toEqual({
        length: "300000",
        received: afterBytes,
        isWhole: false,
      });
    }
    expect(simulator.traffic.of("files/download").bytesOut).toBe(1 + 65_536 + 123_456);
    expect(await receive(simulator, "/a.bin")).toEqual({
      length: "300000",
      received: 300_000,
      isWhole: true,
    });
  });

  test("a corrupt download differs in one byte", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), "0123456789");
    simulator.faults.schedule({ kind: "corrupt" });
    simulator.faults.schedule({ kind: "corrupt", atByte: 0 });
    const texts = [];
    for (let n = 0; n < 3; n += 1) {
      texts.push(Buffer.from(await (await download(simulator, "/a.csv")).arrayBuffer()).toString("latin1"));
    }
    const differing = texts.map((text) =>
      [..."0123456789"].flatMap((digit, at) => (text[at] === digit ? [] : [at])),
    );
    expect(differing).toEqual([[5], [0], []]);
  });

  test("a delayed request is answered, not before its time", async () => {
    const { simulator } = await simulate();
    simulator.faults.schedule({ kind: "delay", delayMs: 200, route: "files/list_folder" });
    const startedAtMs = performance.now();
    expect((await list(simulator)).status).toBe(200);
    // A timer may ring a fraction of a millisecond early.
    expect(performance.now() - startedAtMs).toBeGreaterThan(199);
  });

  test("a hung request waits until its caller gives up, or the simulator closes", async () => {
    const ended: string[] = [];
    const { simulator } = await simulate({ log: (line) => void ended.push(line) });
    simulator.faults.schedule({ kind: "hang", times: 2 });
    const url = `${simulator.origin}/2/check/user`;
    const giveUp = new AbortController();
    const first = fetch(url, { method: "POST", signal: giveUp.signal }).catch(() => "gave up");
    const second = fetch(url, { method: "POST" }).catch(() => "cut off");
    await expect.poll(() => simulator.faults.pending()).toBe(0);
    giveUp.abort();
    expect(await first).toBe("gave up");
    await expect.poll(() => ended.length).toBe(1);
    await simulator.close();
    expect(await second).toBe("cut off");
  });

  test("a cursor is reset", async () => {
    const { simulator } = await simulate();
    const { cursor } = await listPage(simulator, { path: "" });
    simulator.faults.schedule({ kind: "reset-cursor", times: 2 });
    for (const route of ["files/list_folder/longpoll", "files/list_folder/continue"]) {
      expect(await call(simulator, route, { cursor })).toMatchObject({
        status: 409,
        body: { error_summary: "reset/.." },
      });
    }
    expect((await listPage(simulator, cursor)).entries).toEqual([]);
  });
});

test("a download cut before its first byte brings nothing", async () => {
  const { simulator, directory } = await simulate();
  await writeFile(join(directory, "a.csv"), "0123456789");
  simulator.faults.schedule({ kind: "cut", afterBytes: 0 });
  await expect(download(simulator, "/a.csv")).rejects.toThrow();
});

describe("the simulator", () => {
  test("needs a folder, a free port and this machine", async () => {
    const { simulator, directory } = await simulate();
    await expect(startSimulator({ directory: join(directory, "none") })).rejects.toMatchObject({
      code: "bad-configuration",
    });
    const port = Number(new URL(simulator.origin).port);
    await expect(startSimulator({ directory, port })).rejects.toMatchObject({ code: "busy" });
    await expect(startSimulator({ directory, host: "0.0.0.0" })).rejects.toMatchObject({
      code: "bad-configuration",
    });
  });

  test("refuses a page elsewhere whose name points here", async () => {
    const { simulator } = await simulate();
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "evil.example.org" };
      request(`${simulator.origin}/oauth2/authorize`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test("an app-folder app cannot choose another root", async () => {
    const { simulator } = await simulate();
    const response = await fetch(`${simulator.origin}/2/files/list_folder`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${simulator.issueAccessToken()}`,
        "dropbox-api-path-root": '{".tag": "home"}',
        "content-type": "application/json",
      },
      body: '{"path": ""}',
    });
    expect(await response.text()).toContain("Path root is not supported for sandbox app.");
  });

  test("logs a line a request, without the token in the address", async () => {
    const lines: string[] = [];
    const { simulator, directory } = await simulate({ log: (line) => void lines.push(line) });
    await writeFile(join(directory, "a.csv"), "x");
    const token = simulator.issueAccessToken();
    const url = new URL("/2/files/download", simulator.origin);
    url.searchParams.set("arg", '{"path": "/a.csv"}');
    url.searchParams.set("authorization", `Bearer ${token}`);
    await (await fetch(url)).text();
    await expect.poll(() => lines.length).toBe(1);
    expect(lines[0]).toMatch(/^GET \/2\/files\/download 200 \d+ ms$/);
  });

  test("introduces itself with a configuration that works", async () => {
    const { simulator } = await simulate();
    const lines = [...introduce(simulator).matchAll(/(DROPBOX_\w+)=(\S+)/g)];
    const settings = Object.fromEntries(lines.map(([, name, value]) => [name, value]));
    expect(Object.keys(settings)).toEqual([
      "DROPBOX_ORIGIN",
      "DROPBOX_APP_KEY",
      "DROPBOX_REFRESH_TOKEN",
      "DROPBOX_APP_SECRET",
    ]);
    const response = await fetch(`${settings.DROPBOX_ORIGIN}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: settings.DROPBOX_REFRESH_TOKEN ?? "",
        client_id: settings.DROPBOX_APP_KEY ?? "",
      }),
    });
    expect(response.status).toBe(200);
  });

  test("closes twice without harm", async () => {
    const { simulator } = await simulate();
    await Promise.all([simulator.close(), simulator.close()]);
    await expect(fetch(simulator.origin)).rejects.toThrow();
  });
});
