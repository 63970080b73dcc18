// Every line for a shell in README and docs, in order and as written: in a folder that looks like the repository, over a
// simulated Dropbox. What is left out says why.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../demo/simulator/server.ts";
import { writeArticles } from "../answers/data-files.ts";
import { estonia } from "../answers/sample-news.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const PAGES = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** Commands that are not run here. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "npm ci && npm run demo": "npm ci fetches packages; the demo has a test of its own",
  "npm ci && npm test": "npm ci fetches packages; this is one of those tests",
  "npm run bench -- --rows 1000000 --dir measured": "it takes an hour",
  "npm run bench -- askers --rows 1000000 --seconds 60 --dir measured": "it takes many minutes",
  "npm run bench -- memory --rows 1000000 --minutes 10 --dir measured": "it takes many minutes",
  "npm run bench -- replicas --deliveries 200 --decided 10000": "it takes many minutes",
};

/** Settings that stand alone in a block: they are shown, not typed. */
const IS_SETTING = /^[A-Z_]+=\S/;

/** The lines of all blocks for a shell, without their comments. */
function linesOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^ *```sh\n(.*?)^ *```/gms)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "" && !IS_SETTING.test(line));
}

interface Shell {
  readonly cwd: string;
  readonly environment: Record<string, string>;
}

interface Ran {
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function run(line: string, { cwd, environment }: Shell, input: string): Ran {
  const child = spawn("/bin/sh", ["-c", line], { cwd, env: environment, detached: true, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    // Its whole group: npm starts a shell, and that the program.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await ended;
  });
  return { output: () => output, ended };
}

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rol-docs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ["package.json", "src", "adapters", "demo", "bench", "node_modules", "tsconfig.json"])
    await symlink(join(root, name), join(folder, name));
  await mkdir(join(folder, "path/to/files"), { recursive: true });
  await writeArticles(join(folder, "path/to/files/Estonia_master.parquet.gzip"), estonia);
  return folder;
}

it("every line runs", { timeout: 180_000 }, async () => {
  const cwd = await openFolder();
  const simulator = await startSimulator({ directory: join(cwd, "path/to/files") });
  onTestFinished(() => simulator.close());
  const environment: Record<string, string> = {
    PATH: `${join(root, "node_modules/.bin")}:${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: cwd,
    DROPBOX_ORIGIN: simulator.origin,
    PORT: "0",
  };
  const shell = { cwd, environment };
  const lines = PAGES.flatMap(linesOf);
  expect(lines).toEqual(expect.arrayContaining(Object.keys(LEFT_OUT)));
  let said = "";
  for (const line of lines.filter((candidate) => !Object.hasOwn(LEFT_OUT, candidate))) {
    const [, name, value] = /^export ([A-Z_]+)=(.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      environment[name] = value === "your-app-key" ? simulator.appKey : value;
      continue;
    }
    let input = line.endsWith('ask -- --files "path/to/files"') ? "/news top\nexit\n" : "";
    if (line.includes("/dropbox code")) {
      const approval = await simulator.approve(/https?:\S+authorize\S+/.exec(said)?.[0] ?? "");
      input = approval.kind === "code" ? `${approval.code}\n` : "";
    }
    const ran = run(line, shell, input);
    if (line === "npm start") {
      await expect.poll(ran.output, { timeout: 30_000 }).toContain("rol-news-bot is running");
      continue;
    }
    const code = await ran.ended;
    said = ran.output();
    if (line.includes('"/news top"')) expect(said).toContain("President vetoes");
    expect({ line, code, said }).toEqual({ line, code: 0, said: expect.not.stringMatching(/^\s*$/) });
  }
});
