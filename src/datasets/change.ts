// What changes in the files that serve, from one snapshot to the next.

import type { Manifest } from "../news/manifest.ts";
import type { FileChange } from "../store/data-changes.ts";

/** The files that came, went, or have another content, in the order of their names. */
export function changeBetween(before: Manifest | undefined, after: Manifest): readonly FileChange[] {
  const old = new Map((before?.files ?? []).map((file) => [file.name, file]));
  const now = new Map(after.files.map((file) => [file.name, file]));
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was?.contentHash === is?.contentHash) return [];
    return [{ name, before: was?.articles ?? null, now: is?.articles ?? null }];
  });
}
