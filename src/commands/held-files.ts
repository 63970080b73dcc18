// Files that are held back, as admins see them: what is wrong, what goes on, and the choice they have.

import type { HeldFile } from "../datasets/held-files.ts";
import type { HoldAnswer } from "../datasets/trust.ts";
import { formatCommand } from "../language/declare/format.ts";
import type { Options } from "../language/declare/options.ts";
import {
  actions,
  type Content,
  command,
  instant,
  joined,
  joinedContent,
  list,
  note,
} from "../reply/build.ts";
import type { Block } from "../reply/reply.ts";
import { say, sayParts, wording } from "../wording/say.ts";

export const holdOptions = {
  file: {
    kind: "text",
    summary: wording("The file's name or a part of it; all of them when not given"),
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
    const isOnly = held.length === 1;
    return [
      ...(isReadable
        ? [
            command(isOnly ? say("Use it") : say("Use {name}", { name }), answerText("accept", name), {
              style: "danger",
            }),
          ]
        : []),
      isKept
        ? command(
            isOnly ? say("Ask again") : say("Ask again about {name}", { name }),
            answerText("undo", name),
          )
        : command(
            isOnly ? say("Keep the old one") : say("Keep old {name}", { name }),
            answerText("keep", name),
          ),
    ];
  });
  return [
    list(asked.map((file) => heldSentence(file))),
    ...(held.length > asked.length
      ? [
          note(
            say("… {count, plural, one {# more file is} other {# more files are}} held back.", {
              count: held.length - asked.length,
            }),
          ),
        ]
      : []),
    actions(...buttons),
  ];
}

/** Columns named of a file before the rest is left to whoever looks into it. */
const COLUMNS_NAMED = 3;

function heldSentence({ reason, unread, servingSince, since, isKept, isReadable }: HeldFile): Content {
  const columns = unread
    .slice(0, COLUMNS_NAMED)
    .map(({ column, values, sample }) =>
      say(
        'In {column} {count, plural, one {# value} other {# values}} could not be read, the first is "{sample}".',
        { column, count: values, sample },
      ),
    );
  const times = { since: instant(since), serving: instant(servingSince) };
  const goesOn = isKept
    ? sayParts(
        "Held back since {since}: its news of {serving} goes on, and every answer says so, as an admin chose.",
        times,
      )
    : isReadable
      ? sayParts(
          "Held back since {since}: its news of {serving} goes on, and every answer says so, until you decide or the file is mended.",
          times,
        )
      : sayParts(
          "Held back since {since}: its news of {serving} goes on, and every answer says so, until the file is mended.",
          times,
        );
  return joinedContent([joined(reason, ...columns)], goesOn);
}
