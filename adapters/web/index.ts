// The web chat: a page on this machine where its owner uses the whole bot in a browser.

import { defineAdapter } from "../adapter.ts";
import { settings } from "./settings.ts";

export const adapter = defineAdapter({
  id: "web",
  name: "Web",
  settings,
  create: async (host) => (await import("./platform.ts")).createPlatform(host),
  digests: "own",
  api: { absent: "the browser comes to the bot; nothing is called" },
});
