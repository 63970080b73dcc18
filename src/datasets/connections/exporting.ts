// Files that people make of the news, put into the Dropbox that their workspace reads by.

import { EXPORTS } from "../../dropbox/data-file.ts";
import { WRITE_SCOPE } from "../../dropbox/oauth.ts";
import { AppError } from "../../errors.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { say } from "../../wording/say.ts";
import type { LiveConnections } from "./live.ts";
import { notConnected } from "./nothing-to-read.ts";

/**
 * Puts a file into the folder for exports, beside those that are there, and returns its path. Throws AppError with why not;
 * then nothing of it is there. `onProgress` hears how many bytes have arrived.
 */
export type PutExport = (
  file: { readonly name: string; readonly path: string },
  onProgress: (sentBytes: number) => void,
) => Promise<{ readonly path: string }>;

export interface Exporting {
  /** How files get into the workspace's Dropbox. Throws AppError with what to do where none may. */
  exportsOf(workspace: WorkspaceKey): Promise<PutExport>;
}

export function createExporting({
  mayExport,
  readBy,
  live,
}: {
  readonly mayExport: boolean;
  readonly readBy: (workspace: WorkspaceKey) => Promise<ConnectionRecord | undefined>;
  readonly live: LiveConnections;
}): Exporting {
  return {
    async exportsOf(workspace) {
      if (!mayExport)
        throw new AppError(
          "bad-configuration",
          say(
            "The bot puts no files into Dropbox: whoever runs it sets EXPORT=on for that. Without `dropbox` the file comes to you here.",
          ),
        );
      const record = await readBy(workspace);
      if (record === undefined) throw notConnected();
      // Of a token of the environment nobody knows before it is tried.
      if (record.scopes !== "" && !record.scopes.split(" ").includes(WRITE_SCOPE))
        throw new AppError(
          "not-allowed",
          say(
            "This Dropbox was connected for reading only. An admin ticks {scope} on the Permissions tab of the Dropbox app and connects again with {connect}; reading goes on meanwhile. Without `dropbox` the file comes to you here.",
            { scope: WRITE_SCOPE, connect: "/dropbox connect" },
          ),
        );
      const { client, replaced } = live.of(record);
      return ({ name, path }, onProgress) =>
        client.upload({
          fromFile: path,
          toPath: `/${EXPORTS.folder}/${name}`,
          signal: replaced,
          onProgress,
        });
    },
  };
}
