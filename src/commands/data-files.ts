// How the files of a snapshot read in answers: shared by `/news status` and `/dropbox files`.

import type { Manifest, ManifestFile } from "../news/manifest.ts";
import { counted, dotted, heading, list, strong } from "../reply/build.ts";
import type { Block } from "../reply/reply.ts";

/** `Estonia · 1,087 articles · 3,164 assessments`. */
export function countsOfFile({ country, articles, assessments }: ManifestFile): string {
  return dotted(
    country ?? "no country known",
    counted(articles, "article"),
    counted(assessments, "assessment"),
  );
}

/** Files that hold the same assessments, and which of them counts. */
export function overlapBlocks({ files }: Manifest): Block[] {
  const lines = files.flatMap(({ name, overlaps }) =>
    overlaps.map(({ file, assessments }) => [
      strong(name),
      ` · ${counted(assessments, "assessment")} also in ${file}, which is newer and counts`,
    ]),
  );
  return lines.length === 0 ? [] : [heading("Files that overlap"), list(lines)];
}
