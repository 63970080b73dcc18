// A Dropbox connection as a source of files.

import type { Sync } from "../dropbox/sync.ts";
import { AppError } from "../errors.ts";
import { createCountryFinder } from "../news/country.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { FileSource } from "./file-source.ts";

/** What an admin chose to read. */
export interface ChosenFiles {
  /** A folder, a file or a glob; "" is the root. */
  readonly path: string;
  /** For files whose names tell no country. */
  readonly country: string | null;
}

export interface DropboxSourceOptions {
  /** The row of the connection: a workspace, or the environment's. */
  readonly workspace: WorkspaceKey;
  /** How it is reached now; another one after it was connected anew. */
  readonly sync: () => Sync;
  readonly chosen: () => Promise<ChosenFiles>;
}

/** The name of a connection's data set: the same whatever it reads, so that a change of path is a change of files. */
export function dropboxDataSet(workspace: WorkspaceKey): string {
  return `dropbox:${workspace}`;
}

export function createDropboxSource({ workspace, sync, chosen }: DropboxSourceOptions): FileSource {
  const countryOf = createCountryFinder();
  return {
    dataSet: dropboxDataSet(workspace),
    workspace,
    description: "Dropbox",
    async files({ signal, onProgress }) {
      const { path, country } = await chosen();
      const { files, unavailable } = await sync().sync({ path, signal, onProgress });
      if (files.length === 0 && unavailable.length === 0)
        throw new AppError(
          "no-data",
          `No parquet file is in ${path === "" ? "the Dropbox folder of the bot" : path}. Put the files there, or choose another place with /dropbox use <path>.`,
        );
      return {
        files: files.map((file) => {
          const ofFile = file.country ?? (countryOf(file.name) === undefined ? country : null);
          return {
            name: file.name,
            path: file.localPath,
            contentHash: file.contentHash,
            sizeBytes: file.sizeBytes,
            modifiedAt: file.serverModifiedAt,
            ...(ofFile === null ? {} : { country: ofFile }),
          };
        }),
        unavailable,
      };
    },
  };
}
