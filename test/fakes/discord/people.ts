// People and where they are when they use the bot: in its server, alone with it, or in a place to which they brought it.

import { channelShown, type FakeChannel } from "./channel.ts";
import { EVERYBODYS, PERMISSION } from "./guilds.ts";

export interface FakePerson {
  readonly id: string;
  readonly name?: string;
  /** A bit set as text, beside what everybody may; absent in a conversation with the bot alone. */
  readonly permissions?: string;
  readonly alone?: boolean;
  /** In a place that the bot is not in, which only those who installed it for themselves can be. */
  readonly elsewhere?: "group" | "foreign server";
  /** Who installed it for themselves, where they are elsewhere; default they themselves. */
  readonly installer?: string;
  /** May only look on. */
  readonly isSilent?: boolean;
  /** A foreign server that lets nobody show what such applications answer. */
  readonly mayUseExternalApps?: boolean;
  /** The id of the channel that they are in; default the first one. */
  readonly in?: string;
}

/** A server that the bot is not in. */
export const FOREIGN_ID = "200000000000000099";

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
const USE_EXTERNAL_APPS = 1n << 50n;

const WRITING = PERMISSION.sendMessages | PERMISSION.sendMessagesInThreads;

export function userOf({ id, name = "Ana" }: FakePerson): object {
  return { id, username: name.toLowerCase(), global_name: name, discriminator: "0", avatar: null };
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
function contextOf({ alone = false, elsewhere }: FakePerson): number {
  if (elsewhere !== undefined) return elsewhere === "group" ? 2 : 0;
  return alone ? 1 : 0;
}

/**
 * A command is there only for the way in which the application is installed, and in the contexts that it names:
 * https://docs.discord.com/developers/interactions/application-commands#contexts
 */
export function isOffered(
  {
    contexts = [0, 1, 2],
    integration_types: installs = [0],
  }: {
    readonly contexts?: readonly number[] | undefined;
    readonly integration_types?: readonly number[] | undefined;
  },
  person: FakePerson,
): boolean {
  return contexts.includes(contextOf(person)) && installs.includes(person.elsewhere === undefined ? 0 : 1);
}

/** What holds for the answers. */
export function installsOf(person: FakePerson): {
  readonly isOwnInstall: boolean;
  readonly mayShow: boolean;
} {
  const { elsewhere, mayUseExternalApps = true, isSilent = false } = person;
  return {
    isOwnInstall: elsewhere !== undefined,
    mayShow: elsewhere !== "foreign server" || (mayUseExternalApps && !isSilent),
  };
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
function ownersOf({ id, alone = false, elsewhere, installer = id }: FakePerson, guildId = "0"): object {
  if (elsewhere !== undefined) return { 1: installer };
  return { 0: alone ? "0" : guildId };
}

/** What every interaction tells beside what was asked. */
export function frameOf(person: FakePerson, channel: FakeChannel): object {
  const {
    id,
    permissions = "0",
    alone = false,
    elsewhere,
    isSilent = false,
    mayUseExternalApps = true,
  } = person;
  const user = userOf(person);
  const common = {
    version: 1,
    locale: "en-GB",
    entitlements: [],
    authorizing_integration_owners: ownersOf(person, channel.guildId),
    context: contextOf(person),
  };
  if (elsewhere === "group") return { ...common, user, channel_id: "390000000000000001" };
  if (alone) return { ...common, user, channel_id: `9${id}` };
  const everybodys = isSilent ? EVERYBODYS & ~WRITING : EVERYBODYS;
  const external = mayUseExternalApps ? USE_EXTERNAL_APPS : 0n;
  return {
    ...common,
    ...(elsewhere === undefined
      ? { guild_id: channel.guildId, channel_id: channel.id, channel: channelShown(channel) }
      : {
          guild_id: FOREIGN_ID,
          channel_id: "390000000000000002",
          channel: { id: "390000000000000002", type: 0 },
        }),
    member: {
      user,
      nick: null,
      permissions: String(BigInt(permissions) | everybodys | external),
      roles: [],
      joined_at: "2024-01-01T00:00:00+00:00",
      deaf: false,
      mute: false,
      flags: 0,
    },
  };
}
