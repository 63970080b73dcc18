// What Discord tells of the bot's own life: a channel deleted, the bot put out of a server. Digests that went there pause before
// the next one is due.

import type { REST } from "discord.js";
import { z } from "zod";
import type { Logger } from "../../../src/log.ts";
import type { PlaceChanges } from "../../../src/platform/place-changes.ts";
import { workspaceOf } from "../api/workspaces.ts";
import { whyClosed } from "../digests/closed.ts";

/** Each takes the event in any shape, and never rejects. */
export interface Lifecycle {
  channelDeleted(payload: unknown): Promise<void>;
  serverLeft(payload: unknown): Promise<void>;
}

/** https://docs.discord.com/developers/events/gateway-events#channel-delete */
const deleted = z.object({ id: z.string().min(1), guild_id: z.string().min(1) });
/** `unavailable`: the server is away for a while: https://docs.discord.com/developers/events/gateway-events#guild-delete */
const left = z.object({ id: z.string().min(1), unavailable: z.literal(false).nullish() });

/** What is asked of Discord about one channel. */
const TIMEOUT_MS = 30_000;

export function createLifecycle(options: {
  /** Absent: sending finds out. */
  readonly placeChanges: PlaceChanges | undefined;
  readonly reading: REST;
  readonly log: Logger;
}): Lifecycle {
  const { placeChanges, reading, log } = options;

  const why = (channel: string, server: string): Promise<string | undefined> =>
    whyClosed(reading, { channel, server }, AbortSignal.timeout(TIMEOUT_MS));

  return {
    async channelDeleted(payload) {
      const { data } = deleted.safeParse(payload);
      if (data === undefined) return;
      const { id: channel, guild_id: server } = data;
      await placeChanges?.closed({ platform: "discord", channel }, () => why(channel, server));
    },
    async serverLeft(payload) {
      const { data } = left.safeParse(payload);
      if (data === undefined) return;
      const { id: server } = data;
      log.info({ server }, "the bot is out of a discord server");
      await placeChanges?.left(workspaceOf(server, ""), (channel) => why(channel, server));
    },
  };
}
