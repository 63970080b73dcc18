// `/news like`: other stories that read like an article.

import { UNTITLED } from "../../news/card.ts";
import { actions, command, heading, note, paragraph, paragraphs, privately } from "../../reply/build.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { cardsOf } from "./cards.ts";
import { SCORED_BY } from "./footer.ts";
import { articleOptions, entryOrChoices, LIKE, LIKE_PATH, likeText, showText } from "./one-article.ts";
import { notReadyReply } from "./search-not-ready.ts";
import type { NewsServices } from "./services.ts";

/** How many stories that read alike are shown. */
const ALIKE = 5;

export function likeCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: LIKE_PATH,
    summary: wording("More like an article: other stories that share its rarest words"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news like 1", "/news like 4109a1fd"],
    options: articleOptions,
    async handler({ article: wanted }, context): Promise<Reply> {
      const { catalog, notice } = await context.news.serving();
      const found = await entryOrChoices(LIKE, catalog, wanted, lists, context);
      if ("blocks" in found) return found;
      const { article } = found;
      const alike = await catalog.similar(article.id, ALIKE);
      const title = say('More like "{title}"', { title: excerpt(article.title ?? say(UNTITLED), 80) });
      if (alike.type === "not-ready") return notReadyReply(title, likeText(article.id), alike);
      const { entries } = alike;
      const { workspace, actor } = context.invocation;
      const ids = entries.map((entry, index): [number, string] => [index + 1, entry.article.id]);
      if (ids.length > 0) await lists.remember(workspace, actor.id, { entries: new Map(ids) }, context.now);
      return privately(
        heading(title),
        ...paragraphs(notice),
        ...(entries.length === 0
          ? [paragraph(say("Nothing else in the news shares its rarer words."))]
          : await cardsOf(entries, {}, catalog, 1)),
        note(say(SCORED_BY)),
        actions(command(say("The article"), showText(article.id))),
      );
    },
  });
}
