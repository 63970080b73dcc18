// A file put into Dropbox: whole or not at all, with the hashes of its bytes, whatever is lost on the way.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentHash } from "../../demo/simulator/content-hash.ts";
import { missingScope, routeError } from "../../demo/simulator/errors.ts";
import { createDropboxClient } from "../../src/dropbox/client.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createTestPace } from "../pace.ts";
import { type Bench, connect, failureOf, keptLog, temporaryFolder } from "./fixture.ts";

const MIB = 1024 * 1024;

/** Three pieces. */
const LARGE = Buffer.alloc(17 * MIB, "0123456789abcdef\n");

interface Sent {
  readonly step: string;
  readonly argument: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** A client whose every request to a session is kept; `lose`: whose answer gets lost, once each. */
async function uploading(bench: Bench, lose: readonly string[] = []) {
  const sent: Sent[] = [];
  const losing = new Set(lose);
  const http = createHttp({
    origin: bench.simulator.origin,
    log: keptLog().log,
    pace: createTestPace(),
    async fetch(url, request) {
      const response = await fetch(url, request);
      const step = /upload_session\/(\w+)/.exec(String(url))?.[1];
      if (step === undefined) return response;
      const headers = new Headers(request?.headers);
      const body = request?.body;
      sent.push({
        step,
        argument: JSON.parse(headers.get("dropbox-api-arg") ?? "null"),
        bytes: body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0),
      });
      if (losing.delete(`${step} ${sent.filter((one) => one.step === step).length}`)) {
        await response.body?.cancel();
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) });
      }
      return response;
    },
  });
  const { tokens, clock, refusals } = bench;
  const client = createDropboxClient({ http, tokens, clock, onRefused: (refusal) => refusals.push(refusal) });
  const fromFile = join(await temporaryFolder(), "file.csv");
  await writeFile(fromFile, LARGE);
  return { client, sent, fromFile };
}

const toPath = "/exports/rol-news-õ.csv";
/** Compared by bytes: as values it takes minutes. */
const isWhole = async (bench: Bench): Promise<boolean> =>
  LARGE.equals(await readFile(join(bench.dropboxDirectory, toPath)));

const stored = (bench: Bench): Promise<string[]> =>
  readdir(join(bench.dropboxDirectory, "exports")).catch(() => []);

test("goes in pieces, each with the hash of its bytes, and is there whole", async () => {
  const bench = await connect();
  const { client, sent, fromFile } = await uploading(bench);
  const arrived: number[] = [];
  const { path } = await client.upload({ fromFile, toPath, onProgress: (bytes) => arrived.push(bytes) });
  expect(path).toBe(toPath);
  expect(await isWhole(bench)).toBe(true);
  expect(sent.map(({ step, bytes }) => [step, bytes.length])).toEqual([
    ["start", 8 * MIB],
    ["append_v2", 8 * MIB],
    ["append_v2", MIB],
    ["finish", 0],
  ]);
  for (const { argument, bytes } of sent.slice(0, -1)) expect(argument.content_hash).toBe(contentHash(bytes));
  expect(arrived).toEqual([8 * MIB, 16 * MIB, 17 * MIB]);
});

test.each([["start 1"], ["append_v2 1"], ["append_v2 2"], ["finish 1"]])(
  "is there once when the answer to %s is lost",
  async (lost) => {
    const bench = await connect();
    const { client, fromFile } = await uploading(bench, [lost]);
    expect(await client.upload({ fromFile, toPath })).toEqual({ path: toPath });
    expect(await stored(bench)).toEqual(["rol-news-õ.csv"]);
    expect(await isWhole(bench)).toBe(true);
  },
);

test("takes no other file's place, and is found under its number too when the answer is lost", async () => {
  const bench = await connect();
  await bench.put(toPath, "somebody's own");
  const { client, fromFile } = await uploading(bench, ["finish 1"]);
  expect(await client.upload({ fromFile, toPath })).toEqual({ path: "/exports/rol-news-õ (1).csv" });
  expect(await readFile(join(bench.dropboxDirectory, toPath), "utf8")).toBe("somebody's own");
});

test("leaves nothing when it is stopped, or refused, on the way", async () => {
  const bench = await connect();
  const { client, fromFile } = await uploading(bench);
  const stop = new AbortController();
  const stopping = client.upload({
    fromFile,
    toPath,
    signal: stop.signal,
    onProgress: (bytes) => bytes > 8 * MIB && stop.abort(),
  });
  expect((await failureOf(stopping)).code).toBe("closing");
  bench.simulator.faults.schedule({
    kind: "status",
    status: 503,
    route: "files/upload_session/append_v2",
    times: 20,
  });
  expect((await failureOf(client.upload({ fromFile, toPath }))).code).toBe("dropbox");
  bench.simulator.faults.clear();
  expect(await stored(bench)).toEqual([]);
});

test("says what keeps it out, and the connection goes on as it was", async () => {
  const bench = await connect();
  const { client, fromFile } = await uploading(bench);
  const refuse = (refusal: ReturnType<typeof missingScope>, route: string): void =>
    bench.simulator.faults.schedule({ kind: "refuse", refusal, route });
  refuse(missingScope("files.content.write"), "files/upload_session/start");
  const scope = await failureOf(client.upload({ fromFile, toPath }));
  expect([scope.code, scope.message]).toEqual([
    "not-allowed",
    expect.stringContaining("without the permission files.content.write"),
  ]);
  const finish = "files/upload_session/finish";
  refuse(routeError(finish, "path/insufficient_space"), finish);
  expect((await failureOf(client.upload({ fromFile, toPath }))).message).toContain("This Dropbox is full");
  refuse(routeError(finish, "path/no_write_permission"), finish);
  expect((await failureOf(client.upload({ fromFile, toPath }))).message).toContain(
    "did not take the file (path/no_write_permission)",
  );
  refuse(routeError(finish, "lookup_failed/not_found"), finish);
  expect((await failureOf(client.upload({ fromFile, toPath }))).message).toContain("Look into /exports");
  expect(bench.refusals).toEqual([]);
  expect(await stored(bench)).toEqual([]);
});
