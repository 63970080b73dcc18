// Requests that a platform delivers to several processes, or again to another one, answered by one of them. What a process was
// answering when it ended is answered by whoever gets it again.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { FirstTimes } from "../../platform/first-times.ts";
import { environmentKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import { type Leases, whileFree } from "../../store/leases.ts";

/** Works on a request of that id unless another process does or did. `requestId`: unique among all platforms. */
export type AcrossReplicas = (requestId: string, work: () => Promise<void>) => Promise<void>;

/** Under which they are remembered for a day: platforms repeat within minutes, if at all. */
const REQUESTS = environmentKey("requests");

export function createAcrossReplicas(options: {
  readonly leases: Leases;
  readonly firstTimes: FirstTimes;
  readonly clock: Clock;
  readonly log: Logger;
}): AcrossReplicas {
  const { leases, firstTimes, clock, log } = options;

  return async (requestId, work) => {
    // While nobody can tell, twice is better than never.
    if (!leases.isShared || !leases.mayWork()) return work();
    await whileFree(leases, `request ${requestId}`, async () => {
      const request = { workspace: REQUESTS, subject: requestId };
      const isFirst = await firstTimes.isFirst(request).catch((error: unknown) => {
        log.warn({ reason: messageOf(error) }, "it is not known whether a request was answered before");
        return true;
      });
      if (!isFirst) return;
      await work();
      await firstTimes.take(request, clock()).catch((error: unknown) => {
        log.warn({ reason: messageOf(error) }, "an answered request could not be noted");
      });
    });
  };
}
