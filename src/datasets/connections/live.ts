// Connections in use: the client, the tokens and the sync of each, made when they are first needed, ended when another
// grant takes their place.

import { createDropboxClient, type DropboxClient } from "../../dropbox/client.ts";
import type { DataFiles } from "../../dropbox/data-files.ts";
import type { Http } from "../../dropbox/http.ts";
import type { Grant } from "../../dropbox/oauth.ts";
import type { PathRoot } from "../../dropbox/sdk.ts";
import { createSync, type Sync } from "../../dropbox/sync.ts";
import { createStaticTokenSource, createTokenSource, type TokenSource } from "../../dropbox/tokens.ts";
import type { AppError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import type { Store } from "../../store/database.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import type { AppInUse } from "./app.ts";
import { isAccessToken } from "./environment.ts";
import { openRefreshToken } from "./refresh-token.ts";

/** How a connection speaks to Dropbox. */
export interface LiveConnection {
  readonly client: DropboxClient;
  readonly sync: Sync;
  /** Aborted when another grant or another choice takes its place: what was begun by then is worth nothing. */
  readonly replaced: AbortSignal;
}

/** By the workspace whose row a connection is. */
export interface LiveConnections {
  /** The connection of a row; one of another grant or account of the same workspace ends. */
  of(record: ConnectionRecord): LiveConnection;
  /** What was just granted, to see whose it is; it is no workspace's yet. */
  proving(grant: Grant): DropboxClient;
  /** The connection as it was just granted, instead of the one before. */
  renew(record: ConnectionRecord, grant: Grant): void;
  /** Ends the work in flight, because something else is to be read from now on. */
  restart(workspace: WorkspaceKey): void;
  /** Ends the connection. */
  end(workspace: WorkspaceKey): void;
}

export interface LiveConnectionsOptions {
  readonly store: Pick<Store, "connections" | "syncedFiles">;
  readonly box: SecretBox;
  readonly http: Http;
  readonly dataFiles: DataFiles;
  readonly app: () => AppInUse;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told whenever Dropbox refuses a connection for good. */
  readonly onRefused: (workspace: WorkspaceKey, refusal: AppError) => void;
}

interface Opened {
  /** Grant and account: another one is another connection. */
  readonly identity: string;
  readonly client: DropboxClient;
  readonly sync: Sync;
  readonly ending: AbortController;
}

export function createLiveConnections(options: LiveConnectionsOptions): LiveConnections {
  const { store, box, http, dataFiles, app, clock, log, onRefused } = options;
  const live = new Map<WorkspaceKey, Opened>();

  function tokensOf(record: ConnectionRecord, first: Grant | undefined): TokenSource {
    const token = (): string => openRefreshToken(box, record.workspace, record.sealedRefreshToken);
    if (isAccessToken(record)) return createStaticTokenSource({ accessToken: token() });
    return createTokenSource({ first, clock, refresh: async () => app().oauth.refresh(token()) });
  }

  function rootOf({ workspace, rootNamespace }: ConnectionRecord): PathRoot | undefined {
    if (rootNamespace === null) return undefined;
    let current = rootNamespace;
    return {
      current: async () => current,
      async moved(namespaceId) {
        log.info({ workspace }, "the team's space has a new root");
        current = namespaceId;
        await store.connections.setRoot(workspace, namespaceId, clock());
      },
    };
  }

  function open(record: ConnectionRecord, first?: Grant): Opened {
    const { workspace, accountId } = record;
    live.get(workspace)?.ending.abort();
    const client = createDropboxClient({
      http,
      tokens: tokensOf(record, first),
      clock,
      root: rootOf(record),
      onRefused: (refusal) => onRefused(workspace, refusal),
    });
    const { syncedFiles } = store;
    const sync = createSync({ client, syncedFiles, workspace, owner: accountId, dataFiles, clock, log });
    const opened = { identity: identityOf(record), client, sync, ending: new AbortController() };
    live.set(workspace, opened);
    return opened;
  }

  return {
    of(record) {
      const known = live.get(record.workspace);
      const { client, sync, ending } = known?.identity === identityOf(record) ? known : open(record);
      return { client, sync, replaced: ending.signal };
    },
    proving({ accessToken }) {
      return createDropboxClient({ http, tokens: createStaticTokenSource({ accessToken }), clock });
    },
    renew: (record, grant) => void open(record, grant),
    restart(workspace) {
      const known = live.get(workspace);
      known?.ending.abort();
      if (known !== undefined) live.set(workspace, { ...known, ending: new AbortController() });
    },
    end(workspace) {
      live.get(workspace)?.ending.abort();
      live.delete(workspace);
    },
  };
}

function identityOf({ accountId, sealedRefreshToken }: ConnectionRecord): string {
  return `${accountId} ${sealedRefreshToken}`;
}
