// Whatever happens in a folder, and whatever fails on the way: after the next good sync the files are what is there.

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { expect, inject, test } from "vitest";
import type { FaultKind } from "../../demo/simulator/faults.ts";
import { createContentHash } from "../../src/dropbox/content-hash.ts";
import { AppError } from "../../src/errors.ts";
import { type Bench, connect } from "./fixture.ts";

type Step =
  | { readonly do: "write"; readonly path: string; readonly content: string }
  | { readonly do: "move"; readonly from: string; readonly to: string }
  | { readonly do: "delete"; readonly path: string }
  | { readonly do: "fail"; readonly fault: FaultKind; readonly times: number }
  | { readonly do: "sync"; readonly path: string };

const files = [
  "/data/a.parquet",
  "/data/b.parquet.gzip",
  "/data/sub/c.pq",
  "/other/d.parquet",
  "/data/note.txt",
];
const places = [...files, "/data/sub", "/data", "/other", "/new"];
const contents = ["", "x", "y".repeat(70_000), "z".repeat(200_000)];
const faults: readonly FaultKind[] = [
  { kind: "cut", afterBytes: 65_536 },
  { kind: "corrupt" },
  { kind: "reset-cursor" },
  { kind: "status", status: 503 },
  { kind: "status", status: 401, error: "expired_access_token" },
  { kind: "status", status: 429, retryAfterSeconds: 1 },
];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("write"),
    path: fc.constantFrom(...files),
    content: fc.constantFrom(...contents),
  }),
  fc.record({ do: fc.constant("move"), from: fc.constantFrom(...places), to: fc.constantFrom(...places) }),
  fc.record({ do: fc.constant("delete"), path: fc.constantFrom(...places) }),
  fc.record({
    do: fc.constant("fail"),
    fault: fc.constantFrom(...faults),
    times: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ do: fc.constant("sync"), path: fc.constantFrom("", "/data", "/*.parquet", "/data/**/?.p*") }),
);

/** Text by name of what a path selects, said in another way than the program says it. */
async function expected(bench: Bench, path: string): Promise<Record<string, string>> {
  const patterns: Record<string, RegExp> = {
    "": /\.(parquet|pq|parquet\.gzip)$/,
    "/data": /^data\/.*\.(parquet|pq|parquet\.gzip)$/,
    "/*.parquet": /^[^/]*\.parquet$/,
    "/data/**/?.p*": /^data\/(.*\/)?.\.p[^/]*$/,
  };
  const entries = await readdir(bench.dropboxDirectory, { recursive: true, withFileTypes: true });
  const found: Record<string, string> = {};
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const name = file.slice(bench.dropboxDirectory.length + 1);
    if (entry.isFile() && patterns[path]?.test(name)) found[name] = await readFile(file, "utf8");
  }
  return found;
}

async function take(bench: Bench, step: Step): Promise<void> {
  const at = (path: string) => join(bench.dropboxDirectory, path);
  switch (step.do) {
    case "write":
      // A folder, or a file on the way, may stand there.
      await mkdir(dirname(at(step.path)), { recursive: true }).catch(() => undefined);
      await writeFile(at(step.path), step.content).catch(() => undefined);
      return;
    case "move":
      await mkdir(dirname(at(step.to)), { recursive: true }).catch(() => undefined);
      await rename(at(step.from), at(step.to)).catch(() => undefined);
      return;
    case "delete":
      await rm(at(step.path), { recursive: true, force: true });
      return;
    case "fail":
      bench.simulator.faults.schedule({ ...step.fault, times: step.times });
      return;
    case "sync": {
      const wanted = await expected(bench, step.path);
      try {
        const result = await bench.sync.sync({ path: step.path });
        const missing = Object.fromEntries(result.unavailable.map(({ name }) => [name, wanted[name]]));
        expect({ ...(await bench.texts(result)), ...missing }).toEqual(wanted);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
  }
}

test("a random life ends with the right files, each named by its content", {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const bench = await connect();
      for (const one of steps) await take(bench, one);
      bench.simulator.faults.clear();
      await mkdir(join(bench.dropboxDirectory, "data"), { recursive: true }).catch(() => undefined);
      const result = await bench.sync.sync({ path: "" });
      expect(await bench.texts(result)).toEqual(await expected(bench, ""));
      expect(result.unavailable).toEqual([]);
      const stored = await bench.stored();
      expect(stored.tmp).toEqual([]);
      for (const { localPath } of result.files) {
        const hash = createContentHash();
        hash.update(await readFile(localPath));
        expect(hash.digest()).toBe(basename(localPath));
      }
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 500 : 12 },
  );
});
