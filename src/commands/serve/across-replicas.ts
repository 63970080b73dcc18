// Requests that a platform delivers to several processes, or again to another one, answered by one of them. What a process was
// answering when it ended is answered by whoever gets it again.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { FirstTime, FirstTimes } from "../../platform/first-times.ts";
import { within } from "../../platform/waiting.ts";
import { environmentKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Lease, Leases } from "../../store/leases.ts";

/** Works on a request of that id unless another process does or did. `requestId`: unique among all platforms. */
export type AcrossReplicas = (requestId: string, work: () => Promise<void>) => Promise<void>;

/** Under which they are remembered for a day: platforms repeat within minutes, if at all. */
const REQUESTS = environmentKey("requests");

/** How long the database may take to tell whether a request is another's: Discord waits three seconds for a word. */
const TOLD_WITHIN_MS = 1_000;

export function createAcrossReplicas(options: {
  readonly leases: Leases;
  readonly firstTimes: FirstTimes;
  readonly clock: Clock;
  readonly log: Logger;
}): AcrossReplicas {
  const { leases, firstTimes, clock, log } = options;

  /** `unknown`: the database did not tell. */
  async function take(name: string): Promise<Lease | "another's" | "unknown"> {
    const taking = leases.take([name]).then((taken) => ({ lease: taken.get(name) }));
    const told = await within(taking, TOLD_WITHIN_MS);
    if (told === undefined) {
      void taking.then(({ lease }) => lease?.release());
      return "unknown";
    }
    // A connection that breaks meanwhile takes nothing, and is no other process.
    return told.lease ?? (leases.mayWork() ? "another's" : "unknown");
  }

  async function wasAnswered(request: FirstTime): Promise<boolean> {
    const isFirst = await within(firstTimes.isFirst(request), TOLD_WITHIN_MS).catch((error: unknown) => {
      log.warn({ reason: messageOf(error) }, "it is not known whether a request was answered before");
      return undefined;
    });
    return isFirst === false;
  }

  return async (requestId, work) => {
    if (!leases.isShared || !leases.mayWork()) return work();
    const lease = await take(`request ${requestId}`);
    if (lease === "another's") return;
    // While nobody can tell, twice is better than never.
    if (lease === "unknown") return work();
    try {
      const request = { workspace: REQUESTS, subject: requestId };
      if (await wasAnswered(request)) return;
      await work();
      await firstTimes.take(request, clock()).catch((error: unknown) => {
        log.warn({ reason: messageOf(error) }, "an answered request could not be noted");
      });
    } finally {
      await lease.release();
    }
  };
}
