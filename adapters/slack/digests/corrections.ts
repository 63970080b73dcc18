// Corrects a message of a digest where it stands. What Slack answers is a row here, or means what it means for a new message.
// https://docs.slack.dev/reference/methods/chat.update

import type { CorrectOutcome, StandingMessage } from "../../../src/platform/destination.ts";
import { type AnswerRow, correctionsBy, later, never, UNKNOWN } from "../../../src/platform/outcomes.ts";
import { wording } from "../../../src/wording/say.ts";
import { RETRY_LATER_MS, type SlackWeb } from "../api/client.ts";
import type { SlackMessage } from "../out/render.ts";
import { outcomeOfFailure, outcomeOfWord } from "./answers.ts";

export const CORRECTIONS: readonly AnswerRow<string, CorrectOutcome>[] = [
  { when: "the message was deleted", words: ["message_not_found"], outcome: { type: "gone" } },
  {
    when: "the message is not the app's",
    words: ["cant_update_message"],
    outcome: never(wording("The bot may not change the message.")),
  },
  {
    when: "the workspace lets nobody change messages that are so old",
    words: ["edit_window_closed"],
    outcome: never(wording("The workspace's time for editing messages is over.")),
  },
  {
    when: "the channel is frozen, archived or deleted",
    words: ["is_inactive"],
    outcome: never(wording("The channel is archived.")),
  },
  {
    when: "the channel is being moved to another workspace",
    words: ["external_channel_migrating"],
    outcome: later(RETRY_LATER_MS),
  },
  { when: "Slack failed, perhaps after it changed the message", words: ["update_failed"], outcome: UNKNOWN },
  {
    when: "an answer to what the bot never asks for",
    words: [
      "block_mismatch",
      "cant_broadcast_message",
      "no_dual_broadcast_content_update",
      "streaming_state_conflict",
    ],
    outcome: UNKNOWN,
  },
];

const outcomeOf = correctionsBy(CORRECTIONS, outcomeOfWord);

/** Never throws for what Slack answers. */
export async function correctMessage(
  web: SlackWeb,
  { channel, messageId }: Pick<StandingMessage, "messageId"> & { readonly channel: string },
  { text, blocks }: Pick<SlackMessage, "text" | "blocks">,
  signal: AbortSignal,
): Promise<CorrectOutcome> {
  try {
    // What is not said goes back to its default, by which Slack would link words of the text by itself.
    await web.once("chat.update", { channel, ts: messageId, text, blocks, parse: "none" }, signal);
    return { type: "corrected" };
  } catch (error) {
    return outcomeOfFailure(error, outcomeOf);
  }
}
