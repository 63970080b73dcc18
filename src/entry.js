// Where the npm scripts start whose answer somebody waits for. Plain JavaScript, and little of it: for the first file of TypeScript that
// is not found compiled Node loads what strips its types, which takes 50 ms of a processor and 17 MB, in each thread. So what was
// compiled is looked for from here on, and in the threads that are started later; src/cli/compiled.ts makes the place for it.

import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";

// As src/data-directory.ts reads it, which is no JavaScript.
const { DATA_DIR: given = "" } = process.env;
const compiled = join(resolve(given.trim() === "" ? "./data" : given), "compiled");
if (existsSync(compiled)) {
  process.env.NODE_COMPILE_CACHE = compiled;
  enableCompileCache();
}

await import("./cli.ts");
