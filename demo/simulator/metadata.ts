// Entries in the words of the API (FileMetadata, FolderMetadata and DeletedMetadata of files.stone).

import { assertNever } from "../../src/errors.ts";
import type { Change, FileEntry } from "./folder.ts";
import { nameOf } from "./paths.ts";

/** An entry with the tag that tells what it is. */
export function taggedMetadata(change: Change): Record<string, unknown> {
  switch (change.kind) {
    case "file":
      return { ".tag": "file", ...fileMetadata(change) };
    case "folder":
      return { ".tag": "folder", ...placeOf(change), id: change.id };
    case "deleted":
      return { ".tag": "deleted", ...placeOf(change) };
    default:
      return assertNever(change);
  }
}

/** The metadata of a file where nothing else can stand, so without a tag. */
export function fileMetadata(file: FileEntry): { readonly rev: string; readonly [field: string]: unknown } {
  return {
    ...placeOf(file),
    id: file.id,
    client_modified: timestamp(file.clientModifiedMs),
    server_modified: timestamp(file.modifiedMs),
    rev: file.rev,
    size: file.sizeBytes,
    is_downloadable: true,
    content_hash: file.contentHash,
  };
}

function placeOf(entry: Change) {
  return { name: nameOf(entry.path), path_lower: entry.key, path_display: entry.path };
}

/** UTC in whole seconds. */
function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
