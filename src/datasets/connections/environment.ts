// The connection that the environment gives to every workspace without one of its own.

import { environmentKey, type WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Connections } from "../../store/connections.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import type { DropboxApp } from "./app.ts";
import { openRefreshToken, sealRefreshToken } from "./refresh-token.ts";

/** The workspace whose row it is. */
const ENVIRONMENT = environmentKey("dropbox");

export interface EnvironmentCredentials {
  readonly refreshToken?: string;
  /** A short-lived one. It cannot be renewed, so it is not kept either. */
  readonly accessToken?: string;
  readonly path: string;
}

export interface EnvironmentConnection {
  /** Takes these from now on; without a token there is no such connection any more. */
  adopt(credentials: EnvironmentCredentials): Promise<void>;
  /** The workspace whose connection a workspace reads by; undefined when neither it nor the environment has one. */
  readBy(workspace: WorkspaceKey): Promise<WorkspaceKey | undefined>;
  /** The access token of that workspace and what it reads, where they are not in its row. */
  fixed(workspace: WorkspaceKey): { readonly accessToken: string; readonly path: string } | undefined;
  /** Every workspace with a connection of its own, and the environment's when there is one. */
  workspaces(): Promise<readonly WorkspaceKey[]>;
}

export function createEnvironmentConnection(options: {
  readonly connections: Connections;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly access: DropboxApp["access"];
}): EnvironmentConnection {
  const { connections, box, clock, access } = options;
  let fixed: { readonly accessToken: string; readonly path: string } | undefined;

  /** The same token keeps its state over a restart; another one begins anew. */
  async function adoptRefreshToken(refreshToken: string, path: string): Promise<void> {
    const before = await connections.get(ENVIRONMENT);
    if (before !== undefined && opens(before.sealedRefreshToken) === refreshToken && before.path === path)
      return;
    const now = clock();
    await connections.save({
      workspace: ENVIRONMENT,
      accountId: "environment",
      accountName: "the environment",
      accountEmail: "",
      sealedRefreshToken: sealRefreshToken(box, ENVIRONMENT, refreshToken),
      scopes: "",
      rootKind: access,
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
  }

  function opens(sealed: string): string | undefined {
    try {
      return openRefreshToken(box, ENVIRONMENT, sealed);
    } catch {
      // Sealed with a key that is gone: the environment's own token takes its place.
      return undefined;
    }
  }

  return {
    async adopt({ refreshToken, accessToken, path }) {
      if (refreshToken !== undefined) await adoptRefreshToken(refreshToken, path);
      else if (accessToken !== undefined) fixed = { accessToken, path };
      else await connections.delete(ENVIRONMENT);
    },

    async readBy(workspace) {
      if ((await connections.get(workspace)) !== undefined) return workspace;
      const isThere = fixed !== undefined || (await connections.get(ENVIRONMENT)) !== undefined;
      return isThere ? ENVIRONMENT : undefined;
    },

    fixed: (workspace) => (workspace === ENVIRONMENT ? fixed : undefined),

    async workspaces() {
      const own = (await connections.all()).map(({ workspace }) => workspace);
      return fixed === undefined || own.includes(ENVIRONMENT) ? own : [...own, ENVIRONMENT];
    },
  };
}
