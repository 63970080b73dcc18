// The places of all platforms that run here, as one port for digests. Buttons get their codes on the way.

import type { Places, PlatformPlaces } from "../../platform/destination.ts";
import type { Mentions } from "../../platform/mentions.ts";
import type { Reply } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import type { ActionCodes } from "./action-codes.ts";

/**
 * `platformNamed`: the platform of that name, if it runs in this process. `asRead`: a reply as people read it, see
 * `Prefix`.
 */
export function createPlaces(
  platformNamed: (name: string) => PlatformPlaces | undefined,
  codes: ActionCodes,
  asRead: (reply: Reply) => Reply,
): Places & Mentions {
  return {
    serves: (platform) => platformNamed(platform) !== undefined,
    async resolve(request) {
      const platform = platformNamed(request.platform);
      return platform === undefined
        ? {
            type: "refused",
            sentence: say("Digests cannot be sent from here: this platform does not run now."),
          }
        : platform.resolve(request);
    },
    mentioned: async (request) => platformNamed(request.platform)?.mentioned?.(request),
    isLeft: async (place, owner, workspace) =>
      (await platformNamed(place.platform)?.isLeft?.(place, owner, workspace)) ?? false,
    async open(workspace, place, replies) {
      const found = await Promise.all(replies.map((reply) => codes.codesOf(workspace, reply)));
      const destination = platformNamed(place.platform)?.open(
        place,
        new Map(found.flatMap((one) => [...one])),
        workspace,
      );
      if (destination === undefined) return undefined;
      return {
        ...destination,
        plan(delivery, key) {
          const { main, inThread } = delivery;
          const asShown = {
            main: asRead(main),
            ...(inThread === undefined ? {} : { inThread: asRead(inThread) }),
          };
          return destination.plan({ ...delivery, ...asShown }, key);
        },
        replan: (refused, replies, delivery) => destination.replan(refused, replies.map(asRead), delivery),
      };
    },
  };
}
