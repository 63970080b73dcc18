// The connection to Discord's gateway: opened once, kept by discord.js, told about in the log.

import { Client, DiscordjsError, DiscordjsErrorCodes, Events, Options } from "discord.js";
import { AppError, messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { within } from "../../../src/platform/waiting.ts";
import { gatewayWay, type RestOptions } from "./client.ts";

const READY_TIMEOUT_MS = 30_000;

/** A client that reads nothing but interactions. */
export function gatewayClient(options: RestOptions): Client {
  const client = new Client({
    // Interactions come without any intent, and nothing else is read.
    intents: [],
    rest: gatewayWay(options),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: 200,
      MessageManager: 0,
    }),
  });
  client.rest.setToken(options.token);
  return client;
}

/** Logs what becomes of the connection. */
export function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ err: error }, "discord reports an error"));
  client.on(Events.Warn, (warning) => log.warn({ warning }, "discord warns"));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, "the gateway connection failed"));
  client.on(Events.ShardReconnecting, () => log.info("connecting to discord again"));
  client.on(Events.ShardResume, () => log.info("connected to discord again"));
  client.on(Events.ShardDisconnect, ({ code }) =>
    log.error({ closeCode: code }, "discord ended the connection for good"),
  );
}

/**
 * Resolves when the gateway is ready. Throws AppError "bad-configuration" when Discord refuses the token, a retryable
 * "network" when it does not answer; nothing is left open then.
 */
export async function connect(client: Client, token: string): Promise<void> {
  const isReady = readiness(client);
  // Login may fail first; then nobody waits for this.
  isReady.catch(() => undefined);
  try {
    await client.login(token);
    if ((await within(isReady, READY_TIMEOUT_MS)) === undefined)
      throw new AppError("network", "Discord's gateway did not answer in time.", { retryable: true });
  } catch (error) {
    await client.destroy();
    throw startError(error);
  }
}

function readiness(client: Client): Promise<true> {
  const { promise, resolve, reject } = Promise.withResolvers<true>();
  client.once(Events.ClientReady, () => resolve(true));
  client.once(Events.ShardDisconnect, ({ code }) =>
    reject(new AppError("bad-configuration", `Discord's gateway refuses the bot (code ${code}).`)),
  );
  return promise;
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
