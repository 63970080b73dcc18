// A place for digests in tests: a board that shows each reply as it is. Channels are named after how they answer: `gone`
// takes nothing, `halfway` closes once before the second message, `strict` takes nothing about bribes, `busy` takes nothing now.

import { type Part, type PlannedPart, type PlatformPlaces, spotsIn } from "../../src/platform/destination.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { HOUR_MS } from "../../src/time/units.ts";

export interface Board {
  readonly places: PlatformPlaces;
  readonly posted: readonly Reply[];
  /** From then on that person may not decide what is posted in that channel. */
  leave(actorId: string, channel: string): void;
  /** From then on that channel takes nothing. */
  archive(channel: string): void;
}

export function createBoard(): Board {
  const posted: Reply[] = [];
  const planned = new Map<string, Reply>();
  const closedOnce = new Set<string>();
  const archived = new Set(["gone"]);
  const planOf = (reply: Reply, number: number, { n, key }: Pick<Part, "n" | "key">): PlannedPart => {
    planned.set(key, reply);
    const begins = spotsIn([reply]).map((spot) => ({ ...spot, reply: number }));
    return { key, n, payload: "", begins };
  };
  const left = new Set<string>();
  return {
    posted,
    archive: (channel) => void archived.add(channel),
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
      async mentioned({ id }) {
        if (id === "U0") return { type: "refused", sentence: "There is no such person." };
        if (id === "S1") return { type: "unchecked", remark: "Whether that group is there is not known." };
        const remark = id === "U8" ? "@U8 is not in that channel." : undefined;
        return { type: "found", label: `@${id}`, ...(remark === undefined ? {} : { remark }) };
      },
      isLeft: async ({ channel }, owner) => channel === owner && left.has(`${owner} ${channel}`),
      open: ({ channel }) => ({
        plan({ main, inThread }, key) {
          return [main, ...(inThread === undefined ? [] : [inThread])].map((reply, n) =>
            planOf(reply, n, { n, key: `${key}-${n}` }),
          );
        },
        replan: (refused, replies, { key, next }) =>
          replies.map((reply, index) => {
            const n = next + index - 1;
            return planOf(reply, index, index === 0 ? refused : { n, key: `${key}-${n}` });
          }),
        async send({ key, n }) {
          if (archived.has(channel)) return { type: "never", reason: "The channel was archived." };
          if (channel === "busy") return { type: "later", afterMs: 6 * HOUR_MS };
          if (channel === "halfway" && n === 1 && !closedOnce.has(channel)) {
            closedOnce.add(channel);
            return { type: "never", reason: "The channel was archived." };
          }
          const said = planned.get(key);
          if (channel === "strict" && said !== undefined && plainText(said).includes("bribes"))
            return { type: "refused", cause: "content", reason: "AutoMod does not let it pass." };
          if (said !== undefined) posted.push(said);
          return { type: "sent", messageId: key };
        },
        find: async () => ({ type: "absent" }),
      }),
    },
  };
}
