// A file's CRC-32, by which a copy that is not what was written is noticed: DuckDB looks only at what it needs.

import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";

const BYTES_AT_ONCE = 4 * 2 ** 20;

/** The sum of a file. */
export function sumOf(path: string): Promise<number> {
  return eachPiece(path, async () => undefined);
}

/** Copies a file to a path where there is none yet. @returns the sum of what was copied. */
export async function copySummed(from: string, to: string): Promise<number> {
  const file = await open(to, "wx");
  try {
    return await eachPiece(from, async (piece) => file.writeFile(piece));
  } finally {
    await file.close();
  }
}

async function eachPiece(path: string, take: (piece: Uint8Array) => Promise<void>): Promise<number> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(BYTES_AT_ONCE);
    let sum = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return sum;
      const piece = buffer.subarray(0, bytesRead);
      sum = crc32(piece, sum);
      await take(piece);
    }
  } finally {
    await file.close();
  }
}
