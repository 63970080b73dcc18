// The chat platforms that the configuration names, and admins' messages to wherever they are.

import type { RequestListener } from "node:http";
import { createDiscordAdapter } from "../../adapters/discord/index.ts";
import { SLACK_PATH } from "../../adapters/slack/api/manifest.ts";
import { createSlackAdapter } from "../../adapters/slack/index.ts";
import type { Config } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import type { Notifier } from "../platform/notifier.ts";
import { parseWorkspace } from "../platform/workspace.ts";
import { plainText } from "../reply/plain-text.ts";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";

/** A chat platform that the bot speaks on. */
interface Platform {
  readonly name: "Slack" | "Discord";
  /** What invocations and places call it. */
  readonly id: "slack" | "discord";
  readonly places: PlatformPlaces;
  start(): Promise<void>;
  close(): Promise<unknown>;
  readonly notifier: Notifier;
  /** Where it takes requests over the web, if it does. */
  readonly mount?: readonly [path: string, listener: RequestListener];
}

export interface Platforms {
  /** What the web server must pass on. */
  readonly mounts: ReadonlyMap<string, RequestListener>;
  readonly notifier: Notifier;
  /** The places of a platform that runs. */
  places(id: string): PlatformPlaces | undefined;
  /** Starts all of them; one that cannot is logged and left out. Resolves with the names of those that run. */
  start(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface PlatformsOptions {
  readonly config: Config;
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How long until a platform that could not be reached is tried again. */
const RECONNECT_MS = MINUTE_MS;

/** The platforms that are configured; what is missing for the others is logged. */
export function createPlatforms({ config, bot, clock, log }: PlatformsOptions): Platforms {
  const configured = [slackOf(config, bot, clock, log), discordOf(config, bot, clock, log)].filter(
    (platform) => platform !== undefined,
  );
  const running: Platform[] = [];
  const retries = new Set<NodeJS.Timeout>();
  let isClosing = false;

  /** A platform that is away is tried again; one that refuses the configuration is not. */
  function notConnected(platform: Platform, reason: unknown): void {
    log.error({ reason: messageOf(reason) }, `${platform.name} is not connected`);
    if (!(reason instanceof AppError) || !reason.retryable || isClosing) return;
    const retry = setTimeout(() => {
      retries.delete(retry);
      platform.start().then(
        () => running.push(platform),
        (error: unknown) => notConnected(platform, error),
      );
    }, RECONNECT_MS);
    retries.add(retry);
  }

  return {
    mounts: new Map(configured.flatMap(({ mount }) => (mount === undefined ? [] : [mount]))),
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
    places: (id) => running.find((platform) => platform.id === id)?.places,
    async start() {
      const started = await Promise.allSettled(configured.map((platform) => platform.start()));
      for (const [index, platform] of configured.entries()) {
        const outcome = started[index];
        if (outcome?.status === "fulfilled") running.push(platform);
        else notConnected(platform, outcome?.reason);
      }
      return running.map(({ name }) => name);
    },
    async close() {
      isClosing = true;
      for (const retry of retries) clearTimeout(retry);
      // They go on taking messages: deliveries under way are finished after this.
      await Promise.allSettled(running.map((platform) => platform.close()));
    },
  };
}

/** The ids of one platform in ADMIN_IDS, `slack:U123,discord:456`. */
function adminIdsOf({ ADMIN_IDS }: Config, platform: "slack" | "discord"): readonly string[] {
  return ADMIN_IDS.split(",").flatMap((entry) => {
    const [name, id] = entry.trim().split(":");
    return name === platform && id !== undefined ? [id] : [];
  });
}

function slackOf(config: Config, { router, codes }: Bot, clock: Clock, log: Logger): Platform | undefined {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, ADMIN_CHANNEL } = config;
  if (SLACK_BOT_TOKEN === undefined || (SLACK_APP_TOKEN ?? SLACK_SIGNING_SECRET) === undefined) {
    log.info("Slack is off: it needs SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET");
    return undefined;
  }
  const adapter = createSlackAdapter({
    router,
    codes,
    botToken: SLACK_BOT_TOKEN,
    ...(SLACK_APP_TOKEN === undefined ? {} : { appToken: SLACK_APP_TOKEN }),
    ...(SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: SLACK_SIGNING_SECRET }),
    ...(SLACK_API_URL === undefined ? {} : { apiUrl: SLACK_API_URL }),
    prefix: config.COMMAND_PREFIX,
    adminIds: adminIdsOf(config, "slack"),
    ...(ADMIN_CHANNEL === undefined ? {} : { adminChannel: ADMIN_CHANNEL }),
    clock,
    log,
  });
  return {
    name: "Slack",
    id: "slack",
    places: adapter.places,
    start: () => adapter.start(),
    close: () => adapter.close(),
    notifier: adapter.notifier,
    ...(adapter.requestListener === undefined ? {} : { mount: [SLACK_PATH, adapter.requestListener] }),
  };
}

function discordOf(
  config: Config,
  { router, codes, complete }: Bot,
  clock: Clock,
  log: Logger,
): Platform | undefined {
  const { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_API_URL, ADMIN_CHANNEL } = config;
  if (DISCORD_TOKEN === undefined) {
    log.info("Discord is off: it needs DISCORD_TOKEN");
    return undefined;
  }
  const adapter = createDiscordAdapter({
    router,
    codes,
    complete,
    options: {
      token: DISCORD_TOKEN,
      ...(DISCORD_APPLICATION_ID === undefined ? {} : { applicationId: DISCORD_APPLICATION_ID }),
      ...(DISCORD_API_URL === undefined ? {} : { apiUrl: DISCORD_API_URL }),
      prefix: config.COMMAND_PREFIX,
      adminIds: adminIdsOf(config, "discord"),
      ...(ADMIN_CHANNEL === undefined ? {} : { adminChannel: ADMIN_CHANNEL }),
    },
    clock,
    log,
  });
  return {
    name: "Discord",
    id: "discord",
    places: adapter.places,
    start: () => adapter.start(),
    close: () => adapter.close(),
    notifier: adapter.notifier,
  };
}
