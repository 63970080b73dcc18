// Everything that Slack answers to a message of a digest, as data: docs/deliveries.md shows it, a test drives each word.
// Words: https://docs.slack.dev/reference/methods/chat.postMessage#errors

import { assertNever } from "../../../src/errors.ts";
import type { SendOutcome } from "../../../src/platform/destination.ts";
import {
  type AnswerRow,
  later,
  never,
  outcomesBy,
  refused,
  UNKNOWN,
} from "../../../src/platform/outcomes.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/time/units.ts";
import { wording } from "../../../src/wording/say.ts";
import { BUSY, failureOf, RETRY_LATER_MS, TOKEN_REFUSED, UNSURE } from "../api/client.ts";

/** What somebody has to mend for all places at once is tried again after so long. */
const MENDED_MS = 10 * MINUTE_MS;

export const ANSWERS: readonly AnswerRow<string>[] = [
  { when: "Slack failed, perhaps after it took the message", words: UNSURE, outcome: UNKNOWN },
  { when: "Slack is busy, or the workspace is being moved", words: BUSY, outcome: later(RETRY_LATER_MS) },
  {
    when: "the workspace has used up its messages",
    words: ["message_limit_exceeded"],
    outcome: later(HOUR_MS),
  },
  {
    when: "the app's token, its permissions or its network are refused, for all places",
    words: [...TOKEN_REFUSED, "missing_scope", "as_user_not_supported"],
    outcome: later(MENDED_MS),
  },
  {
    when: "there is no such channel, or the bot is not in it",
    words: ["channel_not_found"],
    outcome: never(wording("The channel does not exist any more, or the bot is not in it.")),
  },
  {
    when: "the bot is not in the channel",
    words: ["not_in_channel"],
    outcome: never(wording("The bot is not in the channel. Invite it there with /invite.")),
  },
  {
    when: "the channel is archived",
    words: ["is_archived"],
    outcome: never(wording("The channel is archived.")),
  },
  {
    when: "the thread was deleted",
    words: ["thread_not_found"],
    outcome: never(wording("The thread does not exist any more.")),
  },
  {
    when: "the thread takes no replies",
    words: [
      "cannot_reply_to_message",
      "restricted_action_non_threadable_channel",
      "restricted_action_thread_locked",
    ],
    outcome: never(wording("The thread takes no replies.")),
  },
  {
    when: "the channel takes replies in threads alone",
    words: ["restricted_action_thread_only_channel"],
    outcome: never(
      wording("The channel takes messages in threads alone. Choose one of its threads for the digest."),
    ),
  },
  {
    when: "the app's Messages tab is off",
    words: ["messages_tab_disabled"],
    outcome: never(wording("The app's Messages tab is switched off.")),
  },
  {
    when: "the workspace's settings keep the bot from posting there",
    words: ["restricted_action", "restricted_action_read_only_channel"],
    outcome: never(wording("The workspace's settings keep the bot from posting here.")),
  },
  {
    when: "the message is too long",
    words: ["msg_blocks_too_long", "msg_too_long", "attachment_payload_limit_exceeded", "metadata_too_large"],
    outcome: refused("length", wording("Slack finds the message too long.")),
  },
  {
    when: "Slack does not take what the message says",
    words: [
      "invalid_arg_name",
      "invalid_arguments",
      "invalid_array_arg",
      "invalid_attachments",
      "invalid_blocks",
      "invalid_blocks_format",
      "invalid_metadata_format",
      "invalid_metadata_schema",
      "markdown_text_conflict",
      "missing_file_data",
      "no_text",
      "slack_connect_canvas_sharing_blocked",
      "slack_connect_file_link_sharing_blocked",
      "slack_connect_lists_sharing_blocked",
      "too_many_attachments",
      "too_many_contact_cards",
    ],
    outcome: refused("content", wording("Slack does not take what the message says.")),
  },
  {
    when: "an answer to what the bot never asks for",
    words: [
      "draft_already_deleted",
      "draft_already_sent",
      "draft_has_conflict",
      "draft_not_found",
      "duplicate_channel_not_found",
      "duplicate_message_not_found",
      "metadata_must_be_sent_from_app",
      "send_on_behalf_not_allowed",
      "team_not_found",
    ],
    outcome: UNKNOWN,
  },
];

export const outcomeOfWord = outcomesBy(ANSWERS);

/** What a failed call comes to: `ofWord` tells it of Slack's own words. */
export function outcomeOfFailure<Outcome>(
  error: unknown,
  ofWord: (word: string) => Outcome,
): Outcome | Extract<SendOutcome, { readonly type: "later" | "unknown" }> {
  const failure = failureOf(error);
  switch (failure.type) {
    case "rate-limited":
      return { type: "later", afterMs: failure.afterMs };
    case "unreachable":
      return { type: "later", afterMs: RETRY_LATER_MS };
    case "unknown":
      return { type: "unknown" };
    case "refused":
      return ofWord(failure.error);
    default:
      return assertNever(failure);
  }
}

/** Words with which Slack keeps a history to itself for as long as nobody changes something in that place or the app. */
export const HISTORY_REFUSED: readonly string[] = [
  "access_denied",
  "channel_is_limited_access",
  "channel_not_found",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_in_channel",
  "thread_not_found",
];
