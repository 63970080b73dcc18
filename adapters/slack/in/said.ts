// What people say to the bot without a slash: a mention in a channel or a thread, and anything in a direct message.
//
// The bot must never answer itself or another bot. Bolt leaves out only what it knows to be the bot's own, and in direct
// messages Slack says that by `bot_id` alone (github.com/slackapi/bolt-js/issues/580): what anything but a person wrote
// is left out here, whoever it was.

import { z } from "zod";
import { type Inbound, orgWide, said, workspaceOf } from "./read.ts";

/** Messages of people that are no plain ones: a reply shown in the channel as well, and one with a file. */
const SUBTYPES: readonly string[] = ["thread_broadcast", "file_share"];

/** Writes to people by itself, and is no app: it has no `bot_id`. */
const SLACKBOT = "USLACKBOT";

const saidEvent = z.object({
  team_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: said,
        enterprise_id: said,
        user_id: said,
        is_bot: z.boolean().nullish(),
        is_enterprise_install: orgWide,
      }),
    )
    .nullish(),
  event: z.object({
    type: z.enum(["app_mention", "message"]),
    subtype: said,
    channel: z.string().min(1),
    channel_type: said,
    user: said,
    text: said,
    ts: z.string().min(1),
    thread_ts: said,
    /** Who wrote the first message of the thread. */
    parent_user_id: said,
    team: said,
    user_team: said,
    /** Whatever any of these says, a person's new message has none of them. */
    bot_id: z.unknown().optional(),
    bot_profile: z.unknown().optional(),
    app_id: z.unknown().optional(),
    edited: z.unknown().optional(),
    hidden: z.unknown().optional(),
  }),
});

type Said = z.infer<typeof saidEvent>["event"];

/**
 * Reads something said; undefined for what is not for the bot to answer: not by a person, no new message, or in a channel
 * without a mention. Throws ZodError for other payloads.
 */
export function readSaid(payload: unknown, identity: { readonly botUserId?: string }): Inbound | undefined {
  const { team_id, authorizations, event } = saidEvent.parse(payload);
  const [installed] = authorizations ?? [];
  const botUserId = identity.botUserId ?? (installed?.is_bot === true ? installed.user_id : undefined);
  const userId = event.user;
  if (userId === undefined || userId === botUserId || !isNewOfPerson(event)) return undefined;
  const isDirect = event.channel.startsWith("D");
  if (event.type === "message" && !isDirect) return undefined;
  const { channel, ts, thread_ts: threadTs } = event;
  return {
    workspace: workspaceOf(
      installed?.is_enterprise_install ?? false,
      installed?.enterprise_id,
      // In a channel that is shared with another workspace: the one that the person is of.
      event.user_team ?? event.team ?? installed?.team_id ?? team_id,
    ),
    place: channel,
    userId,
    // Not the event's id: one message may come as a mention and as a message.
    requestId: `said ${channel} ${ts}`,
    input: {
      type: "said",
      // Its name alone is a greeting.
      text: withoutMention(event.text ?? "", botUserId) || "hello",
      ...conversationOf(event, isDirect, userId, botUserId),
    },
    triggerId: undefined,
    // Where no thread is yet, Slack shows nothing that only one person may see:
    // https://docs.slack.dev/reference/methods/chat.postEphemeral
    replyTo: { channel, threadTs },
  };
}

/**
 * A thread is a conversation of all who speak in it, and so is the direct one with the threads under its answers. In the channel
 * itself everybody has their own: nobody else sees the answers. What is said above a thread is gone on from in it.
 */
function conversationOf(
  { channel, ts, thread_ts, parent_user_id }: Said,
  isDirect: boolean,
  userId: string,
  botUserId: string | undefined,
): { readonly conversation: string; readonly opens?: string } {
  const isUnderAnswer = isDirect && parent_user_id !== undefined && parent_user_id === botUserId;
  if (thread_ts !== undefined) return { conversation: isUnderAnswer ? channel : thread_ts };
  return { conversation: isDirect ? channel : userId, opens: ts };
}

function isNewOfPerson({ user, subtype, bot_id, bot_profile, app_id, edited, hidden }: Said): boolean {
  if (user === SLACKBOT || (subtype !== undefined && !SUBTYPES.includes(subtype))) return false;
  return [bot_id, bot_profile, app_id, edited, hidden].every((sign) => sign === undefined || sign === null);
}

/**
 * The text without the mention of the bot, the first of any where it is not known who the bot is, and without the marks of code: commands are
 * often copied in them.
 */
function withoutMention(text: string, botUserId: string | undefined): string {
  let isTaken = false;
  return text
    .replace(/ *<@([A-Z0-9]+)(?:\|[^<>]*)?> */g, (mention, id: string) => {
      if (botUserId === undefined ? isTaken : id !== botUserId) return mention;
      isTaken = true;
      return " ";
    })
    .replace(/`/g, "")
    .replace(/^[\s,:]+/, "")
    .trimEnd();
}
