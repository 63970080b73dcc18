// The Dropbox connections of the workspaces: made by a person with a link and a code, or by the environment; what each
// one reads; and what admins hear when Dropbox refuses one.

import { randomBytes } from "node:crypto";
import { createDropboxClient, type DropboxClient, type Listing } from "../dropbox/client.ts";
import type { DataFiles } from "../dropbox/data-files.ts";
import type { Http } from "../dropbox/http.ts";
import { createOAuth, createPkce, type Grant, type OAuth, READ_SCOPES } from "../dropbox/oauth.ts";
import { DATA_FILE_NAME, normalisePath } from "../dropbox/selection.ts";
import { createSync, type Sync } from "../dropbox/sync.ts";
import {
  type AccessState,
  createStaticTokenSource,
  createTokenSource,
  type TokenSource,
} from "../dropbox/tokens.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { environmentKey, type WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { ConnectionRecord } from "../store/connections.ts";
import type { Store } from "../store/database.ts";
import type { SecretBox } from "../store/secret-box.ts";
import { createDropboxSource, dropboxDataSet } from "./dropbox-source.ts";
import type { FileSource } from "./file-source.ts";
import { reconnectStepDue } from "./reconnect-steps.ts";

/** Holds the connection that the environment gives to every workspace without one of its own. */
const ENVIRONMENT_WORKSPACE = environmentKey("dropbox");

/** What happened to a connection; of each thing one is told, whoever finds it. */
export type ConnectionNews =
  | { readonly type: "connected"; readonly workspace: WorkspaceKey }
  | { readonly type: "disconnected"; readonly workspace: WorkspaceKey }
  /** For admins: Dropbox refuses the access. Step 1 at once, 2 after a day, then one a week. */
  | {
      readonly type: "refused";
      readonly workspace: WorkspaceKey;
      readonly since: number;
      readonly step: number;
    }
  /** For admins: it is accepted again. */
  | { readonly type: "mended"; readonly workspace: WorkspaceKey };

export interface DropboxApp {
  readonly appKey: string;
  readonly appSecret?: string;
  /** What kind of app it is in the Dropbox App Console: it decides what the bot may read. */
  readonly access: "app-folder" | "full";
  readonly mayExport: boolean;
}

export interface ConnectionsOptions {
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

/** Where a person goes to allow access, and what comes then. */
export interface ConnectLink {
  readonly url: string;
  /** `paste`: Dropbox shows a code to bring back; `redirect`: the browser brings it. */
  readonly way: "paste" | "redirect";
  readonly access: DropboxApp["access"];
}

export interface DropboxConnections {
  begin(workspace: WorkspaceKey, actor: string): Promise<ConnectLink>;
  /** Ends a connection with a pasted code. Throws AppError "bad-input" when the code or its link is too old or wrong. */
  finishWithCode(
    workspace: WorkspaceKey,
    actor: string,
    place: string,
    code: string,
  ): Promise<ConnectionRecord>;
  /** Ends a connection that the browser brought back. */
  finishWithState(state: string, code: string): Promise<ConnectionRecord>;
  /** The connection a workspace reads by: its own, else the environment's. */
  of(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** The data files in its Dropbox, whatever the chosen path, by folder. */
  folders(workspace: WorkspaceKey): Promise<ReadonlyMap<string, number>>;
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

export interface EnvironmentCredentials {
  readonly refreshToken?: string;
  readonly accessToken?: string;
  readonly path: string;
}

/** A connection in use: how it speaks to Dropbox. */
interface Live {
  readonly client: DropboxClient;
  readonly sync: Sync;
}

const REFRESH_TOKEN = "refresh-token";
const VERIFIER = "oauth-verifier";

export function createConnections(options: ConnectionsOptions): DropboxConnections {
  const { store, box, http, dataFiles, clock, log, app, redirectUri, onNews } = options;
  const live = new Map<WorkspaceKey, Live>();
  /** A short-lived access token of the environment: it cannot be renewed, so it is not kept either. */
  let staticToken: { readonly accessToken: string; readonly path: string } | undefined;

  function oauth(): { readonly oauth: OAuth; readonly app: DropboxApp } {
    if (app === undefined)
      throw new AppError(
        "bad-configuration",
        "The bot has no Dropbox app yet. Whoever runs it sets DROPBOX_APP_KEY, then /dropbox connect works.",
      );
    const { appKey, appSecret } = app;
    return { oauth: createOAuth({ http, clock, appKey, appSecret }), app };
  }

  function scopesOf({ mayExport }: DropboxApp): readonly string[] {
    return mayExport ? [...READ_SCOPES, "files.content.write"] : READ_SCOPES;
  }

  /** Which workspace's row a workspace reads by; undefined when neither it nor the environment is connected. */
  async function keyOf(workspace: WorkspaceKey): Promise<WorkspaceKey | undefined> {
    if ((await store.connections.get(workspace)) !== undefined) return workspace;
    const hasEnvironment =
      staticToken !== undefined || (await store.connections.get(ENVIRONMENT_WORKSPACE)) !== undefined;
    return hasEnvironment ? ENVIRONMENT_WORKSPACE : undefined;
  }

  function tokensOf(key: WorkspaceKey, first?: Grant): TokenSource {
    const onState = (state: AccessState): void => void noteState(key, state);
    if (key === ENVIRONMENT_WORKSPACE && staticToken !== undefined)
      return createStaticTokenSource({ accessToken: staticToken.accessToken, onState });
    return createTokenSource({
      first,
      clock,
      onState,
      async refresh() {
        const record = await store.connections.get(key);
        if (record === undefined) throw notConnected();
        const token = box.open(record.sealedRefreshToken, { workspace: key, purpose: REFRESH_TOKEN });
        return oauth().oauth.refresh(token);
      },
    });
  }

  function open(key: WorkspaceKey, first?: Grant): Live {
    const client = createDropboxClient({ http, tokens: tokensOf(key, first) });
    const { syncedFiles } = store;
    const opened = {
      client,
      sync: createSync({ client, syncedFiles, workspace: key, dataFiles, clock, log }),
    };
    live.set(key, opened);
    return opened;
  }

  const liveOf = (key: WorkspaceKey): Live => live.get(key) ?? open(key);

  /** Of many who find the access refused, or mended, one tells the admins. */
  async function noteState(key: WorkspaceKey, state: AccessState): Promise<void> {
    try {
      const now = clock();
      if (!(await store.connections.setState(key, state, now))) return;
      if (state === "connected") onNews({ type: "mended", workspace: key });
      else if (await store.connections.recordNotice(key, 1, now))
        onNews({ type: "refused", workspace: key, since: now, step: 1 });
    } catch (error) {
      log.error({ err: error, workspace: key }, "connection state not noted");
    }
  }

  async function finish(
    { workspace, actor, sealedVerifier }: { workspace: WorkspaceKey; actor: string; sealedVerifier: string },
    { place, code, redirect }: { place: string; code: string; redirect: boolean },
  ): Promise<ConnectionRecord> {
    const verifier = box.open(sealedVerifier, { workspace, purpose: VERIFIER });
    const { oauth: service, app: ownApp } = oauth();
    const grant = await service.exchangeCode({
      code,
      verifier,
      ...(redirect && redirectUri !== undefined ? { redirectUri } : {}),
    });
    const before = await store.connections.get(workspace);
    const { client } = open(workspace, grant);
    const account = await client.account();
    const sameAccount = before?.accountId === account.accountId;
    if (before !== undefined && !sameAccount) await store.syncedFiles.forget(workspace);
    const now = clock();
    const record: ConnectionRecord = {
      workspace,
      accountId: account.accountId,
      accountName: account.name,
      accountEmail: account.email,
      sealedRefreshToken: box.seal(grant.refreshToken, { workspace, purpose: REFRESH_TOKEN }),
      scopes: grant.scopes.join(" "),
      rootKind: ownApp.access,
      path: sameAccount ? before.path : null,
      country: sameAccount ? before.country : null,
      connectedBy: actor,
      place,
      state: "connected",
      stateSince: now,
      lastNoticeAt: null,
      noticeStep: 0,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    await store.connections.save(record);
    log.info({ workspace, account: account.accountId }, "dropbox connected");
    onNews({ type: "connected", workspace });
    if (before?.state === "needs-reconnect") onNews({ type: "mended", workspace });
    return record;
  }

  return {
    async begin(workspace, actor) {
      const { oauth: service, app: ownApp } = oauth();
      const { verifier, challenge } = createPkce();
      const state = randomBytes(24).toString("base64url");
      const redirect = redirectUri !== undefined;
      const sealedVerifier = box.seal(verifier, { workspace, purpose: VERIFIER });
      await store.pending.add({ state, workspace, actor, sealedVerifier, redirect }, clock());
      const url = service.authorizeUrl({
        challenge,
        scopes: scopesOf(ownApp),
        ...(redirect ? { state, redirectUri } : {}),
      });
      return { url, way: redirect ? "redirect" : "paste", access: ownApp.access };
    },

    async finishWithCode(workspace, actor, place, code) {
      const pending = await store.pending.takeFor(workspace, actor, clock());
      if (pending === undefined) throw linkTooOld();
      return finish(pending, { place, code, redirect: false });
    },

    async finishWithState(state, code) {
      const pending = await store.pending.take(state, clock());
      if (pending === undefined || !pending.redirect) throw linkTooOld();
      return finish(pending, { place: "browser", code, redirect: true });
    },

    async of(workspace) {
      const key = await keyOf(workspace);
      return key === undefined ? undefined : store.connections.get(key);
    },

    async folders(workspace) {
      const key = await keyOf(workspace);
      if (key === undefined) throw notConnected();
      const listing = await liveOf(key).client.listFolder("", { recursive: true });
      const counts = new Map<string, number>();
      for (const path of "entries" in listing ? dataFilePaths(listing.entries) : []) {
        const folder = path.slice(0, path.lastIndexOf("/"));
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
      }
      return counts;
    },

    async choose(workspace, path, country) {
      const chosen = await store.connections.choose(
        workspace,
        { path: normalisePath(path), country },
        clock(),
      );
      if (!chosen) throw notConnected();
    },

    async disconnect(workspace) {
      const record = await store.connections.get(workspace);
      if (record === undefined) return false;
      // Best effort: access that Dropbox already refuses needs no ending there.
      await liveOf(workspace)
        .client.revoke()
        .catch((error: unknown) => log.info({ err: error, workspace }, "dropbox access not revoked"));
      live.delete(workspace);
      await store.connections.delete(workspace);
      await store.syncedFiles.forget(workspace);
      await store.dataSets.delete(dropboxDataSet(workspace));
      onNews({ type: "disconnected", workspace });
      return true;
    },

    async sourceOf(workspace) {
      const key = await keyOf(workspace);
      if (key === undefined) throw notConnected();
      return createDropboxSource({
        workspace: key,
        sync: () => liveOf(key).sync,
        choice: async () => {
          if (key === ENVIRONMENT_WORKSPACE && staticToken !== undefined)
            return { path: staticToken.path, country: null };
          const record = await store.connections.get(key);
          return { path: record?.path ?? "", country: record?.country ?? null };
        },
      });
    },

    async workspaces() {
      const own = (await store.connections.all()).map(({ workspace }) => workspace);
      return staticToken === undefined || own.includes(ENVIRONMENT_WORKSPACE)
        ? own
        : [...own, ENVIRONMENT_WORKSPACE];
    },

    async watched(workspace) {
      const key = await keyOf(workspace);
      return key === undefined ? undefined : liveOf(key);
    },

    async adoptEnvironment({ refreshToken, accessToken, path }) {
      if (refreshToken !== undefined) await adoptRefreshToken(refreshToken, path);
      else if (accessToken !== undefined) staticToken = { accessToken, path };
      else await store.connections.delete(ENVIRONMENT_WORKSPACE);
    },

    async remind() {
      const now = clock();
      for (const { workspace, state, stateSince } of await store.connections.all()) {
        if (state !== "needs-reconnect") continue;
        const step = reconnectStepDue(stateSince, now);
        if (await store.connections.recordNotice(workspace, step, now))
          onNews({ type: "refused", workspace, since: stateSince, step });
      }
    },
  };

  /** The same token keeps its state over a restart; another one begins anew. */
  async function adoptRefreshToken(refreshToken: string, path: string): Promise<void> {
    const context = { workspace: ENVIRONMENT_WORKSPACE, purpose: REFRESH_TOKEN } as const;
    const before = await store.connections.get(ENVIRONMENT_WORKSPACE);
    if (before !== undefined && opens(before.sealedRefreshToken) === refreshToken && before.path === path)
      return;
    const now = clock();
    await store.connections.save({
      workspace: ENVIRONMENT_WORKSPACE,
      accountId: "environment",
      accountName: "the environment",
      accountEmail: "",
      sealedRefreshToken: box.seal(refreshToken, context),
      scopes: "",
      rootKind: app?.access ?? "app-folder",
      path,
      country: null,
      connectedBy: "environment",
      place: "environment",
      state: "connected",
      stateSince: now,
      lastNoticeAt: null,
      noticeStep: 0,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    });

    function opens(sealed: string): string | undefined {
      try {
        return box.open(sealed, context);
      } catch {
        // Sealed with a key that is gone: the environment's own token takes its place.
        return undefined;
      }
    }
  }
}

function dataFilePaths(entries: Listing["entries"]): readonly string[] {
  return entries.flatMap((entry) =>
    entry.type === "file" && DATA_FILE_NAME.test(entry.pathLower) ? [entry.pathDisplay] : [],
  );
}

function linkTooOld(): AppError {
  return new AppError(
    "bad-input",
    "That link is no longer good: it works once, for ten minutes. Start again with /dropbox connect.",
  );
}

function notConnected(): AppError {
  return new AppError(
    "no-data",
    "No news folder is connected yet. An admin can run /dropbox connect; on the bot's machine, --files <folder> reads local files.",
  );
}
