// `/dropbox accept`, `keep` and `undo`: what becomes of a file that is held back, and taking that back.

import type { HoldAnswer } from "../../datasets/trust.ts";
import { AppError, assertNever } from "../../errors.ts";
import { actions, command, heading, paragraph, privately } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { answerText, heldBlocks, holdOptions } from "../held-files.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";
import { outcomeBlocks, thenBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";
import { beginLook } from "./since.ts";

type Services = Pick<DropboxServices, "datasets" | "changes" | "log">;

/** Takes an admin's word on a file that is held back, or was, and says what came of it; on all of them when none is named. */
export async function answerHold(
  services: Services,
  context: CommandContext,
  answer: HoldAnswer,
  file?: string,
): Promise<Reply> {
  const endLook = await beginLook(services, context);
  const { workspace } = context.invocation;
  const outcome = await services.datasets.answerHold(workspace, answer, file, doerOf(context));
  if (outcome.type === "failed") throw new AppError(outcome.error.code, outcome.error.message);
  const then = await thenBlocks(services, "/dropbox refresh", async () => {
    const since = await endLook();
    return outcome.type === "unchanged" ? heldBlocks(outcome.held) : outcomeBlocks(outcome, since);
  });
  return privately(...saidOf(answer, file), ...then);
}

function saidOf(answer: HoldAnswer, file: string | undefined): readonly Block[] {
  const undo = actions(command(say("Undo"), answerText("undo", file)));
  switch (answer) {
    case "accept":
      return [heading(say("In use")), undo];
    case "keep":
      return [
        paragraph(
          say("The old news stays, and answers go on saying so. You are asked again when the file changes."),
        ),
        undo,
      ];
    case "undo":
      return [heading(say("Taken back"))];
    default:
      return assertNever(answer);
  }
}

export function holdCommands(services: Services): readonly Command[] {
  const define = (answer: HoldAnswer, summary: string): Command =>
    defineCommand({
      path: ["dropbox", answer],
      summary,
      role: "admin",
      answers: "message",
      examples: [`/dropbox ${answer} Estonia_master.parquet.gzip`],
      options: holdOptions,
      handler: ({ file }, context) => answerHold(services, context, answer, file),
    });
  return [
    define("accept", wording("Use a file that was held back")),
    define("keep", wording("Keep the old news of a file that is held back")),
    define("undo", wording("Take back what was decided of a file")),
  ];
}
