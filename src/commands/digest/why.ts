// `/digest why`: for each digest of the workspace, when it showed an article, or what kept it out.

import type { Explanation } from "../../digest/explain.ts";
import { reasonOf } from "../../digest/say/receipt.ts";
import { cellSentence } from "../../digest/say/spikes.ts";
import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { assertNever } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { UNTITLED } from "../../news/card.ts";
import { describeLeftOut, type FilteredArticle } from "../../news/filter/filter.ts";
import { actions, command, heading, list, note, paragraph, privately, strong } from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
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
    summary: "Only this digest or alert; all of them when not given",
    maxLength: NAME_LENGTH,
    takesWords: true,
  },
} as const;

export function whyCommand({ store, explainer, lists }: DigestServices): Command {
  return defineCommand({
    path: PATH,
    summary: "Why each digest showed an article, or did not",
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
          paragraph("There is no digest and no alert here yet."),
          actions(command("New digest", "/digest create", { style: "primary" })),
        );
      const { catalog } = await context.news.serving();
      const textOf = (article: string): string =>
        formatCommand(PATH, { article, ...(digest === undefined ? {} : { digest }) }, options);
      const found = await entryOrChoices({ label: "Why", textOf }, catalog, wanted, lists, context);
      if ("blocks" in found) return found;
      const { id, title = UNTITLED } = found.article;
      const shown = asked.slice(0, MOST_EXPLAINED);
      const lines = await Promise.all(
        shown.map(async (subscription) => [
          strong(subscription.record.name),
          ` · ${sentenceOf(await explainer.explain(subscription, id, context.news), subscription, found.article)}`,
        ]),
      );
      return privately(
        heading("Why"),
        paragraph(strong(title)),
        list(lines),
        ...(asked.length > shown.length
          ? [note(`… ${asked.length - shown.length} more: name one with digest <name>.`)]
          : []),
        actions(command("Details", showText(id))),
      );
    },
  });
}

function sentenceOf(explanation: Explanation, subscription: Subscription, article: FilteredArticle): string {
  const { renamedAt } = explanation;
  const reason = reasonSentence(explanation, subscription, article);
  return renamedAt === undefined
    ? reason
    : `${reason} Its id in the data changed on ${formatInstant(renamedAt, subscription.record.zone)}; it is the same article as before.`;
}

function reasonSentence(
  explanation: Explanation,
  { record, settings }: Subscription,
  article: FilteredArticle,
): string {
  const left = describeLeftOut(settings.filter, article);
  const leftOut = left === "" ? undefined : `not shown: it is left out, since this takes news ${left}.`;
  const at = (time: number): string => formatInstant(time, record.zone);
  switch (explanation.type) {
    case "shown":
      return explanation.isOnItsWay
        ? `shown in the digest of ${at(explanation.slotAt)}, which is on its way.`
        : `shown on ${at(explanation.slotAt)}.`;
    case "kept-out":
      return `not shown on ${at(explanation.slotAt)}: ${reasonOf(explanation.bucket)}.`;
    case "unsure":
      return `sent on ${at(explanation.slotAt)}, and nobody can tell whether it arrived: the bot may not read the channel's history. It is not sent again.`;
    case "waiting":
      return explanation.bucket === "shown"
        ? "it would be shown in the next one."
        : `the next one would not show it: ${reasonOf(explanation.bucket)}.`;
    case "known-before":
      return leftOut ?? "not shown: it was in the data before this was made.";
    case "undated-in-new-file":
      return (
        leftOut ??
        "not shown: it has no date and came with a file that was new, so it counts as known before."
      );
    case "spikes":
      return `not shown: this waits for spikes. ${explanation.cells.map(({ cell, since }) => cellSentence(cell, since)).join(" ")}`;
    case "out-of-scope":
      return leftOut ?? "not shown: it is outside of what this takes.";
    case "unknown":
      return "not shown: it was never in the data that this reads.";
    default:
      return assertNever(explanation);
  }
}
