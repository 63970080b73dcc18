// Corrects a message of a digest where it stands. What Discord answers is a row here, or means what it means for a new message.
// https://docs.discord.com/developers/resources/message#edit-message

import { DiscordAPIError, type REST, Routes } from "discord.js";
import type { CorrectOutcome, Place, StandingMessage } from "../../../src/platform/destination.ts";
import { type AnswerRow, correctionsBy, never } from "../../../src/platform/outcomes.ts";
import type { DrawChart } from "../../../src/reply/ports.ts";
import { wording } from "../../../src/wording/say.ts";
import { uploadOf } from "../out/uploads.ts";
import { outcomeOfCode, UNKNOWN_CHANNEL } from "./answers.ts";
import type { CorrectedMessage } from "./parts.ts";

const UNKNOWN_MESSAGE = 10008;

export const CORRECTIONS: readonly AnswerRow<number, CorrectOutcome>[] = [
  {
    when: "the message, its thread or its channel was deleted",
    words: [UNKNOWN_MESSAGE, UNKNOWN_CHANNEL],
    outcome: { type: "gone" },
  },
  {
    when: "the message is not the bot's",
    words: [50005],
    outcome: never(wording("The bot may not change the message.")),
  },
  {
    when: "the thread is archived: opening it again for a correction would bring it back to everybody",
    words: [50083],
    outcome: never(wording("The thread is archived.")),
  },
];

export const correctionOfCode = correctionsBy(CORRECTIONS, outcomeOfCode);

/** Throws what discord.js throws for anything but a message that is not there. */
export async function correctMessage(
  { sending, draw }: { readonly sending: REST; readonly draw: DrawChart },
  message: StandingMessage,
  contents: CorrectedMessage,
  { place, signal }: { readonly place: Place; readonly signal: AbortSignal },
): Promise<CorrectOutcome> {
  const { body, files } = await uploadOf(contents, draw);
  for (const channel of channelsOf(message, place)) {
    try {
      await sending.patch(Routes.channelMessage(channel, message.messageId), {
        // An edit names all that is attached afterwards, and pings nobody a second time.
        body: { attachments: [], ...body, allowed_mentions: { parse: [] } },
        files,
        signal,
      });
      return { type: "corrected" };
    } catch (error) {
      const isElsewhere =
        error instanceof DiscordAPIError && correctionOfCode(Number(error.code)).type === "gone";
      if (!isElsewhere) throw error;
    }
  }
  return { type: "gone" };
}

/**
 * Where the message may stand: a post of a forum has the id of its first message; what goes below the first message stands in
 * that one's thread, or in the channel where there can be none.
 */
function channelsOf(
  { n, messageId, firstMessageId }: StandingMessage,
  { channel, thread, forumTags }: Place,
): readonly string[] {
  if (thread !== undefined) return [thread];
  if (forumTags !== undefined) return [n === 0 ? messageId : (firstMessageId ?? messageId)];
  return n === 0 || firstMessageId === undefined ? [channel] : [firstMessageId, channel];
}
