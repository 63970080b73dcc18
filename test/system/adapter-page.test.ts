// The adapter of docs/adapters.md, taken from the page: it has the right types and keeps the contract.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import type { PlatformUnderTest } from "../contract/driver.ts";
import { describeContract } from "../contract/suite.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rol-news-adapter-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page's code blocks that begin with the path of their file, where that path says, beside the project's own files. */
function unpack(): readonly string[] {
  const page = readFileSync(join(root, "docs/adapters.md"), "utf8");
  const files = [...page.matchAll(/```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)```/g)];
  for (const [, path = "", source = ""] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const beside = globSync(["adapters/*.ts", "test/contract/*.ts"], { cwd: root });
  for (const path of ["package.json", "src", "node_modules", ...beside])
    if (!existsSync(join(folder, path))) symlinkSync(join(root, path), join(folder, path));
  return files.map(([, path = ""]) => path);
}

const files = unpack();
const driver: { readonly post: PlatformUnderTest } = await import(
  pathToFileURL(join(folder, "test/contract/post.ts")).href
);

it("has the right types", () => {
  const settings = { extends: join(root, "tsconfig.json"), compilerOptions: { noEmit: true }, files };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(root, "node_modules/.bin/tsc");
  // Beside other tests, one thread does it with less work.
  expect(spawnSync(tsc, ["-p", folder, "--singleThreaded"], { encoding: "utf8" }).stdout).toBe("");
});

describeContract([driver.post]);
