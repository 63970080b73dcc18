// What a platform gets from a bot in a test.

import type { Host } from "../../adapters/adapter.ts";
import { createLogger } from "../../src/log.ts";
import { TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import { WORKING_AFTER_MS } from "../../src/platform/waiting.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { createTestPace } from "../pace.ts";

/** No prefix, no admins by configuration, no waiting before something is tried again, and nothing logged. */
export function hostOf({ router, codes, complete }: Pick<Host, "router" | "codes" | "complete">): Host {
  return {
    router,
    codes,
    complete,
    isUsed: async () => false,
    prefix: "",
    adminIds: [],
    report: () => undefined,
    draw: async () => undefined,
    clock: Date.now,
    // Nothing in the contract is so slow that people are told to wait, and no deadline passes.
    pace: createTestPace({ heldMs: [WORKING_AFTER_MS, TRY_AGAIN_MS, MINUTE_MS], chance: 0 }),
    log: createLogger("silent"),
  };
}
