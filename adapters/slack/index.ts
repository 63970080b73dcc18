// Slack: slash commands, buttons, modals and the Home tab; digests in channels, threads and direct messages.

import { defineAdapter } from "../adapter.ts";
import { settings } from "./settings.ts";

export const adapter = defineAdapter({
  id: "slack",
  name: "Slack",
  settings,
  create: async (host, own) => (await import("./platform.ts")).createPlatform(host, own),
  preview: async (reply, codes) => (await import("./out/preview.ts")).preview(reply, codes),
  look: async (payload) => (await import("./out/look.ts")).looksOf(payload),
  examination: async (own) => (await import("./api/examination.ts")).examination(own),
  digests: "own",
  api: "own",
});
