// Whether a channel takes digests now: asked when Discord tells that it is gone, or that the bot is out of its server.

import type { REST } from "discord.js";
import { NO_ACCESS, NO_SERVER, outcomeOfCode, UNKNOWN_CHANNEL } from "./answers.ts";
import { readChannel, readGuildName } from "./channels.ts";

/**
 * Why it takes none, in the sentence that a send would end with; undefined when it is there, as a conversation with one person is
 * whatever became of the server. Rejects with what discord.js throws when Discord does not tell.
 */
export async function whyClosed(
  rest: REST,
  { channel, server }: { readonly channel: string; readonly server: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await readChannel(rest, channel, signal);
  if (typeof found !== "string") return undefined;
  const isOut = (await readGuildName(rest, server, signal)) === undefined;
  const outcome = outcomeOfCode(isOut ? NO_SERVER : found === "hidden" ? NO_ACCESS : UNKNOWN_CHANNEL);
  return outcome.type === "never" ? outcome.reason : undefined;
}
