// A process for lock.test.ts: locks the directory it is given, says how that went, holds on until its input ends.

import { lockDataDirectory } from "../../src/store/lock.ts";

const [, , dataDirectory = "", now = ""] = process.argv;
try {
  const lock = await lockDataDirectory(dataDirectory, Number(now));
  process.stdout.write("held\n");
  process.stdin.resume();
  process.stdin.on("end", () => lock.release());
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
