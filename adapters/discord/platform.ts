// Discord put together: the gateway brings interactions, HTTP carries the answers and the digests.

import { Routes } from "discord.js";
import type { Platform } from "../../src/platform/platform.ts";
import { joinStandings, watchToken } from "../../src/platform/standing.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import type { Host } from "../adapter.ts";
import { botRest, deliveryRest, interactionRest } from "./api/client.ts";
import { syncCommands } from "./api/command-sync.ts";
import { discordCommands } from "./api/commands.ts";
import { createGateway } from "./api/gateway.ts";
import { connectByAgent } from "./api/gateway-proxy.ts";
import { inviteLink } from "./api/invite.ts";
import { withToken } from "./api/token.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answer.ts";
import { createIntake } from "./in/intake.ts";
import { createNotifier } from "./out/notifier.ts";
import { createResponses } from "./out/responses.ts";
import type { DiscordSettings } from "./settings.ts";

export type DiscordPlatform = Required<Omit<Platform, "mount">>;

const SYNC_TIMEOUT_MS = MINUTE_MS;
const DRAIN_MS = 5_000;

/** Connects to nothing before `start`. */
export function createPlatform(host: Host, settings: DiscordSettings): DiscordPlatform {
  const { router, codes, complete, prefix, adminIds, adminChannel, report, clock, pace, log, proxy } = host;
  const rest = { token: settings.token, apiUrl: settings.apiUrl };
  const closing = new AbortController();
  const standings = joinStandings(["gateway", "token"], report);
  const watch = watchToken({
    probe: () => api.get(Routes.user()),
    report: standings.token,
    pace,
    closing: closing.signal,
  });
  const api = withToken(botRest(rest), settings.token, watch);
  let directly: (() => void) | undefined;
  let isRegistered = false;
  const responses = createResponses(interactionRest(rest));
  const answering = createAnswering({ router, codes, complete, responses, pace, log });
  const intake = createIntake({ answering, prefix, adminIds, clock, log });
  const gateway = createGateway({
    ...rest,
    receive: intake.receive,
    async onReady(id) {
      if (isRegistered) return;
      const applicationId = settings.applicationId ?? id;
      log.info(
        { invite: inviteLink(applicationId) },
        "discord is connected; this link adds the bot to a server",
      );
      await register(applicationId);
    },
    report: standings.gateway,
    pace,
    log,
  });

  async function register(applicationId: string): Promise<void> {
    try {
      const wanted = discordCommands(router.commands, { prefix });
      const signal = AbortSignal.timeout(SYNC_TIMEOUT_MS);
      const outcome = await syncCommands(api, applicationId, wanted, signal);
      isRegistered = true;
      log.info(outcome, "discord knows the commands");
    } catch (error) {
      // What was registered before goes on working. No answer at all says nothing of the token.
      watch.unsure();
      log.error({ err: error }, "the commands could not be registered with discord");
    }
  }

  return {
    id: "discord",
    name: "Discord",
    notifier: createNotifier({ rest: api, adminIds, adminChannel, log }),
    places: createPlaces({
      sending: withToken(deliveryRest(rest), settings.token, watch),
      reading: api,
      commands: router.commands,
      clock,
      log,
    }),
    async start() {
      if (proxy !== undefined) directly ??= connectByAgent();
      await gateway.start();
    },
    async close() {
      closing.abort();
      await intake.close(DRAIN_MS);
      await gateway.close();
      directly?.();
    },
  };
}
