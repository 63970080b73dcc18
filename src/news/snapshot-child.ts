// The builder's child process: reads the files of one request into a catalog. Whatever a broken file does to it, the
// program that answers people is another process.

import { symlink } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCatalog } from "./build-catalog.ts";
import { failureWithoutFile } from "./file-check.ts";
import { STAGE_TABLES } from "./load.ts";
import { textLiteral } from "./queries.ts";
import { NOTHING_READ, PART_TABLES, READ_FOLDER, takeOver } from "./read-before.ts";
import {
  type BuildMessage,
  type BuildRequest,
  type BuiltTotals,
  buildRequestSchema,
} from "./snapshot-protocol.ts";
import { CATALOG_TABLES } from "./tables.ts";
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
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    allow_persistent_secrets: "false",
  };
  const [instance, before] = await Promise.all([
    DuckDBInstance.create(request.catalogPath, { ...settings }),
    request.readBefore === undefined ? NOTHING_READ : takeOver(request.readBefore, request),
  ]);
  try {
    const known = new Set(before.entries.map(({ input }) => input.index));
    const unread = request.files.filter(({ index }) => !known.has(index));
    for (const { path, source } of unread) await symlink(source, path);
    const connection = await instance.connect();
    await connection.run(`
      SET TimeZone = 'UTC';
      SET allowed_paths = [${unread.map(({ path }) => textLiteral(path)).join(", ")}];
      SET allowed_directories = ['${READ_FOLDER}'];
      SET enable_external_access = false;
      SET lock_configuration = true;
      ${CATALOG_TABLES}
      ${STAGE_TABLES}
      ${PART_TABLES}`);
    const { files, now } = request;
    const last = await buildCatalog({
      connection,
      directory: ".",
      files,
      now,
      before,
      settings,
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
  if (last.type === "built") await check(request.catalogPath, last.totals);
  return last;
}

process.once("message", (message) => {
  serve(buildRequestSchema.parse(message)).then(tell, (error: unknown) => tell(failureWithoutFile(error)));
});
// Nobody waits for the work any more: the supervisor has its answer, or it is gone. Native threads may still run.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
