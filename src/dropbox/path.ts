// Which files of a Dropbox are a data set: a folder with all below it, one file, or a glob.

import { AppError, assertNever } from "../errors.ts";
import { say } from "../wording/say.ts";
import { isDataFile } from "./data-file.ts";

/** What a person may name; a path is known to be a file only when Dropbox was asked. */
export type PathKind = "folder" | "file" | "glob";

/** The files that a path names. */
export interface FilesAt {
  readonly kind: PathKind;
  /** The folder to list; "" is the root. */
  readonly base: string;
  readonly recursive: boolean;
  includes(pathLower: string): boolean;
}

/** https://help.dropbox.com/organize/file-names: a path has at most 260 characters on Windows; longer ones do exist. */
const LONGEST_PATH = 1000;

/** The folder that a path of Dropbox is in; "" is the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/**
 * A path as Dropbox writes it: begins with a slash and does not end with one; "" is the root.
 * @throws AppError bad-input when it can be none
 */
export function normalisePath(typed: string): string {
  const parts = typed
    .normalize("NFC")
    .trim()
    .split("/")
    .filter((part) => part !== "");
  const path = parts.map((part) => `/${part}`).join("");
  if (path.length > LONGEST_PATH || /[\p{Cc}\\]/u.test(path) || parts.some((part) => /^\.\.?$/.test(part))) {
    throw new AppError(
      "bad-input",
      say("This is no path that Dropbox can have. Examples are {folder}, {file} and {files}.", {
        folder: "/data",
        file: "/data/Estonia_master.parquet.gzip",
        files: "/data/*.parquet.gzip",
      }),
    );
  }
  return path;
}

/** Whether a path is a pattern: `*` is any part of a name, `?` one character, `**` any folders. */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/** @param path A normalised one. */
export function filesAt(path: string, kind: PathKind): FilesAt {
  const lower = path.toLowerCase();
  const parts = path.slice(1).split("/");
  switch (kind) {
    case "folder":
      return {
        kind,
        base: path,
        recursive: true,
        includes: (file) => isDataFile(file.slice(lower.length + 1)),
      };
    case "file":
      return { kind, base: joined(parts.slice(0, -1)), recursive: false, includes: (file) => file === lower };
    case "glob": {
      const fixed = parts.findIndex(isGlob);
      const pattern = lower.slice(1).split("/");
      const base = joined(parts.slice(0, fixed));
      return {
        kind,
        base,
        recursive: parts.length > fixed + 1 || parts.includes("**"),
        includes: (file) =>
          isDataFile(file.slice(base.toLowerCase().length + 1)) &&
          fits(pattern, file.slice(1).split("/"), "**", fitsName),
      };
    }
    default:
      return assertNever(kind);
  }
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `/${part}`).join("");
}

function fitsName(pattern: string, name: string): boolean {
  return fits([...pattern], [...name], "*", (wanted, letter) => wanted === "?" || wanted === letter);
}

/**
 * Whether the items fit a pattern in which `star` stands for any number of them. Takes at most the product of both
 * lengths, which regular expressions made of globs do not promise.
 */
function fits(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  fitsOne: (wanted: string, item: string) => boolean,
): boolean {
  let at = 0;
  let lastStar: { readonly at: number; taken: number } | undefined;
  let index = 0;
  for (let item = items[index]; item !== undefined; item = items[index]) {
    const wanted = pattern[at];
    if (wanted === star) {
      lastStar = { at, taken: index };
      at += 1;
    } else if (wanted !== undefined && fitsOne(wanted, item)) {
      at += 1;
      index += 1;
    } else if (lastStar !== undefined) {
      lastStar.taken += 1;
      index = lastStar.taken;
      at = lastStar.at + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((wanted) => wanted === star);
}
