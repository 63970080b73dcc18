// MCP: programs, such as a desktop assistant, ask what changes nothing, as tools made from the declarations.

import { defineAdapter } from "../adapter.ts";
import { settings } from "./settings.ts";

export const adapter = defineAdapter({
  id: "mcp",
  name: "MCP",
  settings,
  create: async (host, own) => (await import("./platform.ts")).createPlatform(host, own),
  digests: { absent: "a program asks, and is told nothing by itself" },
  api: { absent: "programs come to the bot" },
});
