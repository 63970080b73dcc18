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
import { keepRead, noteRead } from "./read-files.ts";
import type { BuildInput, BuildMessage, EarlierSnapshot } from "./snapshot-protocol.ts";
import { filesToRead, takeTextsOver } from "./taken-articles.ts";
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
  /** The snapshot whose catalog was copied for this one to go on from. */
  readonly earlier?: EarlierSnapshot;
  /** Makes files readable at their paths; by default they are. */
  readonly reach?: (inputs: readonly BuildInput[]) => Promise<void>;
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
  const { connection, directory, files, now, earlier, settings, reach, tell } = steps;
  if (earlier !== undefined) tell({ type: "joining" });
  const known = await keepRead(connection, files);
  const options: LoadOptions = {
    now,
    countryOf: createCountryFinder(),
    countryNamed: createCountryReader(),
    firstNumber: Math.max(-1, ...known.map(({ number }) => number)) + 1,
  };
  const loaded: LoadedFile[] = [];
  /** Groups whose texts are still to be read. */
  const groups: FileGroup[] = [];

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
      await connection.run("COMMIT");
      for (const { input, error } of refused) blame(input, error);
      loaded.push(...read);
      groups.push(group);
    } catch (error) {
      if (error instanceof Ended || first === undefined) throw error;
      const failure = failureOf(first.name, error);
      if (failure.type !== "refused") throw new Ended(lastMessage(failure, group.inputs));
      await connection.run("ROLLBACK");
      if (group.inputs.length === 1) return blame(first, error);
      for (const half of halvesOf(group)) await load(half);
    }
  }

  /** What a batch of files tells of itself. `refuse` is told of those that tell nothing, and why. */
  async function lookAt(
    batch: readonly BuildInput[],
    refuse: (input: BuildInput, reason: string) => void,
  ): Promise<readonly FileLook[]> {
    reading(batch);
    await reach?.(batch);
    const looks: FileLook[] = [];
    for (const outcome of await lookAtFiles(batch, settings)) {
      if (outcome.type === "seen") looks.push(outcome.look);
      // The database that was asked may be gone; that of the build is not.
      else refuse(outcome.input, reasonOf(outcome));
    }
    return looks;
  }

  const readBefore = new Set(known.map(({ input }) => input.index));
  for (const batch of batchesOf(files.filter(({ index }) => !readBefore.has(index)))) {
    const looks = await lookAt(batch, ({ index }, reason) => tell({ type: "refused", index, reason }));
    loaded.push(...looks.filter(({ rows }) => rows === 0).map(({ input }) => emptyFile(input, options)));
    for (const group of groupsOf(
      looks.filter(({ rows }) => rows > 0),
      blame,
    ))
      await load(group);
  }
  const readNow = loaded.map((file) => ({ ...file, number: options.firstNumber + file.input.index }));
  const read = [...known, ...readNow].sort((a, b) => a.input.index - b.input.index);
  if (read.every(({ rows }) => rows === 0)) return { type: "nothing" };

  tell({ type: "joining" });
  await noteRead(
    connection,
    readNow.filter(({ rows }) => rows > 0),
  );
  const builtFiles = await joinFiles(connection, read);
  // From here on a file cannot be taken out again, so one that fails makes the build start anew.
  const moved = await takeTextsOver(connection);
  groups.push(...(await groupsToRead()));
  await readTexts(groups, loadTexts);
  tell({ type: "joining" });
  await findSpareTexts(connection);
  await readTexts(groups, loadSpareTexts);
  tell({ type: "joining" });
  await useSpareTexts(connection);
  const totals = await writeCatalog(connection, read);
  const index = await packIndex(connection, totals, { path: join(directory, CARDS_FILE), earlier });
  const indexHash = await writeIndexFile(join(directory, INDEX_FILE), index);
  return {
    type: "built",
    files: builtFiles,
    totals,
    indexHash,
    moved: earlier === undefined ? 0 : earlier.moved + moved,
  };

  /** Files that were read before, of whose articles some are not made of the same rows now: their texts are read again. */
  async function groupsToRead(): Promise<readonly FileGroup[]> {
    const wanted = await filesToRead(connection);
    const again = known.flatMap(({ input }) => (wanted.has(input.index) ? [input] : []));
    const found: FileGroup[] = [];
    const spoil = ({ index }: BuildInput, reason: string): never => {
      throw new Ended({ type: "spoiled", indices: [index], reason });
    };
    for (const batch of batchesOf(again)) {
      const looks = await lookAt(batch, spoil);
      found.push(...groupsOf(looks, (input, error) => spoil(input, reasonOf({ input, error }))));
    }
    return found;
  }

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
