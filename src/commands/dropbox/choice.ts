// What lies in a Dropbox, by name alone, and the choice of what is read of it.

import { formatCommand } from "../../language/declare/format.ts";
import { actions, code, command, counted, list, paragraph } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { useOptions } from "./use.ts";

/** Folders offered as buttons; others can be typed. */
const FOLDERS_OFFERED = 8;

type Folders = ReadonlyMap<string, number>;

/** Asks which folder holds the news. */
export function choiceBlocks({ rootKind }: ConnectionRecord, folders: Folders): readonly Block[] {
  const offered = [...folders].slice(0, FOLDERS_OFFERED);
  const careful =
    rootKind === "full"
      ? [
          paragraph(
            "The app may read every file of this Dropbox. Nothing but names is read until you choose.",
          ),
        ]
      : [];
  if (offered.length === 0)
    return [
      ...careful,
      paragraph("No parquet file is there yet. When it is, /dropbox use <path> chooses what is read."),
    ];
  return [
    ...careful,
    paragraph(
      `Found ${counted(filesIn(folders), "file")} in ${counted(folders.size, "folder")}. Which of them hold the news?`,
    ),
    list(offered.map(([folder, files]) => [code(nameOf(folder)), ` ${counted(files, "file")}`])),
    actions(
      ...offered.map(([folder]) => command(nameOf(folder), useText(nameOf(folder)))),
      ...(folders.size > 1 ? [command("All of them", useText("/"))] : []),
    ),
  ];
}

export function filesIn(folders: Folders): number {
  return [...folders.values()].reduce((sum, files) => sum + files, 0);
}

export function nameOf(folder: string): string {
  return folder === "" ? "/" : folder;
}

function useText(path: string): string {
  return formatCommand(["dropbox", "use"], { path }, useOptions);
}
