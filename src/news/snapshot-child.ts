// The builder's child process: reads the files of one request into a catalog. Whatever a broken file does to it, the
// program that answers people is another process.

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCatalog } from "./build-catalog.ts";
import { failureWithoutFile } from "./file-check.ts";
import { STAGE_TABLES } from "./load.ts";
import { SEALED, textLiteral } from "./queries.ts";
import {
  type BuildMessage,
  type BuildRequest,
  type BuiltTotals,
  buildRequestSchema,
} from "./snapshot-protocol.ts";
import { copySummed, sumOf } from "./summed-file.ts";
import { CATALOG_TABLES, TABLES_TO_GO_ON } from "./tables.ts";
import { checkCatalog } from "./write-catalog.ts";

function tell(message: BuildMessage): void {
  process.send?.(message);
}

async function buildIn(request: BuildRequest): Promise<BuildMessage> {
  const settings = {
    memory_limit: `${request.databaseMemoryBytes}B`,
    threads: "2",
    temp_directory: request.spillPath,
    max_temp_directory_size: `${request.diskBytes}B`,
    preserve_insertion_order: "false",
    ...SEALED,
  };
  const { files, now, earlier, catalogPath } = request;
  if (earlier !== undefined) {
    const from = join(earlier.directory, catalogPath);
    if ((await copySummed(from, catalogPath)) !== earlier.catalogSum) throw new Error(`${from} is damaged`);
  }
  const instance = await DuckDBInstance.create(catalogPath, { ...settings });
  try {
    const connection = await instance.connect();
    await connection.run(`
      SET TimeZone = 'UTC';
      -- Links count as what they lead to, which is where they will lead: only what is read is linked.
      SET allowed_paths = [${files.map(({ source }) => textLiteral(source)).join(", ")}];
      SET enable_external_access = false;
      SET lock_configuration = true;
      ${earlier === undefined ? CATALOG_TABLES : TABLES_TO_GO_ON}
      ${STAGE_TABLES}`);
    const last = await buildCatalog({
      connection,
      directory: ".",
      files,
      now,
      ...(earlier === undefined ? {} : { earlier }),
      settings,
      async reach(inputs) {
        for (const { path, source } of inputs) await symlink(source, path);
      },
      tell,
    });
    connection.closeSync();
    return last;
  } finally {
    instance.closeSync();
  }
}

async function check(path: string, totals: BuiltTotals): Promise<void> {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY", threads: "2" });
  try {
    await checkCatalog(await instance.connect(), totals);
  } finally {
    instance.closeSync();
  }
}

async function serve(request: BuildRequest): Promise<BuildMessage> {
  const last = await buildIn(request);
  if (last.type !== "built") return last;
  await check(request.catalogPath, last.totals);
  return { ...last, catalogSum: await sumOf(request.catalogPath) };
}

process.once("message", (message) => {
  serve(buildRequestSchema.parse(message)).then(tell, (error: unknown) => tell(failureWithoutFile(error)));
});
// Nobody waits for the work any more: the supervisor has its answer, or it is gone. Native threads may still run.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
