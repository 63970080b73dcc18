// Parquet files of this machine: a path, a folder or a glob.

import { createHash } from "node:crypto";
import { glob, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isDataFile, MOST_DATA_FILES } from "../dropbox/data-file.ts";
import { AppError } from "../errors.ts";
import type { SourceFile } from "../news/snapshot.ts";
import { environmentKey } from "../platform/workspace.ts";
import { say } from "../wording/say.ts";
import type { FileSource } from "./file-source.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What makes a pattern of a part of a path. */
const PATTERN_PART = /[*?[{]|[!+@]\(/;

interface Matches {
  readonly paths: readonly string[];
  /** The folder that was named, or that holds the file, or where the glob starts. */
  readonly folder: string;
}

async function matchesOf(pattern: string): Promise<Matches> {
  const whole = resolve(pattern);
  const named = await stat(whole).catch(() => undefined);
  if (named?.isFile()) return { paths: [whole], folder: dirname(whole) };
  const isFolder = named?.isDirectory() === true;
  const folder = isFolder ? whole : startOf(whole);
  const paths: string[] = [];
  for await (const found of isFolder ? glob("**/*", { cwd: whole }) : glob(pattern)) {
    const path = isFolder ? join(whole, found) : resolve(found);
    if (!isDataFile(relative(folder, path).replaceAll(sep, "/"))) continue;
    paths.push(path);
    if (paths.length > MOST_DATA_FILES)
      throw new AppError(
        "bad-input",
        say("More than {most, number} files match {pattern}. Name a smaller folder.", {
          most: MOST_DATA_FILES,
          pattern,
        }),
      );
  }
  return { paths: paths.sort(), folder };
}

/** The folder above the first part of a path that is a pattern. */
function startOf(glob: string): string {
  const parts = glob.split(sep);
  const first = parts.findIndex((part) => PATTERN_PART.test(part));
  return parts.slice(0, first < 0 ? -1 : first).join(sep) || sep;
}

/** Where the names of a folder's files begin: above its own name, and above parts like `country=Estonia` around it. */
function namedFrom(folder: string): string {
  const above = dirname(folder);
  return basename(above).includes("=") ? namedFrom(above) : above;
}

/**
 * The files of a path, folder (searched whole) or glob. A file is known by path, size and time of change, so an
 * unchanged one is never read again. Listing throws AppError "no-data" when nothing matches.
 */
export function localFiles(pattern: string): FileSource {
  return {
    dataSet: `local:${sha256(resolve(pattern))}`,
    workspace: environmentKey("files"),
    description: pattern,
    async files() {
      const { paths, folder } = await matchesOf(pattern);
      const files = await Promise.all(
        paths.map(async (path): Promise<SourceFile[]> => {
          const facts = await stat(path).catch(() => undefined);
          if (!facts?.isFile()) return [];
          return [
            {
              // The folder's name, too, may tell the country where the file's does not.
              name: relative(namedFrom(folder), path),
              path,
              contentHash: sha256(`${path}\n${facts.size}\n${facts.mtimeMs}`),
              sizeBytes: facts.size,
              modifiedAt: Math.floor(facts.mtimeMs),
            },
          ];
        }),
      );
      const found = files.flat();
      if (found.length === 0)
        throw new AppError(
          "no-data",
          say("No parquet file is at {pattern}. Check the path, or name a folder or a glob.", { pattern }),
        );
      return { files: found, unavailable: [] };
    },
  };
}
