// What says of a snapshot in a shared folder that it is what one of the bot's processes put there: the hash of each file, sealed
// with the key that they have in common.

import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "../errors.ts";

/** sha256 of each file in hex, by its name. */
export type FileHashes = Readonly<Record<string, string>>;

const sealSchema = z.object({ id: z.string(), files: z.record(z.string(), z.string()), mac: z.string() });

/** Beside the files of a shared snapshot. */
export const SEAL_FILE = "seal.json";

export interface ShareSeals {
  /** The text of the file that seals a snapshot's files. */
  write(id: string, files: FileHashes): string;
  /** The hashes that a text seals for that snapshot; undefined when it is not ours, or of another snapshot. */
  read(id: string, text: string): FileHashes | undefined;
}

/** Sealed with the first key, and known by any. Throws AppError bad-configuration where there is none. */
export function createShareSeals(keys: readonly string[]): ShareSeals {
  const [current] = keys;
  if (current === undefined) throw new AppError("bad-configuration", "No SECRET_KEY was given.");
  const macOf = (key: string, id: string, files: FileHashes): Buffer =>
    createHmac("sha256", `shared snapshots ${key}`)
      .update(JSON.stringify([id, Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))]))
      .digest();

  return {
    write: (id, files) => JSON.stringify({ id, files, mac: macOf(current, id, files).toString("hex") }),
    read(id, text) {
      const seal = sealOf(text);
      if (seal === undefined || seal.id !== id) return undefined;
      const mac = Buffer.from(seal.mac, "hex");
      const isOurs = keys.some((key) => {
        const own = macOf(key, id, seal.files);
        return own.length === mac.length && timingSafeEqual(own, mac);
      });
      return isOurs ? seal.files : undefined;
    },
  };
}

function sealOf(text: string): z.infer<typeof sealSchema> | undefined {
  try {
    return sealSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
