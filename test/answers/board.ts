// A place for digests in tests: a board that shows each reply as it is.

import type { PlatformPlaces } from "../../src/platform/destination.ts";
import type { Reply } from "../../src/reply/reply.ts";

export interface Board {
  readonly places: PlatformPlaces;
  readonly posted: readonly Reply[];
  /** From then on that person may not decide what is posted in that channel. */
  leave(actorId: string, channel: string): void;
}

export function createBoard(): Board {
  const posted: Reply[] = [];
  const planned = new Map<string, Reply>();
  const left = new Set<string>();
  return {
    posted,
    leave: (actorId, channel) => void left.add(`${actorId} ${channel}`),
    places: {
      resolve: async ({ actor, here, wanted = here }) =>
        left.has(`${actor.id} ${wanted}`) && !actor.isAdmin
          ? { type: "refused", sentence: "You are not in that channel.", isOfActor: true }
          : wanted === "closed"
            ? { type: "refused", sentence: "The bot is not in that channel. Type `/invite @news` there." }
            : {
                type: "found",
                place: {
                  platform: "test",
                  channel: wanted,
                  ...(wanted.startsWith("secret") ? { isPrivate: true } : {}),
                },
                label: `#${wanted}`,
              },
      isLeft: async ({ channel }, owner) => channel === owner && left.has(`${owner} ${channel}`),
      open: ({ channel }) => ({
        plan({ main, inThread }, key) {
          return [main, ...(inThread === undefined ? [] : [inThread])].map((reply, n) => {
            planned.set(`${key}-${n}`, reply);
            return { key: `${key}-${n}`, n, payload: "" };
          });
        },
        async send({ key }) {
          if (channel === "gone") return { type: "never", reason: "The channel was archived." };
          const reply = planned.get(key);
          if (reply !== undefined) posted.push(reply);
          return { type: "sent", messageId: key };
        },
        find: async () => ({ type: "absent" }),
      }),
    },
  };
}
