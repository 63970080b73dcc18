// Whether a new snapshot lost so much that somebody should look before it serves.

import type { Manifest, RefusedFile } from "../news/manifest.ts";

/** What became of one file between the serving snapshot and the new one. */
export interface FileLoss {
  readonly file: string;
  readonly articlesBefore: number;
  readonly articlesNow: number;
  /** Why the file could not be read; absent when it was read but shrank. */
  readonly refusal?: string;
}

/**
 * Files that lost over half of their articles, or that are still there but can no longer be read. A file that is gone
 * from the folder is no loss: somebody removed it. `unread` are the files that could not be fetched or read.
 */
export function lossesBetween(
  before: Manifest,
  after: Manifest,
  unread: readonly RefusedFile[] = after.refused,
): readonly FileLoss[] {
  return before.files.flatMap((old): FileLoss[] => {
    const refusal = unread.find(({ name }) => name === old.name)?.reason;
    if (refusal !== undefined)
      return [{ file: old.name, articlesBefore: old.articles, articlesNow: 0, refusal }];
    const now = after.files.find(({ name }) => name === old.name);
    if (now === undefined || now.articles * 2 >= old.articles) return [];
    return [{ file: old.name, articlesBefore: old.articles, articlesNow: now.articles }];
  });
}

/** The losses in one plain text: files, numbers and reasons. */
export function describeLosses(losses: readonly FileLoss[]): string {
  return losses
    .map(({ file, articlesBefore, articlesNow, refusal }) =>
      refusal === undefined
        ? `${file} went from ${articlesBefore.toLocaleString("en-US")} to ${articlesNow.toLocaleString("en-US")} articles.`
        : refusal,
    )
    .join(" ");
}
