// The real program as processes over a simulated Dropbox.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { startSimulator } from "../../demo/simulator/server.ts";

const CLI = fileURLToPath(new URL("../../src/entry.js", import.meta.url));

/** A folder in a simulated Dropbox, a data directory, and the settings that join them. */
export interface Site {
  readonly dropbox: string;
  readonly dataDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export async function openSite(): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), "rol-process-"));
  const [dropbox, dataDirectory] = [join(root, "dropbox"), join(root, "data")];
  await mkdir(dropbox);
  const simulator = await startSimulator({ directory: dropbox });
  onTestFinished(async () => {
    await simulator.close();
    await rm(root, { recursive: true, force: true });
  });
  return {
    dropbox,
    dataDirectory,
    environment: {
      DATA_DIR: dataDirectory,
      PORT: "0",
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
      DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken(),
    },
  };
}

export interface Running {
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** Resolves when the output holds that text; rejects when the process ends first. */
  waitFor(text: string): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** Starts `node src/entry.js …`, or another program's; it is killed at the end of the test at the latest. */
export function startCli(
  args: readonly string[],
  { environment, cli = CLI }: Pick<Site, "environment"> & { readonly cli?: string },
): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const wake of waiting) wake();
    });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }));
  return {
    child,
    output: () => output,
    ended,
    waitFor: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended before "${text}": ${output}`)));
      }),
  };
}
