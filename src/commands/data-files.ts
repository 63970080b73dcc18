// How the files of a snapshot read in answers: shared by `/news status` and `/dropbox files`.

import type { Manifest, ManifestFile } from "../news/manifest.ts";
import { dotted, heading, list, note, strong } from "../reply/build.ts";
import type { Block } from "../reply/reply.ts";
import { countryHere } from "../wording/countries.ts";
import { say } from "../wording/say.ts";

/** `Estonia · 1,087 articles · 3,164 assessments`. */
export function countsOfFile({ country, articles, assessments }: ManifestFile): string {
  return dotted(
    country === null ? say("no country known") : countryHere(country),
    say("{count, plural, one {# article} other {# articles}}", { count: articles }),
    say("{count, plural, one {# assessment} other {# assessments}}", { count: assessments }),
  );
}

/** Files that hold the same assessments, and which of them counts. */
export function overlapBlocks({ files }: Manifest): Block[] {
  const lines = files.flatMap(({ name, overlaps }) =>
    overlaps.map(({ file, assessments }) => [
      strong(name),
      ` · ${say("{count, plural, one {# assessment} other {# assessments}} also in {file}, which is newer and counts", { count: assessments, file })}`,
    ]),
  );
  return lines.length === 0 ? [] : [heading(say("Files that overlap")), list(lines)];
}

/** Columns named before the rest is only counted. */
const COLUMNS_NAMED = 30;

/** Columns with values that nobody can read, which is not the same as none: how many, and the first of them. */
export function unreadBlocks({ files }: Manifest): Block[] {
  const lines = files.flatMap(({ name, unread }) =>
    unread.map(({ column, values, sample }) => [
      strong(name),
      ` · ${say('{column}: {count, plural, one {# value} other {# values}}, the first is "{sample}"', { column, count: values, sample })}`,
    ]),
  );
  if (lines.length === 0) return [];
  const more = lines.length - COLUMNS_NAMED;
  return [
    heading(say("Values that could not be read")),
    list(lines.slice(0, COLUMNS_NAMED)),
    ...(more > 0
      ? [note(say("… {count, plural, one {# more column} other {# more columns}}.", { count: more }))]
      : []),
  ];
}
