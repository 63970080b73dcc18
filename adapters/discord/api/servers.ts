// The servers that the bot is in, and who somebody is in one of them: asked of Discord when something comes from outside of
// a server, and kept for five minutes.

import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Clock } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { readGuild, readMember } from "../digests/channels.ts";
import { permissionsIn } from "../digests/permissions.ts";

/** How long an answer counts: somebody who lost a role, or left, keeps it so long. */
const KNOWN_MS = 5 * MINUTE_MS;
/** Answers remembered at most. */
const MOST_KNOWN = 5_000;

/** Each server of the bot is asked for one person, so that more are not looked through. */
export const MOST_SERVERS = 30;

/** All questions of one request together. */
const TIMEOUT_MS = 10_000;

export interface Server {
  readonly id: string;
  readonly name: string;
}

/** Each rejects with what discord.js throws when Discord does not answer. */
export interface Servers {
  /** The server's name; undefined when the bot is not in it. */
  nameOf(server: string): Promise<string | undefined>;
  /**
   * What somebody may do in a server where no channel says otherwise, as bits. Undefined when they, or the bot, are not in
   * it.
   */
  permissionsOf(server: string, userId: string): Promise<bigint | undefined>;
  /** Remembers that somebody used the bot in a server. */
  note(userId: string, server: string): void;
  /**
   * The servers that somebody shares with the bot, by name. Where the bot is in more than can be asked, those in which they
   * used it since it was started; "too many" when there is none.
   */
  sharedWith(userId: string): Promise<readonly Server[] | "too many">;
}

const listed = z.array(z.object({ id: z.string(), name: z.string() }));

export function createServers({ rest, clock }: { readonly rest: REST; readonly clock: Clock }): Servers {
  const signalNow = (): AbortSignal => AbortSignal.timeout(TIMEOUT_MS);

  const guildOf = remembered(clock, (id) => readGuild(rest, id, signalNow()));

  const all = remembered(clock, async () =>
    listed.parse(
      await rest.get(Routes.userGuilds(), {
        query: new URLSearchParams({ limit: String(MOST_SERVERS + 1) }),
        signal: signalNow(),
      }),
    ),
  );

  const memberOf = remembered(clock, (key) => {
    const [guildId = "", userId = ""] = key.split(" ");
    return readMember(rest, { guildId, userId, now: clock() }, signalNow());
  });

  const used = new Map<string, Set<string>>();

  async function serversOf(userId: string): Promise<readonly Server[] | "too many"> {
    const servers = await all("");
    if (servers.length <= MOST_SERVERS) return servers;
    const known = await Promise.all([...(used.get(userId) ?? [])].map((id) => guildOf(id)));
    const found = known.flatMap((guild) => (guild === undefined ? [] : [{ id: guild.id, name: guild.name }]));
    return found.length === 0 ? "too many" : found;
  }

  return {
    note(userId, server) {
      const before = used.get(userId) ?? new Set();
      if (before.has(server) || before.size >= MOST_SERVERS) return;
      used.set(userId, before.add(server));
      const [oldest] = used.keys();
      if (used.size > MOST_KNOWN && oldest !== undefined) used.delete(oldest);
    },
    nameOf: async (server) => (await guildOf(server))?.name,
    async permissionsOf(server, userId) {
      const [guild, member] = await Promise.all([guildOf(server), memberOf(`${server} ${userId}`)]);
      return guild === undefined || member === undefined ? undefined : permissionsIn(guild, member, []);
    },
    async sharedWith(userId) {
      const servers = await serversOf(userId);
      if (servers === "too many") return servers;
      const members = await Promise.all(servers.map(({ id }) => memberOf(`${id} ${userId}`)));
      return servers
        .filter((_, index) => members[index] !== undefined)
        .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
    },
  };
}

/** Asks once in five minutes; a question that failed is asked again. */
function remembered<T>(clock: Clock, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (key) => {
    const now = clock();
    const before = known.get(key);
    // A clock that was set back makes nothing last longer.
    if (before !== undefined && now >= before.at && now - before.at < KNOWN_MS) return before.answer;
    const answer = ask(key);
    known.delete(key);
    known.set(key, { at: now, answer });
    answer.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
