// Entries of a listing as Dropbox sends them, checked, and as we keep them.

import { z } from "zod";

const place = { path_lower: z.string(), path_display: z.string() };
const TAGS: readonly unknown[] = ["file", "folder", "deleted"];

const metadataSchema = z.discriminatedUnion(".tag", [
  z.object({
    ".tag": z.literal("file"),
    ...place,
    rev: z.string(),
    size: z.int().nonnegative(),
    server_modified: z.iso.datetime(),
    /** Documents of Dropbox itself have none, and nobody promises one for others. */
    content_hash: z.string().length(64).optional(),
  }),
  z.object({ ".tag": z.literal("folder"), ...place }),
  z.object({ ".tag": z.literal("deleted"), ...place }),
]);

/** One page of a listing or of its changes. */
export const pageSchema = z.object({
  entries: z
    .array(z.unknown())
    .transform((entries) => entries.filter(isKnown))
    .pipe(z.array(metadataSchema.transform(entryOf))),
  cursor: z.string().min(1),
  has_more: z.boolean(),
});

/** Kinds that a later version of the API has are no files of ours, and neither is what has no path here. */
function isKnown(entry: unknown): boolean {
  const read = z.object({ ".tag": z.string(), path_lower: z.string() }).safeParse(entry);
  return read.success && TAGS.includes(read.data[".tag"]);
}

export interface FileEntry {
  readonly type: "file";
  /** The key: lower case. */
  readonly pathLower: string;
  readonly pathDisplay: string;
  /** Names exactly these bytes for a download. */
  readonly rev: string;
  readonly sizeBytes: number;
  /** Absent where Dropbox tells none, as for documents of its own, which cannot be downloaded as they are. */
  readonly contentHash: string | undefined;
  /** ms since 1970 UTC. */
  readonly serverModifiedAt: number;
}

export type Entry =
  | FileEntry
  | { readonly type: "folder"; readonly pathLower: string }
  /** Of a folder: everything below is gone too. */
  | { readonly type: "deleted"; readonly pathLower: string };

function entryOf(metadata: z.infer<typeof metadataSchema>): Entry {
  const pathLower = metadata.path_lower;
  if (metadata[".tag"] !== "file") return { type: metadata[".tag"], pathLower };
  return {
    type: "file",
    pathLower,
    pathDisplay: metadata.path_display,
    rev: metadata.rev,
    sizeBytes: metadata.size,
    contentHash: metadata.content_hash,
    serverModifiedAt: Date.parse(metadata.server_modified),
  };
}
