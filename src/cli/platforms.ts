// The platforms that the configuration names, and admins' messages to wherever they are.

import type { RequestListener } from "node:http";
import { ADAPTERS } from "../../adapters/index.ts";
import type { Config } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import type { Notifier } from "../platform/notifier.ts";
import type { Platform } from "../platform/platform.ts";
import { parseWorkspace, type WorkspaceKey } from "../platform/workspace.ts";
import { plainText } from "../reply/plain-text.ts";
import type { Clock, Pace } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";
import { hostOf } from "./host.ts";

export interface Platforms {
  /** Tells people through the platforms that run; rejects while none of the workspace's does. */
  readonly notifier: Notifier;
  /** A workspace as a person recognises it: `Acme (T1) on Slack`. */
  nameOf(workspace: WorkspaceKey): Promise<string>;
  /** The places of a platform that runs. */
  places(id: string): PlatformPlaces | undefined;
  /** Puts the configured ones together around a bot; what is missing for the others is logged. */
  open(bot: Bot): Promise<OpenPlatforms>;
}

export interface OpenPlatforms {
  /** What the web server must pass on. */
  readonly mounts: ReadonlyMap<string, RequestListener>;
  /** Starts all of them; one that cannot is logged and left out. Resolves with the names of those that run. */
  start(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface PlatformsOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}

/** How long until a platform that could not be reached is tried again. */
const RECONNECT_MS = MINUTE_MS;

/** No platform runs before they are opened around a bot and started. */
export function createPlatforms({ config, clock, pace, log }: PlatformsOptions): Platforms {
  const running: Platform[] = [];

  async function configured(bot: Bot): Promise<readonly Platform[]> {
    const platforms: Platform[] = [];
    for (const adapter of ADAPTERS) {
      const host = hostOf({ config, bot, clock, pace, log }, adapter.id);
      const platform = await adapter.open(host, config.platforms);
      if (platform !== undefined) platforms.push(platform);
      else if (adapter.settings.off !== undefined)
        log.info(`${adapter.name} is off: ${adapter.settings.off}`);
    }
    return platforms;
  }

  return {
    notifier: {
      async tell(workspace, to, reply) {
        const of = parseWorkspace(workspace);
        const all = running.filter(({ id }) => of === undefined || id === of.platform);
        const told = await Promise.allSettled(all.map(({ notifier }) => notifier.tell(workspace, to, reply)));
        if (told.some(({ status }) => status === "fulfilled")) return;
        log.warn({ workspace, to }, plainText(reply));
        throw new AppError("network", "Nobody could be told.", { retryable: true });
      },
    },
    async nameOf(workspace) {
      const { platform, id } = parseWorkspace(workspace) ?? { platform: "", id: workspace };
      const name = await running.find((one) => one.id === platform)?.places?.nameOf?.(workspace);
      const where = ADAPTERS.find((adapter) => adapter.id === platform)?.name ?? platform;
      return `${name === undefined ? id : `${name} (${id})`} on ${where}`;
    },
    places: (id) => running.find((platform) => platform.id === id)?.places,
    async open(bot) {
      const platforms = await configured(bot);
      const closing = new AbortController();

      /** A platform that is away is tried again; one that refuses the configuration is not. */
      async function keepTrying(platform: Platform, reason: unknown): Promise<void> {
        log.error({ reason: messageOf(reason) }, `${platform.name} is not connected`);
        if (!(reason instanceof AppError) || !reason.retryable) return;
        try {
          await pace.sleep(RECONNECT_MS, closing.signal);
        } catch {
          // The program ends.
          return;
        }
        await bring(platform);
      }

      /** True when it runs. One that does not goes on being tried. */
      async function bring(platform: Platform): Promise<boolean> {
        try {
          await platform.start();
          running.push(platform);
          return true;
        } catch (error) {
          void keepTrying(platform, error);
          return false;
        }
      }

      return {
        mounts: new Map(platforms.flatMap(({ mount }) => (mount === undefined ? [] : [mount]))),
        async start() {
          const runs = await Promise.all(platforms.map(bring));
          return platforms.filter((_, index) => runs[index]).map(({ name }) => name);
        },
        async close() {
          closing.abort();
          // They go on taking messages: deliveries under way are finished after this.
          await Promise.allSettled(running.map((platform) => platform.close()));
        },
      };
    },
  };
}
