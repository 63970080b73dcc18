// Every platform that the contract holds for. A new one is one line here.

import { discord } from "./discord.ts";
import type { Platform } from "./driver.ts";
import { slack } from "./slack.ts";
import { terminal } from "./terminal.ts";

export const PLATFORMS: readonly Platform[] = [terminal, slack, discord];
