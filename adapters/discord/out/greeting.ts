// The word that a server gets when the bot was added to it, once: in the channel that it has for such messages, else in the
// first one where the bot may write.

import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Command } from "../../../src/commands/serve/define.ts";
import type { Greeter, GreetingOutcome } from "../../../src/commands/serve/greeting.ts";
import { handOver, newNotice } from "../../../src/platform/hand-over.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { DAY_MS } from "../../../src/time/units.ts";
import { say } from "../../../src/wording/say.ts";
import type { Host } from "../../adapter.ts";
import { workspaceOf } from "../api/workspaces.ts";
import { type GuildChannel, readChannels, readGuild, readMember } from "../digests/channels.ts";
import { createDestination } from "../digests/destination.ts";
import { missingFor, permissionsIn } from "../digests/permissions.ts";
import { withForms } from "./form-codes.ts";

/** https://docs.discord.com/developers/events/gateway-events#guild-create */
const added = z.object({
  id: z.string().min(1),
  unavailable: z.literal(false).nullish(),
  joined_at: z.iso.datetime({ offset: true }),
  system_channel_id: z.string().nullish().catch(undefined),
});
const user = z.object({ id: z.string() });

/** Servers are told at every start, and after every outage: one that added the bot earlier is not greeted any more. */
const NEW_FOR_MS = DAY_MS;

/** All that a greeting takes. */
const TIMEOUT_MS = 30_000;

export interface GreetingOptions extends Pick<Host, "codes" | "draw" | "clock" | "log"> {
  /** Absent: no server is greeted. */
  readonly greeter: Greeter | undefined;
  /** Repeats nothing whose answer was lost. */
  readonly sending: REST;
  readonly reading: REST;
  readonly commands: readonly Command[];
}

/** Takes every server that the gateway tells of, in any shape. Never rejects. */
export function createGreeting(options: GreetingOptions): (payload: unknown) => Promise<void> {
  const { greeter, codes, draw, clock, log, sending, reading, commands } = options;

  /** Nothing where the bot may write nowhere. */
  async function channelOf(
    server: string,
    systemChannel: string | null | undefined,
    signal: AbortSignal,
  ): Promise<GuildChannel | undefined> {
    const own = user.parse(await reading.get(Routes.user(), { signal }));
    const [guild, bot, channels] = await Promise.all([
      readGuild(reading, server, signal),
      readMember(reading, { guildId: server, userId: own.id, now: clock() }, signal),
      readChannels(reading, server, signal),
    ]);
    if (guild === undefined || bot === undefined) return undefined;
    const open = (channels ?? [])
      .filter(({ kind }) => kind === "text")
      .filter(({ overwrites }) => missingFor("text", permissionsIn(guild, bot, overwrites)).length === 0)
      .toSorted((a, b) => a.position - b.position);
    return open.find(({ id }) => id === systemChannel) ?? open[0];
  }

  async function post(
    server: string,
    systemChannel: string | null | undefined,
    reply: Reply,
  ): Promise<GreetingOutcome> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const channel = await channelOf(server, systemChannel, signal).catch((error: unknown) => {
      log.warn({ err: error, server }, "discord does not tell where a new server can be greeted");
      return undefined;
    });
    if (channel === undefined) return "not-posted";
    const found = withForms(await codes.codesOf(workspaceOf(server, ""), reply), commands);
    const place = { platform: "discord", channel: channel.id };
    const destination = createDestination({ sending, reading, place, codes: found, draw, clock, log });
    return (await handOver(destination, reply, newNotice(), { signal, log })) === "never"
      ? "not-posted"
      : "posted";
  }

  return async (payload) => {
    const { data } = added.safeParse(payload);
    if (data === undefined || clock() - Date.parse(data.joined_at) > NEW_FOR_MS) return;
    const { id, system_channel_id: systemChannel } = data;
    const asking = say("Write to the bot directly to ask without commands: `{question}`.", {
      question: "latvia last week",
    });
    // A server is greeted once, wherever in it.
    await greeter?.greet({ workspace: workspaceOf(id, ""), channel: id }, { asking }, (reply) =>
      post(id, systemChannel, reply),
    );
  };
}
