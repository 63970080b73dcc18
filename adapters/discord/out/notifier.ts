// Tells admins and others what they did not ask for: by direct message, else in the admin channel. There nothing else tells
// which server it is about, so the message names it, and its buttons belong to it.

import { DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Command } from "../../../src/commands/serve/define.ts";
import type { Logger } from "../../../src/log.ts";
import { checkTold, type HandOver, handOver, newNotice, together } from "../../../src/platform/hand-over.ts";
import type { Notice, Notifier } from "../../../src/platform/notifier.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { actions, command, note, quote } from "../../../src/reply/build.ts";
import type { Block, Reply } from "../../../src/reply/reply.ts";
import { say, sayParts } from "../../../src/wording/say.ts";
import type { Codes, Host } from "../../adapter.ts";
import type { Servers } from "../api/servers.ts";
import { personOf, serverOf } from "../api/workspaces.ts";
import { outcomeOfCode } from "../digests/answers.ts";
import { createDestination } from "../digests/destination.ts";
import { codesOutside } from "./custom-ids.ts";
import { withForms } from "./form-codes.ts";

export interface NotifierOptions extends Pick<Host, "codes" | "adminIds" | "draw" | "clock"> {
  /** Repeats nothing whose answer was lost. */
  readonly sending: REST;
  /** Reads; may wait and try again. */
  readonly reading: REST;
  readonly servers: Servers;
  /** All declared commands: buttons of those that answer with a form are marked. */
  readonly commands: readonly Command[];
  readonly adminChannel: string | undefined;
  readonly log: Logger;
}

/** A notice, and the codes of its buttons. */
interface Message {
  readonly reply: Reply;
  readonly codes: Codes;
  readonly notice: Notice;
}

const channel = z.object({ id: z.string() });
const guild = z.object({ owner_id: z.string() });

/** A message that nobody takes within this time is given up. */
const TIMEOUT_MS = 15_000;

export function createNotifier(options: NotifierOptions): Notifier {
  const { codes, adminIds, adminChannel, draw, clock, sending, reading, servers, commands, log } = options;

  async function messageOf(workspace: WorkspaceKey, reply: Reply, notice: Notice): Promise<Message> {
    const server = serverOf(workspace);
    const name = server === undefined ? undefined : await servers.nameOf(server).catch(() => undefined);
    const shown: Reply = {
      ...reply,
      blocks: [
        ...reply.blocks,
        ...(name === undefined
          ? []
          : [note(...sayParts("About the server {server}.", { server: quote(name) }))]),
        // The message is known again by its first button.
        ...(reply.blocks.some(({ type }) => type === "actions") ? [] : [help()]),
      ],
    };
    const found = withForms(await codes.codesOf(workspace, shown), commands);
    return { reply: shown, codes: codesOutside(workspace, found), notice };
  }

  function post(channelId: string, { reply, codes: found, notice }: Message): Promise<HandOver> {
    const place = { platform: "discord", channel: channelId };
    const destination = createDestination({ sending, reading, place, codes: found, draw, clock, log });
    return handOver(destination, reply, notice, { signal: AbortSignal.timeout(TIMEOUT_MS), log });
  }

  async function tellPerson(userId: string, message: Message): Promise<HandOver> {
    try {
      const opened = await reading.post(Routes.userChannels(), {
        body: { recipient_id: userId },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return await post(channel.parse(opened).id, message);
    } catch (error) {
      log.warn({ err: error, userId }, "a message did not reach its reader");
      return isRefusal(error) ? "never" : "later";
    }
  }

  /** Those named by the operator, else who owns the server; "later" when Discord does not tell. */
  async function adminsOf(workspace: WorkspaceKey): Promise<readonly string[] | "later"> {
    if (adminIds.length > 0) return adminIds;
    const alone = personOf(workspace);
    if (alone !== undefined) return [alone];
    const server = serverOf(workspace);
    if (server === undefined) return [];
    try {
      const found = await reading.get(Routes.guild(server), { signal: AbortSignal.timeout(TIMEOUT_MS) });
      return [guild.parse(found).owner_id];
    } catch (error) {
      log.warn({ err: error, workspace }, "the owner of the server is not known");
      return isRefusal(error) ? [] : "later";
    }
  }

  async function tellAdmins(workspace: WorkspaceKey, message: Message): Promise<HandOver> {
    const admins = await adminsOf(workspace);
    const directly =
      admins === "later"
        ? "later"
        : together(await Promise.all(admins.map((admin) => tellPerson(admin, message))));
    if (directly === "told" || adminChannel === undefined) return directly;
    return together([directly, await post(adminChannel, message)]);
  }

  return {
    async tell(workspace, to, reply, notice = newNotice()) {
      const message = await messageOf(workspace, reply, notice);
      const outcome = to === "admins" ? tellAdmins(workspace, message) : tellPerson(to.actorId, message);
      checkTold(await outcome, "Discord");
    },
  };
}

const help = (): Block => actions(command(say("Help"), "/news help"));

/** Whether Discord said no, and goes on saying it. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.status !== 401 &&
    outcomeOfCode(Number(error.code)).type === "never"
  );
}
