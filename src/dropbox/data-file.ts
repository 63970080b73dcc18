// Which files of a folder are data files, on this machine as in Dropbox: by their names, before anything is read.

/**
 * What a data file's name looks like: pandas users write `.parquet.gzip`, others `.parquet`, `.parq` and the like. What is
 * being written or was put aside (`.part`, `.tmp`, `.bak`) is none.
 */
const DATA_FILE_NAME = /\.(parquet|parq|pq)(\.(gzip|gz|snappy|zstd|zst|brotli|br|lz4))?$/i;

/** Names of what programs keep for themselves: hidden files, the shadows of macOS, locks of Office. */
const SHADOW_NAME = /^(?:\.|~\$)/;
/** Spark's and Delta's folders for work and records. `_year=2024` is a folder of data. */
const STAGING_FOLDER = /^_[^=]*$/;
/** Beside a table, about it: https://parquet.apache.org/docs/file-format/ and Hadoop's marks. */
const MARK_NAME = /^_(?:common_metadata|metadata|success|started|committed)(?:$|[._])/i;

/** Where the bot puts files of its own, and how their names begin: what it made of the data is no data. */
export const EXPORTS = { folder: "exports", prefix: "rol-news-" } as const;

/** More files than any data set has: a folder or pattern that has more is a mistake. */
export const MOST_DATA_FILES = 5_000;

/** Whether a file is data. @param path inside the folder that was chosen, with slashes */
export function isDataFile(path: string): boolean {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  return (
    DATA_FILE_NAME.test(name) &&
    !SHADOW_NAME.test(name) &&
    !MARK_NAME.test(name) &&
    !(folders.at(-1)?.toLowerCase() === EXPORTS.folder && name.startsWith(EXPORTS.prefix)) &&
    !folders.some((folder) => SHADOW_NAME.test(folder) || STAGING_FOLDER.test(folder))
  );
}
