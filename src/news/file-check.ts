// Why a data file cannot be read, in one sentence for people: told by its first and last bytes, or by DuckDB's error.

import { open } from "node:fs/promises";
import { AppError, messageOf } from "../errors.ts";
import { excerpt } from "../reply/excerpt.ts";

/** A file that cannot be used. The message is one sentence that names the file. */
export function refusedFile(name: string, reason: string): AppError {
  return new AppError("file-refused", `${shownName(name)} ${reason}`);
}

/** The name as it may stand in a sentence: without control and invisible characters, not endless. */
function shownName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return excerpt(visible, 200);
}

const DAMAGED = "is damaged or written in a way that cannot be read here: download it again.";
const UNUSUAL =
  "uses a part of the parquet format that cannot be read here: write it anew with its program's usual settings.";
/** Sound files that DuckDB says it does not read: of codecs and encodings that exist; others are damage. */
const UNREADABLE_KIND =
  /unsupported compression codec "(LZ4|LZO)"|\b(BIT_PACKED|BYTE_STREAM_SPLIT|DELTA_BINARY_PACKED|DELTA_LENGTH_BYTE_ARRAY|DELTA_BYTE_ARRAY) encoding is only supported/i;
const HALF = "ends too early, as half a download does: download it again.";
const ENCRYPTED = "is encrypted: save it without encryption.";
const START_BYTES = 512;

/** Looks at both ends of a file, which every parquet file marks. Throws AppError "file-refused" with what it is instead. */
export async function checkBytes(name: string, path: string): Promise<void> {
  const { start, end, sizeBytes } = await bothEnds(name, path);
  const magic = start.subarray(0, 4).toString("latin1");
  const lastMagic = end.toString("latin1");
  if (sizeBytes === 0) throw refusedFile(name, "is empty: download it again.");
  if (magic === "PARE" || lastMagic === "PARE") throw refusedFile(name, ENCRYPTED);
  if (magic === "PAR1" && (lastMagic !== "PAR1" || sizeBytes < 12)) throw refusedFile(name, HALF);
  if (magic !== "PAR1") throw refusedFile(name, `is not a parquet file: ${whatItIs(start)}`);
}

async function bothEnds(
  name: string,
  path: string,
): Promise<{ readonly start: Buffer; readonly end: Buffer; readonly sizeBytes: number }> {
  const file = await open(path).catch((error: unknown) => {
    throw refusedFile(
      name,
      /ENOENT/.test(messageOf(error)) ? "is no longer there." : "cannot be opened by the program.",
    );
  });
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw refusedFile(name, "is not a file.");
    const sizeBytes = facts.size;
    const start = Buffer.alloc(Math.min(sizeBytes, START_BYTES));
    const end = Buffer.alloc(Math.min(sizeBytes, 4));
    await file.read(start, 0, start.length, 0);
    await file.read(end, 0, end.length, sizeBytes - end.length);
    return { start, end, sizeBytes };
  } finally {
    await file.close();
  }
}

function whatItIs(start: Buffer): string {
  const text = start.toString("utf8").replace(/^\u{FEFF}?\s+/u, "");
  if (/^(<!doctype|<html|<head|<\?xml|<!--)/i.test(text))
    return "it starts like a web page, so download it again.";
  if (/^[{[]/.test(text)) return "it starts like a message in JSON, so download it again.";
  if (start[0] === 0x1f && start[1] === 0x8b) return "it is packed with gzip as a whole, so unpack it.";
  if (start[0] === 0x50 && start[1] === 0x4b) return "it is a zip archive, so unpack it.";
  if (start.every((byte) => byte === 0)) return "it holds only zeros, so download it again.";
  return "save the table as parquet.";
}

/** Above this a file may unpack to at most 100 times its size; real ones unpack to about 3 times. */
const UNPACKED_FREE_BYTES = 256 * 2 ** 20;
const UNPACKED_RATIO = 100;
/** About 15 times the largest data set that is planned for. */
const UNPACKED_MAX_BYTES = 64 * 2 ** 30;

/** Throws AppError "file-refused" for a file that says it unpacks to far more than its size. */
export function checkUnpackedSize(name: string, sizeBytes: number, unpackedBytes: number): void {
  const isTooMuch =
    unpackedBytes > UNPACKED_MAX_BYTES ||
    (unpackedBytes > UNPACKED_FREE_BYTES && unpackedBytes > sizeBytes * UNPACKED_RATIO);
  if (isTooMuch)
    throw refusedFile(
      name,
      `would unpack to ${inWords(unpackedBytes)}, far more than a file of ${inWords(sizeBytes)} should.`,
    );
}

function inWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Math.round(bytes / 1000 ** power)} ${units[power] ?? ""}`;
}

const DISK_FULL = /no space left/i;
const OUT_OF_MEMORY = /^Out of Memory Error/i;

/** What an error of DuckDB means for the file it was working on. */
export type ReadFailure =
  /** The file cannot be read; the instance lives. */
  | { readonly type: "refused"; readonly reason: string }
  /** The file cannot be read, and the instance answers nothing any more. */
  | { readonly type: "spoiled"; readonly reason: string }
  | FailureWithoutFile;

/** No file is to blame. The reason is for people, the detail for the log. */
export interface FailureWithoutFile {
  readonly type: "failed";
  readonly reason: string;
  readonly detail: string;
}

/** What an error means when no file was being read. */
export function failureWithoutFile(error: unknown): FailureWithoutFile {
  const detail = messageOf(error);
  return { type: "failed", reason: reasonWithoutFile(detail), detail };
}

function reasonWithoutFile(message: string): string {
  if (DISK_FULL.test(message)) return "The disk is full, so the news could not be prepared.";
  if (OUT_OF_MEMORY.test(message))
    return "The files together need more memory or disk space than preparing the news may take.";
  return "The news could not be prepared because of a defect in the program.";
}

/** Judges what was thrown while a file was read. */
export function failureOf(name: string, error: unknown): ReadFailure {
  if (error instanceof AppError && error.code === "file-refused")
    return { type: "refused", reason: error.message };
  const message = messageOf(error);
  if (DISK_FULL.test(message)) return failureWithoutFile(error);
  const reason = refusedFile(name, reasonIn(message)).message;
  if (/INTERNAL Error|FATAL Error|database has been invalidated/i.test(message))
    return { type: "spoiled", reason };
  // DuckDB's errors start with their kind; anything else is a defect of this program.
  if (/^[A-Z][\w -]* Error: /.test(message)) return { type: "refused", reason };
  return failureWithoutFile(error);
}

function reasonIn(message: string): string {
  if (/encrypt/i.test(message)) return ENCRYPTED;
  if (/utf-?8|string encoding/i.test(message))
    return "holds text that is not valid UTF-8: write the file anew.";
  if (OUT_OF_MEMORY.test(message)) return TOO_MUCH.memory;
  const [, codec, encoding] = UNREADABLE_KIND.exec(message) ?? [];
  if (codec !== undefined)
    return `is packed with the codec ${codec}, which cannot be read here: write it anew with zstd, snappy or gzip.`;
  if (encoding !== undefined)
    return `has values in the encoding ${encoding}, which cannot be read here for their type: write it anew without that encoding.`;
  if (/^Not implemented Error/i.test(message)) return UNUSUAL;
  return DAMAGED;
}

/** Why no row of a file can be used. */
export function noUsableRow(counts: {
  readonly withoutId: number;
  readonly unreadablePillar: number;
}): string {
  const withoutId = counts.withoutId > 0 ? [`${counts.withoutId} without id`] : [];
  const unreadable =
    counts.unreadablePillar > 0
      ? [`${counts.unreadablePillar} without a pillar from 1 to 8 in associated_pillar`]
      : [];
  return `has no usable row: ${[...withoutId, ...unreadable].join(" and ")}.`;
}

/** Which columns are not there, and what may be meant by others that are. */
export function lackingColumns(
  columns: readonly { readonly name: string; readonly nearest?: string }[],
): string {
  const near = columns.flatMap(({ name, nearest }) =>
    nearest === undefined ? [] : [`${shownName(nearest)} to ${name}`],
  );
  const noun = columns.length > 1 ? "columns" : "column";
  const meant = near.length === 0 ? "" : `; rename ${listed(near)} if that is meant`;
  return `lacks the ${noun} ${listed(columns.map(({ name }) => name))}${meant}.`;
}

export function unusableColumn(column: string, holds: string): string {
  return `has ${holds} in the column ${shownName(column)}, where single values belong.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Why the supervisor ended the work on a file. */
export const TOO_MUCH = {
  memory: "needs more memory than a file of its size may take.",
  disk: "needs more disk space than a file of its size may take.",
  time: "takes far too long to read, so it is probably damaged.",
  died: "makes the reader crash, so it is probably damaged: download it again.",
} as const;
