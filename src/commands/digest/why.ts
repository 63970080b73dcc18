// `/digest why`: for each digest of the workspace, when it showed an article, or what kept it out.

import type { Explanation } from "../../digest/explain.ts";
import { reasonOf } from "../../digest/say/receipt.ts";
import { cellSentence } from "../../digest/say/spikes.ts";
import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { assertNever } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { UNTITLED } from "../../news/card.ts";
import { describeLeftOut, type FilteredArticle } from "../../news/filter/filter.ts";
import {
  actions,
  command,
  heading,
  joined,
  list,
  note,
  paragraph,
  privately,
  strong,
} from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { articleOption, entryOrChoices, showText } from "../news/one-article.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { findSubscription } from "./find.ts";
import { NAME_LENGTH } from "./options.ts";
import type { DigestServices } from "./services.ts";

const PATH = ["digest", "why"] as const;

/** Digests explained in one answer. */
const MOST_EXPLAINED = 25;

const options = {
  article: articleOption,
  digest: {
    kind: "text",
    vocabulary: "digest",
    summary: wording("Only this digest or alert; all of them when not given"),
    maxLength: NAME_LENGTH,
    takesWords: true,
  },
} as const;

export function whyCommand({ store, explainer, lists }: DigestServices): Command {
  return defineCommand({
    path: PATH,
    summary: wording("Why each digest showed an article, or did not"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/digest why 1", "/digest why 4109a1fd digest Morning"],
    options,
    async handler({ article: wanted, digest }, context): Promise<Reply> {
      const { workspace } = context.invocation;
      const asked =
        digest === undefined
          ? (await store.subscriptions.ofWorkspace(workspace)).map(subscriptionOf)
          : [await findSubscription(store.subscriptions, workspace, digest)];
      if (asked.length === 0)
        return privately(
          paragraph(say("There is no digest and no alert here yet.")),
          actions(command(say("New digest"), "/digest create", { style: "primary" })),
        );
      const { catalog } = await context.news.serving();
      const textOf = (article: string): string =>
        formatCommand(PATH, { article, ...(digest === undefined ? {} : { digest }) }, options);
      const found = await entryOrChoices({ label: say("Why"), textOf }, catalog, wanted, lists, context);
      if ("blocks" in found) return found;
      const { id, title = say(UNTITLED) } = found.article;
      const shown = asked.slice(0, MOST_EXPLAINED);
      const lines = await Promise.all(
        shown.map(async (subscription) => [
          strong(subscription.record.name),
          ` · ${sentenceOf(await explainer.explain(subscription, id, context.news), subscription, found.article)}`,
        ]),
      );
      return privately(
        heading(say("Why")),
        paragraph(strong(title)),
        list(lines),
        ...(asked.length > shown.length
          ? [
              note(
                say("… {count} more: name one with digest <name>.", { count: asked.length - shown.length }),
              ),
            ]
          : []),
        actions(command(say("Details"), showText(id))),
      );
    },
  });
}

function sentenceOf(explanation: Explanation, subscription: Subscription, article: FilteredArticle): string {
  const { renamedAt } = explanation;
  const reason = reasonSentence(explanation, subscription, article);
  return renamedAt === undefined
    ? reason
    : joined(
        reason,
        say("Its id in the data changed on {time}; it is the same article as before.", {
          time: formatInstant(renamedAt, subscription.record.zone),
        }),
      );
}

function reasonSentence(
  explanation: Explanation,
  { record, settings }: Subscription,
  article: FilteredArticle,
): string {
  const left = describeLeftOut(settings.filter, article);
  const leftOut =
    left === "" ? undefined : say("not shown: it is left out, since this takes news {left}.", { left });
  const at = (time: number): string => formatInstant(time, record.zone);
  switch (explanation.type) {
    case "shown":
      return explanation.isOnItsWay
        ? say("shown in the digest of {time}, which is on its way.", { time: at(explanation.slotAt) })
        : say("shown on {time}.", { time: at(explanation.slotAt) });
    case "kept-out":
      return say("not shown on {time}: {reason}.", {
        time: at(explanation.slotAt),
        reason: reasonOf(explanation.bucket),
      });
    case "unsure":
      return say(
        "sent on {time}, and nobody can tell whether it arrived: the bot may not read the channel's history. It is not sent again.",
        { time: at(explanation.slotAt) },
      );
    case "waiting":
      return explanation.bucket === "shown"
        ? say("it would be shown in the next one.")
        : say("the next one would not show it: {reason}.", { reason: reasonOf(explanation.bucket) });
    case "known-before":
      return leftOut ?? say("not shown: it was in the data before this was made.");
    case "undated-in-new-file":
      return (
        leftOut ??
        say("not shown: it has no date and came with a file that was new, so it counts as known before.")
      );
    case "spikes":
      return joined(
        say("not shown: this waits for spikes."),
        ...explanation.cells.map(({ cell, since }) => cellSentence(cell, since)),
      );
    case "out-of-scope":
      return leftOut ?? say("not shown: it is outside of what this takes.");
    case "unknown":
      return say("not shown: it was never in the data that this reads.");
    default:
      return assertNever(explanation);
  }
}
