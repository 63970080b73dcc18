// index.bin: the columns one after the other, then the ids, then the names as JSON. Numbers stand in it as in memory, little-endian on every
// processor that Node runs on; lengths follow from the manifest, which also has its hash.

import { createHash } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import { z } from "zod";
import { columnBytes, type IndexSize, layOut, type NewsIndex } from "./columns.ts";

export const INDEX_FILE = "index.bin";

const namesSchema = z.object({ countrySets: z.array(z.array(z.string())), sources: z.array(z.string()) });

/** Bytes that are read and summed before whoever else waits has a turn. */
const READ_AT_ONCE = 1_000_000;

/** @returns its sha256, in hex. */
export async function writeIndexFile(path: string, index: NewsIndex): Promise<string> {
  // All columns share the buffer that they were laid out in.
  const columns = new Uint8Array(index.published.buffer, 0, columnBytes(index));
  const bytes = Buffer.concat([columns, index.ids, Buffer.from(JSON.stringify(index.names))]);
  await writeFile(path, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}

/** Reads the file of a snapshot of that size. Throws when it is not the one with that hash. */
export async function readIndexFile(path: string, size: IndexSize, hash: string): Promise<NewsIndex> {
  const file = await open(path);
  try {
    const { size: bytesThere } = await file.stat();
    // Not shared with other buffers: columns begin where numbers of eight bytes may.
    const buffer = new ArrayBuffer(bytesThere);
    const bytes = new Uint8Array(buffer);
    const summed = createHash("sha256");
    for (let at = 0; at < bytesThere; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(READ_AT_ONCE, bytesThere - at), at);
      if (bytesRead === 0) break;
      summed.update(bytes.subarray(at, at + bytesRead));
      at += bytesRead;
    }
    if (summed.digest("hex") !== hash) throw new Error(`${INDEX_FILE} is damaged or another snapshot's`);
    const columns = layOut(buffer, size);
    const [idsFrom, idBytes] = [columnBytes(size), columns.idEnds[size.articles] ?? 0];
    const names = Buffer.from(buffer, idsFrom + idBytes).toString("utf8");
    return {
      ...size,
      ...columns,
      ids: new Uint8Array(buffer, idsFrom, idBytes),
      names: namesSchema.parse(JSON.parse(names)),
    };
  } finally {
    await file.close();
  }
}
