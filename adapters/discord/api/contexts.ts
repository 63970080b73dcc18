// Where a command can be used, and how the application may be installed:
// https://docs.discord.com/developers/interactions/application-commands#contexts

import { type REST, Routes } from "discord.js";
import { z } from "zod";

/** Values of the API's InteractionContextType: servers, the conversation with the bot alone, all other conversations. */
export const [GUILD, BOT_DM, PRIVATE_CHANNEL] = [0, 1, 2] as const;

/** Values of the API's ApplicationIntegrationType: added to a server, or by a person for themselves. */
export const [GUILD_INSTALL, USER_INSTALL] = [0, 1] as const;

const application = z.object({ integration_types_config: z.record(z.string(), z.unknown()).nullish() });

/**
 * How the application may be installed, as its owner has set it: a command that names another way is refused. Rejects with
 * what discord.js throws.
 */
export async function readInstalls(rest: REST, signal: AbortSignal): Promise<readonly number[]> {
  const { integration_types_config: config } = application.parse(
    await rest.get(Routes.currentApplication(), { signal }),
  );
  const mayBeOwn = config !== undefined && config !== null && Object.hasOwn(config, String(USER_INSTALL));
  return mayBeOwn ? [GUILD_INSTALL, USER_INSTALL] : [GUILD_INSTALL];
}
