// Single files that the service treats in its own way: kept from everybody, without a hash, or of a kind yet unknown.

import { accessDenied, type Refusal, routeError } from "./errors.ts";
import type { Change } from "./folder.ts";
import { fileMetadata, taggedMetadata } from "./metadata.ts";
import { pathKey } from "./paths.ts";

/** How a file is odd. */
export type Oddity =
  /** Its content is refused with 403. */
  | "forbidden"
  /** Its content is refused with 409, as for a legal reason. */
  | "restricted"
  /** Its content is refused with 409: somebody holds it. */
  | "locked"
  /** It is a document of Dropbox itself: listed without a hash, not to be downloaded as it is. */
  | "not-downloadable"
  /** It is listed without a hash and downloaded like any other. */
  | "without-hash"
  /** It is listed under a tag that no version of the API has yet. */
  | "unknown-kind";

export interface Oddities {
  /** From now on; undefined: like any other again. */
  mark(path: string, oddity: Oddity | undefined): void;
  /** An entry as it is listed. */
  listed(change: Change): Record<string, unknown>;
  /** Why its content is refused, if it is. */
  refusalOf(key: string): Refusal | undefined;
}

export function createOddities(): Oddities {
  const marks = new Map<string, Oddity>();
  return {
    mark(path, oddity) {
      if (oddity === undefined) marks.delete(pathKey(path));
      else marks.set(pathKey(path), oddity);
    },

    listed(change) {
      const oddity = marks.get(change.key);
      if (change.kind !== "file" || oddity === undefined) return taggedMetadata(change);
      if (oddity === "unknown-kind") return { ".tag": "hologram", name: fileMetadata(change).name, depth: 3 };
      const { content_hash: _hash, ...rest } = taggedMetadata(change);
      if (oddity === "without-hash") return rest;
      return oddity === "not-downloadable" ? { ...rest, is_downloadable: false } : taggedMetadata(change);
    },

    refusalOf(key) {
      switch (marks.get(key)) {
        case "forbidden":
          return accessDenied();
        case "restricted":
          return routeError("files/download", "path/restricted_content");
        case "locked":
          return routeError("files/download", "path/locked");
        case "not-downloadable":
          return routeError("files/download", "unsupported_file");
        case "without-hash":
        case "unknown-kind":
        case undefined:
          return undefined;
      }
    },
  };
}
