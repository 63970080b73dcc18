// The Dropbox connections of the workspaces: whose each reads by, what it reads, and how it ends.

import type { DropboxClient, Listing } from "../../dropbox/client.ts";
import { isDataFile } from "../../dropbox/data-file.ts";
import type { DataFiles } from "../../dropbox/data-files.ts";
import type { Http } from "../../dropbox/http.ts";
import { dataFilesAt } from "../../dropbox/listing.ts";
import { folderOf, normalisePath } from "../../dropbox/path.ts";
import type { Sync } from "../../dropbox/sync.ts";
import { AppError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import { type Deed, type Doer, theBot } from "../../store/audit.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import type { Store } from "../../store/database.ts";
import { ALONE, type Leases } from "../../store/leases.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import { say } from "../../wording/say.ts";
import { type ConnectionInUse, createDropboxSource, dropboxDataSet } from "../dropbox-source.ts";
import { type FileSource, replacedError } from "../file-source.ts";
import { appInUse, type DropboxApp } from "./app.ts";
import {
  createEnvironmentConnection,
  type EnvironmentCredentials,
  isUnproven,
  pathOf,
} from "./environment.ts";
import { createExporting, type Exporting } from "./exporting.ts";
import { accountOf, createGrants, type Grants } from "./grants.ts";
import { createLiveConnections } from "./live.ts";
import { nobodyChose, notConnected } from "./nothing-to-read.ts";
import { type ConnectionNews, createConnectionNotices } from "./notices.ts";
import { ownerOf } from "./owner.ts";
import { createTurns } from "./turns.ts";

export type { DropboxApp } from "./app.ts";
export type { ConnectionNews } from "./notices.ts";

export interface DropboxConnectionsOptions {
  readonly store: Pick<Store, "connections" | "pending" | "syncedFiles" | "dataSets">;
  readonly box: SecretBox;
  /** Default: no other process has connections. */
  readonly leases?: Leases;
  readonly http: Http;
  readonly dataFiles: DataFiles;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent: nobody can connect by a link. */
  readonly app?: DropboxApp;
  /** Whether files may be put into Dropbox. Default false. */
  readonly mayExport?: boolean;
  /** Where Dropbox sends the browser back; absent: people paste a code. */
  readonly redirectUri?: string;
  readonly onNews: (news: ConnectionNews) => void;
}

export interface DropboxConnections extends Grants, Exporting {
  /** The connection a workspace reads by: its own, else the environment's. */
  of(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** Its own connection; undefined where it has none or reads by the environment's. */
  ownOf(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** How many data files lie in its Dropbox, whatever the chosen path, by folder. Nothing but names is read. */
  folders(workspace: WorkspaceKey): Promise<ReadonlyMap<string, number>>;
  /**
   * The folders, and which of them is chosen now because it was obvious: in the app's own folder, which holds nothing
   * else, the only one. In a whole Dropbox only a person chooses.
   */
  chooseObvious(
    workspace: WorkspaceKey,
  ): Promise<{ readonly folders: ReadonlyMap<string, number>; readonly chosen?: string }>;
  /**
   * How many data files a path holds now; changes nothing. Throws AppError with the reason when it cannot be chosen: it is
   * not there, or the workspace has no connection of its own.
   */
  filesAt(workspace: WorkspaceKey, path: string): Promise<number>;
  /** Chooses what is read. Throws AppError when the path cannot be one or there is no connection of its own. */
  choose(by: Doer, path: string, country: string | null): Promise<void>;
  /** Ends a workspace's own connection, here and at Dropbox. False when there was none. */
  disconnect(by: Doer): Promise<boolean>;
  /** Where a workspace's news comes from. Throws AppError "no-data" with what to do when it has no connection. */
  sourceOf(workspace: WorkspaceKey): Promise<FileSource>;
  /** Every workspace with a connection of its own, and the environment's when there is one. */
  workspaces(): Promise<readonly WorkspaceKey[]>;
  /** How a workspace's Dropbox is reached, to wait for changes; undefined when it has none. */
  watched(
    workspace: WorkspaceKey,
  ): Promise<{ readonly client: DropboxClient; readonly sync: Sync } | undefined>;
  /** Takes the environment's refresh token, or a short-lived access token, as the connection of all others. */
  adoptEnvironment(credentials: EnvironmentCredentials): Promise<void>;
  /** Tells admins again where a refusal has lasted another step. */
  remind(): Promise<void>;
}

export function createDropboxConnections(options: DropboxConnectionsOptions): DropboxConnections {
  const { store, box, http, dataFiles, clock, log, redirectUri, onNews } = options;
  const app = appInUse(options.app, { http, clock });
  const notices = createConnectionNotices({ connections: store.connections, clock, log, onNews });
  const environment = createEnvironmentConnection({
    connections: store.connections,
    box,
    clock,
    access: options.app?.access ?? "app-folder",
  });
  const turns = createTurns(options.leases ?? ALONE);
  const live = createLiveConnections({
    store,
    box,
    http,
    dataFiles,
    app,
    clock,
    log,
    onRefused: (workspace, { message }) => void notices.noteState(workspace, message),
  });
  const grants = createGrants({
    store,
    box,
    app,
    live,
    turns,
    clock,
    log,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    onNews,
  });

  /** The connection that a workspace reads by, its owner known. */
  async function readBy(workspace: WorkspaceKey): Promise<ConnectionRecord> {
    const record = await environment.readBy(workspace);
    if (record === undefined) throw notConnected();
    return isUnproven(record) ? proven(record) : record;
  }

  async function proven(record: ConnectionRecord): Promise<ConnectionRecord> {
    const owner = await ownerOf(live.of(record).client);
    const { workspace, path } = record;
    return turns.take(workspace, async () => {
      const now = await store.connections.get(workspace);
      if (now === undefined) throw notConnected();
      if (now.sealedRefreshToken !== record.sealedRefreshToken || !isUnproven(now)) return now;
      const known = { ...now, ...owner, path: pathOf(path ?? undefined, owner.rootKind), updatedAt: clock() };
      await store.connections.save(known);
      return known;
    });
  }

  async function inUse(workspace: WorkspaceKey): Promise<ConnectionInUse> {
    const record = await readBy(workspace);
    const { workspace: key, path, country } = record;
    // Its own ended meanwhile: the environment's is another data set.
    if (key !== workspace) throw notConnected();
    const { sync, replaced } = live.of(record);
    if (path === null) throw nobodyChose(record);
    const isCurrent = async (): Promise<boolean> => {
      const now = replaced.aborted ? undefined : await store.connections.get(key);
      return now?.accountId === record.accountId && now.path === path && now.country === country;
    };
    return {
      sync,
      path,
      country,
      replaced,
      whileCurrent: (work) =>
        turns.take(key, async () => {
          if (!(await isCurrent())) throw replacedError();
          return work();
        }),
      onServed: async () => {
        if (record.state !== "connected") await notices.noteState(key, null);
      },
    };
  }

  async function folders(workspace: WorkspaceKey): Promise<ReadonlyMap<string, number>> {
    const listing = await live.of(await readBy(workspace)).client.listFolder("", { recursive: true });
    const counts = new Map<string, number>();
    for (const path of "entries" in listing ? dataFilePaths(listing.entries) : []) {
      const folder = folderOf(path);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    return counts;
  }

  async function choose(by: Doer, path: string, country: string | null): Promise<void> {
    const { workspace } = by;
    const choice = { path: normalisePath(path), country };
    const details = {
      path: choice.path === "" ? "/" : choice.path,
      ...(country === null ? {} : { country }),
    };
    await turns.take(workspace, async () => {
      if (!(await store.connections.choose(workspace, choice, clock(), { ...by, kind: "chose", details })))
        throw notConnected();
      live.restart(workspace);
    });
  }

  /** Deletes what is stored of a connection. */
  async function forget(deed: Deed): Promise<void> {
    const { workspace } = deed;
    live.end(workspace);
    try {
      // The connection last: as long as its row is there, this can be done once more.
      await store.dataSets.delete(dropboxDataSet(workspace));
      await store.syncedFiles.forget(workspace);
      await store.connections.delete(workspace, deed);
    } catch (error) {
      throw new AppError(
        "busy",
        say(
          "Dropbox was asked to end the access, but what is stored here could not be deleted. {disconnect} does it again.",
          { disconnect: "/dropbox disconnect" },
        ),
        { retryable: true, cause: error },
      );
    }
  }

  return {
    ...grants,
    ...createExporting({ mayExport: options.mayExport ?? false, readBy: environment.readBy, live }),

    of: environment.readBy,

    ownOf: (workspace) => store.connections.get(workspace),

    folders,

    async chooseObvious(workspace) {
      const found = await folders(workspace);
      const record = await store.connections.get(workspace);
      const isObvious = record?.path === null && record.rootKind === "app-folder" && found.size <= 1;
      if (!isObvious) return { folders: found };
      const [chosen = ""] = found.keys();
      await choose(theBot(workspace, clock()), chosen, null);
      return { folders: found, chosen };
    },

    async filesAt(workspace, path) {
      const record = await store.connections.get(workspace);
      if (record === undefined) {
        if ((await environment.readBy(workspace)) === undefined) throw notConnected();
        throw new AppError(
          "bad-input",
          say(
            "This connection comes from the bot's environment, and so does what it reads: DROPBOX_PATH. {connect} connects one of your own.",
            { connect: "/dropbox connect" },
          ),
        );
      }
      return (await dataFilesAt(live.of(record).client, normalisePath(path))).length;
    },

    choose,

    async disconnect(by) {
      const { workspace } = by;
      const record = await store.connections.get(workspace);
      if (record === undefined) return false;
      // Best effort: access that Dropbox already refuses needs no ending there.
      await live
        .of(record)
        .client.revoke()
        .catch((error: unknown) => log.info({ err: error, workspace }, "dropbox access not revoked"));
      const account = accountOf(record);
      await turns.take(workspace, () => forget({ ...by, kind: "disconnected", details: { account } }));
      onNews({ type: "disconnected", workspace, by: by.actorName ?? "", account });
      return true;
    },

    async sourceOf(workspace) {
      const record = await environment.readBy(workspace);
      if (record === undefined) throw notConnected();
      const { workspace: key } = record;
      return createDropboxSource({ workspace: key, inUse: () => inUse(key) });
    },

    workspaces: async () => (await store.connections.all()).map(({ workspace }) => workspace),

    async watched(workspace) {
      const record = await environment.readBy(workspace);
      return record === undefined ? undefined : live.of(record);
    },

    adoptEnvironment: environment.adopt,

    remind: notices.remind,
  };
}

function dataFilePaths(entries: Listing["entries"]): readonly string[] {
  return entries.flatMap((entry) =>
    entry.type === "file" && isDataFile(entry.pathLower.slice(1)) ? [entry.pathDisplay] : [],
  );
}
