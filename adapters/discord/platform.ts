// Discord put together: the gateway brings interactions, HTTP carries the answers and the digests.

import { Routes } from "discord.js";
import type { Platform } from "../../src/platform/platform.ts";
import { createRests } from "../../src/platform/rests.ts";
import { joinStandings, watchToken } from "../../src/platform/standing.ts";
import { within } from "../../src/platform/waiting.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/time/units.ts";
import type { Host } from "../adapter.ts";
import { botRest, deliveryRest, interactionOnceRest, interactionRest, onceRest } from "./api/client.ts";
import { syncCommands } from "./api/command-sync.ts";
import { discordCommands } from "./api/commands.ts";
import { readInstalls } from "./api/contexts.ts";
import { hasToken } from "./api/discord-fetch.ts";
import { createGateway } from "./api/gateway.ts";
import type { Told } from "./api/gateway-guard.ts";
import { connectByAgent } from "./api/gateway-proxy.ts";
import { inviteLink } from "./api/invite.ts";
import { localizedCommand, localizedEntry } from "./api/localized.ts";
import { messageCommands } from "./api/message-commands.ts";
import { createServers } from "./api/servers.ts";
import { withToken } from "./api/token.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answer.ts";
import { createBelongings } from "./in/belonging.ts";
import { createIntake } from "./in/intake.ts";
import { createLifecycle } from "./in/lifecycle.ts";
import { createGreeting } from "./out/greeting.ts";
import { createNotifier } from "./out/notifier.ts";
import { createResponses } from "./out/responses.ts";
import type { DiscordSettings } from "./settings.ts";

export type DiscordPlatform = Required<Omit<Platform, "mount" | "invitation">>;

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
    chosen,
    greeter,
    placeChanges,
    draw,
    prefix,
    adminIds,
    adminChannel,
    report,
    clock,
    pace,
    log,
    proxy,
    keptRests: kept,
    acrossReplicas,
    leases,
  } = host;
  const { commands } = router;
  const { token } = settings;
  const rests = createRests({ clock, pace, kept, log, isKept: (kind) => !hasToken(kind) });
  const rest = { apiUrl: settings.apiUrl, rests };
  const closing = new AbortController();
  const standings = joinStandings(["gateway", "token"], report);
  const watch = watchToken({
    probe: () => api.get(Routes.user()),
    report: standings.token,
    pace,
    closing: closing.signal,
  });
  const api = withToken(botRest(rest), token, watch);
  const once = withToken(onceRest(rest), token, watch);
  let directly: (() => void) | undefined;
  let isRegistered = false;
  const servers = createServers({ rest: api, clock });
  const responses = createResponses({
    rest: interactionRest(rest),
    once: interactionOnceRest(rest),
    direct: once,
    draw,
  });
  const belongings = createBelongings({ codes, adminIds, isUsed, chosen, servers, commands, log });
  const answering = createAnswering({ router, codes, complete, responses, belongings, pace, log });
  const intake = createIntake({ answering, acrossReplicas, prefix, adminIds, clock, log });
  const greet = createGreeting({ greeter, codes, commands, draw, clock, sending: once, reading: api, log });
  const lifecycle = createLifecycle({ placeChanges, reading: api, log });
  const takers: Readonly<Record<Told["type"], (payload: unknown) => void>> = {
    INTERACTION_CREATE: intake.receive,
    MESSAGE_CREATE: intake.hear,
    GUILD_CREATE: (payload) => void greet(payload),
    GUILD_DELETE: (payload) => void lifecycle.serverLeft(payload),
    CHANNEL_DELETE: (payload) => void lifecycle.channelDeleted(payload),
  };
  const gateway = createGateway({
    ...rest,
    token,
    receive: ({ type, payload }) => takers[type](payload),
    async onReady(id) {
      if (isRegistered) return;
      const applicationId = settings.applicationId ?? id;
      log.info(
        { invite: inviteLink(applicationId) },
        "discord is connected; this link adds the bot to a server",
      );
      await within(register(applicationId), REGISTERING_MS);
    },
    report: standings.gateway,
    ...(leases === undefined ? {} : { leases }),
    // Whether Discord takes the token is told by any call, and there may be none for long.
    onWait: () => void api.get(Routes.user()).catch(() => undefined),
    pace,
    log,
  });

  async function register(applicationId: string): Promise<void> {
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(SYNC_TIMEOUT_MS)]);
      const installs = await readInstalls(api, signal);
      const wanted = [
        ...discordCommands(commands, { prefix, installs }).map(localizedCommand),
        ...messageCommands(installs).map(localizedEntry),
      ];
      const outcome = await syncCommands(api, applicationId, wanted, signal);
      isRegistered = true;
      log.info(outcome, "discord knows the commands");
    } catch (error) {
      if (closing.signal.aborted) return;
      // What was registered before goes on working. No answer at all says nothing of the token.
      watch.unsure();
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
      draw,
      clock,
      sending: once,
      reading: api,
      servers,
      commands,
      log,
    }),
    places: createPlaces({
      sending: withToken(deliveryRest(rest), token, watch),
      reading: api,
      commands,
      draw,
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
