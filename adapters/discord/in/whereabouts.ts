// Where a request stands: in a server of the bot, alone with it, or where somebody brought it for themselves; and whether they may
// write there.

import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { GUILD_INSTALL, PRIVATE_CHANNEL, USER_INSTALL } from "../api/contexts.ts";
import type { CustomId } from "../out/custom-ids.ts";
import type { Interaction } from "./interaction.ts";
import { ADMINISTRATOR, bitsOf } from "./roles.ts";

/**
 * Where something came from. `server`: one that the bot is in. `direct`: the conversation of one person with the bot.
 * `elsewhere`: where somebody brought it who installed it for themselves, such as a server that never added it: that
 * server's news are none of theirs.
 */
export type Whereabouts = "server" | "direct" | "elsewhere";

export interface Origin {
  readonly whereabouts: Whereabouts;
  /** Discord takes few messages for an answer: nobody but a person has installed the bot there. */
  readonly isBrief: boolean;
  /** The workspace that the message's buttons carry. */
  readonly marked?: WorkspaceKey;
  /** Pressed to say that its workspace is meant from now on, for what was asked or said before. */
  readonly choice?: NonNullable<CustomId["choice"]>;
  /** Whether the person may write there. */
  readonly mayWrite: boolean;
  /** The answer stands where the message stood whose button was pressed: nobody else sees it. */
  readonly inPlace?: true;
}

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const SEND_MESSAGES = 1n << 11n;
const MANAGE_THREADS = 1n << 34n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;
/** To show to others what an application answers that only a person has installed. */
const USE_EXTERNAL_APPS = 1n << 50n;

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const THREADS: readonly number[] = [10, 11, 12];

/** Keys of the API's ApplicationIntegrationType. */
const ownersOf = ({ authorizing_integration_owners: owners }: Interaction) => ({
  isServers: Object.hasOwn(owners ?? {}, GUILD_INSTALL),
  isPersons: Object.hasOwn(owners ?? {}, USER_INSTALL),
});

/** Where Discord tells of no owner at all, nobody can have brought the bot but a server. */
export function whereaboutsOf(received: Interaction): Whereabouts {
  const { isServers, isPersons } = ownersOf(received);
  if (received.guild_id !== undefined) return isPersons && !isServers ? "elsewhere" : "server";
  return received.context === PRIVATE_CHANNEL ? "elsewhere" : "direct";
}

/** Value of the API's MessageFlags: only its asker sees it. */
const EPHEMERAL = 64;

/** Whether the message whose button was pressed is seen by nobody else. */
export function isOwnMessage(received: Interaction): boolean {
  const { message } = received;
  if (message === undefined || message === null) return false;
  return whereaboutsOf(received) === "direct" || ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** Whoever is timed out, or may only look on, has fewer rights there; a locked thread is for who manages threads. */
export function originOf(received: Interaction): Origin {
  const { guild_id: guildId, channel, member } = received;
  const { isServers, isPersons } = ownersOf(received);
  const whereabouts = whereaboutsOf(received);
  const from = { whereabouts, isBrief: isPersons && !isServers };
  if (guildId === undefined) return { ...from, mayWrite: true };
  const isThread = channel && THREADS.includes(channel.type);
  const bits = bitsOf(member?.permissions);
  const needed =
    (isThread ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES) |
    (whereabouts === "elsewhere" ? USE_EXTERNAL_APPS : 0n) |
    (channel?.thread_metadata?.locked === true ? MANAGE_THREADS : 0n);
  return { ...from, mayWrite: (bits & ADMINISTRATOR) !== 0n || (bits & needed) === needed };
}
