// The greeting of a channel that the bot was just invited to: what it can do there, said once and never again.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { FirstTimes } from "../../platform/first-times.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Content } from "../../reply/build.ts";
import { actions, code, command, heading, list, note, paragraph, sentence } from "../../reply/build.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";

export interface GreetingOptions {
  /**
   * How people there ask without a command, as a sentence in which what is to be typed stands between backticks: "Mention
   * `@rol-news` and ask." Absent where they cannot.
   */
  readonly asking?: string;
}

/** For everybody in the channel. Commands are named without COMMAND_PREFIX. */
export function greetingReply({ asking }: GreetingOptions = {}): Reply {
  const asked: readonly Content[] = asking === undefined ? [] : [sentence(asking)];
  return {
    audience: "everyone",
    blocks: [
      heading(say("Rule-of-law news")),
      paragraph(say("The bot can now be asked here for rule-of-law news, ranked by impact:")),
      list([
        sayParts("{command} shows what matters most, by pillar, country and date.", {
          command: code("/news top"),
        }),
        sayParts("{command} brings a digest to this channel, every morning for example.", {
          command: code("/digest create"),
        }),
        ...asked,
      ]),
      actions(
        command(say("Top news"), "/news top", { style: "primary" }),
        command(say("New digest"), "/digest create"),
        command(say("Help"), "/news help"),
      ),
      note(
        say(
          "Answers are shown to whoever asks. Nothing comes here by itself unless somebody sets up a digest.",
        ),
      ),
    ],
  };
}

/** A channel by the ids of its platform. */
interface GreetedChannel {
  readonly workspace: WorkspaceKey;
  readonly channel: string;
}

/** `posted`: it stands there, or may. `not-posted`: it does not, for sure. */
export type GreetingOutcome = "posted" | "not-posted";

export interface Greeter {
  /**
   * Greets a channel that was never greeted before, and does nothing for any other: after a restart, after a removal,
   * and when several processes or repeated events ask at once. `post` sends the reply as people read it; it looks first
   * whether the bot may post there, and answers `not-posted` where it may not, so that a later invitation is greeted.
   * Never rejects; resolves when all of that is over.
   */
  greet(
    channel: GreetedChannel,
    options: GreetingOptions,
    post: (reply: Reply) => Promise<GreetingOutcome>,
  ): Promise<void>;
}

export function createGreeter(options: {
  readonly firstTimes: Pick<FirstTimes, "take" | "giveBack">;
  /** A reply as people read it, see `Prefix`. */
  readonly asRead: (reply: Reply) => Reply;
  readonly clock: Clock;
  readonly log: Logger;
}): Greeter {
  const { firstTimes, asRead, clock, log } = options;
  return {
    async greet(channel, greeting, post) {
      const first = { workspace: channel.workspace, subject: `greeting ${channel.channel}` };
      try {
        if (!(await firstTimes.take(first, clock()))) return;
        // Who does not know whether it stands there says nothing twice.
        const outcome = await post(asRead(greetingReply(greeting)));
        if (outcome === "not-posted") await firstTimes.giveBack(first);
        log.info({ ...channel, outcome }, "a channel was greeted");
      } catch (error) {
        log.warn({ ...channel, reason: messageOf(error) }, "a channel was not greeted");
      }
    },
  };
}
