// What the configuration names: the state, the keys of its secrets, the Dropbox app.

import type { Config } from "./config.ts";
import type { DropboxApp } from "./datasets/connections/app.ts";
import { openStore, type Store } from "./store/database.ts";
import { loadOrCreateKeyFile } from "./store/key-file.ts";
import { withSessionState } from "./store/session-state.ts";

/** The state, wherever the configuration keeps it. */
export async function openStateStore(
  { DATABASE_URL }: Config,
  dataDirectory: string,
  readOnly: boolean,
): Promise<Store> {
  const location = DATABASE_URL === undefined ? { dataDirectory } : { databaseUrl: DATABASE_URL };
  const store = await openStore(location, { readOnly });
  return readOnly ? withSessionState(store) : store;
}

/** The current key first, then those that may still open what they sealed. */
export async function secretKeys(
  { SECRET_KEY, SECRET_KEY_PREVIOUS }: Config,
  dataDirectory: string,
): Promise<readonly string[]> {
  const current = SECRET_KEY ?? (await loadOrCreateKeyFile(dataDirectory));
  return SECRET_KEY_PREVIOUS === undefined ? [current] : [current, ...SECRET_KEY_PREVIOUS.split(",")];
}

/** The app that people connect Dropbox by; nothing where none is configured. */
export function dropboxApp(config: Config): { readonly app?: DropboxApp; readonly redirectUri?: string } {
  const { DROPBOX_APP_KEY, DROPBOX_APP_SECRET, DROPBOX_ACCESS, EXPORT, PUBLIC_URL } = config;
  if (DROPBOX_APP_KEY === undefined) return {};
  return {
    app: {
      appKey: DROPBOX_APP_KEY,
      ...(DROPBOX_APP_SECRET === undefined ? {} : { appSecret: DROPBOX_APP_SECRET }),
      access: DROPBOX_ACCESS,
      mayExport: EXPORT === "on",
    },
    ...(PUBLIC_URL === undefined ? {} : { redirectUri: `${PUBLIC_URL}/dropbox/callback` }),
  };
}
