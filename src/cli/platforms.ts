// The platforms that the configuration names: started and closed together, their standing known, and admins' messages
// brought to wherever they are.

import type { RequestListener } from "node:http";
import { ADAPTERS } from "../../adapters/index.ts";
import type { Config } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import type { Notifier } from "../platform/notifier.ts";
import type { Platform } from "../platform/platform.ts";
import { givenOf } from "../platform/settings.ts";
import { isSame, type PlatformStanding, type Standing } from "../platform/standing.ts";
import { within } from "../platform/waiting.ts";
import { environmentKey, parseWorkspace, type WorkspaceKey } from "../platform/workspace.ts";
import { plainText } from "../reply/plain-text.ts";
import type { Clock, DrawChart, Pace } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { ALONE, type Lease } from "../store/leases.ts";
import { SECOND_MS } from "../time/units.ts";
import { hostOf } from "./host.ts";
import { refusedReply, takenAgainReply } from "./standing-notices.ts";

export interface Platforms {
  /** Tells people through the platforms that run; rejects while none of the workspace's takes it. */
  readonly notifier: Notifier;
  /** A workspace as a person recognises it: `Acme (T1) on Slack`. */
  nameOf(workspace: WorkspaceKey): Promise<string>;
  /** The places of a platform that runs. */
  places(id: string): PlatformPlaces | undefined;
  /** Every platform that is configured, and how it stands. */
  standings(): readonly PlatformStanding[];
  /** Puts the configured ones together around a bot; what is missing for the others is logged. */
  open(bot: Bot): Promise<OpenPlatforms>;
}

export interface OpenPlatforms {
  /** What the web server must pass on. */
  readonly mounts: ReadonlyMap<string, RequestListener>;
  /** How to get in where that is not known elsewhere, a sentence each. */
  invitations(port: number): readonly string[];
  /** Starts all of them, and resolves when each was tried once. What is away or refused goes on being tried. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface PlatformsOptions {
  readonly config: Config;
  readonly draw: DrawChart;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}

function isRetryable(error: unknown): boolean {
  return error instanceof AppError && error.retryable;
}

/** Somebody sits before a page with the name: without an answer by then the id does. */
export const NAME_MS = 3_000;

/** A line that breaks and is resumed is away for less. */
const A_MOMENT_MS = 20 * SECOND_MS;

/** What the process that tells how platforms stand has for as long as it lives. */
const SPEAKING = "telling how platforms stand";

interface Opened {
  readonly platform: Platform;
  standing: Standing;
  since: number;
  /** Since when it has been refused, until it is connected again: what is told of it. */
  refusedSince?: number | undefined;
  /** What nobody could be told of that yet. */
  untold?: Reply | undefined;
  hasReported: boolean;
}

/** No platform runs before they are opened around a bot. */
export function createPlatforms({ config, draw, clock, pace, log }: PlatformsOptions): Platforms {
  const opened = new Map<string, Opened>();
  let leases = ALONE;
  let speaking: Lease | undefined;

  const notifier: Notifier = {
    async tell(workspace, to, reply, notice) {
      const of = parseWorkspace(workspace);
      const all = [...opened.values()].filter(({ platform, standing }) =>
        of === undefined ? standing.type === "connected" : platform.id === of.platform,
      );
      const told = await Promise.allSettled(
        all.map(({ platform }) => platform.notifier.tell(workspace, to, reply, notice)),
      );
      if (told.some(({ status }) => status === "fulfilled")) return;
      log.warn({ workspace, to }, plainText(reply));
      // A platform that does not run now may run in a minute.
      const mayBeTold =
        told.length === 0 || told.some((one) => one.status === "rejected" && isRetryable(one.reason));
      throw new AppError("network", "Nobody could be told.", { retryable: mayBeTold });
    },
  };

  /** Of several processes one tells how platforms stand, for they stand so for all. */
  async function isSpeaker(): Promise<boolean> {
    if (!leases.isShared) return true;
    if (speaking === undefined || speaking.signal.aborted)
      speaking = (await leases.take([SPEAKING])).get(SPEAKING);
    return speaking !== undefined;
  }

  async function tellEverybody(reply: Reply): Promise<boolean> {
    try {
      if (!(await isSpeaker())) return true;
      await notifier.tell(environmentKey("platforms"), "admins", reply);
      return true;
    } catch (error) {
      log.warn({ reason: messageOf(error) }, "nobody could be told how a platform stands");
      return false;
    }
  }

  /** Tells of refusals, of those too that came before any other platform was there to tell them. */
  async function tellRefusals(): Promise<void> {
    for (const one of opened.values()) {
      const { untold } = one;
      one.untold = undefined;
      if (untold === undefined || (await tellEverybody(untold))) continue;
      if (one.refusedSince !== undefined) one.untold ??= untold;
    }
  }

  /** What a new standing means: a line in the log, and a word to admins when it is refused, and when that is over. */
  function hear(one: Opened, standing: Standing, bot: Bot): void {
    const { platform, standing: before, since } = one;
    one.hasReported = true;
    if (isSame(before, standing)) return;
    one.standing = standing;
    one.since = clock();
    switch (standing.type) {
      case "connected":
        log.info(`${platform.name} is connected`);
        // What waited for it goes on at once; after a moment nothing waited.
        if (before.type === "refused" || clock() - since > A_MOMENT_MS) bot.digests.platformBack(platform.id);
        if (one.refusedSince !== undefined)
          void tellEverybody(takenAgainReply(platform.name, one.refusedSince));
        one.refusedSince = undefined;
        one.untold = undefined;
        void tellRefusals();
        return;
      case "trying":
        log.warn(`${platform.name} is not connected; it is tried again until it is`);
        return;
      case "refused":
        log.error({ reason: standing.reason }, `${platform.name} is not connected`);
        if (one.refusedSince === undefined) one.untold = refusedReply(platform.name, standing.reason);
        one.refusedSince ??= clock();
        void tellRefusals();
        return;
    }
  }

  /** Half of its settings are a slip; none of them are a choice. */
  function tellOff({ name, settings: { off, variables } }: (typeof ADAPTERS)[number]): void {
    if (off === undefined) return;
    const given = givenOf(Object.keys(variables), config.platforms).join(", ");
    if (given === "") log.info(`${name} is off: ${off}`);
    else log.warn(`${name} is off although there is ${given}: ${off}`);
  }

  async function openOne(bot: Bot, adapter: (typeof ADAPTERS)[number]): Promise<void> {
    let one: Opened | undefined;
    const report = (standing: Standing): void => {
      if (one !== undefined) hear(one, standing, bot);
    };
    const host = hostOf({ config, bot, report, draw, clock, pace, log }, adapter.id);
    const platform = await adapter.open(host, config.platforms);
    if (platform === undefined) {
      tellOff(adapter);
      return;
    }
    one = { platform, standing: { type: "trying" }, since: clock(), hasReported: false };
    opened.set(platform.id, one);
  }

  async function startOne(one: Opened, bot: Bot): Promise<void> {
    try {
      await one.platform.start();
      if (!one.hasReported) hear(one, { type: "connected" }, bot);
    } catch (error) {
      log.error({ err: error }, `${one.platform.name} could not be started`);
    }
  }

  return {
    notifier,
    async nameOf(workspace) {
      const { platform, id } = parseWorkspace(workspace) ?? { platform: "", id: workspace };
      const asked = opened.get(platform)?.platform.places?.nameOf?.(workspace);
      const name = asked === undefined ? undefined : await within(asked, NAME_MS, pace);
      const where = ADAPTERS.find((adapter) => adapter.id === platform)?.name ?? platform;
      return `${name === undefined ? id : `${name} (${id})`} on ${where}`;
    },
    places: (id) => opened.get(id)?.platform.places,
    standings: () =>
      [...opened.values()].map(({ platform: { id, name }, standing, since }) => ({
        id,
        name,
        standing,
        since,
      })),
    async open(bot) {
      ({ leases } = bot);
      for (const adapter of ADAPTERS) await openOne(bot, adapter);
      const all = [...opened.values()];
      return {
        mounts: new Map(all.flatMap(({ platform: { mount } }) => (mount === undefined ? [] : [mount]))),
        invitations: (port) => all.flatMap(({ platform }) => platform.invitation?.(port) ?? []),
        async start() {
          await Promise.all(all.map((one) => startOne(one, bot)));
        },
        async close() {
          // They go on taking messages: deliveries under way are finished after this.
          await Promise.allSettled(all.map(({ platform }) => platform.close()));
        },
      };
    },
  };
}
