// What the bot needs of the machine: Node, a data directory of its own, room on the disk.

import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import program from "../../package.json" with { type: "json" };
import { folderBytes, gigabytes, roomFor } from "../news/disk-room.ts";
import { type Finding, note, ok, problem } from "../platform/finding.ts";
import { formatInstant } from "../reply/dates.ts";
import { holderOf } from "../store/lock.ts";

const DIRECTORY = "data directory";
const DISK = "disk";
/** The oldest Node that reads the program as it is; package.json says the same. */
const OLDEST_NODE = 24;
/** Group and others. */
const NOT_THE_OWNER = 0o077;
/** Without news yet: enough for those of most teams. */
const LEAST_ROOM = 1_000_000_000;

export async function examineMachine(dataDirectory: string): Promise<readonly Finding[]> {
  return [
    ok("rol-news-bot", program.version),
    nodeFinding(process.versions.node),
    ...(await directoryFindings(resolve(dataDirectory))),
  ];
}

/** `version` without a v at its beginning. */
export function nodeFinding(version: string): Finding {
  return Number.parseInt(version, 10) >= OLDEST_NODE
    ? ok("Node", version)
    : problem(
        "Node",
        `Node ${version} is too old.`,
        `Start the bot with npm start, which brings Node ${OLDEST_NODE} along on Linux, or install Node ${OLDEST_NODE}.`,
      );
}

async function directoryFindings(directory: string): Promise<readonly Finding[]> {
  const found = await stat(directory).catch(() => undefined);
  if (found === undefined) {
    const parent = dirname(directory);
    return (await isWritable(parent))
      ? [note(DIRECTORY, "it is made at the first start"), await roomFinding(parent, 0)]
      : [cannotWrite("cannot be made")];
  }
  if (!found.isDirectory())
    return [problem(DIRECTORY, "DATA_DIR is no folder.", "Set it to a folder of the bot's own.")];
  if (!(await isWritable(directory))) return [cannotWrite("cannot be written")];
  const holder = await holderOf(directory);
  return [
    (found.mode & NOT_THE_OWNER) === 0 || process.platform === "win32"
      ? ok(DIRECTORY, "the bot can write it, and nobody else")
      : problem(DIRECTORY, "Others on this machine can read it.", "Make it private: chmod 700 on DATA_DIR."),
    ...(holder === undefined
      ? []
      : [
          note(
            DIRECTORY,
            holder === "unknown"
              ? "a bot runs with it now"
              : `a bot runs with it now: process ${holder.pid} on ${holder.host}, since ${formatInstant(holder.since, "UTC")}`,
          ),
        ]),
    await roomFinding(directory, await folderBytes(join(directory, "files"))),
  ];
}

function cannotWrite(what: string): Finding {
  return problem(
    DIRECTORY,
    `DATA_DIR ${what} by the user that runs this.`,
    "Give it to that user (chown), or set DATA_DIR to another folder.",
  );
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function roomFinding(path: string, fileBytes: number): Promise<Finding> {
  const { bavail, bsize } = await statfs(path);
  return roomOf(bavail * bsize, fileBytes);
}

/** `freeBytes` on the disk, `fileBytes` of data files. */
export function roomOf(freeBytes: number, fileBytes: number): Finding {
  const needed = Math.max(LEAST_ROOM, roomFor(fileBytes));
  return freeBytes >= needed
    ? ok(DISK, `${gigabytes(freeBytes)} free`)
    : problem(
        DISK,
        `${gigabytes(freeBytes)} are free, and preparing news may need ${gigabytes(needed)}.`,
        "Make room, or put DATA_DIR on another disk.",
      );
}
