// `/dropbox accept`, `keep` and `undo`: what becomes of a file that is held back, and taking that back.

import type { HoldAnswer } from "../../datasets/trust.ts";
import { AppError } from "../../errors.ts";
import { actions, command, heading, paragraph, privately } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { answerText, heldBlocks, holdOptions } from "../held-files.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { outcomeBlocks, thenBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";
import { beginLook } from "./since.ts";

export function holdCommands(
  services: Pick<DropboxServices, "datasets" | "changes" | "log">,
): readonly Command[] {
  const define = (
    answer: HoldAnswer,
    summary: string,
    said: (file: string | undefined) => readonly Block[],
  ): Command =>
    defineCommand({
      path: ["dropbox", answer],
      summary,
      role: "admin",
      answers: "message",
      examples: [`/dropbox ${answer} Estonia_master.parquet.gzip`],
      options: holdOptions,
      async handler({ file }, context) {
        const endLook = await beginLook(services, context);
        const outcome = await services.datasets.answerHold(context.invocation.workspace, answer, file);
        if (outcome.type === "failed") throw new AppError(outcome.error.code, outcome.error.message);
        const then = await thenBlocks(services, "/dropbox refresh", async () => {
          const since = await endLook();
          return outcome.type === "unchanged" ? heldBlocks(outcome.held) : outcomeBlocks(outcome, since);
        });
        return privately(...said(file), ...then);
      },
    });

  return [
    define("accept", "Use a file that was held back", (file) => [
      heading("In use"),
      actions(command("Undo", answerText("undo", file))),
    ]),
    define("keep", "Keep the old news of a file that is held back", (file) => [
      paragraph(
        "The old news stays, and answers go on saying so. You are asked again when the file changes.",
      ),
      actions(command("Undo", answerText("undo", file))),
    ]),
    define("undo", "Take back what was decided of a file", () => [heading("Taken back")]),
  ];
}
