// How the files of a snapshot read in answers: shared by `/news status` and `/dropbox files`.

import type { Manifest, ManifestFile } from "../news/manifest.ts";
import { counted, dotted, heading, list, note, strong } from "../reply/build.ts";
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

/** Columns named before the rest is only counted. */
const COLUMNS_NAMED = 30;

/** Columns with values that nobody can read, which is not the same as none: how many, and the first of them. */
export function unreadBlocks({ files }: Manifest): Block[] {
  const lines = files.flatMap(({ name, unread }) =>
    unread.map(({ column, values, sample }) => [
      strong(name),
      ` · ${column}: ${counted(values, "value")}, the first is "${sample}"`,
    ]),
  );
  if (lines.length === 0) return [];
  const more = lines.length - COLUMNS_NAMED;
  return [
    heading("Values that could not be read"),
    list(lines.slice(0, COLUMNS_NAMED)),
    ...(more > 0 ? [note(`… ${counted(more, "more column")}.`)] : []),
  ];
}
