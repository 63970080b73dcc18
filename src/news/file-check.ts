// Why a data file cannot be read, in one sentence for people: told by its first and last bytes, or by DuckDB's error.

import { open } from "node:fs/promises";
import { AppError, messageOf } from "../errors.ts";
import { excerpt } from "../reply/excerpt.ts";
import { say, type WordingValue, wording } from "../wording/say.ts";

/** What is wrong with a file: a message that names it, `{name}`, and what else stands in it. */
export interface FileFault {
  readonly message: string;
  readonly values?: Readonly<Record<string, WordingValue>>;
}

/** A file that cannot be used. The message is one sentence that names the file. */
export function refusedFile(name: string, { message, values }: FileFault): AppError {
  return new AppError("file-refused", say(message, { ...values, name: shownName(name) }));
}

/** The name as it may stand in a sentence: without control and invisible characters, not endless. */
function shownName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return excerpt(visible, 200);
}

const DAMAGED = {
  message: wording("{name} is damaged or written in a way that cannot be read here: download it again."),
};
const UNUSUAL = {
  message: wording(
    "{name} uses a part of the parquet format that cannot be read here: write it anew with its program's usual settings.",
  ),
};
/** Sound files that DuckDB says it does not read: of codecs and encodings that exist; others are damage. */
const UNREADABLE_KIND =
  /unsupported compression codec "(LZ4|LZO)"|\b(BIT_PACKED|BYTE_STREAM_SPLIT|DELTA_BINARY_PACKED|DELTA_LENGTH_BYTE_ARRAY|DELTA_BYTE_ARRAY) encoding is only supported/i;
const HALF = { message: wording("{name} ends too early, as half a download does: download it again.") };
const ENCRYPTED = { message: wording("{name} is encrypted: save it without encryption.") };
const EMPTY = { message: wording("{name} is empty: download it again.") };
const GONE = { message: wording("{name} is no longer there.") };
const CLOSED = { message: wording("{name} cannot be opened by the program.") };
const NO_FILE = { message: wording("{name} is not a file.") };
/** It has columns, and nothing in them. */
export const NO_ROWS = { message: wording("{name} has no rows.") };
const START_BYTES = 512;

/** Looks at both ends of a file, which every parquet file marks. Throws AppError "file-refused" with what it is instead. */
export async function checkBytes(name: string, path: string): Promise<void> {
  const { start, end, sizeBytes } = await bothEnds(name, path);
  const magic = start.subarray(0, 4).toString("latin1");
  const lastMagic = end.toString("latin1");
  if (sizeBytes === 0) throw refusedFile(name, EMPTY);
  if (magic === "PARE" || lastMagic === "PARE") throw refusedFile(name, ENCRYPTED);
  if (magic === "PAR1" && (lastMagic !== "PAR1" || sizeBytes < 12)) throw refusedFile(name, HALF);
  if (magic !== "PAR1") throw refusedFile(name, { message: whatItIs(start) });
}

async function bothEnds(
  name: string,
  path: string,
): Promise<{ readonly start: Buffer; readonly end: Buffer; readonly sizeBytes: number }> {
  const file = await open(path).catch((error: unknown) => {
    throw refusedFile(name, /ENOENT/.test(messageOf(error)) ? GONE : CLOSED);
  });
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw refusedFile(name, NO_FILE);
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

/** Of what is no parquet file. */
function whatItIs(start: Buffer): string {
  const text = start.toString("utf8").replace(/^\u{FEFF}?\s+/u, "");
  if (/^(<!doctype|<html|<head|<\?xml|<!--)/i.test(text))
    return wording("{name} is not a parquet file: it starts like a web page, so download it again.");
  if (/^[{[]/.test(text))
    return wording("{name} is not a parquet file: it starts like a message in JSON, so download it again.");
  if (start[0] === 0x1f && start[1] === 0x8b)
    return wording("{name} is not a parquet file: it is packed with gzip as a whole, so unpack it.");
  if (start[0] === 0x50 && start[1] === 0x4b)
    return wording("{name} is not a parquet file: it is a zip archive, so unpack it.");
  if (start.every((byte) => byte === 0))
    return wording("{name} is not a parquet file: it holds only zeros, so download it again.");
  return wording("{name} is not a parquet file: save the table as parquet.");
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
    throw refusedFile(name, {
      message: wording("{name} would unpack to {unpacked}, far more than a file of {size} should."),
      values: { unpacked: inWords(unpackedBytes), size: inWords(sizeBytes) },
    });
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
  if (DISK_FULL.test(message)) return say("The disk is full, so the news could not be prepared.");
  if (OUT_OF_MEMORY.test(message))
    return say("The files together need more memory or disk space than preparing the news may take.");
  return say("The news could not be prepared because of a defect in the program.");
}

/** Judges what was thrown while a file was read. */
export function failureOf(name: string, error: unknown): ReadFailure {
  if (error instanceof AppError && error.code === "file-refused")
    return { type: "refused", reason: error.message };
  const message = messageOf(error);
  if (DISK_FULL.test(message)) return failureWithoutFile(error);
  const reason = refusedFile(name, faultIn(message)).message;
  if (/INTERNAL Error|FATAL Error|database has been invalidated/i.test(message))
    return { type: "spoiled", reason };
  // DuckDB's errors start with their kind; anything else is a defect of this program.
  if (/^[A-Z][\w -]* Error: /.test(message)) return { type: "refused", reason };
  return failureWithoutFile(error);
}

function faultIn(message: string): FileFault {
  if (/encrypt/i.test(message)) return ENCRYPTED;
  if (/utf-?8|string encoding/i.test(message))
    return { message: wording("{name} holds text that is not valid UTF-8: write the file anew.") };
  if (OUT_OF_MEMORY.test(message)) return TOO_MUCH.memory;
  const [, codec, encoding] = UNREADABLE_KIND.exec(message) ?? [];
  if (codec !== undefined)
    return {
      message: wording(
        "{name} is packed with the codec {codec}, which cannot be read here: write it anew with zstd, snappy or gzip.",
      ),
      values: { codec },
    };
  if (encoding !== undefined)
    return {
      message: wording(
        "{name} has values in the encoding {encoding}, which cannot be read here for their type: write it anew without that encoding.",
      ),
      values: { encoding },
    };
  if (/^Not implemented Error/i.test(message)) return UNUSUAL;
  return DAMAGED;
}

/** Why no row of a file can be used. */
export function noUsableRow(counts: {
  readonly withoutId: number;
  readonly unreadablePillar: number;
}): FileFault {
  const values = { ...counts, column: "associated_pillar" };
  if (counts.unreadablePillar === 0)
    return { message: wording("{name} has no usable row: {withoutId} without id."), values };
  if (counts.withoutId === 0)
    return {
      message: wording(
        "{name} has no usable row: {unreadablePillar} without a pillar from 1 to 8 in {column}.",
      ),
      values,
    };
  return {
    message: wording(
      "{name} has no usable row: {withoutId} without id and {unreadablePillar} without a pillar from 1 to 8 in {column}.",
    ),
    values,
  };
}

/** Which columns are not there, and what may be meant by others that are. */
export function lackingColumns(
  columns: readonly { readonly name: string; readonly nearest?: string }[],
): FileFault {
  const near = columns.flatMap(({ name, nearest }) =>
    nearest === undefined
      ? []
      : [say("{nearest} to {column}", { nearest: shownName(nearest), column: name })],
  );
  const values = { count: columns.length, columns: listed(columns.map(({ name }) => name)) };
  return near.length === 0
    ? {
        message: wording("{name} lacks the {count, plural, one {column} other {columns}} {columns}."),
        values,
      }
    : {
        message: wording(
          "{name} lacks the {count, plural, one {column} other {columns}} {columns}; rename {near} if that is meant.",
        ),
        values: { ...values, near: listed(near) },
      };
}

export function unusableColumn(column: string, holds: string): FileFault {
  return {
    message: wording("{name} has {holds} in the column {column}, where single values belong."),
    values: { column: shownName(column), holds: say(holds) },
  };
}

function listed(names: readonly string[]): string {
  const one = names.at(-1) ?? "";
  return names.length < 2 ? one : say("{before} and {one}", { before: names.slice(0, -1).join(", "), one });
}

/** Why the supervisor ended the work on a file. */
export const TOO_MUCH = {
  memory: { message: wording("{name} needs more memory than a file of its size may take.") },
  disk: { message: wording("{name} needs more disk space than a file of its size may take.") },
  time: { message: wording("{name} takes far too long to read, so it is probably damaged.") },
  died: {
    message: wording("{name} makes the reader crash, so it is probably damaged: download it again."),
  },
} as const;
