// Files that are held back, as admins see them: what is wrong, what goes on, and the choice they have.

import type { HeldFile } from "../datasets/held-files.ts";
import type { HoldAnswer } from "../datasets/trust.ts";
import { formatCommand } from "../language/declare/format.ts";
import type { Options } from "../language/declare/options.ts";
import { actions, command, counted, list, note } from "../reply/build.ts";
import { formatInstant } from "../reply/dates.ts";
import type { Block } from "../reply/reply.ts";

export const holdOptions = {
  file: {
    kind: "text",
    summary: "The file's name or a part of it; all of them when not given",
    rest: true,
    maxLength: 500,
  },
} as const satisfies Options;

/** The command that says so of a file; without one of all. */
export function answerText(answer: HoldAnswer, file: string | undefined): string {
  return formatCommand(["dropbox", answer], file === undefined ? {} : { file }, holdOptions);
}

/** Files that are told with buttons of their own. */
const FILES_ASKED = 5;

/** The files that are held back, and the choice that they leave to an admin; nothing when there are none. */
export function heldBlocks(held: readonly HeldFile[]): Block[] {
  if (held.length === 0) return [];
  const asked = held.slice(0, FILES_ASKED);
  const buttons = asked.flatMap(({ name, isKept, isReadable }) => {
    const of = held.length === 1 ? "" : ` ${name}`;
    return [
      ...(isReadable
        ? [command(of === "" ? "Use it" : `Use${of}`, answerText("accept", name), { style: "danger" })]
        : []),
      isKept
        ? command(`Ask again${of === "" ? "" : ` about${of}`}`, answerText("undo", name))
        : command(of === "" ? "Keep the old one" : `Keep old${of}`, answerText("keep", name)),
    ];
  });
  return [
    list(asked.map((file) => [heldSentence(file)])),
    ...(held.length > asked.length
      ? [note(`… ${held.length - asked.length} more files are held back.`)]
      : []),
    actions(...buttons),
  ];
}

/** Columns named of a file before the rest is left to whoever looks into it. */
const COLUMNS_NAMED = 3;

function heldSentence({ reason, unread, servingSince, since, isKept, isReadable }: HeldFile): string {
  const columns = unread
    .slice(0, COLUMNS_NAMED)
    .map(
      ({ column, values, sample }) =>
        ` In ${column} ${counted(values, "value")} could not be read, the first is "${sample}".`,
    );
  const goesOn = `its news of ${formatInstant(servingSince, "UTC")} goes on, and every answer says so`;
  const until = isKept
    ? "as an admin chose"
    : isReadable
      ? "until you decide or the file is mended"
      : "until the file is mended";
  return `${reason}${columns.join("")} Held back since ${formatInstant(since, "UTC")}: ${goesOn}, ${until}.`;
}
