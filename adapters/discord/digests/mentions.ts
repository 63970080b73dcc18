// Whether a person or a role that a digest is to notify is there, and whether Discord would notify them: asked when the
// digest is set up.

import { PermissionFlagsBits, type REST, Routes } from "discord.js";
import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { MentionAnswer, MentionRequest } from "../../../src/platform/mentions.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { say } from "../../../src/wording/say.ts";
import { personOf, serverOf } from "../api/workspaces.ts";
import { readChannel, readGuild, readMember } from "./channels.ts";
import { has, permissionsIn } from "./permissions.ts";

const TIMEOUT_MS = 10_000;

const self = z.object({ id: z.string() });

export interface MentionsOptions {
  /** Reads; may wait and try again. */
  readonly reading: REST;
  readonly clock: Clock;
}

/** What is asked, in its server. */
interface Asked extends MentionRequest {
  readonly server: string;
  readonly signal: AbortSignal;
}

/** Rejects with a retryable AppError "network" when Discord does not answer. */
export function createMentions({
  reading,
  clock,
}: MentionsOptions): (request: MentionRequest) => Promise<MentionAnswer> {
  /** What somebody may do where the digest goes; undefined when they are not in the server. */
  async function rightsOf(userId: string, { server, place, signal }: Asked) {
    const [guild, member, channel] = await Promise.all([
      readGuild(reading, server, signal),
      readMember(reading, { guildId: server, userId, now: clock() }, signal),
      readChannel(reading, place.channel, signal),
    ]);
    if (guild === undefined || member === undefined) return undefined;
    const overwrites = typeof channel === "string" ? [] : channel.overwrites;
    return { member, guild, bits: permissionsIn(guild, member, overwrites) };
  }

  async function person(id: string, asked: Asked): Promise<MentionAnswer> {
    const rights = await rightsOf(id, asked);
    if (rights === undefined)
      return refused(
        say("That person is not in this server, so nobody would be notified. Choose somebody who is."),
      );
    const label = `@${rights.member.name}`;
    const remark = say("{label} cannot see that channel, so Discord does not notify them there.", { label });
    return {
      type: "found",
      label,
      ...(has(rights.bits, PermissionFlagsBits.ViewChannel) ? {} : { remark }),
    };
  }

  async function several(id: string, asked: Asked): Promise<MentionAnswer> {
    const bot = self.parse(await reading.get(Routes.user(), { signal: asked.signal }));
    const rights = await rightsOf(bot.id, asked);
    const role = id.startsWith("&") ? rights?.guild.named.get(id.slice(1)) : undefined;
    if (id.startsWith("&") && role === undefined)
      return refused(
        say("This server has no such role, so nobody would be notified. Choose one that there is."),
      );
    const label = role === undefined ? `@${id}` : `@${role.name.replace(/^@/, "")}`;
    const isLet =
      role?.isMentionable === true ||
      (rights !== undefined && has(rights.bits, PermissionFlagsBits.MentionEveryone));
    const remark = say(
      "The bot may not notify {label} there: give it {permission} in that channel, or let everybody mention the role.",
      { label, permission: say("Mention @everyone, @here and All Roles") },
    );
    return { type: "found", label, ...(isLet ? {} : { remark }) };
  }

  return async (request) => {
    const { id, actor, workspace, place } = request;
    const server = serverOf(workspace);
    const isDirect = place.direct !== undefined || personOf(workspace) !== undefined;
    if (isDirect || server === undefined)
      return id === actor.id ? { type: "found", label: say("you") } : refused(alone());
    const asked = { ...request, server, signal: AbortSignal.timeout(TIMEOUT_MS) };
    try {
      if (/^\d{1,20}$/.test(id)) return await person(id, asked);
      return /^&\d{1,20}$|^(?:here|everyone)$/.test(id) ? await several(id, asked) : refused(nobody());
    } catch (error) {
      throw new AppError(
        "network",
        say("Discord did not tell about whom to notify. Nothing was changed; try again in a minute."),
        { retryable: true, cause: error },
      );
    }
  };
}

const nobody = (): string =>
  say("Discord knows no such person or role. Choose one from the list that Discord offers.");
const alone = (): string => say("A direct message is for you alone, so nobody else can be notified there.");

function refused(sentence: string): MentionAnswer {
  return { type: "refused", sentence };
}
