// files/upload: a whole file in one request, with the conflict rules of WriteMode in files.stone.

import { extname } from "node:path/posix";
import { z } from "zod";
import { contentHash } from "./content-hash.ts";
import { badRequest, type Refusal, routeError, type routeErrors } from "./errors.ts";
import type { FileEntry, Folder } from "./folder.ts";
import { fileMetadata } from "./metadata.ts";
import { isIgnoredName, isWellFormed, parentOf, pathKey, pathPatterns } from "./paths.ts";
import { defineRoute, type Route } from "./route.ts";

/** "The request payload must be at most 150 MiB." (UploadError in files.stone) */
export const PAYLOAD_MAX_BYTES = 150 * 1024 * 1024;

const modeSchema = z
  .union([
    z.enum(["add", "overwrite"]),
    z.object({ ".tag": z.enum(["add", "overwrite"]) }),
    z.object({ ".tag": z.literal("update"), update: z.string().regex(/^[0-9a-f]{9,}$/) }),
  ])
  .transform((mode): { tag: "add" | "overwrite" } | { tag: "update"; rev: string } => {
    if (typeof mode === "string") return { tag: mode };
    return mode[".tag"] === "update" ? { tag: "update", rev: mode.update } : { tag: mode[".tag"] };
  });

export const hashField = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullish();

/** Of CommitInfo: where a file goes, and what of one that is there. */
export const commitFields = {
  path: z.string().regex(pathPatterns.write, {
    error: (issue) => `'${issue.input}' did not match pattern '${pathPatterns.write.source}'`,
  }),
  mode: modeSchema.default({ tag: "add" }),
  autorename: z.boolean().default(false),
  client_modified: z.iso.datetime({ offset: false }).nullish(),
  mute: z.boolean().default(false),
  property_groups: z.array(z.unknown()).nullish(),
  strict_conflict: z.boolean().default(false),
};

const uploadArgument = z.strictObject({ ...commitFields, content_hash: hashField });

const commit = z.strictObject(commitFields);
type Commit = z.infer<typeof commit>;

/** Why a file cannot be saved, as the summary of a route has it. */
type Unsaved = Extract<(typeof routeErrors)["files/upload"][number], `path/${string}`>;
type Refuse = (why: Unsaved) => Refusal;

/** Puts a whole file in place. Throws what `refuse` makes when it cannot be saved. */
export type Storing = (commit: Commit, content: Buffer, refuse: Refuse) => Promise<FileEntry>;

export function createStoring(folder: Folder): Storing {
  // One at a time: what is in the way must not change between looking and writing.
  let queue: Promise<unknown> = Promise.resolve();

  async function store(argument: Commit, content: Buffer, refuse: Refuse): Promise<FileEntry> {
    await folder.refresh();
    const path = decide(folder, argument, contentHash(content), refuse);
    if (path.kind === "kept") return path.file;
    const { client_modified: declared } = argument;
    await folder.write(path.path, content, declared ? Date.parse(declared) : undefined);
    const written = folder.at(pathKey(path.path));
    // Gone already: somebody deleted it in the folder meanwhile.
    if (written?.kind !== "file") throw refuse("path/conflict/folder");
    return written;
  }

  return (...file) => {
    const stored = queue.then(() => store(...file));
    queue = stored.catch(() => undefined);
    return stored;
  };
}

export function uploadRoute(store: Storing): Route {
  return defineRoute({
    name: "files/upload",
    style: "upload",
    scope: "files.content.write",
    argument: uploadArgument,
    async answer(argument, call) {
      const content = await call.body(PAYLOAD_MAX_BYTES);
      if (content === undefined) throw routeError("files/upload", "payload_too_large");
      if (argument.content_hash && argument.content_hash !== contentHash(content)) {
        throw routeError("files/upload", "content_hash_mismatch");
      }
      const file = await store(argument, content, (why) => routeError("files/upload", why));
      return { kind: "json", value: fileMetadata(file) };
    },
  });
}

type Decision =
  | { readonly kind: "write"; readonly path: string }
  | { readonly kind: "kept"; readonly file: FileEntry };

function decide(folder: Folder, argument: Commit, hash: string, refuse: Refuse): Decision {
  const path = placeOf(folder, argument.path, refuse);
  const there = folder.at(pathKey(path));
  const { mode, strict_conflict: isStrict } = argument;
  if (there === undefined) {
    return mode.tag === "update" && isStrict
      ? evade(folder, argument, { path, inTheWay: "file", refuse })
      : { kind: "write", path };
  }
  if (there.kind === "folder") return evade(folder, argument, { path, inTheWay: "folder", refuse });
  if (mode.tag === "overwrite" || (mode.tag === "update" && mode.rev === there.rev)) {
    return there.contentHash === hash ? { kind: "kept", file: there } : { kind: "write", path };
  }
  if (there.contentHash === hash && !isStrict) return { kind: "kept", file: there };
  return evade(folder, argument, { path, inTheWay: "file", refuse });
}

/** The path to write to, with every name and every folder on the way checked. */
function placeOf(folder: Folder, pathOrId: string, refuse: Refuse): string {
  if (!pathOrId.startsWith("/")) {
    const known = folder.withId(pathOrId);
    if (known === undefined)
      throw badRequest("files/upload", 'HTTP header "Dropbox-API-Arg": path: unknown id');
    return known.path;
  }
  if (!isWellFormed(pathOrId)) throw refuse("path/malformed_path");
  const path = pathOrId.normalize("NFC");
  if (path.split("/").some(isIgnoredName)) throw refuse("path/disallowed_name");
  for (let ancestor = parentOf(path); ancestor !== ""; ancestor = parentOf(ancestor)) {
    if (folder.at(pathKey(ancestor))?.kind === "file") {
      throw refuse("path/conflict/file_ancestor");
    }
  }
  return path;
}

/** Another name, if the app wants that; else the conflict. */
function evade(
  folder: Folder,
  argument: Commit,
  {
    path,
    inTheWay,
    refuse,
  }: { readonly path: string; readonly inTheWay: "file" | "folder"; readonly refuse: Refuse },
): Decision {
  if (!argument.autorename) throw refuse(`path/conflict/${inTheWay}`);
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let n = 1; ; n += 1) {
    const addition =
      argument.mode.tag !== "update" ? n : n === 1 ? "conflicted copy" : `conflicted copy ${n}`;
    const free = `${stem} (${addition})${extension}`;
    if (folder.at(pathKey(free)) === undefined) return { kind: "write", path: free };
  }
}
