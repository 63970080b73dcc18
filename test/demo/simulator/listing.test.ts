// Listing, cursors, longpoll and metadata of the Dropbox simulator, against a real folder.

import { mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { contentHash } from "../../../demo/simulator/content-hash.ts";
import { call, listAll, listPage, type Page, simulate } from "./fixture.ts";

const names = (entries: Page["entries"]) => entries.map((entry) => `${entry[".tag"]} ${entry.path_display}`);

describe("list_folder", () => {
  test("tells name, paths, size, hash, revision and times of a file", async () => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "Data"));
    await writeFile(join(directory, "Data", "Läti.csv"), "abc");
    await utimes(join(directory, "Data", "Läti.csv"), 1_700_000_000, 1_700_000_000);
    const { entries } = await listPage(simulator, { path: "/data" });
    expect(entries).toEqual([
      {
        ".tag": "file",
        name: "Läti.csv",
        path_lower: "/data/läti.csv",
        path_display: "/Data/Läti.csv",
        id: expect.stringMatching(/^id:.{22}$/),
        client_modified: "2023-11-14T22:13:20Z",
        server_modified: "2023-11-14T22:13:20Z",
        rev: expect.stringMatching(/^[0-9a-f]{9,}$/),
        size: 3,
        is_downloadable: true,
        content_hash: contentHash(Buffer.from("abc")),
      },
    ]);
  });

  test("lists direct children, or everything, parents first and the folder itself too", async () => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "a", "deep"), { recursive: true });
    await mkdir(join(directory, "a b"));
    await writeFile(join(directory, "a", "deep", "x.csv"), "x");
    await writeFile(join(directory, "top.csv"), "x");
    expect(names((await listAll(simulator, { path: "" })).entries)).toEqual([
      "folder /a",
      "folder /a b",
      "file /top.csv",
    ]);
    expect(names((await listAll(simulator, { path: "", recursive: true })).entries)).toEqual([
      "folder /a",
      "folder /a b",
      "folder /a/deep",
      "file /a/deep/x.csv",
      "file /top.csv",
    ]);
    expect(names((await listAll(simulator, { path: "/A", recursive: true })).entries)).toEqual([
      "folder /a",
      "folder /a/deep",
      "file /a/deep/x.csv",
    ]);
  });

  test("serves hidden and partial files, but not what Dropbox never stores, nor links", async () => {
    const { simulator, directory } = await simulate();
    const outside = await mkdtemp(join(tmpdir(), "rol-outside-"));
    await writeFile(join(outside, "secret.csv"), "secret");
    for (const name of [
      ".hidden",
      "~draft",
      "half.part",
      ".DS_Store",
      "Thumbs.db",
      "~$open.xlsx",
      "~x.tmp",
    ]) {
      await writeFile(join(directory, name), "x");
    }
    await symlink(outside, join(directory, "linked"));
    await symlink(join(outside, "secret.csv"), join(directory, "linked.csv"));
    const { entries } = await listAll(simulator, { path: "", recursive: true });
    expect(names(entries)).toEqual(["file /.hidden", "file /half.part", "file /~draft"]);
    await rm(outside, { recursive: true });
  });

  test("of two names that differ in capitals only one exists", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "A.csv"), "upper");
    await writeFile(join(directory, "a.csv"), "lower");
    expect(names((await listAll(simulator, { path: "" })).entries)).toEqual(["file /A.csv"]);
  });

  test("pages hold at most the limit and lose nothing that changes between them", async () => {
    const { simulator, directory } = await simulate();
    for (const name of ["a", "b", "c", "d", "e"]) await writeFile(join(directory, name), name);
    const first = await listPage(simulator, { path: "", limit: 2 });
    expect([names(first.entries), first.has_more]).toEqual([["file /a", "file /b"], true]);
    await rm(join(directory, "a"));
    await writeFile(join(directory, "aa"), "new");
    const rest = await listAll(simulator, first.cursor);
    expect(names(rest.entries)).toEqual(["file /c", "file /d", "file /e"]);
    const changes = await listAll(simulator, rest.cursor);
    expect(names(changes.entries).sort()).toEqual(["deleted /a", "file /aa"]);
  });

  test("changes are paged too", async () => {
    const { simulator, directory } = await simulate();
    const { cursor } = await listPage(simulator, { path: "", limit: 2 });
    for (const name of ["a", "b", "c"]) await writeFile(join(directory, name), name);
    const page = await listPage(simulator, cursor);
    expect([page.entries.length, page.has_more]).toEqual([2, true]);
    const last = await listPage(simulator, page.cursor);
    expect([names(last.entries), last.has_more]).toEqual([["file /c"], false]);
    expect((await listPage(simulator, last.cursor)).entries).toEqual([]);
  });
});

describe("what counts as a change", () => {
  test("new bytes make a new revision of the same file; touching it makes none", async () => {
    const { simulator, directory } = await simulate();
    const file = join(directory, "news.csv");
    await writeFile(file, "one");
    const first = await listAll(simulator, { path: "" });
    await utimes(file, 1_600_000_000, 1_600_000_000);
    expect((await listPage(simulator, first.cursor)).entries).toEqual([]);
    await writeFile(file, "two");
    const [changed] = (await listPage(simulator, first.cursor)).entries;
    expect(changed?.id).toBe(first.entries[0]?.id);
    expect(changed?.rev).not.toBe(first.entries[0]?.rev);
  });

  test("a file replaced at once with as many bytes is noticed", async () => {
    const { simulator, directory } = await simulate();
    let { cursor } = await listPage(simulator, { path: "" });
    for (let round = 0; round < 20; round += 1) {
      await writeFile(join(directory, "news.csv"), `round ${String(round).padStart(2, "0")}`);
      const page = await listPage(simulator, cursor);
      expect(names(page.entries)).toEqual(["file /news.csv"]);
      cursor = page.cursor;
    }
  });

  test("a renamed file keeps its id and hash", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "before.csv"), "same");
    const first = await listAll(simulator, { path: "" });
    await rename(join(directory, "before.csv"), join(directory, "after.csv"));
    const { entries } = await listPage(simulator, first.cursor);
    expect(names(entries)).toEqual(["deleted /before.csv", "file /after.csv"]);
    expect(entries[1]?.id).toBe(first.entries[0]?.id);
    expect(entries[1]?.content_hash).toBe(first.entries[0]?.content_hash);
  });

  test("a client that follows the cursor holds what the folder holds, whatever happens in it", async () => {
    const step = fc.record({
      name: fc.constantFrom("a", "d", "d/x", "d/y", "d/e/z"),
      content: fc.option(fc.constantFrom("one", "two", "three"), { freq: 3 }),
    });
    const runs = fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: 1, max: 3 }), async (rounds, limit) => {
        const { simulator, directory } = await simulate();
        const mirror = new Map<string, string>();
        let from: Parameters<typeof listAll>[1] = { path: "", recursive: true, limit };
        for (const round of rounds) {
          for (const { name, content } of round) {
            // Only "d" may turn from a file into a folder and back; null empties it.
            if (name === "d" || content === null || (await isFile(join(directory, "d")))) {
              await rm(join(directory, "d"), { recursive: true, force: true });
            }
            if (content === null) continue;
            await mkdir(dirname(join(directory, name)), { recursive: true });
            await writeFile(join(directory, name), content);
          }
          const listed = await listAll(simulator, from);
          for (const entry of listed.entries) apply(mirror, entry);
          from = listed.cursor;
        }
        const fresh = new Map<string, string>();
        const { entries } = await listAll(simulator, { path: "", recursive: true });
        for (const entry of entries) apply(fresh, entry);
        if (rounds.length > 0) expect([...mirror].sort()).toEqual([...fresh].sort());
        await simulator.close();
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 300 : 15 },
    );
  });
});

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** Keeps a local state as the documentation of list_folder says. */
function apply(mirror: Map<string, string>, entry: Page["entries"][number]): void {
  if (entry[".tag"] !== "folder") {
    for (const path of [...mirror.keys()]) {
      if (path === entry.path_lower || path.startsWith(`${entry.path_lower}/`)) mirror.delete(path);
    }
  }
  if (entry[".tag"] === "file") mirror.set(entry.path_lower, entry.content_hash ?? "");
  if (entry[".tag"] === "folder") mirror.set(entry.path_lower, "folder");
}

describe("longpoll", () => {
  const longpoll = (origin: string, cursor: string, signal?: AbortSignal) =>
    fetch(`${origin}/2/files/list_folder/longpoll`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cursor, timeout: 30 }),
      ...(signal === undefined ? {} : { signal }),
    });

  test("wakes when a file appears, without a token, and continue then tells it", async () => {
    const { simulator, directory } = await simulate();
    const { cursor } = await listPage(simulator, { path: "" });
    const waiting = longpoll(simulator.origin, cursor);
    await writeFile(join(directory, "new.csv"), "x");
    expect(await (await waiting).json()).toEqual({ changes: true });
    expect(names((await listPage(simulator, cursor)).entries)).toEqual(["file /new.csv"]);
  });

  test("ends without changes, and does not wake for another folder", async () => {
    const { simulator, directory } = await simulate({ longpollMaxMs: 600 });
    await mkdir(join(directory, "data"));
    const { cursor } = await listPage(simulator, { path: "/data" });
    await writeFile(join(directory, "elsewhere.csv"), "x");
    expect(await (await longpoll(simulator.origin, cursor)).json()).toEqual({ changes: false });
  });

  test("of a folder that is gone wakes, and continue says so", async () => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "data"));
    const { cursor } = await listPage(simulator, { path: "/data" });
    await rm(join(directory, "data"), { recursive: true });
    expect(await (await longpoll(simulator.origin, cursor)).json()).toEqual({ changes: true });
    const { status, body } = await call(simulator, "files/list_folder/continue", { cursor });
    expect([status, body]).toMatchObject([409, { error_summary: "path/not_found/.." }]);
  });

  test("ends at once when the simulator closes", async () => {
    const { simulator } = await simulate();
    const { cursor } = await listPage(simulator, { path: "" });
    const waiting = longpoll(simulator.origin, cursor).then(
      () => "answered",
      () => "cut off",
    );
    await expect.poll(() => simulator.traffic.of("files/list_folder/longpoll").requests).toBe(1);
    await simulator.close();
    expect(await waiting).toBe("cut off");
  });

  test("takes 30 to 480 seconds", async () => {
    const { simulator } = await simulate();
    const { cursor } = await listPage(simulator, { path: "" });
    const { status } = await call(simulator, "files/list_folder/longpoll", { cursor, timeout: 5 });
    expect(status).toBe(400);
  });
});

describe("cursors", () => {
  test("the latest cursor knows everything that is there", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "old.csv"), "x");
    const { body } = await call(simulator, "files/list_folder/get_latest_cursor", { path: "" });
    const cursor = String(Object(body).cursor);
    await writeFile(join(directory, "new.csv"), "x");
    expect(names((await listPage(simulator, cursor)).entries)).toEqual(["file /new.csv"]);
  });

  test("one of another run is reset; what never was one is a bad request", async () => {
    const { simulator } = await simulate();
    const other = await simulate();
    const { cursor } = await listPage(other.simulator, { path: "" });
    const { status, body } = await call(simulator, "files/list_folder/continue", { cursor });
    expect([status, body]).toEqual([409, { error_summary: "reset/..", error: { ".tag": "reset" } }]);
    expect((await call(simulator, "files/list_folder/continue", { cursor: "nonsense" })).status).toBe(400);
  });
});

describe("get_metadata", () => {
  test("finds by any capitals, by id and by revision", async () => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "Data"));
    await writeFile(join(directory, "Data", "News.csv"), "x");
    const [file] = (await listPage(simulator, { path: "/Data" })).entries;
    for (const path of ["/DATA/news.CSV", file?.id, `rev:${file?.rev}`]) {
      const { body } = await call(simulator, "files/get_metadata", { path });
      expect(body).toEqual(file);
    }
    const { body: folder } = await call(simulator, "files/get_metadata", { path: "/data" });
    expect(folder).toMatchObject({ ".tag": "folder", path_display: "/Data" });
  });

  test("tells of deleted files only when asked", async () => {
    const { simulator, directory } = await simulate();
    await writeFile(join(directory, "gone.csv"), "x");
    await listPage(simulator, { path: "" });
    await rm(join(directory, "gone.csv"));
    const path = "/gone.csv";
    expect((await call(simulator, "files/get_metadata", { path })).status).toBe(409);
    const { body } = await call(simulator, "files/get_metadata", { path, include_deleted: true });
    expect(body).toEqual({ ".tag": "deleted", name: "gone.csv", path_lower: path, path_display: path });
    const { entries } = await listPage(simulator, { path: "", include_deleted: true });
    expect(names(entries)).toEqual(["deleted /gone.csv"]);
  });
});

describe("refusals", () => {
  test.each([
    ["files/list_folder", { path: "/nothing" }, "path/not_found/.."],
    ["files/list_folder", { path: "/file.csv" }, "path/not_folder/.."],
    ["files/list_folder", { path: "/../etc" }, "path/malformed_path/.."],
    ["files/list_folder", { path: "//data" }, "path/malformed_path/.."],
    ["files/get_metadata", { path: "/data/" }, "path/malformed_path/.."],
    ["files/get_metadata", { path: "/nothing" }, "path/not_found/.."],
    ["files/get_metadata", { path: "ns:7/data" }, "path/not_found/.."],
  ])("%s of %o is %s", async (route, argument, summary) => {
    const { simulator, directory } = await simulate();
    await mkdir(join(directory, "data"));
    await writeFile(join(directory, "file.csv"), "x");
    const { status, body } = await call(simulator, route, argument);
    expect([status, Object(body).error_summary]).toEqual([409, summary]);
  });

  test.each([
    [{ path: "/" }, 'request body: path: Specify the root folder as an empty string rather than as "/".'],
    [{ path: "data" }, "request body: path: 'data' did not match pattern "],
    [{}, "request body: missing required field 'path'"],
    [{ path: "", recursiv: true }, "request body: unknown field 'recursiv'"],
    [{ path: "", limit: 0 }, "request body: limit: "],
    [{ path: 7 }, "request body: path: "],
  ])("list_folder of %o is a bad request in plain text", async (argument, reason) => {
    const { simulator } = await simulate();
    const { status, body, headers } = await call(simulator, "files/list_folder", argument);
    expect([status, headers.get("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(String(body)).toContain(`Error in call to API function "files/list_folder": ${reason}`);
  });

  test("broken JSON, a wrong content type and an unknown function are bad requests", async () => {
    const { simulator } = await simulate();
    const authorization = `Bearer ${simulator.issueAccessToken()}`;
    const post = async (route: string, type: string, body: string) => {
      const headers = { authorization, "content-type": type };
      const response = await fetch(`${simulator.origin}/2/${route}`, { method: "POST", headers, body });
      return `${response.status} ${await response.text()}`;
    };
    expect(await post("files/list_folder", "application/json", "{")).toBe(
      '400 Error in call to API function "files/list_folder": request body: could not decode input as JSON',
    );
    expect(await post("files/list_folder", "text/html", "{}")).toContain('Bad HTTP "Content-Type" header');
    expect(await post("files/nothing", "application/json", "{}")).toBe(
      '400 Unknown API function: "files/nothing"',
    );
  });
});
