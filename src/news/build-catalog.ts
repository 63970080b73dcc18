// All steps from data files to the tables of a catalog. Small files are read together, and one that cannot be read never costs
// another one its place.

import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { createCountryFinder, createCountryReader } from "./country.ts";
import { failureOf, type ReadFailure } from "./file-check.ts";
import { batchesOf, type FileGroup, groupsOf, halvesOf } from "./file-groups.ts";
import { type FileLook, lookAtFiles } from "./file-looks.ts";
import { CARDS_FILE } from "./index/cards.ts";
import { INDEX_FILE, writeIndexFile } from "./index/file.ts";
import { packIndex } from "./index/pack.ts";
import { emptyFile, type LoadedFile, type LoadOptions, loadGroup } from "./load.ts";
import { loadSpareTexts, loadTexts } from "./load-texts.ts";
import {
  loadPartSpareTexts,
  loadPartTexts,
  type ReadBefore,
  stageReadBefore,
  writeIndex,
  writePart,
} from "./read-before.ts";
import type { BuildInput, BuildMessage } from "./snapshot-protocol.ts";
import { findSpareTexts, joinFiles, useSpareTexts, writeCatalog } from "./write-catalog.ts";

export interface BuildSteps {
  /** An own database with the tables of the catalog and of the stage, in UTC. */
  readonly connection: DuckDBConnection;
  /** Where what is derived from the catalog goes. */
  readonly directory: string;
  /** Oldest first: of two equal assessments the later file's counts. */
  readonly files: readonly BuildInput[];
  /** ms since 1970 UTC. */
  readonly now: number;
  /** What need not be read again; nothing is kept for the next build without it. */
  readonly before?: ReadBefore;
  /** DuckDB's, for looking at files. */
  readonly settings: Readonly<Record<string, string>>;
  /** Told of every step. */
  readonly tell: (message: BuildMessage) => void;
}

/** Ends the build with its last message. */
class Ended extends Error {
  readonly last: BuildMessage;

  constructor(last: BuildMessage) {
    super(last.type);
    this.last = last;
  }
}

/** @returns the last message: what came of it. Throws only what no file is to blame for. */
export async function buildCatalog(steps: BuildSteps): Promise<BuildMessage> {
  try {
    return await build(steps);
  } catch (error) {
    if (error instanceof Ended) return error.last;
    throw error;
  }
}

async function build(steps: BuildSteps): Promise<BuildMessage> {
  const { connection, directory, files, now, before, settings, tell } = steps;
  const options: LoadOptions = { now, countryOf: createCountryFinder(), countryNamed: createCountryReader() };
  const loaded: LoadedFile[] = [];
  /** Groups whose texts are still to be read from their files, and the parts that have those of the others. */
  const groups: FileGroup[] = [];
  const parts: { readonly part: number; readonly files: readonly LoadedFile[] }[] = [];

  function reading(inputs: readonly BuildInput[]): void {
    tell({ type: "reading", indices: inputs.map(({ index }) => index) });
  }

  /** Says that a file cannot be used and goes on, unless that cannot be. */
  function blame(input: BuildInput, error: unknown): void {
    const failure = failureOf(input.name, error);
    if (failure.type !== "refused") throw new Ended(lastMessage(failure, [input]));
    tell({ type: "refused", index: input.index, reason: failure.reason });
  }

  /** Reads a group, or what of it can be read. */
  async function load(group: FileGroup): Promise<void> {
    reading(group.inputs);
    const [first] = group.inputs;
    const refused: { readonly input: BuildInput; readonly error: Error }[] = [];
    const refuse = (input: BuildInput, error: Error): void => void refused.push({ input, error });
    try {
      await connection.run("BEGIN TRANSACTION");
      const read = await loadGroup(connection, group, { ...options, refuse });
      const part = (before?.nextPart ?? 0) + parts.length;
      const isKept = before !== undefined && group.inputs.length > 1;
      if (isKept) await writePart(connection, group, part);
      await connection.run("COMMIT");
      for (const { input, error } of refused) blame(input, error);
      loaded.push(...read);
      if (isKept) parts.push({ part, files: read });
      else groups.push(group);
    } catch (error) {
      if (error instanceof Ended || first === undefined) throw error;
      const failure = failureOf(first.name, error);
      if (failure.type !== "refused") throw new Ended(lastMessage(failure, group.inputs));
      await connection.run("ROLLBACK");
      if (group.inputs.length === 1) return blame(first, error);
      for (const half of halvesOf(group)) await load(half);
    }
  }

  const known = new Set(before?.entries.map(({ input }) => input.index));
  if (before !== undefined && known.size > 0) {
    tell({ type: "joining" });
    loaded.push(...(await stageReadBefore(connection, before)));
  }
  for (const batch of batchesOf(files.filter(({ index }) => !known.has(index)))) {
    reading(batch);
    const looks: FileLook[] = [];
    for (const outcome of await lookAtFiles(batch, settings)) {
      if (outcome.type === "seen") looks.push(outcome.look);
      // The database that was asked may be gone; that of the build is not.
      else tell({ type: "refused", index: outcome.input.index, reason: reasonOf(outcome) });
    }
    loaded.push(...looks.filter(({ rows }) => rows === 0).map(({ input }) => emptyFile(input, options)));
    for (const group of groupsOf(
      looks.filter(({ rows }) => rows > 0),
      blame,
    ))
      await load(group);
  }
  if (loaded.every(({ rows }) => rows === 0)) return { type: "nothing" };

  tell({ type: "joining" });
  loaded.sort((a, b) => a.input.index - b.input.index);
  const builtFiles = await joinFiles(connection, loaded);
  // From here on a file cannot be taken out again, so one that fails makes the build start anew.
  const partNumbers = [
    ...(before?.entries.map(({ entry }) => entry.part) ?? []),
    ...parts.map(({ part }) => part),
  ];
  if (partNumbers.length > 0) await loadPartTexts(connection, partNumbers);
  await readTexts(groups, loadTexts);
  tell({ type: "joining" });
  await findSpareTexts(connection);
  if (partNumbers.length > 0) await loadPartSpareTexts(connection, partNumbers);
  await readTexts(groups, loadSpareTexts);
  tell({ type: "joining" });
  if (before !== undefined) await writeIndex(before, parts, now);
  await useSpareTexts(connection);
  const totals = await writeCatalog(connection, loaded);
  const index = await packIndex(connection, totals, join(directory, CARDS_FILE));
  const indexHash = await writeIndexFile(join(directory, INDEX_FILE), index);
  return { type: "built", files: builtFiles, totals, indexHash };

  async function readTexts(
    some: readonly FileGroup[],
    step: (connection: DuckDBConnection, group: FileGroup) => Promise<void>,
  ): Promise<void> {
    for (const group of some) {
      reading(group.inputs);
      try {
        await connection.run("BEGIN TRANSACTION");
        await step(connection, group);
        await connection.run("COMMIT");
      } catch (error) {
        const [first] = group.inputs;
        const failure = failureOf(first?.name ?? "", error);
        if (failure.type !== "refused") throw new Ended(lastMessage(failure, group.inputs));
        if (group.inputs.length === 1)
          throw new Ended(lastMessage({ ...failure, type: "spoiled" }, group.inputs));
        await connection.run("ROLLBACK");
        await readTexts(halvesOf(group), step);
      }
    }
  }
}

function reasonOf({ input, error }: { readonly input: BuildInput; readonly error: unknown }): string {
  const failure = failureOf(input.name, error);
  if (failure.type === "failed") throw new Ended(failure);
  return failure.reason;
}

function lastMessage(
  failure: Exclude<ReadFailure, { readonly type: "refused" }>,
  inputs: readonly BuildInput[],
): BuildMessage {
  switch (failure.type) {
    case "failed":
      return failure;
    case "spoiled":
      return { ...failure, indices: inputs.map(({ index }) => index) };
  }
}
