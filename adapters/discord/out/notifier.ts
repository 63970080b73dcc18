// Tells admins and others what they did not ask for: by direct message, else in the admin channel.

import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type { Notifier } from "../../../src/platform/notifier.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { personOf, serverOf } from "../api/workspaces.ts";
import { render } from "./render.ts";
import { rawFiles } from "./responses.ts";

export interface NotifierOptions {
  readonly rest: REST;
  readonly adminIds: readonly string[];
  readonly adminChannel: string | undefined;
  readonly log: Logger;
}

const channel = z.object({ id: z.string() });
const guild = z.object({ owner_id: z.string() });

/** A message that nobody takes within this time is given up; most of it is for waiting until Discord takes calls again. */
const TIMEOUT_MS = 5 * MINUTE_MS;

export function createNotifier({ rest, adminIds, adminChannel, log }: NotifierOptions): Notifier {
  async function post(channelId: string, reply: Reply): Promise<void> {
    // A button pressed in a direct message would run outside of the server it is about, so commands are shown to type.
    for (const { body, files } of render(reply, new Map()).messages)
      await rest.post(Routes.channelMessages(channelId), {
        body,
        files: rawFiles(files),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
  }

  async function tellPerson(userId: string, reply: Reply): Promise<void> {
    const opened = await rest.post(Routes.userChannels(), {
      body: { recipient_id: userId },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await post(channel.parse(opened).id, reply);
  }

  /** Those named by the operator, else who owns the server. */
  async function adminsOf(workspace: WorkspaceKey): Promise<readonly string[]> {
    if (adminIds.length > 0) return adminIds;
    const alone = personOf(workspace);
    if (alone !== undefined) return [alone];
    const server = serverOf(workspace);
    if (server === undefined) return [];
    const found = await rest.get(Routes.guild(server), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return [guild.parse(found).owner_id];
  }

  async function isTold(work: Promise<void>, to: string): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      log.warn({ err: error, to }, "a message did not reach its reader");
      return false;
    }
  }

  return {
    async tell(workspace, to, reply) {
      if (to !== "admins") return tellPerson(to.actorId, reply);
      const admins = await adminsOf(workspace).catch((error: unknown): readonly string[] => {
        log.warn({ err: error, workspace }, "the owner of the server is not known");
        return [];
      });
      const told = await Promise.all(admins.map((admin) => isTold(tellPerson(admin, reply), admin)));
      if (told.includes(true)) return;
      if (adminChannel !== undefined && (await isTold(post(adminChannel, reply), adminChannel))) return;
      throw new AppError("network", "No admin could be told on Discord.", { retryable: true });
    },
  };
}
