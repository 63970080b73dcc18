// What owners hear about digests that were lost, paused, or may not have arrived.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { Notifier } from "../../platform/notifier.ts";
import { actions, command, joined, paragraph, privately, quote } from "../../reply/build.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import type { SubscriptionRecord } from "../../store/tables.ts";
import { say, sayParts } from "../../wording/say.ts";

/** As much of a name as leaves room for another button beside it. */
const NAME_ON_A_BUTTON = 40;

/** By then a notice is written down: no digest waits for the platform to take it. */
const LONGEST_WAIT_MS = 5_000;

/** Tells the owner; admins where the owner cannot be told. Never rejects, and goes on by itself when it takes long. */
export async function tellOwner(
  owner: SubscriptionRecord,
  reply: Reply,
  options: { readonly notifier: Notifier; readonly log: Logger; readonly noticeWaitMs?: number },
): Promise<void> {
  const { noticeWaitMs = LONGEST_WAIT_MS } = options;
  const { promise: patience, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, noticeWaitMs);
  await Promise.race([tell(owner, reply, options), patience]);
  clearTimeout(timer);
}

async function tell(
  { id, workspace, ownerId }: SubscriptionRecord,
  reply: Reply,
  { notifier, log }: { readonly notifier: Notifier; readonly log: Logger },
): Promise<void> {
  try {
    await notifier.tell(workspace, { actorId: ownerId }, reply);
  } catch (error) {
    log.warn({ subscription: id, reason: messageOf(error) }, "a digest's owner could not be told");
    await notifier.tell(workspace, "admins", reply).catch((failure: unknown) => {
      log.error({ subscription: id, reason: messageOf(failure) }, "nobody could be told about a digest");
    });
  }
}

/** A digest was sent, and not all of it arrived. */
export function flawedReply({ id, name }: SubscriptionRecord, flaws: string): Reply {
  return privately(
    paragraph(...sayParts("{name}: {flaws}", { name, flaws: quote(flaws) })),
    actions(command(say("History"), `/digest history ${id}`)),
  );
}

/** What owners read about a digest that was given up. `held`: what becomes of its stories, in a sentence. */
export interface GivenUp {
  readonly reason: string;
  readonly held: string | undefined;
  readonly comesAgain: boolean;
}

/** One digest was lost for a place that is not the subscription's any more: it goes on in the new one. */
export function droppedReply(
  { id, name, placeLabel }: SubscriptionRecord,
  { reason, held, comesAgain }: GivenUp,
): Reply {
  return privately(
    paragraph(
      joined(
        say('A digest of "{name}" did not arrive where it used to go: {reason}', { name, reason }),
        held,
        comesAgain
          ? say(
              "It goes on in {place}, and the next one brings what did not arrive; its history shows what that digest held.",
              { place: placeLabel },
            )
          : say("It goes on in {place}; its history shows what that digest held.", { place: placeLabel }),
      ),
    ),
    actions(command(say("History"), `/digest history ${id}`)),
  );
}

/** It was given up and pauses. `among`: others are told of beside it, so that its first button names it. */
export function pausedReply(
  { id, name, placeLabel }: SubscriptionRecord,
  { reason, held, comesAgain }: GivenUp,
  { among = false }: { readonly among?: boolean } = {},
): Reply {
  return privately(
    paragraph(
      joined(
        say('Your digest "{name}" for {place} is paused: {reason}', { name, place: placeLabel, reason }),
        held,
        comesAgain
          ? say(
              "When it goes on, the next digest brings what did not arrive; its history shows what the last one held.",
            )
          : say("Its history shows what the last one held."),
      ),
    ),
    actions(
      command(
        among ? say("Go on: {name}", { name: excerpt(name, NAME_ON_A_BUTTON) }) : say("Go on"),
        `/digest resume ${id}`,
        { style: "primary" },
      ),
      command(say("Edit"), `/digest edit ${id}`),
    ),
  );
}
