// `/news cite`: the asker's last answer as one line to quote.

import { AppError } from "../../errors.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import type { NewsServices } from "./services.ts";

export function citeCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: ["news", "cite"],
    summary: wording("Your last answer as one line to quote: question, dates, counts, state of the news"),
    role: "read",
    answers: "message",
    examples: ["/news cite"],
    options: {},
    async handler(_values, context) {
      const { workspace, actor } = context.invocation;
      const { asked } = (await lists.last(workspace, actor.id)) ?? {};
      if (asked === undefined)
        throw new AppError(
          "not-found",
          say("There is no answer to cite. Ask first, for example /news stats, then /news cite."),
        );
      return context.run(`${asked} cite`);
    },
  });
}
