// One file from Dropbox to the disk: streamed, continued where it was cut, and in place only when every byte is right.

import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { AppError } from "../errors.ts";
import type { Pace } from "../reply/ports.ts";
import { backoffMs } from "../time/pace.ts";
import { MINUTE_MS } from "../time/units.ts";
import { type ContentHash, createContentHash } from "./content-hash.ts";
import { onDisk } from "./disk.ts";
import { errorOf } from "./refusal.ts";
import { throwIfStopped } from "./stopped.ts";

/** The bytes of a file from one on. */
export interface Body {
  /** May be 0 though more was asked for: then everything comes again. */
  readonly fromByte: number;
  readonly bytes: ReadableStream<Uint8Array>;
}

export interface DownloadJob {
  /** For people. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Absent where Dropbox tells none: then the size alone is checked. */
  readonly contentHash: string | undefined;
  /** Holds what has come so far; gone afterwards. On the file system of `toFile`. */
  readonly partFile: string;
  readonly toFile: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes received over all attempts, and bytes of the file. */
  readonly onProgress?: ((receivedBytes: number, sizeBytes: number) => void) | undefined;
}

/** How often the bytes of one file are asked for; requests that are refused repeat below this. */
const ATTEMPTS = 6;
/** A connection that brings nothing for so long is given up. */
const STALL_MS = MINUTE_MS;

/**
 * Fetches the file and returns how many bytes came over the network.
 * @throws AppError file-refused when the bytes never match the content hash, network when the connection never holds,
 * bad-configuration when the disk does not take them, closing, or whatever `fetchFrom` throws
 */
export async function downloadFile(
  job: DownloadJob,
  fetchFrom: (byte: number) => Promise<Body>,
  pace: Pace,
): Promise<number> {
  const { partFile, toFile, signal } = job;
  try {
    const part = await onDisk(open(partFile, "w", 0o600));
    let receivedBytes: number;
    try {
      receivedBytes = await receiveWhole(job, part, fetchFrom, pace);
      await onDisk(part.sync());
    } finally {
      await part.close();
    }
    throwIfStopped(signal);
    await onDisk(rename(partFile, toFile));
    await onDisk(syncDirectory(dirname(toFile)));
    return receivedBytes;
  } catch (error) {
    await rm(partFile, { force: true });
    throw error;
  }
}

/** What of the file is in the part file, and its hash so far. */
interface Progress {
  bytes: number;
  hash: ContentHash;
}

async function receiveWhole(
  job: DownloadJob,
  part: FileHandle,
  fetchFrom: (byte: number) => Promise<Body>,
  pace: Pace,
): Promise<number> {
  const { sizeBytes, contentHash, signal } = job;
  let receivedBytes = 0;
  let progress: Progress = { bytes: 0, hash: createContentHash() };
  for (let attempt = 1; ; attempt += 1) {
    const body = await fetchFrom(progress.bytes);
    if (body.fromByte !== progress.bytes) progress = { bytes: 0, hash: createContentHash() };
    const isCut = await receive(body, progress, part, job, (bytes) => {
      receivedBytes += bytes;
      job.onProgress?.(receivedBytes, sizeBytes);
    });
    const isWhole = !isCut && progress.bytes === sizeBytes;
    if (isWhole && (contentHash === undefined || progress.hash.digest() === contentHash))
      return receivedBytes;
    if (attempt === ATTEMPTS) throw isCut ? neverWhole(job) : neverRight(job);
    // What is there cannot be trusted any more.
    if (!isCut) {
      progress = { bytes: 0, hash: createContentHash() };
      await onDisk(part.truncate(0));
    }
    await pace.sleep(backoffMs(attempt, pace.random), signal);
  }
}

/** Writes what comes. True when the connection ended early, so that the rest can be asked for. */
async function receive(
  { bytes }: Body,
  progress: Progress,
  part: FileHandle,
  { sizeBytes, signal }: DownloadJob,
  count: (bytes: number) => void,
): Promise<boolean> {
  const reader = bytes.getReader();
  const end = () => void reader.cancel().catch(() => undefined);
  const stall = setTimeout(end, STALL_MS);
  signal?.addEventListener("abort", end);
  try {
    while (progress.bytes <= sizeBytes) {
      const chunk = await nextChunk(reader);
      throwIfStopped(signal);
      if (chunk === undefined) return progress.bytes < sizeBytes;
      stall.refresh();
      await onDisk(writeAll(part, chunk, progress.bytes));
      progress.hash.update(chunk);
      progress.bytes += chunk.byteLength;
      count(chunk.byteLength);
    }
    return false;
  } finally {
    clearTimeout(stall);
    signal?.removeEventListener("abort", end);
    end();
  }
}

/** Undefined when no more comes, for whatever reason. */
async function nextChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    // The socket broke: the same as an early end.
    return undefined;
  }
}

async function writeAll(part: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    done += (await part.write(chunk, done, chunk.byteLength - done, at + done)).bytesWritten;
  }
}

/** So that the new name survives a crash of the machine. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function neverWhole({ name }: DownloadJob): AppError {
  return errorOf("broken", { thing: name, times: String(ATTEMPTS) });
}

function neverRight({ name }: DownloadJob): AppError {
  return errorOf("fileDamaged", { thing: name, times: String(ATTEMPTS) });
}
