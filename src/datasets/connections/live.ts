// Connections in use: the client, the tokens and the sync of each, made when they are first needed.

import { createDropboxClient, type DropboxClient } from "../../dropbox/client.ts";
import type { DataFiles } from "../../dropbox/data-files.ts";
import type { Http } from "../../dropbox/http.ts";
import type { Grant } from "../../dropbox/oauth.ts";
import { createSync, type Sync } from "../../dropbox/sync.ts";
import {
  type AccessState,
  createStaticTokenSource,
  createTokenSource,
  type TokenSource,
} from "../../dropbox/tokens.ts";
import { AppError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Store } from "../../store/database.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import type { AppInUse } from "./app.ts";
import { openRefreshToken } from "./refresh-token.ts";

/** How a connection speaks to Dropbox. */
export interface LiveConnection {
  readonly client: DropboxClient;
  readonly sync: Sync;
}

/** By the workspace whose row a connection is. */
export interface LiveConnections {
  of(workspace: WorkspaceKey): LiveConnection;
  /** What was just granted, to see whose it is; it is no workspace's yet. */
  proving(grant: Grant): DropboxClient;
  /** The connection as it was just granted, instead of the one before. */
  renew(workspace: WorkspaceKey, grant: Grant): LiveConnection;
  forget(workspace: WorkspaceKey): void;
}

export interface LiveConnectionsOptions {
  readonly store: Pick<Store, "connections" | "syncedFiles">;
  readonly box: SecretBox;
  readonly http: Http;
  readonly dataFiles: DataFiles;
  readonly app: () => AppInUse;
  readonly clock: Clock;
  readonly log: Logger;
  /** A token of that workspace which cannot be renewed and is used instead of its row; mostly there is none. */
  readonly fixedToken: (workspace: WorkspaceKey) => string | undefined;
  /** Told when Dropbox begins to refuse a connection, or accepts it again. */
  readonly onState: (workspace: WorkspaceKey, state: AccessState) => void;
}

export function createLiveConnections(options: LiveConnectionsOptions): LiveConnections {
  const { store, box, http, dataFiles, app, clock, log, fixedToken } = options;
  const live = new Map<string, LiveConnection>();

  function tokensOf(workspace: WorkspaceKey, first?: Grant): TokenSource {
    const onState = (state: AccessState): void => options.onState(workspace, state);
    const accessToken = fixedToken(workspace);
    if (accessToken !== undefined) return createStaticTokenSource({ accessToken, onState });
    return createTokenSource({
      first,
      clock,
      onState,
      async refresh() {
        const record = await store.connections.get(workspace);
        if (record === undefined) throw notConnected();
        return app().oauth.refresh(openRefreshToken(box, workspace, record.sealedRefreshToken));
      },
    });
  }

  function open(workspace: WorkspaceKey, first?: Grant): LiveConnection {
    const client = createDropboxClient({ http, tokens: tokensOf(workspace, first) });
    const { syncedFiles } = store;
    const opened = { client, sync: createSync({ client, syncedFiles, workspace, dataFiles, clock, log }) };
    live.set(workspace, opened);
    return opened;
  }

  return {
    of: (workspace) => live.get(workspace) ?? open(workspace),
    proving({ accessToken }) {
      const tokens = createStaticTokenSource({ accessToken, onState: () => undefined });
      return createDropboxClient({ http, tokens });
    },
    renew: open,
    forget: (workspace) => void live.delete(workspace),
  };
}

/** What everybody hears who asks for news where none are connected. */
export function notConnected(): AppError {
  return new AppError(
    "no-data",
    "No news folder is connected yet. An admin can run /dropbox connect; on the bot's machine, --files <folder> reads local files.",
  );
}
