// A platform with outages and closed channels, which refuses some stories and loses an answer now and then.

import { setImmediate } from "node:timers/promises";
import { AppError } from "../../../src/errors.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { type Counts, isIn, MINUTE_MS, type Stretch } from "./plan.ts";
import { articlesIn, type Behaviour } from "./platform.ts";
import type { Random } from "./random.ts";

/** Why digests of a closed channel are paused. */
export const CLOSED = "The channel is archived.";

/** A platform with outages, whose answers get lost now and then. */
export function fickle(options: {
  readonly random: Random;
  readonly clock: () => number;
  readonly outages: readonly Stretch[];
  readonly closed: ReadonlySet<string>;
  readonly counts: Counts;
}): Behaviour {
  const { random, clock, outages, closed, counts } = options;
  return {
    async send({ channel, blocks, arrive }) {
      if (random.chance(0.3)) await setImmediate();
      if (closed.has(channel)) {
        counts.closed += 1;
        return { type: "never", reason: CLOSED };
      }
      if (isRefused(channel, blocks)) {
        counts.refused += 1;
        return { type: "refused", cause: "content", reason: "AutoMod does not let it pass." };
      }
      if (blocks.length > mostBlocks(channel)) {
        counts.refused += 1;
        return { type: "refused", cause: "length", reason: "It is too long." };
      }
      if (isIn(outages, clock())) {
        counts.retries += 1;
        return { type: "later", afterMs: random.between(5, 120) * MINUTE_MS };
      }
      if (!random.chance(0.03)) return arrive();
      counts.unknown += 1;
      if (random.chance(0.5)) arrive();
      return { type: "unknown" };
    },
    async find(_channel, look) {
      if (isIn(outages, clock())) throw new AppError("busy", "It is away.", { retryable: true });
      return look();
    },
  };
}

/** What a channel makes of a text, always the same. */
function mixed(channel: string, text: string): number {
  return (
    [...`${channel} ${text}`].reduce((sum, sign) => Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0), 7) >>> 8
  );
}

/** Some channels never take some articles. */
function isRefused(channel: string, blocks: readonly Block[]): boolean {
  return articlesIn(blocks).some((article) => mixed(channel, article) % 60 === 0);
}

/** Some channels take short messages only. */
function mostBlocks(channel: string): number {
  return mixed(channel, "length") % 5 === 0 ? 5 : Number.POSITIVE_INFINITY;
}
