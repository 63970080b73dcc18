// The Dropbox app that people allow to read their files.

import type { Http } from "../../dropbox/http.ts";
import { createOAuth, type OAuth, READ_SCOPES, WRITE_SCOPE } from "../../dropbox/oauth.ts";
import { AppError } from "../../errors.ts";
import type { Clock } from "../../reply/ports.ts";
import { say } from "../../wording/say.ts";

export interface DropboxApp {
  readonly appKey: string;
  readonly appSecret?: string;
  /** What kind of app it is in the Dropbox App Console: it decides what the bot may read. */
  readonly access: "app-folder" | "full";
  readonly mayExport: boolean;
}

/** The app with its way to Dropbox. */
export interface AppInUse extends DropboxApp {
  readonly oauth: OAuth;
  /** What people are asked to allow. */
  readonly scopes: readonly string[];
}

/** The app, wherever it is needed. Throws AppError "bad-configuration" with what to set where there is none. */
export function appInUse(
  app: DropboxApp | undefined,
  { http, clock }: { readonly http: Http; readonly clock: Clock },
): () => AppInUse {
  return () => {
    if (app === undefined)
      throw new AppError(
        "bad-configuration",
        say("The bot has no Dropbox app yet. Whoever runs it sets DROPBOX_APP_KEY, then {connect} works.", {
          connect: "/dropbox connect",
        }),
      );
    const { appKey, appSecret, mayExport } = app;
    return {
      ...app,
      oauth: createOAuth({ http, clock, appKey, appSecret }),
      scopes: mayExport ? [...READ_SCOPES, WRITE_SCOPE] : READ_SCOPES,
    };
  };
}
