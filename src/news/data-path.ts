// What a file's path inside its data set says in so many words: `country=Estonia/associated_pillar=Pillar%201/part-0.parquet`.

import { type PillarNumber, pillarNamed } from "./pillars.ts";

/** A part of a path: a name, or what it says of a column, as programs that write many files put it. */
export type PathPart =
  | { readonly type: "name"; readonly text: string }
  | { readonly type: "value"; readonly key: string; readonly text: string };

/** What stands behind a file's own name: more than one, as in `.parquet.gzip`. */
const EXTENSIONS = /(?:\.(?:parquet|parq|pq|gzip|gz|snappy|zstd|zst|brotli|br|lz4))+$/i;

/** The parts of a path, decoded, the file's own name last and without its extensions. */
export function pathParts(path: string): PathPart[] {
  return path
    .replace(EXTENSIONS, "")
    .split(/[/\\]/)
    .map((part) => {
      const at = part.indexOf("=");
      if (at < 1) return { type: "name", text: decoded(part) };
      return { type: "value", key: decoded(part.slice(0, at)), text: decoded(part.slice(at + 1)) };
    });
}

/** Without percent signs where they stand for something; a text that is no such one is kept. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The pillar that the path names, nearest to the file. */
export function pillarOfPath(path: string): PillarNumber | undefined {
  return pathParts(path)
    .map((part) =>
      part.type === "value" && /^(?:associated[ _]?)?pillar$/i.test(part.key)
        ? pillarNamed(part.text)
        : undefined,
    )
    .findLast((pillar) => pillar !== undefined);
}
