// What comes of what Slack tells of the bot's own life: a greeting, digests that pause early, a token that is asked for.

import type { AcrossReplicas } from "../../../src/commands/serve/across-replicas.ts";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { Greeter, GreetingOutcome } from "../../../src/commands/serve/greeting.ts";
import { assertNever } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type { PlaceChanges } from "../../../src/platform/place-changes.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, reasonOf, UNSURE } from "../api/client.ts";
import type { Installation } from "../api/installation.ts";
import { createChannels } from "../digests/channels.ts";
import { labelsIn, whyClosed } from "../digests/closed.ts";
import { render } from "../out/render.ts";
import type { LifecycleEvent } from "./lifecycle.ts";

export interface Hearing {
  /** Acts on an event once, however often it comes. Never rejects. */
  hear(event: LifecycleEvent): Promise<void>;
  /** Resolves when all that is in flight is done, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

export function createHearing(options: {
  readonly installation: Installation;
  readonly codes: ActionCodes;
  /** Absent: no channel is greeted. */
  readonly greeter: Greeter | undefined;
  /** Absent: sending finds out. */
  readonly placeChanges: PlaceChanges | undefined;
  /** Absent: this is the only process that is told. */
  readonly acrossReplicas: AcrossReplicas | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}): Hearing {
  const { installation, codes, greeter, placeChanges, clock, log } = options;
  const { acrossReplicas = (_, work) => work() } = options;
  const { web } = installation;
  const channels = createChannels(web);
  const requests = createRequests<void>({ clock });

  /** A word that was refused stands nowhere; whatever else went wrong, it may. */
  async function postGreeting(
    workspace: WorkspaceKey,
    channel: string,
    reply: Reply,
  ): Promise<GreetingOutcome> {
    try {
      const { is_archived, is_member, is_ext_shared } = await channels.info(channel);
      if (is_archived || !is_member || is_ext_shared) return "not-posted";
      for (const message of render(reply, await codes.codesOf(workspace, reply)).messages)
        await web.call("chat.postMessage", { channel, ...message });
      return "posted";
    } catch (error) {
      const failure = failureOf(error);
      const isUnsure =
        failure.type === "unknown" || (failure.type === "refused" && UNSURE.includes(failure.error));
      if (isUnsure) throw error;
      log.info({ channel, reason: reasonOf(error) }, "slack does not take a greeting");
      return "not-posted";
    }
  }

  async function greet({ workspace, isShared }: LifecycleEvent, channel: string): Promise<void> {
    // Others would read there what they did not ask for.
    if (greeter === undefined || isShared) return;
    const name = await channels.botName();
    const asking = say(
      "Mention `@{name}` and ask. In a thread, where Slack takes no commands, write it in place of the slash: `@{name} {words}`.",
      { name, words: "news top" },
    );
    await greeter.greet({ workspace, channel }, { asking }, (reply) =>
      postGreeting(workspace, channel, reply),
    );
  }

  async function act(event: LifecycleEvent): Promise<void> {
    const { workspace, told } = event;
    // Whatever was revoked, and when: the token itself tells whether it is taken.
    if (told.type === "revoked") return installation.ask();
    if ((await installation.covers(workspace)) !== true) return;
    const { botUserId } = installation.identity();
    const isOneOfMany = installation.isOneOfMany === true;
    const channelOf = (channel: string) => ({
      platform: "slack",
      channel,
      ...(isOneOfMany ? { workspace } : {}),
    });
    switch (told.type) {
      case "joined":
        if (told.userId === botUserId) await greet(event, told.channel);
        return;
      case "closed":
        if (told.userId === undefined || told.userId === botUserId)
          await placeChanges?.closed(channelOf(told.channel), () => whyClosed(channels, told.channel));
        return;
      case "renamed":
        await placeChanges?.renamed(channelOf(told.channel), () => labelsIn(channels, told.channel));
        return;
      default:
        assertNever(told);
    }
  }

  return {
    hear: (event) =>
      requests.once(event.requestId, async () => {
        const { told } = event;
        try {
          await acrossReplicas(`slack ${event.requestId}`, () => act(event));
          log.info({ told }, "slack told of the bot's own life");
        } catch (error) {
          log.warn(
            { told, reason: reasonOf(error) },
            "slack told of the bot's own life, and it could not be used",
          );
        }
      }),
    drain: requests.drain,
  };
}
