// The Dropbox connections of the workspaces: whose each reads by, what it reads, and how it ends.

import type { DropboxClient, Listing } from "../../dropbox/client.ts";
import { isDataFile } from "../../dropbox/data-file.ts";
import type { DataFiles } from "../../dropbox/data-files.ts";
import type { Http } from "../../dropbox/http.ts";
import { dataFilesAt } from "../../dropbox/listing.ts";
import { normalisePath } from "../../dropbox/path.ts";
import type { Sync } from "../../dropbox/sync.ts";
import { AppError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import type { Store } from "../../store/database.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import { type ChosenFiles, createDropboxSource, dropboxDataSet } from "../dropbox-source.ts";
import type { FileSource } from "../file-source.ts";
import { appInUse, type DropboxApp } from "./app.ts";
import { createEnvironmentConnection, type EnvironmentCredentials } from "./environment.ts";
import { createGrants, type Grants } from "./grants.ts";
import { createLiveConnections, notConnected } from "./live.ts";
import { type ConnectionNews, createConnectionNotices } from "./notices.ts";

export type { DropboxApp } from "./app.ts";
export type { ConnectionNews } from "./notices.ts";

export interface DropboxConnectionsOptions {
  readonly store: Pick<Store, "connections" | "pending" | "syncedFiles" | "dataSets">;
  readonly box: SecretBox;
  readonly http: Http;
  readonly dataFiles: DataFiles;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent: nobody can connect by a link. */
  readonly app?: DropboxApp;
  /** Where Dropbox sends the browser back; absent: people paste a code. */
  readonly redirectUri?: string;
  readonly onNews: (news: ConnectionNews) => void;
}

export interface DropboxConnections extends Grants {
  /** The connection a workspace reads by: its own, else the environment's. */
  of(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** Its own connection; undefined where it has none or reads by the environment's. */
  ownOf(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** The data files in its Dropbox, whatever the chosen path, by folder. */
  folders(workspace: WorkspaceKey): Promise<ReadonlyMap<string, number>>;
  /**
   * How many data files a path holds now; changes nothing. Throws AppError with the reason when it cannot be chosen: it is
   * not there, or the workspace has no connection of its own.
   */
  filesAt(workspace: WorkspaceKey, path: string): Promise<number>;
  /** Chooses what is read. Throws AppError when the path cannot be one or there is no connection of its own. */
  choose(workspace: WorkspaceKey, path: string, country: string | null): Promise<void>;
  /** Ends a workspace's own connection, here and at Dropbox. False when there was none. */
  disconnect(workspace: WorkspaceKey): Promise<boolean>;
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
  const live = createLiveConnections({
    store,
    box,
    http,
    dataFiles,
    app,
    clock,
    log,
    fixedToken: (workspace) => environment.fixed(workspace)?.accessToken,
    onState: (workspace, state) => void notices.noteState(workspace, state),
  });
  const grants = createGrants({
    store,
    box,
    app,
    live,
    clock,
    log,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    onNews,
  });

  async function readBy(workspace: WorkspaceKey): Promise<WorkspaceKey> {
    const key = await environment.readBy(workspace);
    if (key === undefined) throw notConnected();
    return key;
  }

  async function chosenBy(workspace: WorkspaceKey): Promise<ChosenFiles> {
    const fixed = environment.fixed(workspace);
    if (fixed !== undefined) return { path: fixed.path, country: null };
    const record = await store.connections.get(workspace);
    return { path: record?.path ?? "", country: record?.country ?? null };
  }

  return {
    ...grants,

    async of(workspace) {
      const key = await environment.readBy(workspace);
      return key === undefined ? undefined : store.connections.get(key);
    },

    ownOf: (workspace) => store.connections.get(workspace),

    async folders(workspace) {
      const listing = await live.of(await readBy(workspace)).client.listFolder("", { recursive: true });
      const counts = new Map<string, number>();
      for (const path of "entries" in listing ? dataFilePaths(listing.entries) : []) {
        const folder = path.slice(0, path.lastIndexOf("/"));
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
      }
      return counts;
    },

    async filesAt(workspace, path) {
      if ((await store.connections.get(workspace)) === undefined) {
        await readBy(workspace);
        throw new AppError(
          "bad-input",
          "This connection comes from the bot's environment, and so does what it reads: DROPBOX_PATH. /dropbox connect connects one of your own.",
        );
      }
      return (await dataFilesAt(live.of(workspace).client, normalisePath(path))).length;
    },

    async choose(workspace, path, country) {
      const choice = { path: normalisePath(path), country };
      if (!(await store.connections.choose(workspace, choice, clock()))) throw notConnected();
    },

    async disconnect(workspace) {
      const record = await store.connections.get(workspace);
      if (record === undefined) return false;
      // Best effort: access that Dropbox already refuses needs no ending there.
      await live
        .of(workspace)
        .client.revoke()
        .catch((error: unknown) => log.info({ err: error, workspace }, "dropbox access not revoked"));
      live.forget(workspace);
      try {
        // The connection last: as long as its row is there, this can be done once more.
        await store.dataSets.delete(dropboxDataSet(workspace));
        await store.syncedFiles.forget(workspace);
        await store.connections.delete(workspace);
      } catch (error) {
        throw new AppError(
          "busy",
          "Dropbox was asked to end the access, but what is stored here could not be deleted. /dropbox disconnect does it again.",
          { retryable: true, cause: error },
        );
      }
      onNews({ type: "disconnected", workspace });
      return true;
    },

    async sourceOf(workspace) {
      const key = await readBy(workspace);
      return createDropboxSource({
        workspace: key,
        sync: () => live.of(key).sync,
        chosen: () => chosenBy(key),
      });
    },

    workspaces: environment.workspaces,

    async watched(workspace) {
      const key = await environment.readBy(workspace);
      return key === undefined ? undefined : live.of(key);
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
