// Finds the digest that somebody means, and says who may change it.

import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import { nameKeyOf } from "../../language/read/text.ts";
import type { Invocation } from "../../platform/invocation.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { FieldProblem } from "../../reply/form.ts";
import type { SubscriptionRecord, Subscriptions } from "../../store/subscriptions.ts";
import { say } from "../../wording/say.ts";
import { namesNear } from "../names-near.ts";
import type { DigestServices } from "./services.ts";

/** The digest of that name or id. Throws AppError "not-found" that names the nearest ones. */
export async function findSubscription(
  subscriptions: Subscriptions,
  workspace: WorkspaceKey,
  name: string,
): Promise<Subscription> {
  // Buttons carry ids: no name may stand in their way.
  const byId = await subscriptions.get(name);
  if (byId !== undefined && byId.workspace === workspace) return subscriptionOf(byId);
  const byName = await subscriptions.byName(workspace, nameKeyOf(name));
  if (byName !== undefined) return subscriptionOf(byName);
  throw notFound(name, await subscriptions.ofWorkspace(workspace));
}

function notFound(name: string, records: readonly SubscriptionRecord[]): AppError {
  const said = excerpt(name);
  if (records.length === 0)
    return new AppError(
      "not-found",
      say('There is no digest or alert "{name}" here. There is none at all yet: /digest create makes one.', {
        name: said,
      }),
    );
  const names = records.map((record) => record.name);
  return new AppError(
    "not-found",
    say('There is no digest or alert "{name}" here. There is {names}: /digest list shows all.', {
      name: said,
      names: namesNear(name, names),
    }),
  );
}

/** That a name for something new is taken already; nothing when it is free or of that digest itself. */
export async function takenName(
  subscriptions: Subscriptions,
  workspace: WorkspaceKey,
  { field, name, itself }: { readonly field: string; readonly name: string; readonly itself?: string },
): Promise<readonly FieldProblem[]> {
  const other = await subscriptions.byName(workspace, nameKeyOf(name.trim()));
  if (other === undefined || other.id === itself) return [];
  return [
    {
      field,
      sentence: say('There is a digest or alert "{name}" already. Choose another name.', {
        name: excerpt(other.name),
      }),
    },
  ];
}

/**
 * Throws AppError "not-allowed" unless the actor is an admin, or owns the digest and may still decide what is posted where it
 * goes: that is asked anew each time, for people leave channels. Throws AppError "network" while the platform does not tell.
 */
export async function checkMayChange(
  { places }: Pick<DigestServices, "places">,
  { record, place }: Subscription,
  { platform, workspace, actor, place: here }: Invocation,
): Promise<void> {
  if (actor.roles.includes("admin")) return;
  if (record.ownerId !== actor.id)
    throw new AppError(
      "not-allowed",
      say('"{name}" belongs to {owner}, who can change it; so can an admin. Nothing was changed.', {
        name: record.name,
        owner: record.ownerName,
      }),
    );
  const wanted = place.channel;
  const answer = await places.resolve({
    platform,
    workspace,
    actor: { id: actor.id, isAdmin: false },
    here,
    wanted,
  });
  // A place that is closed to the bot is no reason to keep its owner from taking the digest elsewhere.
  if (answer.type === "found" || answer.isOfActor !== true) return;
  throw new AppError(
    "not-allowed",
    say(
      'You may not decide any more what is posted in {place}, so you cannot change "{name}". It goes on for that channel. An admin can change it, and so can you once you are back. Nothing was changed.',
      { place: record.placeLabel, name: record.name },
    ),
  );
}

/**
 * The digest as a person may see it: the name of a private place is for its owner, for admins, and for those who are
 * in that place.
 */
export function asSeenBy(subscription: Subscription, { actor, place }: Invocation): Subscription {
  const { record, place: own } = subscription;
  const isKnown =
    own.isPrivate !== true ||
    record.ownerId === actor.id ||
    actor.roles.includes("admin") ||
    place === own.channel ||
    place === own.thread;
  return isKnown
    ? subscription
    : { ...subscription, record: { ...record, placeLabel: say("a private channel") } };
}
