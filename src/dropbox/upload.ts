// One file from the disk into Dropbox, by an upload session: until its last step there is nothing, and each piece goes with the
// hash of its bytes. https://developers.dropbox.com/dbx-performance-guide

import { type FileHandle, open } from "node:fs/promises";
import type { AppError } from "../errors.ts";
import { createContentHash } from "./content-hash.ts";
import { onDisk } from "./disk.ts";
import { throwIfStopped } from "./stopped.ts";

/** A multiple of the 4 MiB that a session stores together. */
const PIECE_BYTES = 8 * 1024 * 1024;

export interface UploadJob {
  readonly fromFile: string;
  /** Where it is to be; a name that is taken gets a number. */
  readonly toPath: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that have arrived. */
  readonly onProgress?: ((sentBytes: number) => void) | undefined;
}

/** A file in Dropbox, as it tells of it. */
export interface Stored {
  readonly path: string;
  readonly contentHash: string | undefined;
}

/** Bytes with their own content_hash. */
export interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentHash: string;
}

/** The steps of a session. They reject with AppError. */
export interface UploadSteps {
  /** Returns the session's id. */
  start(piece: Piece): Promise<string>;
  /** The piece belongs behind so many bytes. Resolves too when it is there already. */
  append(session: string, offset: number, piece: Piece): Promise<void>;
  /** Undefined when the session is gone: an earlier try of this may have arrived, and its answer been lost. */
  finish(session: string, sizeBytes: number, toPath: string): Promise<Stored | undefined>;
  /** The file with that content at the path, or beside it under a number; undefined when there is none. */
  find(toPath: string, contentHash: string): Promise<Stored | undefined>;
  /** What it comes to when nobody knows whether it arrived, and when it arrived damaged. */
  readonly unsure: () => AppError;
  readonly damaged: (path: string) => AppError;
}

/** Puts the file there, whole or not at all, and returns where. Throws AppError. */
export async function uploadFile(
  { fromFile, toPath, signal, onProgress }: UploadJob,
  steps: UploadSteps,
): Promise<{ readonly path: string }> {
  const whole = createContentHash();
  const file = await onDisk(open(fromFile));
  let session: string | undefined;
  let sizeBytes = 0;
  try {
    for await (const piece of piecesOf(file)) {
      throwIfStopped(signal);
      whole.update(piece.bytes);
      if (session === undefined) session = await steps.start(piece);
      else await steps.append(session, sizeBytes, piece);
      sizeBytes += piece.bytes.length;
      onProgress?.(sizeBytes);
    }
  } finally {
    await file.close();
  }
  throwIfStopped(signal);
  const contentHash = whole.digest();
  const stored =
    (session === undefined ? undefined : await steps.finish(session, sizeBytes, toPath)) ??
    (await steps.find(toPath, contentHash));
  if (stored === undefined) throw steps.unsure();
  // Each piece was held against its hash; whether they stand together as they were only the whole tells.
  if (stored.contentHash !== contentHash) throw steps.damaged(stored.path);
  return { path: stored.path };
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Piece> {
  for (;;) {
    const buffer = new Uint8Array(PIECE_BYTES);
    let filled = 0;
    while (filled < PIECE_BYTES) {
      const { bytesRead } = await onDisk(file.read(buffer, filled, PIECE_BYTES - filled));
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled === 0) return;
    const bytes = buffer.subarray(0, filled);
    const hash = createContentHash();
    hash.update(bytes);
    yield { bytes, contentHash: hash.digest() };
  }
}
