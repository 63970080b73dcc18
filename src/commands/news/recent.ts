// `/news recent`: what its asker asked last, to be asked again. Platforms show it where people look after pauses.

import { actions, code, command, heading, list, paragraph, privately } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import type { LastQuestions } from "../../store/questions.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";

/** A button's label on every platform; https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const LABEL_LENGTH = 75;

export function recentCommand(questions: Pick<LastQuestions, "of">): Command {
  return defineCommand({
    path: ["news", "recent"],
    hidden: true,
    summary: wording("What you asked last"),
    role: "read",
    answers: "message",
    examples: ["/news recent"],
    options: {},
    async handler(_values, { invocation: { workspace, actor } }): Promise<Reply> {
      const asked = await questions.of(workspace, actor.id);
      if (asked.length === 0)
        return privately(
          heading(say("What you asked last")),
          paragraph(say("Nothing yet. Begin with the strongest news of the week:")),
          actions(command(say("Top news"), "/news top")),
        );
      return privately(
        heading(say("What you asked last")),
        list(asked.map((question) => [code(question.command), ` · ${formatDate(question.at)}`])),
        actions(
          ...asked.map((question) =>
            command(excerpt(question.command.replace(/^\/news /, ""), LABEL_LENGTH), question.command),
          ),
        ),
      );
    },
  });
}
