// The builder's child process: reads the files of one request into a catalog. Whatever a broken file does to it, the
// program that answers people is another process.

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { createCountryFinder } from "./country.ts";
import { failureOf, failureWithoutFile, type ReadFailure } from "./file-check.ts";
import { type LoadedFile, loadFile, loadSpareTexts, loadTexts, STAGE_TABLES } from "./load.ts";
import {
  type BuildInput,
  type BuildMessage,
  type BuildRequest,
  type BuiltTotals,
  buildRequestSchema,
} from "./snapshot-protocol.ts";
import { CATALOG_TABLES } from "./tables.ts";
import { checkCatalog, findSpareTexts, joinFiles, useSpareTexts, writeCatalog } from "./write-catalog.ts";

function tell(message: BuildMessage): void {
  process.send?.(message);
}

/** One step for one file: while it lasts, the supervisor holds the file responsible. */
async function attempt<T>(
  input: BuildInput,
  step: () => Promise<T>,
): Promise<{ readonly type: "done"; readonly value: T } | ReadFailure> {
  tell({ type: "reading", index: input.index });
  try {
    return { type: "done", value: await step() };
  } catch (error) {
    return failureOf(input.name, error);
  }
}

/** @returns the last message: what came of it. */
async function build(connection: DuckDBConnection, request: BuildRequest): Promise<BuildMessage> {
  const countryOf = createCountryFinder();
  const files: LoadedFile[] = [];
  for (const input of request.files) {
    const country = input.country ?? countryOf(input.name);
    const loaded = await attempt(input, () => loadFile(connection, input, { now: request.now, country }));
    if (loaded.type === "done") files.push(loaded.value);
    else if (loaded.type === "refused") tell({ ...loaded, index: input.index });
    else if (loaded.type === "spoiled") return { ...loaded, index: input.index };
    else return loaded;
  }
  if (files.length === 0) return { type: "nothing" };

  tell({ type: "joining" });
  const builtFiles = await joinFiles(connection, files);
  // From here on a file cannot be taken out again, so one that fails makes the build start anew.
  for (const file of files) {
    const texts = await attempt(file.input, () => loadTexts(connection, file));
    if (texts.type === "failed") return texts;
    if (texts.type !== "done") return { ...texts, type: "spoiled", index: file.input.index };
  }
  tell({ type: "joining" });
  await findSpareTexts(connection);
  for (const file of files) {
    const texts = await attempt(file.input, () => loadSpareTexts(connection, file));
    if (texts.type === "failed") return texts;
    if (texts.type !== "done") return { ...texts, type: "spoiled", index: file.input.index };
  }
  tell({ type: "joining" });
  await useSpareTexts(connection);
  return { type: "built", files: builtFiles, totals: await writeCatalog(connection, files) };
}

async function buildIn(request: BuildRequest): Promise<BuildMessage> {
  const instance = await DuckDBInstance.create(request.catalogPath, {
    memory_limit: `${request.databaseMemoryBytes}B`,
    threads: "2",
    temp_directory: request.spillPath,
    max_temp_directory_size: `${request.diskBytes}B`,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    allow_persistent_secrets: "false",
  });
  try {
    const connection = await instance.connect();
    const paths = request.files.map(({ path }) => `'${path.replaceAll("'", "''")}'`);
    await connection.run(`
      SET TimeZone = 'UTC';
      SET allowed_paths = [${paths.join(", ")}];
      SET enable_external_access = false;
      SET lock_configuration = true;
      ${CATALOG_TABLES}
      ${STAGE_TABLES}`);
    const last = await build(connection, request);
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
