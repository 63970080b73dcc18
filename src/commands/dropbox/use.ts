// `/dropbox use` and `/dropbox refresh`: which files are the news, and bringing them in now.

import { AppError } from "../../errors.ts";
import type { Options } from "../../language/declare/options.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import { heading, joined, privately, refusing } from "../../reply/build.ts";
import { excerpt } from "../../reply/excerpt.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";
import { answerHold } from "./hold.ts";
import { changesBlocks, refreshBlocks, thenBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";

export const useOptions = {
  path: {
    kind: "text",
    summary: wording("A folder, a file or a glob: /data or /data/*.parquet.gzip"),
    required: true,
    rest: true,
    maxLength: 500,
  },
  country: {
    kind: "text",
    vocabulary: "country",
    summary: wording("The country of files whose names tell none"),
    maxLength: 60,
  },
} as const satisfies Options;

export function useCommands(services: DropboxServices): readonly Command[] {
  const { connections } = services;
  /** How many files would be read. Throws AppError with why a path cannot be used. */
  async function filesAt(workspace: WorkspaceKey, path: string): Promise<number> {
    try {
      return await connections.filesAt(workspace, path);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What is no country was left to the path.
      const country = error.code === "not-found" ? /\scountry[ :=]+(.+)$/i.exec(path)?.[1] : undefined;
      const reason =
        country === undefined
          ? error.message
          : say('I know no country called "{name}".', { name: excerpt(country, 60) });
      throw new AppError(error.code, joined(reason, say("Nothing was changed.")), { cause: error });
    }
  }

  const use = defineCommand({
    path: ["dropbox", "use"],
    summary: wording("Choose which files are the news"),
    role: "admin",
    answers: "message",
    examples: [
      "/dropbox use /data",
      "/dropbox use /data/*.parquet.gzip",
      "/dropbox use /data country Latvia",
    ],
    options: useOptions,
    async handler({ path, country }, context) {
      const { workspace } = context.invocation;
      if ((await filesAt(workspace, path)) === 0)
        throw new AppError(
          "bad-input",
          say(
            "There is no parquet file at {path}, so that nobody would get an answer. Nothing was changed; /dropbox files shows what is read now.",
            { path },
          ),
        );
      await connections.choose(doerOf(context), path, country ?? null);
      return privately(
        heading(say("Using {path}", { path })),
        ...(await thenBlocks(services, "/dropbox refresh", () => refreshBlocks(services, context))),
      );
    },
  });

  const refresh = defineCommand({
    path: ["dropbox", "refresh"],
    summary: wording("Look for new files now"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox refresh"],
    options: {
      // Buttons of earlier messages.
      decision: {
        kind: "choice",
        bare: true,
        hidden: true,
        summary: wording("What becomes of all files that are held back"),
        choices: [
          { value: "accept", label: wording("use them"), aliases: [] },
          { value: "keep", label: wording("keep the old ones"), aliases: [] },
        ],
      },
    },
    async handler({ decision }, context) {
      if (decision !== undefined) return answerHold(services, context, decision);
      const { blocks, isFailure } = await changesBlocks(services, context);
      return (isFailure ? refusing : privately)(heading(say("Refresh")), ...blocks);
    },
  });
  return [use, refresh];
}
