// Settings in a file beside the program: the npm scripts that need settings read it, and the environment goes before it.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs an npm script's own words in a folder with that .env, and returns what it printed. */
async function scriptBeside(
  file: string | undefined,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const folder = await mkdtemp(join(tmpdir(), "rol-settings-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (file !== undefined) await writeFile(join(folder, ".env"), file);
  const [, ...words] = String(scripts[name])
    .replace(/src\/\S+/, (program) => join(root, program))
    .split(" ");
  const options = { cwd: folder, env: environment, timeout: 50_000 };
  const { stdout, stderr } = await run(process.execPath, words, options).catch((failure) => failure);
  return `${stdout}${stderr}`;
}

it("settings in .env count, those of the environment go before them, and none is needed", async () => {
  expect(await scriptBeside("COMMAND_PREFIX=rol-\n", "manifest")).toContain("/rol-news");
  expect(await scriptBeside("COMMAND_PREFIX=rol-\n", "manifest", { COMMAND_PREFIX: "my-" })).toContain(
    "/my-news",
  );
  expect(await scriptBeside(undefined, "manifest")).toContain('command: "/news"');
});

it.each(["start", "ask", "rotate-key", "move-store"])("npm run %s reads .env", async (name) => {
  const said = await scriptBeside("PORT=nowhere\n", name);
  expect(said).toContain("PORT must be a whole number from 0 to 65535");
});
