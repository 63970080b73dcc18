// The Dockerfile's steps in clean folders: what the image would hold is enough to run the bot, for somebody who may write
// nothing but its data. No engine is needed, and packages come from npm's cache, which `npm ci` filled.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chmod, chown, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { folderBytes } from "../../src/news/disk-room.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** What packages may take without Node itself. */
const MOST_PACKAGE_BYTES = 210e6;

/** Whoever has no rights of its own on most systems; only root may become it. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

type Instruction = readonly [name: string, rest: string];

async function instructions(): Promise<Instruction[]> {
  const lines = (await readFile(join(root, "Dockerfile"), "utf8")).split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
}

/** The words of the last instruction of that name, which is a list in JSON. */
function wordsOf(all: readonly Instruction[], wanted: string): string[] {
  const rest = all.findLast(([name]) => name === wanted)?.[1] ?? "";
  return JSON.parse(rest.slice(rest.indexOf("[")));
}

/** Follows the steps, each stage in a folder that stands for its /app; returns that of the last stage. */
async function built(all: readonly Instruction[]): Promise<string> {
  const stages = new Map<string, string>();
  let app = "";
  for (const [name, rest] of all)
    switch (name) {
      case "FROM": {
        app = await mkdtemp(join(tmpdir(), "rol-image-"));
        const folder = app;
        onTestFinished(() => rm(folder, { recursive: true, force: true }));
        stages.set(rest.split(" AS ")[1] ?? "", app);
        break;
      }
      case "COPY": {
        const [, stage, paths = rest] = /^--from=(\S+) (.*)$/.exec(rest) ?? [];
        const parts = paths.split(" ");
        const target = parts.at(-1) ?? ".";
        for (const source of parts.slice(0, -1)) {
          const from =
            stage === undefined
              ? join(root, source)
              : join(stages.get(stage) ?? "", relative("/app", source));
          await cp(from, join(app, target, target === "./" ? basename(source) : ""), { recursive: true });
        }
        break;
      }
      case "RUN":
        if (!rest.includes("/data"))
          await run("sh", ["-c", `export npm_config_offline=true npm_config_audit=false; ${rest}`], {
            cwd: app,
            timeout: 120_000,
          });
    }
  return app;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("installs what the bot needs and no more, and runs as a user who may write nothing but its data", async () => {
  const all = await instructions();
  const app = await built(all);
  await expect(access(join(app, "node_modules", "vitest"))).rejects.toThrow("ENOENT");
  expect(await folderBytes(join(app, "node_modules"))).toBeLessThanOrEqual(MOST_PACKAGE_BYTES);
  const data = await mkdtemp(join(tmpdir(), "rol-volume-"));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  // The run's own folder is closed to others otherwise.
  await chmod(tmpdir(), 0o711);
  if (NOBODY.uid !== undefined) await chown(data, NOBODY.uid, NOBODY.gid);
  await run("chmod", ["-R", "a-w", app]);
  onTestFinished(() => run("chmod", ["-R", "u+w", app]).then(() => undefined));
  await chmod(app, 0o555);

  for (const script of [
    'require("node:fs").writeFileSync("src/written.ts", "")',
    'require("node:fs").rmSync("package.json")',
  ])
    await expect(run(process.execPath, ["--eval", script], { cwd: app, ...NOBODY })).rejects.toThrow(
      "EACCES",
    );

  const demo = await run(process.execPath, ["src/cli.ts", "demo", "--once"], {
    cwd: app,
    env: { TMPDIR: data },
    timeout: 60_000,
    ...NOBODY,
  });
  expect(demo.stdout).toContain("Top news · Constraints on Government Powers");

  const environment = { NODE_ENV: "production", DATA_DIR: data, PORT: String(await freePort()) };
  const [, ...started] = [...wordsOf(all, "ENTRYPOINT"), ...wordsOf(all, "CMD")];
  const bot = spawn(process.execPath, started, { cwd: app, env: environment, stdio: "ignore", ...NOBODY });
  onTestFinished(() => void bot.kill("SIGKILL"));
  const [, ...check] = wordsOf(all, "HEALTHCHECK");
  const isHealthy = (): Promise<unknown> =>
    run(process.execPath, check, { cwd: app, env: environment, ...NOBODY });
  await vi.waitFor(isHealthy, { timeout: 30_000, interval: 500 });
  const gone = once(bot, "exit");
  bot.kill("SIGTERM");
  expect(await gone).toEqual([0, null]);
  await expect(isHealthy()).rejects.toThrow("Command failed");
}, 240_000);

test("runs as nobody special, on Node 24, with its data in a volume", async () => {
  const all = await instructions();
  const of = (wanted: string): string[] => all.flatMap(([name, rest]) => (name === wanted ? [rest] : []));
  for (const image of of("FROM")) expect(image).toMatch(/^node:24\b/);
  expect(of("USER")).toEqual(["node"]);
  expect(of("ENV").join(" ")).toContain("DATA_DIR=/data");
  // As `npm start` does; there is no .env in it, since what starts it hands its settings over.
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  expect([...wordsOf(all, "ENTRYPOINT"), ...wordsOf(all, "CMD")].join(" ")).toBe(
    scripts.start.replace("--env-file-if-exists=.env ", ""),
  );
  expect(of("VOLUME")).toEqual(["/data"]);
  expect(of("RUN").at(-1)).toContain("chown node:node /data");
  expect(all.findIndex(([name]) => name === "USER")).toBeLessThan(
    all.findIndex(([name]) => name === "ENTRYPOINT"),
  );
});
