// files/download: one revision, whole or a range of it.

import { z } from "zod";
import { routeError, serverFailure } from "./errors.ts";
import { type Folder, lookUp } from "./folder.ts";
import { fileMetadata } from "./metadata.ts";
import type { Oddities } from "./oddities.ts";
import { isWellFormed, pathPatterns } from "./paths.ts";
import { defineRoute, type Route } from "./route.ts";

/** A file that is replaced that often while it is read is not served. */
const readAttempts = 5;

export function downloadRoute({
  folder,
  oddities,
}: {
  readonly folder: Folder;
  readonly oddities: Oddities;
}): Route {
  return defineRoute({
    name: "files/download",
    style: "download",
    scope: "files.content.read",
    argument: z.strictObject({
      path: z.string().regex(pathPatterns.read, {
        error: (issue) => `'${issue.input}' did not match pattern '${pathPatterns.read.source}'`,
      }),
      rev: z.string().nullish(),
    }),
    async answer(argument) {
      const path = argument.rev ? `rev:${argument.rev}` : argument.path;
      if (path.startsWith("/") && !isWellFormed(path))
        throw routeError("files/download", "path/malformed_path");
      for (let attempt = 0; attempt < readAttempts; attempt += 1) {
        await folder.refresh();
        const entry = lookUp(folder, path);
        if (entry === undefined) throw routeError("files/download", "path/not_found");
        if (entry.kind === "folder") throw routeError("files/download", "path/not_file");
        const refusal = oddities.refusalOf(entry.key);
        if (refusal !== undefined) throw refusal;
        const content = await folder.read(entry);
        if (content !== undefined) return { kind: "file", metadata: fileMetadata(entry), content };
      }
      throw serverFailure(503);
    },
  });
}

/** The part of a file that a Range header asks for. */
export type Part =
  | { readonly kind: "whole" }
  | { readonly kind: "range"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

/**
 * Reads a Range header (RFC 9110 §14). `end` is the last byte. Several ranges, and what is no range at all, give the
 * whole file.
 */
export function partOf(range: string | undefined, sizeBytes: number): Part {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") {
    const start = Math.max(0, sizeBytes - Number(last));
    return start < sizeBytes ? { kind: "range", start, end: sizeBytes - 1 } : { kind: "unsatisfiable" };
  }
  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  return start < sizeBytes ? { kind: "range", start, end } : { kind: "unsatisfiable" };
}
