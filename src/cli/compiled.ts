// What Node makes of the program's files is kept for the next start, which takes half as long then. It stands in the data
// directory: who can write there can have the program do anything already.

import { mkdir } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";
import { readConfig } from "../config.ts";

/** For the files that are imported from now on. Throws AppError "bad-configuration"; does without where nothing can be kept. */
export async function keepCompiled(): Promise<void> {
  const directory = join(resolve(readConfig().DATA_DIR), "compiled");
  const made = await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => "none");
  if (made !== "none") enableCompileCache(directory);
}
