// Connections of workspaces over a real store and a simulated Dropbox of two people; only the clock is ours.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Account, otherAccount, sampleAccount } from "../../../demo/simulator/account.ts";
import { type Simulator, startSimulator } from "../../../demo/simulator/server.ts";
import {
  type ConnectionNews,
  createDropboxConnections,
  type DropboxApp,
  type DropboxConnections,
} from "../../../src/datasets/connections/index.ts";
import { createDataFiles } from "../../../src/dropbox/data-files.ts";
import { createHttp } from "../../../src/dropbox/http.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createSecretBox, type SecretBox } from "../../../src/store/secret-box.ts";
import { keptLog, temporaryFolder } from "../../dropbox/fixture.ts";
import { createTestPace } from "../../pace.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const ANA = "Ana Ruiz";
export const BEN = "Ben Okoro";

export interface ConnectionsBench {
  readonly connections: DropboxConnections;
  readonly store: Store;
  readonly box: SecretBox;
  readonly simulator: Simulator;
  /** Everything that was told so far. */
  readonly news: readonly ConnectionNews[];
  readonly logLines: readonly string[];
  now(): number;
  advance(ms: number): void;
  /** From now on this person opens links. At first it is Ana. */
  signIn(who: "ana" | "ben"): void;
  /** Puts a file into a Dropbox. */
  put(who: "ana" | "ben", path: string, content?: string): Promise<void>;
  /** Connects as a person does who pastes the code. */
  grant(workspace?: WorkspaceKey): Promise<void>;
  /** The same, and what is obvious is chosen, as the command does. */
  connect(workspace?: WorkspaceKey): Promise<void>;
  /** Names of the files that a workspace reads now. */
  files(workspace?: WorkspaceKey): Promise<readonly string[]>;
  /** Other connections over the same store, as after a restart. */
  restarted(keys?: readonly string[]): DropboxConnections;
}

export interface BenchOptions {
  /** Null: the bot has no app. */
  readonly app?: Partial<DropboxApp> | null;
  readonly redirectUri?: string;
  /** Whether the app really sees its own folder alone; default what the bot is told. */
  readonly appFolder?: boolean;
  readonly ana?: Account;
}

/** What everybody's traffic is about, by route. */
export type Routes = ReturnType<Simulator["traffic"]["routes"]>;

export const WORKSPACE = "slack:T1";
const KEY = Buffer.alloc(32, 1).toString("base64");

/** Lasts until the test is finished. */
export async function openConnections({
  app,
  redirectUri,
  appFolder = app?.access !== "full",
  ana = sampleAccount,
}: BenchOptions = {}): Promise<ConnectionsBench> {
  const root = await temporaryFolder();
  const folders = { ana: join(root, "ana"), ben: join(root, "ben") };
  for (const folder of Object.values(folders)) await mkdir(folder);
  if (ana.team !== undefined) await mkdir(join(folders.ana, ana.team.homePath));
  let now = Date.now();
  const clock = (): number => now;
  const simulator = await startSimulator({
    directory: folders.ana,
    account: ana,
    others: [{ account: otherAccount, directory: folders.ben }],
    clock,
    appFolder,
  });
  const dataDirectory = join(root, "data");
  const store = await openStore({ dataDirectory });
  onTestFinished(async () => {
    await store.close();
    await simulator.close();
  });
  const { log, lines } = keptLog();
  const news: ConnectionNews[] = [];
  const http = createHttp({ origin: simulator.origin, log, pace: createTestPace() });
  const boxOf = (keys: readonly string[]): SecretBox => createSecretBox({ keys });
  const start = (keys: readonly string[]): DropboxConnections =>
    createDropboxConnections({
      store,
      box: boxOf(keys),
      http,
      dataFiles: createDataFiles({
        filesDirectory: join(dataDirectory, "files"),
        tmpDirectory: join(dataDirectory, "tmp"),
      }),
      clock,
      log,
      ...(app === null
        ? {}
        : { app: { appKey: simulator.appKey, access: "app-folder", mayExport: false, ...app } as const }),
      ...(redirectUri === undefined ? {} : { redirectUri }),
      onNews: (one) => news.push(one),
    });
  const connections = start([KEY]);

  async function grant(workspace: WorkspaceKey = WORKSPACE): Promise<void> {
    const { url } = await connections.begin(workspace, { id: "U1", name: "Ana" });
    const approval = await simulator.approve(url);
    if (approval.kind !== "code") throw new Error(`Dropbox showed no code but ${approval.kind}.`);
    await connections.finishWithCode(workspace, "U1", "C1", approval.code);
  }

  return {
    connections,
    store,
    box: boxOf([KEY]),
    simulator,
    news,
    logLines: lines,
    now: clock,
    advance(ms) {
      now += ms;
    },
    signIn: (who) => simulator.signIn({ accountId: (who === "ana" ? ana : otherAccount).accountId }),
    async put(who, path, content = path) {
      const file = join(folders[who], path);
      await mkdir(join(file, ".."), { recursive: true });
      await writeFile(file, content);
    },
    grant,
    async connect(workspace: WorkspaceKey = WORKSPACE) {
      await grant(workspace);
      await connections.chooseObvious(workspace);
    },
    async files(workspace: WorkspaceKey = WORKSPACE) {
      const source = await connections.sourceOf(workspace);
      const { signal } = new AbortController();
      const { files } = await source.files({ signal, onProgress: () => undefined });
      return files.map(({ name }) => name).toSorted();
    },
    restarted: (keys = [KEY]) => start(keys),
  };
}
