// The terminal: typed lines in, lines of text out, behind a pipe as well. It runs where somebody sits, not in the service.

import { defineAdapter } from "../adapter.ts";
import { settings } from "./settings.ts";

export const adapter = defineAdapter({
  id: "terminal",
  name: "Terminal",
  settings,
  create: async (host, own) => (await import("./platform.ts")).createPlatform(host, own),
  digests: "own",
  api: { absent: "nothing lies between a terminal and the bot" },
});
