// `/news more`, `back` and `page`: the asker's last list goes on, with its filter, its dates and its state of the news.

import { AppError } from "../../errors.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { listOptions } from "./filters.ts";
import type { NewsServices } from "./services.ts";

export function goingOnCommands({ lists }: NewsServices): readonly Command[] {
  /** The page of the last list that `wanted` makes of the one printed last. */
  async function page(wanted: (last: number) => number, context: CommandContext): Promise<Reply> {
    const { workspace, actor } = context.invocation;
    const { pages } = (await lists.last(workspace, actor.id)) ?? {};
    if (pages === undefined)
      throw new AppError(
        "not-found",
        say("There is no list to go on with. Ask for one first, for example /news top, then /news more."),
      );
    const number = wanted(pages.page);
    if (number < 1) throw new AppError("not-found", say("That was the first page: /news more goes on."));
    const { max } = listOptions.page;
    if (number > max)
      throw new AppError("not-found", say("Lists go to page {max}. Narrow it down instead.", { max }));
    return context.run(`${pages.command} page ${number}`);
  }

  const more = defineCommand({
    path: ["news", "more"],
    aliases: ["next"],
    standsAlone: true,
    summary: wording("The next page of your last list"),
    role: "read",
    answers: "message",
    examples: ["/news more"],
    options: {},
    handler: (_values, context) => page((last) => last + 1, context),
  });

  const back = defineCommand({
    path: ["news", "back"],
    aliases: ["previous", "prev"],
    standsAlone: true,
    summary: wording("The page before"),
    role: "read",
    answers: "message",
    examples: ["/news back"],
    options: {},
    handler: (_values, context) => page((last) => last - 1, context),
  });

  const toPage = defineCommand({
    path: ["news", "page"],
    standsAlone: true,
    summary: wording("A page of your last list"),
    role: "read",
    answers: "message",
    examples: ["/news page 2"],
    options: {
      number: {
        kind: "integer",
        summary: wording("Which page, 1 to 50"),
        min: 1,
        max: 50,
        bare: true,
        required: true,
      },
    },
    handler: ({ number }, context) => page(() => number, context),
  });
  return [more, back, toPage];
}
