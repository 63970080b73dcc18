// Download and upload of the Dropbox simulator, against a real folder.

import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { contentHash } from "../../../demo/simulator/content-hash.ts";
import { call, download, listPage, simulate, upload } from "./fixture.ts";

const resultSchema = z.looseObject({ rev: z.string(), content_hash: z.string(), size: z.number() });
const resultOf = (response: Response) => {
  const header = response.headers.get("dropbox-api-result") ?? "";
  return { header, ...resultSchema.parse(JSON.parse(header)) };
};

describe("download", () => {
  test("gives the bytes, the metadata in an ASCII header, and an etag", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "Õli – 油.csv"), "content");
    const response = await download(simulator, "/õli – 油.csv");
    expect(await response.text()).toBe("content");
    const result = resultOf(response);
    expect(result).toMatchObject({ name: "Õli – 油.csv", size: 7 });
    expect(result.header).toMatch(/^[\x20-\x7e]+$/);
    expect(response.headers.get("etag")).toBe(`W/"${result.rev}"`);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("works by GET with everything in the address, and answers 304 to its etag", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), "content");
    const url = new URL("/2/files/download", simulator.origin);
    url.searchParams.set("arg", JSON.stringify({ path: "/a.csv" }));
    url.searchParams.set("authorization", `Bearer ${simulator.issueAccessToken()}`);
    const response = await fetch(url);
    expect(await response.text()).toBe("content");
    const etag = response.headers.get("etag") ?? "";
    expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=7-99", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=3-1", 200, "0123456789", null],
    ["bytes=0-1,3-4", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
  ])("range %s", async (range, status, text, contentRange) => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), "0123456789");
    const response = await download(simulator, "/a.csv", { range });
    expect([response.status, await response.text()]).toEqual([status, text]);
    expect(response.headers.get("content-range")).toBe(contentRange);
    if (status !== 416) expect(resultOf(response).size).toBe(10);
  });

  test("an old revision is not kept", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), "one");
    const [file] = (await listPage(simulator, { path: "" })).entries;
    expect(await (await download(simulator, `rev:${file?.rev}`)).text()).toBe("one");
    await writeFile(join(directory, "a.csv"), "two");
    expect((await download(simulator, `rev:${file?.rev}`)).status).toBe(409);
    expect(await (await download(simulator, file?.id ?? "")).text()).toBe("two");
  });

  test.each([
    ["/nothing.csv", "path/not_found/.."],
    ["/folder", "path/not_file/.."],
    ["/../../etc/passwd", "path/malformed_path/.."],
    ["/folder/./a.csv", "path/malformed_path/.."],
  ])("of %s is refused with %s", async (path, summary) => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "folder"));
    const response = await download(simulator, path);
    expect([response.status, await response.json()]).toMatchObject([409, { error_summary: summary }]);
  });

  test("is never mixed while the file is replaced, in one step or in place", async () => {
    const { simulator, directory } = await simulate();
    const path = join(directory, "big.bin");
    const sizeBytes = 1_500_000;
    const rounds = inject("long") ? 100 : 3;
    const contentOf = (round: number) => Buffer.alloc(sizeBytes, `${round % 10}`);
    await writeFile(path, contentOf(0));
    // A new file is not known before it holds still once.
    await listPage(simulator, { path: "" });
    let isDone = false;
    const replacing = (async () => {
      for (let round = 1; !isDone; round += 1) {
        if (round % 2 === 0) {
          await writeFile(path, contentOf(round), { flag: "r+" });
        } else {
          await writeFile(`${path}.part`, contentOf(round));
          await rename(`${path}.part`, path);
        }
        // Leaves the machine to the downloads for a moment.
        await sleep(20);
      }
    })();
    try {
      for (let round = 0; round < rounds; round += 1) {
        const responses = await Promise.all([1, 2].map(() => download(simulator, "/big.bin")));
        for (const response of responses) {
          const bytes = Buffer.from(await response.arrayBuffer());
          // Refusing a file that never holds still is right; mixing is not.
          if (response.status !== 200) expect(response.status).toBe(503);
          else {
            expect(contentHash(bytes)).toBe(resultOf(response).content_hash);
            expect(new Set(bytes).size).toBe(1);
          }
        }
      }
    } finally {
      isDone = true;
      await replacing;
    }
    const last = await download(simulator, "/big.bin");
    expect((await last.arrayBuffer()).byteLength).toBe(sizeBytes);
  });

  test("counts its bytes, by route", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), "x".repeat(1000));
    await (await download(simulator, "/a.csv")).arrayBuffer();
    await (await download(simulator, "/a.csv", { range: "bytes=0-9" })).arrayBuffer();
    expect(simulator.traffic.of("files/download")).toEqual({
      requests: 2,
      bytesOut: 1010,
      statuses: { 200: 1, 206: 1 },
    });
    const { body } = await call(simulator, "files/get_metadata", { path: "/a.csv" });
    expect(simulator.traffic.of("files/get_metadata").bytesOut).toBe(JSON.stringify(body).length);
    simulator.traffic.reset();
    expect(simulator.traffic.routes()).toEqual({});
  });
});

describe("upload", () => {
  test("writes the file, making folders, and answers its metadata", async () => {
    const { simulator, directory } = await simulate();
    const path = "/exports/2024/News.csv";
    const { status, body } = await upload(
      simulator,
      { path, mute: true, client_modified: "2024-03-07T08:00:00Z" },
      "abc",
    );
    expect([status, body]).toMatchObject([
      200,
      { path_display: path, size: 3, client_modified: "2024-03-07T08:00:00Z" },
    ]);
    expect(await readFile(join(directory, path), "utf8")).toBe("abc");
    expect(await readdir(join(directory, "exports", "2024"))).toEqual(["News.csv"]);
    const { body: later } = await call(simulator, "files/get_metadata", { path });
    expect(later).toEqual({ ".tag": "file", ...Object(body) });
  });

  const old = "old content";
  test.each([
    ["add", {}, old, 200, ["a.csv"]],
    ["add", {}, "new", "path/conflict/file/..", ["a.csv"]],
    ["add, strict", { strict_conflict: true }, old, "path/conflict/file/..", ["a.csv"]],
    ["add, autorename", { autorename: true }, "new", 200, ["A (1).csv", "a.csv"]],
    ["overwrite", { mode: "overwrite" }, "new", 200, ["a.csv"]],
    ["overwrite, tagged", { mode: { ".tag": "overwrite" } }, "new", 200, ["a.csv"]],
    [
      "update of another revision",
      { mode: { ".tag": "update", update: "0123456789ab" } },
      "new",
      "path/conflict/file/..",
      ["a.csv"],
    ],
    [
      "update, autorename",
      { mode: { ".tag": "update", update: "0123456789ab" }, autorename: true },
      "new",
      200,
      ["A (conflicted copy).csv", "a.csv"],
    ],
  ])("%s over a file", async (_name, options, content, expected, files) => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), old);
    const { status, body } = await upload(simulator, { path: "/A.csv", ...options }, content);
    expect(status === 200 ? 200 : Object(body).error_summary).toBe(expected);
    expect((await readdir(directory)).sort()).toEqual(files);
    if (status === 409) {
      expect(body).toMatchObject({
        error: { ".tag": "path", reason: { ".tag": "conflict", conflict: { ".tag": "file" } } },
      });
    }
  });

  test("update of the revision one knows replaces it", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "a.csv"), old);
    const [file] = (await listPage(simulator, { path: "" })).entries;
    const mode = { ".tag": "update", update: file?.rev };
    expect((await upload(simulator, { path: "/a.csv", mode }, "new")).status).toBe(200);
    expect(await readFile(join(directory, "a.csv"), "utf8")).toBe("new");
    expect((await upload(simulator, { path: "/a.csv", mode }, "newer")).status).toBe(409);
  });

  test.each([
    [{ path: "/folder" }, "path/conflict/folder/.."],
    [{ path: "/file/below.csv" }, "path/conflict/file_ancestor/.."],
    [{ path: "/../outside.csv" }, "path/malformed_path/.."],
    [{ path: "/Thumbs.db" }, "path/disallowed_name/.."],
    [{ path: "/a.csv", content_hash: "0".repeat(64) }, "content_hash_mismatch/.."],
  ])("%o is refused with %s", async (argument, summary) => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "folder"));
    await writeFile(join(directory, "file"), "x");
    const { status, body } = await upload(simulator, argument, "content");
    expect([status, Object(body).error_summary]).toEqual([409, summary]);
    expect((await readdir(directory)).sort()).toEqual(["file", "folder"]);
  });

  test("of ten at once with one name, one wins and nine get names of their own", async () => {
    const { simulator, directory } = await simulate();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => upload(simulator, { path: "/a.csv", autorename: true }, `${n}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const contents = await Promise.all(
      (await readdir(directory)).map((name) => readFile(join(directory, name), "utf8")),
    );
    expect(contents.sort()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });
});
