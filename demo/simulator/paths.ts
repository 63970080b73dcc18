// Paths as Dropbox knows them: case-insensitive, "" is the root, never with a slash at the end.

/** Patterns of the Stone files (files.stone: PathROrId, ReadPath, WritePathOrId), for the 400 of a path of wrong form. */
export const pathPatterns = {
  list: /^(?:(\/(.|[\r\n])*)?|id:.*|(ns:[0-9]+(\/(.|[\r\n])*)?))$/,
  read: /^(?:(\/(.|[\r\n])*|id:.*)|(rev:[0-9a-f]{9,})|(ns:[0-9]+(\/(.|[\r\n])*)?))$/,
  write: /^(?:(\/(.|[\r\n])*)|(ns:[0-9]+(\/(.|[\r\n])*)?)|(id:.*))$/,
} as const;

const segmentMaxCharacters = 255;

/** The key of a path: what two spellings of one place have in common. */
export function pathKey(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** Whether every part of a path beginning with a slash can be a name. `..`, empty parts and odd characters cannot. */
export function isWellFormed(path: string): boolean {
  return path.slice(1).split("/").every(isName);
}

function isName(segment: string): boolean {
  return (
    segment !== "" &&
    segment !== "." &&
    segment !== ".." &&
    segment.length <= segmentMaxCharacters &&
    !/[\p{Cc}\\]/u.test(segment)
  );
}

/** The folder a path lies in, "" for the root. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a name is one that Dropbox never stores: https://help.dropbox.com/organize/file-names */
export function isIgnoredName(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    ignoredNames.has(lower) ||
    lower.startsWith("~$") ||
    lower.startsWith(".~") ||
    lower.startsWith("._") ||
    (lower.startsWith("~") && lower.endsWith(".tmp"))
  );
}

const ignoredNames = new Set([
  ".ds_store",
  "desktop.ini",
  "thumbs.db",
  "icon\r",
  ".dropbox",
  ".dropbox.attr",
  ".dropbox.cache",
]);
