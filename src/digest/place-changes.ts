// What platforms tell of places before a digest is due there: it is paused early, its owner is told, names stay right.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Place } from "../platform/destination.ts";
import type { Notifier } from "../platform/notifier.ts";
import type { PlaceChanges, ToldChannel } from "../platform/place-changes.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { privately } from "../reply/build.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import { inLanguage } from "../wording/say.ts";
import { pausedReply, tellOwner } from "./deliver/owner.ts";
import { languageOf, readPlace } from "./subscription.ts";

export function createPlaceChanges(options: {
  readonly store: Pick<Store, "subscriptions">;
  readonly notifier: Notifier;
  /** Tries at once what is on its way to such places: sending then finds out. */
  readonly hasten: (isThere: (place: Place) => boolean) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}): PlaceChanges {
  const { store, notifier, hasten, clock, log } = options;
  const { subscriptions } = store;

  async function digestsIn(channel: ToldChannel): Promise<readonly SubscriptionRecord[]> {
    const found = await subscriptions.naming(channel.channel);
    return found.filter(
      ({ place, workspace }) =>
        isIn(channel, readPlace(place)) && (channel.workspace ?? workspace) === workspace,
    );
  }

  async function close(channel: ToldChannel, ask: () => Promise<string | undefined>): Promise<void> {
    const there = await digestsIn(channel);
    const ids = there.filter(({ state }) => state === "active").map(({ id }) => id);
    const [first] = there;
    const reason =
      first === undefined || ids.length === 0 ? undefined : await inLanguage(languageOf(first), ask);
    if (reason === undefined) return;
    const paused = new Set(await subscriptions.pauseIdle(ids, reason, clock()));
    if (paused.size > 0) log.info({ ...channel, paused: paused.size, reason }, "a place closed");
    const told = there.filter(({ id }) => paused.has(id));
    for (const own of Map.groupBy(told, ({ workspace, ownerId }) => `${workspace} ${ownerId}`).values()) {
      const [owner] = own;
      const among = own.length > 1;
      const blocks = own.flatMap((one) =>
        inLanguage(
          languageOf(one),
          () => pausedReply(one, { reason, held: undefined, comesAgain: false }, { among }).blocks,
        ),
      );
      if (owner !== undefined) await tellOwner(owner, privately(...blocks), { notifier, log });
    }
    if (paused.size < ids.length) await hasten((place) => isIn(channel, place));
  }

  async function leave(
    workspace: WorkspaceKey,
    ask: (channel: string) => Promise<string | undefined>,
  ): Promise<void> {
    const places = (await subscriptions.ofWorkspace(workspace)).map(({ place }) => readPlace(place));
    const channels = new Map(
      places.map(({ platform, channel }) => [channel, { platform, channel, workspace }]),
    );
    for (const channel of channels.values()) await close(channel, () => ask(channel.channel));
  }

  async function rename(channel: ToldChannel, ask: () => Promise<(place: Place) => string>): Promise<void> {
    const there = await digestsIn(channel);
    if (there.length === 0) return;
    const labelOf = await ask();
    for (const { id, place, placeLabel } of there) {
      const label = labelOf(readPlace(place));
      if (label !== placeLabel) await subscriptions.update(id, { placeLabel: label }, clock());
    }
  }

  async function logged(told: object, work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      // Sending finds out.
      log.warn({ ...told, reason: messageOf(error) }, "what became of a place could not be noted");
    });
  }

  return {
    closed: (channel, ask) => logged(channel, close(channel, ask)),
    left: (workspace, ask) => logged({ workspace }, leave(workspace, ask)),
    renamed: (channel, ask) => logged(channel, rename(channel, ask)),
  };
}

function isIn({ platform, channel }: ToldChannel, place: Place): boolean {
  return place.platform === platform && place.channel === channel;
}
