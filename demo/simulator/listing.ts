// files/list_folder with its cursors and its longpoll, and files/get_metadata.

import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Cursor, packCursor, unpackCursor } from "./cursor.ts";
import { badRequest, routeError } from "./errors.ts";
import { type Change, type Folder, lookUp } from "./folder.ts";
import { taggedMetadata } from "./metadata.ts";
import type { Oddities } from "./oddities.ts";
import { isWellFormed, parentOf, pathKey, pathPatterns } from "./paths.ts";
import { defineRoute, type Route } from "./route.ts";

/** How often a waiting longpoll looks at the folder. */
const lookEveryMs = 200;
/** ListFolderArg.limit of files.stone. */
const limitMax = 2000;

const listArgument = z.strictObject({
  path: z
    .string()
    .refine((path) => path !== "/", 'Specify the root folder as an empty string rather than as "/".')
    .regex(pathPatterns.list, {
      error: (issue) => `'${issue.input}' did not match pattern '${pathPatterns.list.source}'`,
    }),
  recursive: z.boolean().default(false),
  include_media_info: z.boolean().default(false),
  include_deleted: z.boolean().default(false),
  include_has_explicit_shared_members: z.boolean().default(false),
  include_mounted_folders: z.boolean().default(true),
  limit: z.int().min(1).max(limitMax).nullish(),
  shared_link: z.null("shared links are not simulated").optional(),
  include_property_groups: z.unknown().optional(),
  include_non_downloadable_files: z.boolean().default(true),
  include_restorable_info: z.boolean().default(false),
});

const metadataArgument = z.strictObject({
  path: z.string().regex(pathPatterns.read, {
    error: (issue) =>
      issue.input === ""
        ? "The root folder is unsupported."
        : `'${issue.input}' did not match pattern '${pathPatterns.read.source}'`,
  }),
  include_media_info: z.boolean().default(false),
  include_deleted: z.boolean().default(false),
  include_has_explicit_shared_members: z.boolean().default(false),
  include_property_groups: z.unknown().optional(),
});

const cursorText = z.string().min(1);

/** @param options.longpollMaxMs Shortens every longpoll, for tests. */
export function listingRoutes(options: {
  readonly folder: Folder;
  readonly oddities: Oddities;
  readonly longpollMaxMs: number | undefined;
}): readonly Route[] {
  const { folder, oddities, longpollMaxMs = Number.POSITIVE_INFINITY } = options;

  async function start(
    route: "files/list_folder" | "files/list_folder/get_latest_cursor",
    argument: z.infer<typeof listArgument>,
  ): Promise<Cursor> {
    await folder.refresh();
    return {
      run: folder.run,
      path: folderKey(route, argument.path),
      recursive: argument.recursive,
      includeDeleted: argument.include_deleted,
      limit: argument.limit ?? limitMax,
      seen: folder.latest(),
    };
  }

  function folderKey(
    route: "files/list_folder" | "files/list_folder/get_latest_cursor",
    path: string,
  ): string {
    if (path === "") return "";
    if (path.startsWith("/") && !isWellFormed(path)) throw routeError(route, "path/malformed_path");
    const entry = path.startsWith("/") ? folder.at(pathKey(path)) : folder.withId(path);
    if (entry === undefined) throw routeError(route, "path/not_found");
    if (entry.kind === "file") throw routeError(route, "path/not_folder");
    return entry.key;
  }

  function readCursor(
    route: "files/list_folder/continue" | "files/list_folder/longpoll",
    text: string,
  ): Cursor {
    const cursor = unpackCursor(text);
    if (cursor === undefined) throw badRequest(route, 'Invalid "cursor" parameter: this is no cursor');
    const isKnown = cursor.run === folder.run && cursor.seen >= folder.oldest();
    if (!isKnown) throw routeError(route, "reset");
    return cursor;
  }

  function firstListing(cursor: Cursor): readonly Change[] {
    const there: Change[] = folder.entries().filter((entry) => isListed(cursor, entry));
    if (!cursor.includeDeleted) return there;
    const gone = folder
      .changesAfter(0)
      .map(({ change }) => change)
      .filter((change) => change.kind === "deleted" && isListed(cursor, change));
    return [...there, ...gone].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  function changes(cursor: Cursor) {
    return folder.changesAfter(cursor.seen).filter(({ change }) => isListed(cursor, change));
  }

  /** A page of the first listing while `after` is set, of changes afterwards. */
  function page(cursor: Cursor, after: string | undefined) {
    if (after !== undefined) {
      const rest = firstListing(cursor).filter((change) => change.key > after);
      const given = rest.slice(0, cursor.limit);
      const last = given.at(-1);
      const hasMore = rest.length > given.length;
      const { after: _finished, ...finished } = cursor;
      return answer(
        given,
        hasMore && last !== undefined ? { ...finished, after: last.key } : finished,
        hasMore,
      );
    }
    const rest = changes(cursor);
    const given = rest.slice(0, cursor.limit);
    const hasMore = rest.length > given.length;
    const seen = hasMore ? (given.at(-1)?.number ?? cursor.seen) : folder.latest();
    return answer(
      given.map(({ change }) => change),
      { ...cursor, seen },
      hasMore,
    );
  }

  function answer(entries: readonly Change[], cursor: Cursor, hasMore: boolean) {
    const value = { entries: entries.map(oddities.listed), cursor: packCursor(cursor), has_more: hasMore };
    return { kind: "json", value } as const;
  }

  async function waitForChanges(cursor: Cursor, waitMs: number, signal: AbortSignal): Promise<boolean> {
    const endsAtMs = performance.now() + waitMs;
    for (;;) {
      await folder.settle();
      if (cursor.after !== undefined || isGone(cursor) || changes(cursor).length > 0) return true;
      const leftMs = endsAtMs - performance.now();
      if (leftMs <= 0 || signal.aborted) return false;
      await sleep(Math.min(leftMs, lookEveryMs), undefined, { signal }).catch(() => undefined);
    }
  }

  function isGone(cursor: Cursor): boolean {
    return cursor.path !== "" && folder.at(cursor.path)?.kind !== "folder";
  }

  async function named(path: string, includeDeleted: boolean): Promise<Change> {
    const route = "files/get_metadata";
    if (path.startsWith("/") && !isWellFormed(path)) throw routeError(route, "path/malformed_path");
    await folder.refresh();
    const key = pathKey(path);
    const entry = lookUp(folder, path);
    if (entry !== undefined) return entry;
    const gone = folder.changesAfter(0).find(({ change }) => change.kind === "deleted" && change.key === key);
    if (includeDeleted && gone !== undefined) return gone.change;
    throw routeError(route, "path/not_found");
  }

  const scope = "files.metadata.read";
  return [
    defineRoute({
      name: "files/list_folder",
      scope,
      argument: listArgument,
      answer: async (argument) => page(await start("files/list_folder", argument), ""),
    }),
    defineRoute({
      name: "files/list_folder/get_latest_cursor",
      scope,
      argument: listArgument,
      answer: async (argument) => ({
        kind: "json",
        value: { cursor: packCursor(await start("files/list_folder/get_latest_cursor", argument)) },
      }),
    }),
    defineRoute({
      name: "files/list_folder/continue",
      scope,
      argument: z.strictObject({ cursor: cursorText }),
      async answer(argument) {
        const route = "files/list_folder/continue";
        await folder.refresh();
        const cursor = readCursor(route, argument.cursor);
        if (isGone(cursor)) throw routeError(route, "path/not_found");
        return page(cursor, cursor.after);
      },
    }),
    defineRoute({
      name: "files/list_folder/longpoll",
      scope,
      auth: "noauth",
      argument: z.strictObject({ cursor: cursorText, timeout: z.int().min(30).max(480).default(30) }),
      async answer(argument, { signal }) {
        const cursor = readCursor("files/list_folder/longpoll", argument.cursor);
        const waitMs = Math.min(argument.timeout * 1000, longpollMaxMs);
        return { kind: "json", value: { changes: await waitForChanges(cursor, waitMs, signal) } };
      },
    }),
    defineRoute({
      name: "files/get_metadata",
      scope,
      argument: metadataArgument,
      answer: async (argument) => ({
        kind: "json",
        value: taggedMetadata(await named(argument.path, argument.include_deleted)),
      }),
    }),
  ];
}

function isListed(cursor: Cursor, change: Change): boolean {
  if (!cursor.recursive) return parentOf(change.key) === cursor.path;
  // A recursive listing of a folder begins with the folder itself.
  return cursor.path === "" || change.key === cursor.path || change.key.startsWith(`${cursor.path}/`);
}
