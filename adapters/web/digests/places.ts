// The page as a place for digests: what is delivered stands in it.

import type { PlatformPlaces } from "../../../src/platform/destination.ts";
import { say } from "../../../src/wording/say.ts";
import { WEB_PLATFORM } from "../in/read.ts";
import { createDestination } from "./destination.ts";
import type { Posts } from "./posts.ts";

/** Ways to name the only place there is. */
const HERE = ["", "here", "me", WEB_PLATFORM];

export function createPlaces(posts: Posts): PlatformPlaces {
  return {
    async resolve({ wanted = "" }) {
      return HERE.includes(wanted.toLowerCase())
        ? {
            type: "found",
            place: { platform: WEB_PLATFORM, channel: WEB_PLATFORM },
            label: say("this page"),
            remark: say(
              "It stands in the page while the bot runs, and is gone when the bot is started anew.",
            ),
          }
        : {
            type: "refused",
            sentence: say(
              "In the web chat digests are posted here: leave channel out. Channels are for Slack and Discord.",
            ),
          };
    },
    mentioned: async () => ({ type: "unchecked", remark: say("In the web chat nobody is notified.") }),
    open: (_place, codes) => createDestination(posts, codes),
  };
}
