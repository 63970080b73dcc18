// The Dockerfile's steps in a clean folder: what the image would hold is enough to run the bot. No engine is needed, and
// packages come from npm's cache, which `npm ci` filled.

import { execFile } from "node:child_process";
import { access, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

type Instruction = readonly [name: string, rest: string];

async function instructions(): Promise<Instruction[]> {
  const lines = (await readFile(join(root, "Dockerfile"), "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
}

test("installs what the bot needs without development packages, and runs", async () => {
  const app = await mkdtemp(join(tmpdir(), "rol-image-"));
  onTestFinished(() => rm(app, { recursive: true, force: true }));
  for (const [name, rest] of await instructions()) {
    if (name === "COPY") {
      const parts = rest.split(" ");
      const target = parts.at(-1) ?? ".";
      for (const source of parts.slice(0, -1))
        await cp(join(root, source), join(app, target, target === "./" ? source : ""), { recursive: true });
    }
    if (name === "RUN" && rest.startsWith("npm "))
      await run("npm", [...rest.split(" ").slice(1), "--offline", "--no-audit"], {
        cwd: app,
        timeout: 120_000,
      });
  }
  const { stdout } = await run(process.execPath, ["src/cli.ts", "demo", "--once"], {
    cwd: app,
    timeout: 60_000,
  });
  expect(stdout).toContain("Top news · Constraints on Government Powers");
  await expect(access(join(app, "node_modules", "vitest"))).rejects.toThrow("ENOENT");
}, 240_000);

test("runs as nobody special, on Node 24, with its data in a volume", async () => {
  const all = await instructions();
  const of = (wanted: string): string[] => all.flatMap(([name, rest]) => (name === wanted ? [rest] : []));
  expect(of("FROM")[0]).toMatch(/^node:24\b/);
  expect(of("USER")).toEqual(["node"]);
  expect(of("ENV").join(" ")).toContain("DATA_DIR=/data");
  // As `npm start` does.
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const started = [...of("ENTRYPOINT"), ...of("CMD")].flatMap((words) => JSON.parse(words));
  expect(started.join(" ")).toBe(scripts.start);
  expect(of("VOLUME")).toEqual(["/data"]);
  expect(of("RUN").at(-1)).toContain("chown node:node /data");
  expect(all.findIndex(([name]) => name === "USER")).toBeLessThan(
    all.findIndex(([name]) => name === "ENTRYPOINT"),
  );
});
