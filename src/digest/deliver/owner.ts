// What owners hear about digests that were lost, paused, or may not have arrived.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { Notifier } from "../../platform/notifier.ts";
import { actions, command, paragraph, privately } from "../../reply/build.ts";
import type { Reply } from "../../reply/reply.ts";
import type { SubscriptionRecord } from "../../store/tables.ts";

/** Tells the owner; admins where the owner cannot be told. Never rejects. */
export async function tellOwner(
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

/** `unsure` of so many messages may not have arrived. */
export function unsureReason(unsure: number, messages: number): string {
  const which = messages === 1 ? "The message" : `${unsure} of ${messages} messages`;
  return `${which} may not have arrived in the channel: the connection was lost while sending, and the bot may not read the channel's history to look. Nothing was sent twice.`;
}

/** One digest was lost for a place that is not the subscription's any more: it goes on in the new one. */
export function droppedReply({ id, name, placeLabel }: SubscriptionRecord, reason: string): Reply {
  return privately(
    paragraph(
      `A digest of "${name}" did not arrive where it used to go: ${reason} It goes on in ${placeLabel}; its history shows what that digest held.`,
    ),
    actions(command("History", `/digest history ${id}`)),
  );
}

/** It was given up and pauses. */
export function pausedReply({ id, name, placeLabel }: SubscriptionRecord, reason: string): Reply {
  return privately(
    paragraph(
      `Your digest "${name}" for ${placeLabel} is paused: ${reason} When it goes on, the next digest brings what was missed; its history shows what the last one held.`,
    ),
    actions(
      command("Go on", `/digest resume ${id}`, { style: "primary" }),
      command("Edit", `/digest edit ${id}`),
    ),
  );
}
