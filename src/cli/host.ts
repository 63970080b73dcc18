// What a platform gets from a bot.

import type { Host } from "../../adapters/adapter.ts";
import type { Config } from "../config.ts";
import type { DigestService } from "../digest/service.ts";
import type { Logger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { Report } from "../platform/standing.ts";
import type { Clock, DrawChart, Pace } from "../reply/ports.ts";
import { PREVIEWS } from "./previews.ts";
import { proxyOf } from "./proxy.ts";

export interface HostOptions {
  readonly config: Config;
  readonly bot: Pick<Bot, "router" | "codes" | "complete" | "isUsed"> &
    Partial<
      Pick<
        Bot,
        | "readsFiles"
        | "rests"
        | "choices"
        | "greeter"
        | "toldOnce"
        | "installations"
        | "acrossReplicas"
        | "leases"
      > & {
        readonly digests: Pick<DigestService, "placeChanges">;
      }
    >;
  /** Hears how the platform stands. Default: nobody asks. */
  readonly report?: Report;
  /** Default: charts are told in words alone. */
  readonly draw?: DrawChart;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}

/** For the platform of that id. */
export function hostOf(
  { config, bot, report = () => undefined, draw = async () => undefined, clock, pace, log }: HostOptions,
  id: string,
): Host {
  const {
    COMMAND_PREFIX: prefix,
    ADMIN_IDS: adminIds,
    ADMIN_CHANNEL: adminChannel,
    PUBLIC_URL: publicUrl,
  } = config;
  const { router, codes, complete, isUsed, readsFiles, rests, choices, greeter, toldOnce, digests } = bot;
  const { installations, acrossReplicas, leases } = bot;
  const proxy = proxyOf(config);
  return {
    router,
    codes,
    complete,
    isUsed,
    ...(readsFiles === undefined ? {} : { readsFiles }),
    ...(greeter === undefined ? {} : { greeter }),
    ...(toldOnce === undefined ? {} : { toldOnce }),
    ...(acrossReplicas === undefined ? {} : { acrossReplicas }),
    ...(leases === undefined ? {} : { leases }),
    ...(digests === undefined ? {} : { placeChanges: digests.placeChanges }),
    prefix,
    adminIds: adminIdsOf(adminIds, id),
    ...(adminChannel === undefined ? {} : { adminChannel }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(rests === undefined ? {} : { keptRests: rests.of(id) }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(installations === undefined ? {} : { installations }),
    ...(choices === undefined ? {} : { chosen: choices.of(id) }),
    report,
    previews: PREVIEWS,
    draw,
    clock,
    pace,
    log,
  };
}

/** The ids of one platform in ADMIN_IDS, `slack:U123,slack:T1:U123,discord:456`. */
function adminIdsOf(all: string, platform: string): readonly string[] {
  return all.split(",").flatMap((entry) => {
    const [name, ...id] = entry.trim().split(":");
    return name === platform && id.length > 0 ? [id.join(":")] : [];
  });
}
