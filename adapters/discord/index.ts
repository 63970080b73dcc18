// Discord: slash commands with fields and completion, buttons, modals; digests in channels, threads and forums.

import { defineAdapter } from "../adapter.ts";
import { settings } from "./settings.ts";

export const adapter = defineAdapter({
  id: "discord",
  name: "Discord",
  settings,
  create: async (host, own) => (await import("./platform.ts")).createPlatform(host, own),
  preview: async (reply, codes) => (await import("./out/render.ts")).render(reply, codes),
  look: async (payload) => (await import("./out/look.ts")).looksOf(payload),
  examination: async (own) => (await import("./api/examination.ts")).examination(own),
  digests: "own",
  api: "own",
});
