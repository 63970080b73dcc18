// The terminal as a place for digests: what is delivered is printed.

import type { PlatformPlaces } from "../../../src/platform/destination.ts";
import { say } from "../../../src/wording/say.ts";
import { TERMINAL_PLATFORM } from "../in/read.ts";
import { createDestination, type Printer } from "./destination.ts";

/** Ways to name the only place there is. */
const HERE = ["", "here", "me", TERMINAL_PLATFORM];

export function createPlaces(printer: Printer): PlatformPlaces {
  const terminal = createDestination(printer);
  return {
    async resolve({ wanted = "" }) {
      return HERE.includes(wanted.toLowerCase())
        ? {
            type: "found",
            place: { platform: TERMINAL_PLATFORM, channel: TERMINAL_PLATFORM },
            label: say("this terminal"),
            remark: say("A terminal is not always there: only {command} sends it.", {
              command: "/digest run",
            }),
          }
        : {
            type: "refused",
            sentence: say(
              "At a terminal digests are printed here: leave channel out. Channels are for Slack and Discord.",
            ),
          };
    },
    mentioned: async () => ({ type: "unchecked", remark: say("At a terminal nobody is notified.") }),
    open: () => terminal,
  };
}
