// What a snapshot says of itself: its id, and its manifest.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readManifest, type SourceFile, snapshotIdOf } from "../../src/news/snapshot.ts";
import { buildIn, newsFile } from "./parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifest-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the id of a snapshot", () => {
  const file: SourceFile = { name: "a", path: "/x", contentHash: "1", sizeBytes: 1, modifiedAt: 1 };
  test("tells contents, names and countries, and nothing else", () => {
    const id = snapshotIdOf([file, { ...file, name: "b" }]);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(
      snapshotIdOf([
        { ...file, name: "b" },
        { ...file, path: "/y", modifiedAt: 2 },
      ]),
    ).toBe(id);
    for (const other of [{ name: "c" }, { contentHash: "2" }, { country: "Estonia" }])
      expect(
        snapshotIdOf([
          { ...file, ...other },
          { ...file, name: "b" },
        ]),
      ).not.toBe(id);
  });
});

describe("the manifest", () => {
  test("is read back as it was returned", async () => {
    const { manifest, directory } = await buildIn(folder, [await newsFile(folder, "Estonia.parquet", [{}])]);
    expect(await readManifest(directory)).toEqual(manifest);
    const text = await readFile(join(directory, "manifest.json"), "utf8");
    await writeFile(
      join(directory, "manifest.json"),
      text.replace(/"builderVersion": \d+/, '"builderVersion": 0'),
    );
    expect(await readManifest(directory)).toBeUndefined();
    await writeFile(join(directory, "manifest.json"), text.slice(0, 50));
    expect(await readManifest(directory)).toBeUndefined();
    expect(await readManifest(join(folder, "nowhere"))).toBeUndefined();
  });
});
