// Runs the command line as a person does: a process of its own, its output and its exit code.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly dataDirectory: string;
  /** Typed lines; without them the input is empty. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** `node src/entry.js …`, with nothing of this process's environment but what a shell needs. */
export function runCli(
  args: readonly string[],
  { dataDirectory, input = "", environment = {} }: CliOptions,
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["src/entry.js", ...args], {
      cwd: root,
      env: { DATA_DIR: dataDirectory, ...environment },
      stdio: "pipe",
      timeout: 50_000,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
