// `/dropbox use` and `/dropbox refresh`: which files are the news, and bringing them in now.

import { AppError } from "../../errors.ts";
import type { Options } from "../../language/declare/options.ts";
import { heading, paragraph, privately } from "../../reply/build.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { outcomeBlocks, refreshBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";

export const useOptions = {
  path: {
    kind: "text",
    summary: "A folder, a file or a glob: /data or /data/*.parquet.gzip",
    required: true,
    rest: true,
    maxLength: 500,
  },
  country: {
    kind: "text",
    vocabulary: "country",
    summary: "The country of files whose names tell none",
    maxLength: 60,
  },
} as const satisfies Options;

export function useCommands({ connections, datasets }: DropboxServices): readonly Command[] {
  const use = defineCommand({
    path: ["dropbox", "use"],
    summary: "Choose which files are the news",
    role: "admin",
    answers: "message",
    examples: [
      "/dropbox use /data",
      "/dropbox use /data/*.parquet.gzip",
      "/dropbox use /data country Latvia",
    ],
    options: useOptions,
    async handler({ path, country }, context) {
      await connections.choose(context.invocation.workspace, path, country ?? null);
      return privately(heading(`Using ${path}`), ...(await refreshBlocks(datasets, context)));
    },
  });

  const refresh = defineCommand({
    path: ["dropbox", "refresh"],
    summary: "Look for new files now; accept or decline ones that were held back",
    role: "admin",
    answers: "message",
    examples: ["/dropbox refresh", "/dropbox refresh accept"],
    options: {
      decision: {
        kind: "choice",
        bare: true,
        summary: "What becomes of files that were held back",
        choices: [
          { value: "accept", label: "use them", aliases: ["yes", "use"] },
          { value: "keep", label: "keep the old ones", aliases: ["no", "decline", "reject"] },
        ],
      },
    },
    async handler({ decision }, context) {
      const { workspace } = context.invocation;
      if (decision === undefined)
        return privately(heading("Refresh"), ...(await refreshBlocks(datasets, context)));
      const outcome = await datasets.answerHold(workspace, decision === "accept" ? "use-it" : "keep-old");
      if (outcome.type === "failed") throw new AppError(outcome.error.code, outcome.error.message);
      return decision === "accept"
        ? privately(heading("The new files are in use"), ...outcomeBlocks(outcome))
        : privately(paragraph("The old news stays. You are asked again when the files change."));
    },
  });
  return [use, refresh];
}
