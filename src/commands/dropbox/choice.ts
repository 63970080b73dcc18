// What lies in a Dropbox, by name alone, and the choice of what is read of it.

import { formatCommand } from "../../language/declare/format.ts";
import { actions, code, command, list, paragraph } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { say } from "../../wording/say.ts";
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
            say("The app may read every file of this Dropbox. Nothing but names is read until you choose."),
          ),
        ]
      : [];
  if (offered.length === 0)
    return [
      ...careful,
      paragraph(say("No parquet file is there yet. When it is, /dropbox use <path> chooses what is read.")),
    ];
  return [
    ...careful,
    paragraph(
      say(
        "Found {files, plural, one {# file} other {# files}} in {folders, plural, one {# folder} other {# folders}}. Which of them hold the news?",
        { files: filesIn(folders), folders: folders.size },
      ),
    ),
    list(
      offered.map(([folder, files]) => [
        code(nameOf(folder)),
        ` ${say("{count, plural, one {# file} other {# files}}", { count: files })}`,
      ]),
    ),
    actions(
      ...offered.map(([folder]) => command(nameOf(folder), useText(nameOf(folder)))),
      ...(folders.size > 1 ? [command(say("All of them"), useText("/"))] : []),
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
