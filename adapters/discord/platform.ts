// Discord put together: the gateway brings interactions, HTTP carries the answers and the digests.

import type { Platform } from "../../src/platform/platform.ts";
import { createRests } from "../../src/platform/rests.ts";
import { within } from "../../src/platform/waiting.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/time/units.ts";
import type { Host } from "../adapter.ts";
import { botRest, deliveryRest, interactionRest, onceRest } from "./api/client.ts";
import { syncCommands } from "./api/command-sync.ts";
import { discordCommands } from "./api/commands.ts";
import { hasToken } from "./api/discord-fetch.ts";
import { connect, gatewayClient, logConnection } from "./api/gateway.ts";
import { connectByAgent } from "./api/gateway-proxy.ts";
import { inviteLink } from "./api/invite.ts";
import { createServers } from "./api/servers.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answer.ts";
import { createBelongings } from "./in/belonging.ts";
import { createIntake } from "./in/intake.ts";
import { createNotifier } from "./out/notifier.ts";
import { createResponses } from "./out/responses.ts";
import type { DiscordSettings } from "./settings.ts";

export type DiscordPlatform = Required<Omit<Platform, "mount">>;

/** Commands are registered while the bot works already, where that takes long. */
const SYNC_TIMEOUT_MS = 10 * MINUTE_MS;
const REGISTERING_MS = 20 * SECOND_MS;
const DRAIN_MS = 5_000;

/** Connects to nothing before `start`. */
export function createPlatform(host: Host, settings: DiscordSettings): DiscordPlatform {
  const {
    router,
    codes,
    complete,
    isUsed,
    prefix,
    adminIds,
    adminChannel,
    clock,
    pace,
    log,
    proxy,
    keptRests: kept,
  } = host;
  const rests = createRests({ clock, pace, kept, log, isKept: (kind) => !hasToken(kind) });
  const rest = { token: settings.token, apiUrl: settings.apiUrl, rests };
  const bot = botRest(rest);
  const client = gatewayClient(rest);
  let directly: (() => void) | undefined;
  logConnection(client, log);
  const { commands } = router;
  const servers = createServers({ rest: client.rest, clock });
  const once = onceRest(rest);
  const responses = createResponses(interactionRest(rest), once);
  const belongings = createBelongings({ codes, adminIds, isUsed, servers, commands });
  const answering = createAnswering({ router, codes, complete, responses, belongings, pace, log });
  const intake = createIntake({ client, answering, prefix, adminIds, clock, log });

  async function register(applicationId: string): Promise<void> {
    try {
      const wanted = discordCommands(commands, { prefix });
      const signal = AbortSignal.timeout(SYNC_TIMEOUT_MS);
      const outcome = await syncCommands(bot, applicationId, wanted, signal);
      log.info(outcome, "discord knows the commands");
    } catch (error) {
      // What was registered before goes on working.
      log.error({ err: error }, "the commands could not be registered with discord");
    }
  }

  return {
    id: "discord",
    name: "Discord",
    notifier: createNotifier({
      codes,
      adminIds,
      adminChannel,
      clock,
      sending: once,
      reading: bot,
      servers,
      commands,
      log,
    }),
    places: createPlaces({
      sending: deliveryRest(rest),
      reading: bot,
      commands,
      clock,
      log,
    }),
    async start() {
      if (proxy !== undefined) directly ??= connectByAgent();
      await connect(client, settings.token);
      const applicationId = settings.applicationId ?? client.application?.id ?? "";
      log.info(
        { invite: inviteLink(applicationId) },
        "discord is connected; this link adds the bot to a server",
      );
      await within(register(applicationId), REGISTERING_MS);
    },
    async close() {
      await intake.close(DRAIN_MS);
      await client.destroy();
      directly?.();
    },
  };
}
