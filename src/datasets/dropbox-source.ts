// A Dropbox connection as a source of files.

import type { Sync } from "../dropbox/sync.ts";
import { AppError } from "../errors.ts";
import { createCountryFinder } from "../news/country.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { joined } from "../reply/build.ts";
import { say } from "../wording/say.ts";
import { type FileSource, replacedError } from "./file-source.ts";

/** A connection as it is when somebody begins to read by it. */
export interface ConnectionInUse {
  readonly sync: Sync;
  /** A folder, a file or a glob; "" is the root. */
  readonly path: string;
  /** For files whose names tell no country. */
  readonly country: string | null;
  /** Aborted when another grant or another choice takes its place. */
  readonly replaced: AbortSignal;
  /** Does the work while nothing takes its place; throws `replacedError` when something has. */
  whileCurrent<T>(work: () => Promise<T>): Promise<T>;
  /** Told when all that was wanted was had. */
  onServed(): Promise<void>;
}

export interface DropboxSourceOptions {
  /** The row of the connection: a workspace, or the environment's. */
  readonly workspace: WorkspaceKey;
  /** Throws AppError "no-data" when nothing is to be read. */
  readonly inUse: () => Promise<ConnectionInUse>;
}

/** The name of a connection's data set: the same whatever it reads, so that a change of path is a change of files. */
export function dropboxDataSet(workspace: WorkspaceKey): string {
  return `dropbox:${workspace}`;
}

export function createDropboxSource({ workspace, inUse }: DropboxSourceOptions): FileSource {
  const countryOf = createCountryFinder();
  return {
    dataSet: dropboxDataSet(workspace),
    workspace,
    description: "Dropbox",
    async files({ signal, onProgress }) {
      const { sync, path, country, replaced, whileCurrent, onServed } = await inUse();
      const { files, unavailable } = await sync
        .sync({ path, signal: AbortSignal.any([signal, replaced]), onProgress })
        .catch((error: unknown) => {
          throw replaced.aborted && !signal.aborted ? replacedError() : error;
        });
      if (replaced.aborted) throw replacedError();
      await onServed();
      const [first, ...others] = unavailable;
      if (files.length === 0 && first !== undefined)
        throw new AppError(
          "file-refused",
          others.length === 0
            ? first.reason
            : joined(
                first.reason,
                say("{count, plural, one {# other file} other {# other files}} could not be had either.", {
                  count: others.length,
                }),
              ),
        );
      if (files.length === 0)
        throw new AppError(
          "no-data",
          path === ""
            ? say(
                "No parquet file is in the Dropbox folder of the bot. Put the files there, or choose another place with {use}.",
                { use: "/dropbox use <path>" },
              )
            : say("No parquet file is in {path}. Put the files there, or choose another place with {use}.", {
                path,
                use: "/dropbox use <path>",
              }),
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
        replaced,
        whileCurrent,
      };
    },
  };
}
