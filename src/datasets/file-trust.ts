// The files of one data set: reads what is new of them, decides what serves of each, and keeps every content that may
// serve again.

import { constants } from "node:fs";
import { copyFile, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DataFiles } from "../dropbox/data-files.ts";
import { AppError } from "../errors.ts";
import { BUILDER_VERSION, type Manifest } from "../news/manifest.ts";
import { FilesRefused, type SourceFile } from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import type { DataFileRecord, DataSets } from "../store/data-sets.ts";
import { say } from "../wording/say.ts";
import type { SourceFiles } from "./file-source.ts";
import { recordOf, stateOf, statesFromManifest } from "./file-states.ts";
import type { OpenSnapshots } from "./open-snapshots.ts";
import type { Prepare, PrepareRequest } from "./prepare.ts";
import {
  type FileContent,
  type FileReading,
  type FileState,
  type ListedContent,
  neededContents,
  needsReading,
  nextState,
  type ServingContent,
  servingContents,
} from "./trust.ts";

export type Following = Pick<PrepareRequest, "signal" | "onProgress" | "known">;

export interface FileTrust {
  /** What is remembered of each file. `snapshot` is the one that serves. */
  states(snapshot: string | null): Promise<readonly FileState[]>;
  /** Those whose content that serves is still on this machine. */
  usable(states: readonly FileState[], listed: readonly SourceFile[]): Promise<readonly FileState[]>;
  /** Each file as it is to be remembered after a look at it. Reads what is new. Throws like a build that fails. */
  judge(
    states: readonly FileState[],
    listed: SourceFiles,
    following: Following,
  ): Promise<readonly FileState[]>;
  /** The snapshot of what serves; undefined when a content that serves is gone from this machine. Throws like a build. */
  build(
    states: readonly FileState[],
    listed: readonly SourceFile[],
    following: Following,
  ): Promise<Manifest | undefined>;
  /** Keeps what may serve again until `save` has written down the files. */
  remember(
    before: readonly FileState[],
    states: readonly FileState[],
    listed: readonly SourceFile[],
    save: (files: readonly DataFileRecord[]) => Promise<void>,
  ): Promise<void>;
}

/** Where contents are on this machine, by their hashes. */
type Places = ReadonlyMap<string, string>;

const placesOf = (listed: readonly SourceFile[]): Places =>
  new Map(listed.map(({ contentHash, path }) => [contentHash, path]));

export function createFileTrust(options: {
  readonly dataSet: string;
  readonly records: DataSets;
  readonly dataFiles: DataFiles;
  readonly snapshots: Pick<OpenSnapshots, "directoryOf">;
  readonly prepare: Prepare;
  readonly clock: Clock;
  /** Then no content is kept. */
  readonly readOnly?: boolean;
}): FileTrust {
  const { dataSet, records, dataFiles, snapshots, prepare, clock, readOnly = false } = options;

  /** Where the content is on this machine, if it is. */
  async function pathOf(content: FileContent, places: Places): Promise<string | undefined> {
    const listed = places.get(content.contentHash);
    if (listed !== undefined) return listed;
    return (await dataFiles.has(content)) ? dataFiles.pathOf(content.contentHash) : undefined;
  }

  /** Undefined when one whose news serve is gone. */
  async function sourcesOf(
    contents: readonly ServingContent[],
    places: Places,
  ): Promise<readonly SourceFile[] | undefined> {
    const sources: SourceFile[] = [];
    for (const { isRead, ...content } of contents) {
      const path = await pathOf(content, places);
      if (path !== undefined) sources.push({ ...content, path });
      else if (isRead) return undefined;
    }
    return sources;
  }

  return {
    async states(snapshot) {
      const remembered = (await records.files(dataSet)).map(stateOf);
      if (remembered.length > 0 || snapshot === null) return remembered;
      const json = await readFile(join(snapshots.directoryOf(snapshot), "manifest.json"), "utf8").catch(
        () => undefined,
      );
      return json === undefined ? [] : statesFromManifest(json, clock());
    },

    async usable(states, listed) {
      const places = placesOf(listed);
      const found = await Promise.all(
        states.map(async (state) => {
          const { serving } = state;
          return serving === undefined || (await pathOf(serving, places)) !== undefined ? [state] : [];
        }),
      );
      return found.flat();
    },

    async judge(states, { files, unavailable }, following) {
      const known = new Map(states.map((state) => [state.name, state]));
      const listed: readonly ListedContent[] = [
        ...files.map(({ path: _, ...file }) => ({ ...file, type: "here" }) as const),
        ...unavailable.map((file) => ({ ...file, type: "unfetched" }) as const),
      ];
      const fresh = new Set(
        listed
          .filter((one) => needsReading(known.get(one.name), one, BUILDER_VERSION))
          .map(({ name }) => name),
      );
      const readings = new Map<string, FileReading>();
      if (fresh.size > 0) {
        const places = placesOf(files);
        const stays = new Set(listed.map(({ name }) => name).filter((name) => !fresh.has(name)));
        const others = await Promise.all(
          servingContents(states.filter(({ name }) => stays.has(name))).map((content) =>
            sourcesOf([content], places),
          ),
        );
        // Together with what stays: where nothing is lost, this is the snapshot that serves.
        const trial = [
          ...files.filter(({ name }) => fresh.has(name)),
          ...others.flatMap((found) => found ?? []),
        ];
        // What is told of a file that stays is told of the content that serves, not of the one that is listed.
        for (const [name, reading] of await readingsOf(prepare({ ...following, files: trial })))
          if (fresh.has(name)) readings.set(name, reading);
      }
      return listed.map((one) => {
        const reading = readings.get(one.name);
        return nextState(known.get(one.name), one, {
          ...(reading === undefined ? {} : { reading }),
          now: clock(),
          builder: BUILDER_VERSION,
        });
      });
    },

    async build(states, listed, following) {
      const files = await sourcesOf(servingContents(states), placesOf(listed));
      return files === undefined ? undefined : prepare({ ...following, files });
    },

    async remember(before, states, listed, save) {
      const releases: (() => void)[] = [];
      const places = placesOf(listed);
      const remembered = new Set(before.flatMap(neededContents).map(({ contentHash }) => contentHash));
      try {
        for (const content of states.flatMap(neededContents)) {
          if (readOnly || remembered.has(content.contentHash)) continue;
          releases.push(dataFiles.hold(content.contentHash));
          await keep(content, await pathOf(content, places), dataFiles);
        }
        await save(states.map((state) => recordOf(dataSet, state)));
      } finally {
        for (const release of releases) release();
      }
    },
  };
}

/** What a build tells of each file. */
async function readingsOf(building: Promise<Manifest>): Promise<ReadonlyMap<string, FileReading>> {
  const { files, refused } = await building.catch((error: unknown) => {
    if (error instanceof FilesRefused) return { files: [], refused: error.refused };
    throw error;
  });
  return new Map<string, FileReading>([
    ...files.map(
      ({ name, articles, scored: scores, dated: dates, unread }) =>
        [name, { type: "read", facts: { articles, scores, dates, unread } }] as const,
    ),
    ...refused.map(({ name, reason }) => [name, { type: "refused", reason }] as const),
  ]);
}

/** Copies a content that is elsewhere on this machine, so that it is still there when the file is another. */
async function keep(content: FileContent, path: string | undefined, dataFiles: DataFiles): Promise<void> {
  const target = dataFiles.pathOf(content.contentHash);
  if (path === undefined || path === target || (await dataFiles.has(content))) return;
  try {
    const part = await dataFiles.newPart(content.contentHash);
    await copyFile(path, part, constants.COPYFILE_FICLONE);
    // A file that changed meanwhile is looked at again.
    if ((await stat(part)).size === content.sizeBytes) await rename(part, target);
    else await rm(part);
  } catch (error) {
    throw new AppError(
      "bad-configuration",
      say(
        "The data directory cannot take a copy of the files that serve: make room, or look at its permissions.",
      ),
      { cause: error },
    );
  }
}
