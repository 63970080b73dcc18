// Slack put together: payloads come in over sockets or HTTP, go through the router as invocations, and the replies go
// back as Slack's messages and modals.

import type { RequestListener } from "node:http";
import { AppError } from "../../src/errors.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { createRests, type Rests } from "../../src/platform/rests.ts";
import { joinStandings, type Report } from "../../src/platform/standing.ts";
import type { Host } from "../adapter.ts";
import { reasonOf } from "./api/client.ts";
import { INSTALL_PATH, SLACK_PATH } from "./api/manifest.ts";
import { placesOf } from "./digests/places.ts";
import { createInstalledBot } from "./in/installed-bot.ts";
import { botsOfInstallations, type InstalledBots, onlyBot } from "./in/installed-bots.ts";
import { createInstalling, type Installing } from "./in/installing.ts";
import { createIntake } from "./in/intake.ts";
import { notifierOf } from "./out/notifier.ts";
import type { ManyWorkspaces, OneWorkspace, SlackSettings } from "./settings.ts";

export interface SlackPlatform
  extends Required<Omit<Platform, "mount" | "invitation">>,
    Pick<Platform, "mount" | "invitation"> {
  /** Waits for answers in flight at most `timeoutMs`, default 5 s. */
  close(timeoutMs?: number): Promise<void>;
}

const DRAIN_MS = 5_000;

/** Nothing is sent before `start`. Throws AppError "bad-configuration" when no way in is configured. */
export function createPlatform(host: Host, settings: SlackSettings): SlackPlatform {
  const { prefix, clock, pace, log, proxy, keptRests } = host;
  const rests = createRests({ clock, pace, kept: keptRests, log });
  const { bots, report, start, installing } =
    settings.app === undefined ? forOne(host, settings, rests) : forMany(host, settings, rests);
  const intake = createIntake({ settings, proxy, prefix, bots, rests, report, pace, log });
  const mount = mountOf(intake.listener, installing?.listener);
  const { publicUrl } = host;
  return {
    id: "slack",
    name: "Slack",
    ...(mount === undefined ? {} : { mount }),
    ...(installing === undefined
      ? {}
      : { invitation: () => `Slack workspaces install the bot at ${publicUrl}${INSTALL_PATH}` }),
    notifier: notifierOf(bots),
    places: placesOf(bots),
    async start() {
      await start();
      await intake.start();
    },
    async close(timeoutMs = DRAIN_MS) {
      bots.close();
      installing?.close();
      await intake.close();
      await bots.drain(timeoutMs);
    },
  };
}

interface Made {
  readonly bots: InstalledBots;
  /** Hears how the connections stand. */
  readonly report: Report;
  readonly start: () => Promise<void>;
  /** Answers people who install the app; absent: nobody does. */
  readonly installing?: Installing;
}

function forOne(host: Host, { botToken, apiUrl }: OneWorkspace, rests: Rests): Made {
  const standings = joinStandings(["token", "connections"], host.report);
  const bot = createInstalledBot({
    host,
    token: botToken,
    apiUrl,
    rests,
    report: standings.token,
    // One that names its workspace is taken at its word.
    adminIds: host.adminIds.map(withoutWorkspace),
    adminChannel: host.adminChannel,
  });
  return {
    bots: onlyBot(bot),
    report: standings.connections,
    start: () =>
      bot.installation.ask().catch((error: unknown) => {
        host.log.warn({ reason: reasonOf(error) }, "slack does not take the bot yet");
      }),
  };
}

function forMany(host: Host, { app, apiUrl }: ManyWorkspaces, rests: Rests): Made {
  const { installations, publicUrl, report, log } = host;
  if (installations === undefined || publicUrl === undefined)
    throw new AppError("bad-configuration", "An app that many workspaces install needs PUBLIC_URL.");
  const bots = botsOfInstallations({ host, app, apiUrl, installations, rests });
  return {
    bots,
    report,
    installing: createInstalling({
      host,
      app,
      apiUrl,
      installations,
      publicUrl,
      rests,
      installed: bots.forget,
    }),
    async start() {
      const names = await installations.names();
      log.info({ workspaces: names.length }, "slack workspaces that installed the app");
    },
  };
}

function withoutWorkspace(id: string): string {
  return id.split(":").at(-1) ?? id;
}

function mountOf(intake: RequestListener | undefined, installing: RequestListener | undefined) {
  if (installing === undefined) return intake === undefined ? undefined : ([SLACK_PATH, intake] as const);
  const listener: RequestListener = (request, response) => {
    const isSlacks = request.url?.split("?")[0] === SLACK_PATH;
    return (isSlacks ? (intake ?? installing) : installing)(request, response);
  };
  return ["/slack/*", listener] as const;
}
