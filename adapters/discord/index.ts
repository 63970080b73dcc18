// The Discord side of the bot, with its life: the gateway brings interactions, HTTP carries the answers.

import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  OAuth2Scopes,
  Options,
  PermissionFlagsBits,
  PermissionsBitField,
} from "discord.js";
import { z } from "zod";
import type { ActionCodes } from "../../src/commands/serve/action-codes.ts";
import type { Completer } from "../../src/commands/serve/completer.ts";
import type { Router } from "../../src/commands/serve/router.ts";
import { AppError, messageOf } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import type { Notifier } from "../../src/platform/notifier.ts";
import type { Clock } from "../../src/reply/ports.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { syncCommands } from "./api/command-sync.ts";
import { discordCommands } from "./api/commands.ts";
import { createResponses } from "./api/responses.ts";
import { API_VERSION, apiOf, deliveryRest, interactionRest } from "./api/rest.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answering.ts";
import { type Inbound, readInteraction } from "./in/inbound.ts";
import { createNotifier } from "./out/notifier.ts";

export interface DiscordOptions {
  readonly token: string;
  /** Default: what the gateway tells. */
  readonly applicationId?: string;
  /** The API's address without version. Default: Discord's own. */
  readonly apiUrl?: string;
  /** Stands before the names of our commands. */
  readonly prefix: string;
  /** Users who are admins wherever they are. */
  readonly adminIds: readonly string[];
  /** Where admins are told what no direct message could tell them. */
  readonly adminChannel?: string;
}

export interface DiscordAdapterOptions {
  readonly router: Router;
  readonly codes: ActionCodes;
  /** Completes fields while somebody types. */
  readonly complete: Completer;
  readonly options: DiscordOptions;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DiscordAdapter {
  /**
   * Connects, registers the commands and logs the invite link. Throws AppError "bad-configuration" when Discord
   * refuses the token, "network" when it does not answer.
   */
  start(): Promise<void>;
  /** Takes nothing new, sends what is being answered (5 s at most), then leaves the gateway. */
  close(): Promise<void>;
  readonly notifier: Notifier;
  /** Where digests may go. Works before and without the gateway. */
  readonly places: PlatformPlaces;
}

/** An interaction as the gateway brings it. */
const interactionEvent = z.object({ t: z.literal("INTERACTION_CREATE"), d: z.unknown() });

const READY_TIMEOUT_MS = 30_000;
const SYNC_TIMEOUT_MS = MINUTE_MS;
const DRAIN_MS = 5_000;

/** Interactions remembered, so that one which the gateway brings again is answered once. */
const REMEMBERED_INTERACTIONS = 5_000;

/** What the bot needs where it posts digests; answers to commands need nothing. */
const PERMISSIONS = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]);

export function createDiscordAdapter(adapter: DiscordAdapterOptions): DiscordAdapter {
  const { router, codes, complete, options, clock, log } = adapter;
  const { token, prefix, adminIds } = options;
  const restOptions = { token, apiUrl: options.apiUrl };
  const client = new Client({
    // Interactions come without any intent, and nothing else is read.
    intents: [],
    rest: { api: apiOf(restOptions), version: API_VERSION },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: 200,
      MessageManager: 0,
    }),
  });
  // Works before and without the gateway.
  client.rest.setToken(token);
  const responses = createResponses(interactionRest(restOptions));
  const answering = createAnswering({ router, codes, complete, responses, log });
  const seen = new Set<string>();
  const inFlight = new Set<Promise<void>>();
  let isClosing = false;

  function receive(payload: unknown): void {
    const inbound = readInteraction(payload, { prefix, adminIds });
    if (inbound === undefined) {
      log.warn("an interaction of an unknown kind was not answered");
      return;
    }
    if (isRepeated(inbound)) return;
    const work = isClosing ? answering.decline(inbound) : answering.answer(inbound);
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  }

  function isRepeated({ ticket: { id } }: Inbound): boolean {
    if (seen.has(id)) return true;
    seen.add(id);
    const [oldest] = seen;
    if (oldest !== undefined && seen.size > REMEMBERED_INTERACTIONS) seen.delete(oldest);
    return false;
  }

  function watchGateway(): void {
    client.on(Events.Raw, (packet: object) => {
      const event = interactionEvent.safeParse(packet);
      if (!event.success) return;
      // discord.js would build objects of its own from it, and end the process with an unhandled rejection where a
      // field that it counts on is missing. Nobody needs them, so it does not get to see interactions.
      Object.assign(packet, { t: null });
      receive(event.data.d);
    });
    client.on(Events.Error, (error) => log.error({ err: error }, "discord reports an error"));
    client.on(Events.Warn, (warning) => log.warn({ warning }, "discord warns"));
    client.on(Events.ShardError, (error) => log.warn({ err: error }, "the gateway connection failed"));
    client.on(Events.ShardReconnecting, () => log.info("connecting to discord again"));
    client.on(Events.ShardResume, () => log.info("connected to discord again"));
    client.on(Events.ShardDisconnect, ({ code }) =>
      log.error({ closeCode: code }, "discord ended the connection for good"),
    );
  }

  async function register(applicationId: string): Promise<void> {
    try {
      const wanted = discordCommands(router.commands, { prefix });
      const signal = AbortSignal.timeout(SYNC_TIMEOUT_MS);
      const outcome = await syncCommands(client.rest, applicationId, wanted, signal);
      log.info(outcome, "discord knows the commands");
    } catch (error) {
      // What was registered before goes on working.
      log.error({ err: error }, "the commands could not be registered with discord");
    }
  }

  return {
    async start() {
      watchGateway();
      const isReady = readiness(client);
      try {
        await client.login(token);
        await isReady;
      } catch (error) {
        await client.destroy();
        throw startError(error);
      }
      const applicationId = options.applicationId ?? client.application?.id ?? "";
      log.info(
        { invite: inviteLink(applicationId) },
        "discord is connected; this link adds the bot to a server",
      );
      await register(applicationId);
    },
    async close() {
      isClosing = true;
      const drained = Promise.allSettled(inFlight);
      const expired = new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref());
      await Promise.race([drained, expired]);
      await client.destroy();
    },
    notifier: createNotifier({ rest: client.rest, adminIds, adminChannel: options.adminChannel, log }),
    places: createPlaces({
      sending: deliveryRest(restOptions),
      reading: client.rest,
      commands: router.commands,
      clock,
      log,
    }),
  };
}

function readiness(client: Client): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new AppError("network", "Discord's gateway did not answer in time.", { retryable: true })),
      READY_TIMEOUT_MS,
    );
    client.once(Events.ClientReady, () => {
      clearTimeout(timer);
      resolve();
    });
    client.once(Events.ShardDisconnect, ({ code }) => {
      clearTimeout(timer);
      reject(new AppError("bad-configuration", `Discord's gateway refuses the bot (code ${code}).`));
    });
    timer.unref();
  });
  // Login may fail first; then nobody waits for this.
  ready.catch(() => undefined);
  return ready;
}

function startError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return new AppError(
      "bad-configuration",
      "Discord refuses DISCORD_TOKEN. Copy the token anew from the Bot page of the developer portal.",
      { cause: error },
    );
  return new AppError("network", `Discord cannot be reached: ${messageOf(error)}`, {
    retryable: true,
    cause: error,
  });
}

/** The page on which an owner of a server adds the bot. */
function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: PERMISSIONS.bitfield.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
