// Every platform that the contract holds for. A new one is one line here.

import { discord } from "./discord.ts";
import type { PlatformUnderTest } from "./driver.ts";
import { slack } from "./slack.ts";
import { terminal } from "./terminal.ts";
import { web } from "./web.ts";

export const PLATFORMS: readonly PlatformUnderTest[] = [terminal, slack, discord, web];

/** Adapters that programs ask: they press no buttons and fill in no forms. By id, which test holds what applies to them. */
export const FOR_PROGRAMS: Readonly<Record<string, string>> = { mcp: "test/adapters/mcp/contract.test.ts" };
