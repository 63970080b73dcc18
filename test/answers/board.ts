// A place for digests in tests: a board that shows each reply as it is.

import { type PlatformPlaces, spotsIn } from "../../src/platform/destination.ts";
import type { Reply } from "../../src/reply/reply.ts";

export interface Board {
  readonly places: PlatformPlaces;
  readonly posted: readonly Reply[];
}

export function createBoard(): Board {
  const posted: Reply[] = [];
  const planned = new Map<string, Reply>();
  return {
    posted,
    places: {
      resolve: async ({ here, wanted = here }) =>
        wanted === "closed"
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
      open: ({ channel }) => ({
        plan({ main, inThread }, key) {
          return [main, ...(inThread === undefined ? [] : [inThread])].map((reply, n) => {
            planned.set(`${key}-${n}`, reply);
            const begins = spotsIn([reply]).map((spot) => ({ ...spot, reply: n }));
            return { key: `${key}-${n}`, n, payload: "", begins };
          });
        },
        replan: () => [],
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
