// What an operator has to mend at Discord: the token, the application, and where the bot is, asked without starting it.

import { DiscordAPIError, REST, Routes } from "discord.js";
import { z } from "zod";
import { messageOf } from "../../../src/errors.ts";
import {
  type Examination,
  type Finding,
  note,
  ok,
  problem,
  problemIn,
} from "../../../src/platform/finding.ts";
import { SECOND_MS } from "../../../src/time/units.ts";
import type { DiscordSettings } from "../settings.ts";
import { DEFAULT_API } from "./client.ts";
import { inviteLink } from "./invite.ts";
import { REFUSED } from "./token.ts";

const TOKEN = "Discord token";
const TIMEOUT_MS = 10 * SECOND_MS;
/** Connections that are left of the thousand a day: fewer, and a restart or two may end them. */
const FEW_CONNECTIONS = 20;

const user = z.object({ username: z.string() });
const application = z.object({ id: z.string(), name: z.string() });
const gateway = z.object({
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

export function examination({ token, applicationId, apiUrl }: DiscordSettings): Examination {
  const rest = new REST({
    api: apiUrl ?? DEFAULT_API,
    version: "10",
    timeout: TIMEOUT_MS,
    retries: 0,
  }).setToken(token);

  async function ask(): Promise<readonly Finding[]> {
    const { username } = user.parse(await rest.get(Routes.user()));
    const { id, name } = application.parse(await rest.get(Routes.currentApplication()));
    const servers = z.array(z.unknown()).parse(await rest.get(Routes.userGuilds()));
    const { remaining, reset_after } = gateway.parse(await rest.get(Routes.gatewayBot())).session_start_limit;
    return [
      ok(TOKEN, `${username}, the bot of ${name}`),
      ...(applicationId === undefined || applicationId === id
        ? []
        : [
            problem(
              "Discord application",
              "DISCORD_APPLICATION_ID is not that of the token's application.",
              `Set it to ${id}, or leave it out.`,
            ),
          ]),
      servers.length === 0
        ? problem("Discord servers", "The bot is in no server.", `Open ${inviteLink(id)} and add it to one.`)
        : ok("Discord servers", servers.length === 1 ? "one server" : `${servers.length} servers`),
      ...(remaining < FEW_CONNECTIONS
        ? [
            note(
              "Discord connections",
              `${remaining} of today's are left, and there are new ones in ${Math.ceil(reset_after / (60 * SECOND_MS))} min`,
            ),
          ]
        : []),
    ];
  }

  return {
    address: apiUrl ?? DEFAULT_API,
    findings: () => ask().catch((error: unknown) => [refused(error)]),
  };
}

function refused(error: unknown): Finding {
  const isToken = error instanceof DiscordAPIError && error.status === 401;
  return isToken
    ? problemIn(TOKEN, REFUSED, "")
    : problem(
        TOKEN,
        `Discord did not answer as it should (${messageOf(error)}).`,
        "Run this again in a few minutes.",
      );
}
