// A whole Dropbox for a test: the simulator over a folder, a store, and everything of src/dropbox over them. What is
// sent and logged is kept, so that a test can search it for secrets.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../demo/simulator/server.ts";
import { createDropboxClient, type DropboxClient } from "../../src/dropbox/client.ts";
import { createDataFiles, type DataFiles } from "../../src/dropbox/data-files.ts";
import { createHttp, type Http } from "../../src/dropbox/http.ts";
import { createOAuth, type OAuth } from "../../src/dropbox/oauth.ts";
import { createSync, type Sync, type SyncResult } from "../../src/dropbox/sync.ts";
import { createTokenSource, type TokenSource } from "../../src/dropbox/tokens.ts";
import { AppError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { createTestPace } from "../pace.ts";

/** A logger whose lines, of every level, are kept. */
export function keptLog(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return {
    log: pino({ level: "debug", base: null }, { write: (line: string) => void lines.push(line) }),
    lines,
  };
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "rol-dropbox-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export interface Bench {
  readonly simulator: Simulator;
  readonly http: Http;
  readonly oauth: OAuth;
  readonly tokens: TokenSource;
  readonly client: DropboxClient;
  readonly dataFiles: DataFiles;
  readonly store: Store;
  /** Of workspace "slack:w1". */
  readonly sync: Sync;
  syncOf(workspace: string): Sync;
  readonly waitsMs: readonly number[];
  readonly logLines: string[];
  /** Every address that was asked. */
  readonly urls: string[];
  /** Every refusal for good that the client told of. */
  readonly refusals: AppError[];
  /** The refresh token of the connection. */
  readonly refreshToken: string;
  readonly clock: () => number;
  /** Moves both clocks, ours and the simulator's. */
  advance(ms: number): void;
  /** Writes into the Dropbox folder. */
  put(path: string, content: string | Uint8Array): Promise<void>;
  readonly dropboxDirectory: string;
  readonly dataDirectory: string;
  /** What a sync of "/" or a path brought: name → text. */
  texts(result: SyncResult): Promise<Record<string, string>>;
  /** Names of what is in DATA_DIR/files and DATA_DIR/tmp. */
  stored(): Promise<{ readonly files: string[]; readonly tmp: string[] }>;
}

/** A connected bot and its Dropbox. */
export async function connect(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const root = await temporaryFolder();
  const dropboxDirectory = join(root, "dropbox");
  const dataDirectory = join(root, "data");
  await mkdir(join(dropboxDirectory, options.account?.team?.homePath ?? ""), { recursive: true });
  let now = Date.now();
  const clock = () => now;
  const simulator = await startSimulator({ directory: dropboxDirectory, clock, ...options });
  const store = await openStore({ dataDirectory });
  onTestFinished(async () => {
    await store.close();
    await simulator.close();
  });
  const { log, lines } = keptLog();
  const pace = createTestPace();
  const urls: string[] = [];
  const http = createHttp({
    origin: simulator.origin,
    log,
    pace,
    fetch: (url, request) => {
      urls.push(String(url));
      return fetch(url, request);
    },
  });
  const oauth = createOAuth({ http, clock, appKey: simulator.appKey });
  const refreshToken = simulator.issueRefreshToken();
  const refusals: AppError[] = [];
  const tokens = createTokenSource({ refresh: () => oauth.refresh(refreshToken), clock });
  const client = createDropboxClient({
    http,
    tokens,
    clock,
    onRefused: (refusal) => refusals.push(refusal),
  });
  const filesDirectory = join(dataDirectory, "files");
  const tmpDirectory = join(dataDirectory, "tmp");
  const dataFiles = createDataFiles({ filesDirectory, tmpDirectory });
  const syncOf = (workspace: WorkspaceKey) =>
    createSync({ client, syncedFiles: store.syncedFiles, workspace, owner: "ana", dataFiles, clock, log });
  return {
    simulator,
    http,
    oauth,
    tokens,
    client,
    dataFiles,
    store,
    sync: syncOf("slack:w1"),
    syncOf,
    waitsMs: pace.waitsMs,
    logLines: lines,
    urls,
    refusals,
    refreshToken,
    clock,
    advance(ms) {
      now += ms;
    },
    async put(path, content) {
      const file = join(dropboxDirectory, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    },
    dropboxDirectory,
    dataDirectory,
    async texts({ files }) {
      const read = files.map(
        async ({ name, localPath }) => [name, await readFile(localPath, "utf8")] as const,
      );
      return Object.fromEntries(await Promise.all(read));
    },
    async stored() {
      const names = (directory: string) => readdir(directory).catch(() => []);
      return { files: await names(filesDirectory), tmp: await names(tmpDirectory) };
    },
  };
}

/** What a promise rejects with, which must be an AppError. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("It did not fail");
}
