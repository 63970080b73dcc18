// The fake's one server with its roles and members, as a bot without privileged intents may ask for them.

import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  mentionEveryone: 1n << 17n,
  readMessageHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** What everybody may do in a new server. */
export const EVERYBODYS =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.createPublicThreads |
  PERMISSION.sendMessagesInThreads;

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  ownerId: string;
  /** What each role grants, by the role's id. */
  readonly roles: Map<string, bigint>;
  /** Roles that everybody may mention. */
  readonly mentionable: Set<string>;
  /** By the user's id. */
  readonly members: Map<string, { readonly roles: readonly string[]; readonly silentUntil?: number }>;
  /** The bot was thrown out: no question about the server is answered any more. */
  isKicked: boolean;
}

/** A server in which everybody may read and write. */
export function createGuild(options: {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly botId: string;
}): FakeGuild {
  const { id, name, ownerId, botId } = options;
  return {
    id,
    name,
    ownerId,
    roles: new Map([[id, EVERYBODYS]]),
    mentionable: new Set(),
    members: new Map([botId, ownerId].map((userId) => [userId, { roles: [] }])),
    isKicked: false,
  };
}

/** The routes of servers. `channels` shows those of a server that are no threads, whoever may see them. */
export function guildRoutes(options: {
  readonly guilds: ReadonlyMap<string, FakeGuild>;
  readonly botId: string;
  readonly channels: (guildId: string) => readonly object[];
}): readonly Route[] {
  const { guilds, botId, channels } = options;

  const ofGuild =
    (handle: (guild: FakeGuild, request: FakeRequest) => FakeResponse) =>
    (request: FakeRequest): FakeResponse => {
      const guild = guilds.get(request.values[0] ?? "");
      return guild === undefined || guild.isKicked
        ? refusal(404, 10004, "Unknown Guild")
        : handle(guild, request);
    };

  return [
    {
      method: "GET",
      template: "/users/@me",
      handle: () => ({
        status: 200,
        body: { id: botId, username: "rol-news", discriminator: "0000", bot: true },
      }),
    },
    {
      method: "GET",
      template: "/applications/@me",
      handle: () => ({ status: 200, body: { id: botId, name: "Rule-of-law news" } }),
    },
    {
      method: "GET",
      template: "/users/@me/guilds",
      handle({ query }) {
        const limit = Number(query.get("limit") ?? "200");
        if (!(limit >= 1 && limit <= 200)) return refusal(400, 50035, "Invalid Form Body");
        const shown = [...guilds.values()].filter(({ isKicked }) => !isKicked).slice(0, limit);
        return {
          status: 200,
          body: shown.map(({ id, name }) => ({
            id,
            name,
            icon: null,
            owner: false,
            permissions: "0",
            features: [],
          })),
        };
      },
    },
    {
      method: "GET",
      template: "/guilds/{guild_id}",
      handle: ofGuild((guild) => ({
        status: 200,
        body: {
          id: guild.id,
          name: guild.name,
          owner_id: guild.ownerId,
          roles: [...guild.roles].map(([id, permissions]) => ({
            id,
            name: id === guild.id ? "@everyone" : `role ${id}`,
            permissions: String(permissions),
            mentionable: guild.mentionable.has(id),
          })),
        },
      })),
    },
    {
      method: "GET",
      template: "/guilds/{guild_id}/channels",
      handle: ofGuild(({ id }) => ({ status: 200, body: channels(id) })),
    },
    {
      method: "GET",
      template: "/guilds/{guild_id}/members/{user_id}",
      handle: ofGuild((guild, { values: [, userId = ""] }) => {
        const member = guild.members.get(userId);
        if (member === undefined) return refusal(404, 10007, "Unknown Member");
        const { roles, silentUntil } = member;
        return {
          status: 200,
          body: {
            user: { id: userId, username: `user${userId}` },
            roles,
            communication_disabled_until:
              silentUntil === undefined ? null : new Date(silentUntil).toISOString(),
          },
        };
      }),
    },
  ];
}
