// The terminal as a place for digests: what is delivered is printed. Only this process knows what it printed.

import type { Destination, PlatformPlaces } from "../../../src/platform/destination.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { TERMINAL_PLATFORM } from "../in/invocation.ts";

/** Ways to name the only place there is. */
const HERE = ["", "here", "me", TERMINAL_PLATFORM];

/** `render` makes the lines of a reply, `print` shows them. */
export function createTerminalPlaces(options: {
  readonly render: (reply: Reply) => string;
  readonly print: (text: string) => void;
}): PlatformPlaces {
  const { render, print } = options;
  const printed = new Set<string>();
  const terminal: Destination = {
    plan({ main, inThread }, deliveryKey) {
      const text = [main, ...(inThread === undefined ? [] : [inThread])].map(render).join("\n");
      return [{ key: deliveryKey, n: 0, payload: text }];
    },
    async send({ key, payload }) {
      print(payload);
      printed.add(key);
      return { type: "sent", messageId: key };
    },
    async find({ key }) {
      return printed.has(key) ? { type: "sent", messageId: key } : { type: "unreadable" };
    },
  };
  return {
    async resolve({ wanted = "" }) {
      return HERE.includes(wanted.toLowerCase())
        ? {
            type: "found",
            place: { platform: TERMINAL_PLATFORM, channel: TERMINAL_PLATFORM },
            label: "this terminal",
            remark: "A terminal is not always there: only /digest run sends it.",
          }
        : {
            type: "refused",
            sentence:
              "At a terminal digests are printed here: leave channel out. Channels are for Slack and Discord.",
          };
    },
    open: () => terminal,
  };
}
