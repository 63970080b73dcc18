// The tests' Postgres in a process of its own, for a measurement: prints its URL, and stops it when its input ends.

import { once } from "node:events";
import startPostgres from "../postgres.ts";

let url = "";
const stop = await startPostgres({
  provide(name, value) {
    if (name === "postgresUrl") url = String(value);
  },
});
process.stdout.write(`${url}\n`);
process.stdin.resume();
await once(process.stdin, "end");
await stop();
