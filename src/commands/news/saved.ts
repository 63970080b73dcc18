// `/news save` and `/news saved`: a question that somebody asks again and again, under a name of their own.

import { AppError } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Options } from "../../language/declare/options.ts";
import { nameKeyOf } from "../../language/read/text.ts";
import {
  actions,
  code,
  command,
  fields,
  heading,
  list,
  note,
  paragraph,
  privately,
  refusing,
  strong,
} from "../../reply/build.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Action, Reply } from "../../reply/reply.ts";
import { MOST_SAVED, type SavedQuestionRecord } from "../../store/saved-questions.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { namesNear } from "../names-near.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import type { NewsServices } from "./services.ts";

/** Longest name: it stands on a button. */
const NAME_LENGTH = 40;

const SAVED_PATH = ["news", "saved"] as const;

const savedOptions = {
  name: {
    kind: "text",
    summary: wording("Which one; all when not given"),
    rest: true,
    maxLength: NAME_LENGTH,
  },
  delete: { kind: "flag", summary: wording("Delete it") },
} as const satisfies Options;

export function savedCommands({ lists, savedQuestions }: NewsServices): readonly Command[] {
  const save = defineCommand({
    path: ["news", "save"],
    summary: wording("Keeps your last question under a name"),
    role: "read",
    answers: "message",
    examples: ["/news save Latvian courts"],
    options: {
      name: {
        kind: "text",
        summary: wording("What you call it"),
        rest: true,
        namesSomething: true,
        required: true,
        maxLength: NAME_LENGTH,
      },
    },
    async handler({ name }, { invocation: { workspace, actor }, now }) {
      const { question } = (await lists.last(workspace, actor.id)) ?? {};
      if (question === undefined)
        throw new AppError(
          "not-found",
          say(
            "There is no question to keep. Ask first, for example /news top corruption, then /news save Corruption.",
          ),
        );
      const record = { workspace, actor: actor.id, name, nameKey: nameKeyOf(name), question, savedAt: now };
      if (!(await savedQuestions.save(record)))
        throw new AppError(
          "too-many",
          say(
            "You have kept {most, plural, one {# question} other {# questions}} here, which is the most. /news saved lists them and makes room. Nothing was changed.",
            { most: MOST_SAVED },
          ),
        );
      return privately(
        heading(say("Kept"), name),
        fields([[say("Question"), code(question)]]),
        note(
          say(
            "It is asked of the news as they are then. Only you see it: /news saved lists all, and takes them away.",
          ),
        ),
        actions(askAgain(record)),
      );
    },
  });

  const saved = defineCommand({
    path: SAVED_PATH,
    summary: wording("The questions that you kept, each with a button"),
    role: "read",
    answers: "message",
    examples: ["/news saved"],
    options: savedOptions,
    async handler({ name, delete: isDeleted = false }, context): Promise<Reply> {
      const { workspace, actor } = context.invocation;
      const records = await savedQuestions.of(workspace, actor.id);
      if (name === undefined) {
        if (isDeleted)
          return refusing(
            paragraph(
              ...sayParts("Say which one, for example {command}.", {
                command: code("/news saved Courts delete"),
              }),
            ),
          );
        return allOf(records);
      }
      const nameKey = nameKeyOf(name);
      const record = records.find((one) => one.nameKey === nameKey);
      if (record === undefined) throw notFound(name, records);
      if (!isDeleted) return context.run(record.question);
      await savedQuestions.delete(workspace, actor.id, nameKey);
      return privately(
        heading(say("Deleted"), record.name),
        paragraph(...sayParts("It asked {question}.", { question: code(record.question) })),
        actions(command(say("Ask it once more"), record.question), command(say("Saved"), "/news saved")),
      );
    },
  });
  return [save, saved];
}

function allOf(records: readonly SavedQuestionRecord[]): Reply {
  if (records.length === 0)
    return privately(
      heading(say("You have kept no question yet")),
      paragraph(
        ...sayParts("Ask something, then {command} keeps it under that name.", {
          command: code("/news save Latvian courts"),
        }),
      ),
      actions(command(say("Top news"), "/news top")),
    );
  return privately(
    heading(
      say("Questions that you kept"),
      say("{kept} of {most, plural, one {# place} other {# places}}", {
        kept: records.length,
        most: MOST_SAVED,
      }),
    ),
    list(records.map(({ name, question }) => [strong(name), ": ", code(question)])),
    note(
      ...sayParts("{command} takes one away. Only you see them.", {
        command: code(formatCommand(SAVED_PATH, { name: records.at(-1)?.name, delete: true }, savedOptions)),
      }),
    ),
    actions(...records.map(askAgain)),
  );
}

/** Asks the question itself, so that a button means what it meant when it was shown. */
function askAgain({ name, question }: Pick<SavedQuestionRecord, "name" | "question">): Action {
  return command(name, question, { typed: formatCommand(SAVED_PATH, { name }, savedOptions) });
}

function notFound(name: string, records: readonly SavedQuestionRecord[]): AppError {
  const called = excerpt(name);
  if (records.length === 0)
    return new AppError(
      "not-found",
      say('You have kept no question called "{name}". /news save keeps your last one.', { name: called }),
    );
  const names = records.map((record) => record.name);
  return new AppError(
    "not-found",
    say('You have kept no question called "{name}". There is {names}: /news saved shows all.', {
      name: called,
      names: namesNear(name, names),
    }),
  );
}
