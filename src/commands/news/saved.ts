// `/news save` and `/news saved`: a question that somebody asks again and again, under a name of their own.

import { AppError } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Options } from "../../language/declare/options.ts";
import { nameKeyOf } from "../../language/read/text.ts";
import {
  actions,
  code,
  command,
  counted,
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
import { namesNear } from "../names-near.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import type { NewsServices } from "./services.ts";

/** Longest name: it stands on a button. */
const NAME_LENGTH = 40;

const SAVED_PATH = ["news", "saved"] as const;

const savedOptions = {
  name: { kind: "text", summary: "Which one; all when not given", rest: true, maxLength: NAME_LENGTH },
  delete: { kind: "flag", summary: "Delete it" },
} as const satisfies Options;

export function savedCommands({ lists, savedQuestions }: NewsServices): readonly Command[] {
  const save = defineCommand({
    path: ["news", "save"],
    summary: "Keeps your last question under a name",
    role: "read",
    answers: "message",
    examples: ["/news save Latvian courts"],
    options: {
      name: {
        kind: "text",
        summary: "What you call it",
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
          "There is no question to keep. Ask first, for example /news top corruption, then /news save Corruption.",
        );
      const record = { workspace, actor: actor.id, name, nameKey: nameKeyOf(name), question, savedAt: now };
      if (!(await savedQuestions.save(record)))
        throw new AppError(
          "too-many",
          `You have kept ${MOST_SAVED} questions here, which is the most. /news saved lists them and makes room. Nothing was changed.`,
        );
      return privately(
        heading("Kept", name),
        fields([["Question", code(question)]]),
        note(
          "It is asked of the news as they are then. Only you see it: /news saved lists all, and takes them away.",
        ),
        actions(askAgain(record)),
      );
    },
  });

  const saved = defineCommand({
    path: SAVED_PATH,
    summary: "The questions that you kept, each with a button",
    role: "read",
    answers: "message",
    examples: ["/news saved"],
    options: savedOptions,
    async handler({ name, delete: isDeleted = false }, context): Promise<Reply> {
      const { workspace, actor } = context.invocation;
      const records = await savedQuestions.of(workspace, actor.id);
      if (name === undefined) {
        if (isDeleted)
          return refusing(paragraph("Say which one, for example ", code("/news saved Courts delete"), "."));
        return allOf(records);
      }
      const nameKey = nameKeyOf(name);
      const record = records.find((one) => one.nameKey === nameKey);
      if (record === undefined) throw notFound(name, records);
      if (!isDeleted) return context.run(record.question);
      await savedQuestions.delete(workspace, actor.id, nameKey);
      return privately(
        heading("Deleted", record.name),
        paragraph("It asked ", code(record.question), "."),
        actions(command("Ask it once more", record.question), command("Saved", "/news saved")),
      );
    },
  });
  return [save, saved];
}

function allOf(records: readonly SavedQuestionRecord[]): Reply {
  if (records.length === 0)
    return privately(
      heading("You have kept no question yet"),
      paragraph("Ask something, then ", code("/news save Latvian courts"), " keeps it under that name."),
      actions(command("Top news", "/news top")),
    );
  return privately(
    heading("Questions that you kept", `${records.length} of ${counted(MOST_SAVED, "place")}`),
    list(records.map(({ name, question }) => [strong(name), ": ", code(question)])),
    note(
      code(formatCommand(SAVED_PATH, { name: records.at(-1)?.name, delete: true }, savedOptions)),
      " takes one away. Only you see them.",
    ),
    actions(...records.map(askAgain)),
  );
}

/** Asks the question itself, so that a button means what it meant when it was shown. */
function askAgain({ name, question }: Pick<SavedQuestionRecord, "name" | "question">): Action {
  return command(name, question, { typed: formatCommand(SAVED_PATH, { name }, savedOptions) });
}

function notFound(name: string, records: readonly SavedQuestionRecord[]): AppError {
  const said = `You have kept no question called "${excerpt(name)}".`;
  if (records.length === 0) return new AppError("not-found", `${said} /news save keeps your last one.`);
  const names = records.map((record) => record.name);
  return new AppError("not-found", `${said} There is ${namesNear(name, names)}: /news saved shows all.`);
}
