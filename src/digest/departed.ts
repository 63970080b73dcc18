// Digests for people who have left: asked again before each is decided. A channel's digest goes on for the channel.

import type { Logger } from "../log.ts";
import type { Places } from "../platform/destination.ts";
import { within } from "../platform/waiting.ts";
import type { Clock } from "../reply/ports.ts";
import { theBot } from "../store/audit.ts";
import { inChunks } from "../store/chunks.ts";
import type { Subscriptions } from "../store/subscriptions.ts";
import { inLanguage, say } from "../wording/say.ts";
import type { Due } from "./due.ts";
import { languageOf } from "./subscription.ts";

/** Asked at the same time. */
const AT_ONCE = 20;
/** Whoever was not asked by then gets the digest: a platform that answers slowly holds up nobody. */
const LONGEST_MS = 3_000;

/** What is due, but for those whose place is the direct conversation with an owner who has left: these are paused, and say why. */
export async function withoutDeparted(
  due: readonly Due[],
  options: {
    readonly places: Pick<Places, "isLeft">;
    readonly subscriptions: Pick<Subscriptions, "update">;
    readonly clock: Clock;
    readonly log: Logger;
    /** Default: 3 s. */
    readonly longestMs?: number;
  },
): Promise<readonly Due[]> {
  const { places, subscriptions, clock, log, longestMs = LONGEST_MS } = options;
  const isLeft = new Set<Due>();
  let isOver = false;

  async function askAll(): Promise<void> {
    for (const chunk of inChunks(due, AT_ONCE)) {
      if (isOver) return;
      await Promise.all(
        chunk.map(async (one) => {
          const { place, record } = one.subscription;
          if ((await places.isLeft?.(place, record.ownerId, record.workspace)) === true) isLeft.add(one);
        }),
      );
    }
  }

  await within(askAll(), longestMs);
  isOver = true;
  // Who is found later to have left is found at the next digest.
  const left = new Set(isLeft);
  for (const { subscription } of left) {
    const { id, name, workspace, ownerName } = subscription.record;
    const now = clock();
    const pauseReason = inLanguage(languageOf(subscription.record), () =>
      say("It went to {name} alone, who is not here any more.", { name: ownerName }),
    );
    await subscriptions.update(id, { state: "paused", pauseReason, pausedUntil: null }, now, {
      ...theBot(workspace, now),
      kind: "paused",
      subject: id,
      subjectName: name,
    });
    log.info({ subscription: id }, "a digest for somebody who has left is paused");
  }
  return due.filter((one) => !left.has(one));
}
