import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Download } from "../../src/dropbox/client.ts";
import { createContentHash } from "../../src/dropbox/content-hash.ts";
import { downloadFile } from "../../src/dropbox/download.ts";
import { createTestPace } from "../pace.ts";
import { type Bench, connect, failureOf, temporaryFolder } from "./fixture.ts";

const ROUTE = "files/download";

/** A file in Dropbox and the order to fetch it. */
async function offer(bench: Bench, content: Uint8Array): Promise<{ order: Download; directory: string }> {
  await bench.put("x.parquet", content);
  const directory = await temporaryFolder();
  const listing = await bench.client.listFolder("", { recursive: false });
  const entry = "entries" in listing ? listing.entries[0] : undefined;
  if (entry?.type !== "file" || entry.contentHash === undefined) throw new Error("not listed");
  const { rev, sizeBytes, contentHash, pathDisplay } = entry;
  const [partFile, toFile] = [join(directory, "x.part"), join(directory, "x")];
  return { directory, order: { rev, name: pathDisplay, sizeBytes, contentHash, partFile, toFile } };
}

describe("a download", () => {
  test.each([0, 1, 100_000, 9_000_000])("of %i bytes is whole", async (sizeBytes) => {
    const bench = await connect();
    const content = randomBytes(sizeBytes);
    const { order, directory } = await offer(bench, content);
    expect(await bench.client.download(order)).toBe(sizeBytes);
    expect((await readFile(order.toFile)).equals(content)).toBe(true);
    expect(await readdir(directory)).toEqual(["x"]);
  });

  test("that is cut goes on where it was cut", async () => {
    const bench = await connect();
    const content = randomBytes(900_000);
    const { order } = await offer(bench, content);
    bench.simulator.faults.schedule({ kind: "cut", afterBytes: 200_000, times: 3 });
    expect(await bench.client.download(order)).toBe(900_000);
    expect((await readFile(order.toFile)).equals(content)).toBe(true);
    expect(bench.simulator.traffic.of(ROUTE).statuses).toEqual({ 200: 1, 206: 3 });
  });

  test("goes on with a new token when the old one expires in the middle", async () => {
    const bench = await connect();
    const content = randomBytes(900_000);
    const { order } = await offer(bench, content);
    bench.simulator.faults.schedule({ kind: "cut", afterBytes: 300_000 });
    let expired = false;
    const onProgress = (receivedBytes: number) => {
      if (expired || receivedBytes < 100_000) return;
      expired = true;
      bench.simulator.expireAccessTokens();
    };
    expect(await bench.client.download({ ...order, onProgress })).toBe(900_000);
    expect((await readFile(order.toFile)).equals(content)).toBe(true);
    expect(bench.simulator.traffic.of(ROUTE).statuses).toEqual({ 200: 1, 401: 1, 206: 1 });
    expect(bench.simulator.traffic.of("oauth2/token").requests).toBe(2);
  });

  test("with a wrong byte is fetched again, whole", async () => {
    const bench = await connect();
    const content = randomBytes(100_000);
    const { order } = await offer(bench, content);
    bench.simulator.faults.schedule({ kind: "corrupt", times: 2 });
    expect(await bench.client.download(order)).toBe(300_000);
    expect((await readFile(order.toFile)).equals(content)).toBe(true);
  });

  test("that always has a wrong byte is never accepted", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(100_000));
    bench.simulator.faults.schedule({ kind: "corrupt", atByte: 99_999, times: 99 });
    const failure = await failureOf(bench.client.download(order));
    expect(failure).toMatchObject({ code: "file-refused", retryable: true });
    expect(failure.message).toContain("/x.parquet arrived damaged 6 times");
    expect(await readdir(directory)).toEqual([]);
  });

  test("that is always cut is given up, and leaves nothing", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(100_000));
    bench.simulator.faults.schedule({ kind: "cut", afterBytes: 10, times: 99 });
    const failure = await failureOf(bench.client.download(order));
    expect(failure).toMatchObject({ code: "network", retryable: true });
    expect(failure.message).toContain("/x.parquet");
    expect(await readdir(directory)).toEqual([]);
  });

  test("of a revision that is gone says so", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(1000));
    await bench.put("x.parquet", "another");
    expect((await failureOf(bench.client.download(order))).code).toBe("not-found");
    expect(await readdir(directory)).toEqual([]);
  });

  test("ends with the signal, also between two bytes, and leaves nothing", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(2_000_000));
    const ending = new AbortController();
    const onProgress = () => ending.abort();
    const failure = await failureOf(bench.client.download({ ...order, onProgress, signal: ending.signal }));
    expect(failure.code).toBe("closing");
    expect(await readdir(directory)).toEqual([]);
  });

  test.skipIf(!existsSync("/dev/full"))("onto a full disk says what to do", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(100_000));
    await symlink("/dev/full", order.partFile);
    const failure = await failureOf(bench.client.download(order));
    expect(failure.code).toBe("bad-configuration");
    expect(failure.message).toContain("The disk is full");
    expect(await readdir(directory)).toEqual([]);
  });

  test("into a folder that is not there says so without its path", async () => {
    const bench = await connect();
    const { order, directory } = await offer(bench, randomBytes(10));
    const failure = await failureOf(
      bench.client.download({ ...order, partFile: join(directory, "none", "x.part") }),
    );
    expect(failure.message).toBe("The news files could not be stored in the data directory (ENOENT).");
  });

  test("that brings nothing for a minute goes on over a new connection", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const directory = await temporaryFolder();
    const hash = createContentHash();
    hash.update(Buffer.from("abc"));
    const asked: number[] = [];
    const silent = Promise.withResolvers<void>();
    const downloading = downloadFile(
      {
        name: "x",
        sizeBytes: 3,
        contentHash: hash.digest(),
        partFile: join(directory, "x.part"),
        toFile: join(directory, "x"),
        onProgress: () => silent.resolve(),
      },
      async (fromByte) => {
        asked.push(fromByte);
        const bytes = new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(Buffer.from("abc").subarray(fromByte, fromByte === 0 ? 2 : 3));
            if (fromByte > 0) controller.close();
          },
        });
        return { fromByte, bytes };
      },
      createTestPace(),
    );
    await silent.promise;
    vi.advanceTimersByTime(60_000);
    expect(await downloading).toBe(3);
    expect(asked).toEqual([0, 2]);
  });
});
