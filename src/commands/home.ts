// `/news home`: a person's own page, put together from what other commands answer: how old the news is, their digests,
// what they asked last, and for admins the connection. Platforms that have such a page run it; nobody needs to type it.

import { AppError } from "../errors.ts";
import { PILLARS } from "../news/pillars.ts";
import type { Actor } from "../platform/invocation.ts";
import { actions, command, dotted, heading, note, paragraph, privately, sentence } from "../reply/build.ts";
import { formatAge, formatDates, formatInstant } from "../reply/dates.ts";
import type { Block, Reply } from "../reply/reply.ts";
import { say, wording } from "../wording/say.ts";
import { troubles } from "./news/status.ts";
import { type Command, type CommandContext, defineCommand } from "./serve/define.ts";
import { mayRun } from "./serve/roles.ts";

/** `commands`: those that it is made of, for the roles they need. */
export function homeCommand(commands: readonly Command[]): Command {
  const isThere = (text: string, actor: Actor): boolean =>
    commands.some((one) => `/${one.path.join(" ")}` === text && mayRun(actor, one));

  return defineCommand({
    path: ["news", "home"],
    hidden: true,
    summary: wording("Your page: how old the news is and what is yours"),
    role: "read",
    answers: "message",
    examples: ["/news home"],
    options: {},
    async handler(_values, context): Promise<Reply> {
      const answered = async (text: string): Promise<readonly Block[]> =>
        isThere(text, context.invocation.actor) ? blocksOf(context.run(text)) : [];
      const state = await blocksOf(stateOf(context));
      const digests = await blocksOf(context.run("/digest list mine"));
      const asked = await answered("/news recent");
      const connection = await answered("/dropbox status");
      return privately(
        heading(say("Rule-of-law news")),
        ...state,
        actions(
          command(say("Top news"), "/news top", { style: "primary" }),
          command(say("Latest"), "/news latest"),
          command(say("Negative only"), "/news top direction negative"),
          command(say("Positive only"), "/news top direction positive"),
          command(say("Help"), "/news help"),
        ),
        ...digests,
        // Whoever asked nothing yet has everything to begin with above.
        ...(asked.some(({ type }) => type === "list") ? asked : []),
        heading(say("By pillar")),
        actions(
          ...PILLARS.map(({ number, name }) =>
            command(`${number} ${say(name)}`, `/news top pillar ${number}`),
          ),
        ),
        ...(connection.length === 0 ? [] : [{ type: "divider" } as const, ...connection]),
      );
    },
  });
}

/** How old the news is, and what is wrong with it. */
async function stateOf({ news, now }: CommandContext): Promise<Reply> {
  const { manifest } = (await news.serving()).catalog;
  const { articles, firstDate, lastDate, builtAt } = manifest;
  const isDated = firstDate !== null && lastDate !== null;
  return privately(
    ...troubles(await news.status()),
    paragraph(
      dotted(
        say("{count, plural, one {# article} other {# articles}}", { count: articles }),
        isDated ? formatDates(firstDate, lastDate) : say("no article is dated"),
        isDated && say("newest article {age}", { age: formatAge(lastDate, now) }),
      ),
    ),
    note(say("Files read {time}", { time: formatInstant(builtAt, "UTC") })),
  );
}

/** What is answered, or why it is not: one part that fails hides no other. */
async function blocksOf(answer: Promise<Reply>): Promise<readonly Block[]> {
  try {
    return (await answer).blocks;
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal")
      return [paragraph(...sentence(error.message))];
    throw error;
  }
}
