// Cursors: where a listing stands, packed into opaque text.

import { z } from "zod";

const schema = z.strictObject({
  /** The run of the simulator that gave it; another run answers `reset`. */
  run: z.string(),
  /** Folder listed, lower case, "" for the root. */
  path: z.string(),
  recursive: z.boolean(),
  includeDeleted: z.boolean(),
  limit: z.int().min(1),
  /** Changes up to this number are known to the holder. */
  seen: z.int().min(0),
  /** While the first listing is not finished: the last path given. */
  after: z.string().optional(),
});

export type Cursor = z.infer<typeof schema>;

export function packCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Undefined when the text never was a cursor. */
export function unpackCursor(text: string): Cursor | undefined {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}
