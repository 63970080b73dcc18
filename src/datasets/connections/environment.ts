// The connection that the environment gives to every workspace without one of its own.

import { environmentKey, type WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { ConnectionRecord, Connections } from "../../store/connections.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import { wording } from "../../wording/say.ts";
import { dropboxDataSet } from "../dropbox-source.ts";
import type { DropboxApp } from "./app.ts";
import { openRefreshToken, sealRefreshToken } from "./refresh-token.ts";

/** The workspace whose row it is. */
const ENVIRONMENT = environmentKey("dropbox");
/** Whose it is until Dropbox was asked. */
const UNPROVEN = "environment";

const TOKENS = ["DROPBOX_REFRESH_TOKEN", "DROPBOX_ACCESS_TOKEN"] as const;

export interface EnvironmentCredentials {
  readonly refreshToken?: string;
  /** A short-lived one, which cannot be renewed. */
  readonly accessToken?: string;
  /** What is read. Absent: all of the app's own folder, and nothing of a whole Dropbox. */
  readonly path?: string;
}

export interface EnvironmentConnection {
  /** Takes these from now on; without a token there is no such connection any more. */
  adopt(credentials: EnvironmentCredentials): Promise<void>;
  /** The connection that a workspace reads by; undefined when neither it nor the environment has one. */
  readBy(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
}

export function createEnvironmentConnection(options: {
  readonly connections: Connections;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly access: DropboxApp["access"];
}): EnvironmentConnection {
  const { connections, box, clock, access } = options;

  /** The same token keeps its state over a restart; another one begins anew, for it may be another person's. */
  async function adoptToken(token: string, place: string, path: string | undefined): Promise<void> {
    const before = await connections.get(ENVIRONMENT);
    const isSame = before !== undefined && before.place === place && opens(before) === token;
    if (isSame && before.path === (isUnproven(before) ? (path ?? null) : pathOf(path, before.rootKind)))
      return;
    const now = clock();
    const fresh = {
      accountId: UNPROVEN,
      accountName: wording("the environment"),
      accountEmail: "",
      rootKind: access,
      rootNamespace: null,
      state: "connected",
      stateSince: now,
      refusal: null,
      lastNoticeAt: null,
      noticeStep: 0,
    } as const;
    await connections.save(
      {
        ...(isSame ? before : fresh),
        workspace: ENVIRONMENT,
        sealedRefreshToken: isSame ? before.sealedRefreshToken : sealRefreshToken(box, ENVIRONMENT, token),
        scopes: "",
        path: isSame && !isUnproven(before) ? pathOf(path, before.rootKind) : (path ?? null),
        country: null,
        connectedBy: "environment",
        place,
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
      },
      isSame || before === undefined ? {} : { forget: dropboxDataSet(ENVIRONMENT) },
    );
  }

  function opens({ sealedRefreshToken }: ConnectionRecord): string | undefined {
    try {
      return openRefreshToken(box, ENVIRONMENT, sealedRefreshToken);
    } catch {
      // Sealed with a key that is gone: the environment's own token takes its place.
      return undefined;
    }
  }

  return {
    async adopt({ refreshToken, accessToken, path }) {
      const given = [refreshToken, accessToken];
      const index = given.findIndex((token) => token !== undefined);
      const [token, place] = [given[index], TOKENS[index]];
      if (token === undefined || place === undefined) await connections.delete(ENVIRONMENT);
      else await adoptToken(token, place, path);
    },

    readBy: async (workspace) => (await connections.get(workspace)) ?? (await connections.get(ENVIRONMENT)),
  };
}

/** Whether a connection is the environment's, and Dropbox was not asked yet whose it is. */
export function isUnproven({ workspace, accountId }: ConnectionRecord): boolean {
  return workspace === ENVIRONMENT && accountId === UNPROVEN;
}

/** Whether what a connection keeps is a short-lived access token. */
export function isAccessToken({ workspace, place }: ConnectionRecord): boolean {
  return workspace === ENVIRONMENT && place === "DROPBOX_ACCESS_TOKEN";
}

/** What is read where nobody chose: all of the app's own folder, which is what people allowed, and nothing else. */
export function pathOf(given: string | undefined, rootKind: DropboxApp["access"]): string | null {
  return given ?? (rootKind === "app-folder" ? "" : null);
}
