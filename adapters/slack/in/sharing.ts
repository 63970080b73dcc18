// Whether somebody may show an answer to everybody in a channel: members of the workspace who are in it.

import type { Logger } from "../../../src/log.ts";
import type { Actor } from "../../../src/platform/invocation.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, reasonOf, type SlackWeb } from "../api/client.ts";
import { createChannels } from "../digests/channels.ts";

export interface Sharing {
  /** Why they may not, in a sentence for them; undefined when they may. Never rejects. */
  refusal(actor: Actor, channel: string | undefined): Promise<string | undefined>;
}

const guest = (): string =>
  say("Only members of this workspace share answers, so this is shown to you alone.");
const outside = (): string =>
  say("You are not in this channel, so this is shown to you alone. Join it, then share again.");
const tooMany = (): string =>
  say("This channel has too many members to see whether you are in it, so this is shown to you alone.");
const notTold = (): string =>
  say(
    "Slack does not tell at the moment whether you may post here, so this is shown to you alone. Try again in a minute.",
  );

export function createSharing({ web, log }: { readonly web: SlackWeb; readonly log: Logger }): Sharing {
  const channels = createChannels(web);
  return {
    async refusal({ id, roles, rolesAre }, channel) {
      if (!roles.includes("manage")) return rolesAre === "not-known" ? notTold() : guest();
      // A direct conversation is between those in it.
      if (channel === undefined || channel.startsWith("D")) return undefined;
      try {
        const isMember = await channels.hasMember(channel, id);
        if (isMember === undefined) return tooMany();
        return isMember ? undefined : outside();
      } catch (error) {
        const failure = failureOf(error);
        // Private, and the bot is not in it: then only those who are can ask from there.
        if (failure.type === "refused" && failure.error === "channel_not_found") return undefined;
        log.warn({ channel, reason: reasonOf(error) }, "slack does not tell who is in a channel");
        return notTold();
      }
    },
  };
}
