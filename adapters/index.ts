// Every adapter there is. A new one is one line here; configuration, service, command line and tests read this list.

import type { Adapter } from "./adapter.ts";
import { adapter as discord } from "./discord/index.ts";
import { adapter as mcp } from "./mcp/index.ts";
import { adapter as slack } from "./slack/index.ts";
import { adapter as terminal } from "./terminal/index.ts";
import { adapter as web } from "./web/index.ts";

export const ADAPTERS: readonly Adapter[] = [terminal, slack, discord, web, mcp];
