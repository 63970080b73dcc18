// What Node makes of the program's files is kept for the next start, which takes half as long then. It stands in the data
// directory: who can write there can have the program do anything already. Little may be imported before it.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";
import { dataDirectory } from "../data-directory.ts";

/** For the files that are imported from now on. Throws AppError "bad-configuration"; does without where nothing can be kept. */
export async function keepCompiled(): Promise<void> {
  const directory = join(resolve(dataDirectory()), "compiled");
  if (!existsSync(directory)) {
    // Nothing is made where something is wrong with the configuration.
    const { readConfig } = await import("../config.ts");
    readConfig();
    const made = await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => "none");
    if (made === "none") return;
  }
  enableCompileCache(directory);
}
