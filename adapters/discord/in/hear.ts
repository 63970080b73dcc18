// What people write to the bot alone, as the gateway tells it → what is said. Bots, webhooks and Discord itself are not people:
// whoever answered them might be answered, without end.

import { z } from "zod";
import { workspaceOf } from "../api/workspaces.ts";
import { user } from "./interaction.ts";
import type { Inbound, InboundOptions } from "./read.ts";
import { rolesOf } from "./roles.ts";

/** A message that somebody wrote, and one that answers another: https://docs.discord.com/developers/resources/message#message-object-message-types */
const WRITTEN: readonly number[] = [0, 19];
/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const DIRECT = 1;

/** https://docs.discord.com/developers/events/gateway-events#message-create */
const message = z.object({
  id: z.string().min(1),
  channel_id: z.string().min(1),
  channel_type: z.literal(DIRECT).nullish(),
  // None of a server's, and of a conversation of others.
  guild_id: z.null().optional(),
  webhook_id: z.null().optional(),
  type: z.number().refine((type) => WRITTEN.includes(type)),
  content: z.string(),
  author: user.extend({ bot: z.literal(false).nullish(), system: z.literal(false).nullish() }),
});

/** The bot's own name before the words says nothing, nor do the marks of code around all of them. */
const NAME = /^\s*<@!?\d+>[\s,:]*/;
const AS_CODE = /^\s*(`{1,3})([^`]+)\1\s*$/;

/** Nothing for what nobody said to the bot alone. */
export function readMessage(
  payload: unknown,
  { adminIds }: Pick<InboundOptions, "adminIds">,
): Extract<Inbound, { type: "said" }> | undefined {
  const { data } = message.safeParse(payload);
  if (data === undefined) return undefined;
  const { id, channel_id: channelId, author, content } = data;
  const text = content.replace(NAME, "").replace(AS_CODE, "$2").trim();
  return {
    type: "said",
    replyTo: { id, channelId },
    origin: { whereabouts: "direct", isBrief: false, mayWrite: true },
    opensForm: false,
    invocation: {
      platform: "discord",
      workspace: workspaceOf(undefined, author.id),
      place: channelId,
      actor: {
        id: author.id,
        name: author.global_name ?? author.username,
        roles: rolesOf(author.id, undefined, adminIds),
      },
      requestId: id,
      input: { type: "said", text, conversation: channelId },
    },
  };
}
