// Tells people in Slack what they did not ask for: the admins of the workspace, or one person.

import { z } from "zod";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { checkTold, type HandOver, handOver, newNotice, together } from "../../../src/platform/hand-over.ts";
import type { Notice, Notifier } from "../../../src/platform/notifier.ts";
import { parseWorkspace, type WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { failureOf, isOwnTrouble, reasonOf, type SlackWeb, TOKEN_REFUSED } from "../api/client.ts";
import { isFromHere } from "../api/people.ts";
import { createChannels } from "../digests/channels.ts";
import { createDestination } from "../digests/destination.ts";
import type { InstalledBots } from "../in/installed-bots.ts";
import type { Codes } from "./blocks.ts";

/** Workspace admins told at most, where nobody is named: a large organisation has dozens. */
const MOST_ADMINS = 10;

/** Everything about one reader takes at most so long; what is not over then is tried again. */
const TIMEOUT_MS = 90_000;

/** Pages of users.list read to find them. */
const PAGES = 20;

/** One member of whom Slack leaves something out hides no admin. */
const isSo = z.boolean().catch(false);

const usersList = z.object({
  members: z.array(
    z.object({
      id: z.string(),
      team_id: z.string().optional().catch(undefined),
      is_stranger: isSo,
      deleted: isSo,
      is_bot: isSo,
      is_admin: isSo,
      is_owner: isSo,
      enterprise_user: z
        .object({
          enterprise_id: z.string(),
          teams: z.array(z.string()).catch([]),
          is_admin: isSo,
          is_owner: isSo,
        })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional().catch(undefined),
});

/**
 * Admins are those of the configuration, else the admin channel, else the first admins and owners of the workspace;
 * each gets a direct message. When no direct message arrives, the admin channel gets it.
 */
export function createNotifier(options: {
  readonly web: SlackWeb;
  readonly codes: ActionCodes;
  readonly adminIds: readonly string[];
  readonly adminChannel: string | undefined;
  readonly log: Logger;
}): Notifier {
  const { web, codes, adminIds, adminChannel, log } = options;

  const channels = createChannels(web);

  async function messageOf(workspace: WorkspaceKey, reply: Reply, notice: Notice): Promise<Message> {
    return { reply, codes: await codes.codesOf(workspace, reply), notice };
  }

  async function workspaceAdmins(workspace: WorkspaceKey): Promise<readonly string[]> {
    const id = parseWorkspace(workspace)?.id ?? "";
    const admins = new Set<string>();
    let cursor = "";
    for (let page = 0; page < PAGES && admins.size < MOST_ADMINS; page += 1) {
      const answer = await web.call(
        "users.list",
        { limit: 200, ...(cursor === "" ? {} : { cursor }) },
        { repeatable: true },
      );
      const { members, response_metadata } = usersList.parse(answer);
      for (const member of members) {
        // Slack lists people of others, too, who share a channel: an admin of theirs is none here.
        if (!isFromHere(member, id)) continue;
        // Of an organisation its own admins count, not those of its teams.
        const of = member.enterprise_user?.enterprise_id === id ? member.enterprise_user : member;
        if ((of?.is_admin || of?.is_owner) && !member.deleted && !member.is_bot) admins.add(member.id);
      }
      cursor = response_metadata?.next_cursor ?? "";
      if (cursor === "") break;
    }
    return [...admins].slice(0, MOST_ADMINS);
  }

  function post(channel: string, { reply, codes: found, notice }: Message): Promise<HandOver> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return handOver(createDestination({ web, channel, codes: found }), reply, notice, { signal, log });
  }

  async function tellPerson(id: string, message: Message): Promise<HandOver> {
    try {
      return await post(await channels.directWith(id), message);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, "somebody could not be told");
      return isRefusal(error) ? "never" : "later";
    }
  }

  async function tellAdmins(workspace: WorkspaceKey, message: Message): Promise<HandOver> {
    const isNamed = adminIds.length > 0 || adminChannel !== undefined;
    const ids = isNamed ? adminIds : await workspaceAdmins(workspace);
    const directly = together(await Promise.all(ids.map((id) => tellPerson(id, message))));
    if (directly === "told" || adminChannel === undefined) return directly;
    return together([directly, await post(adminChannel, message)]);
  }

  return {
    async tell(workspace, to, reply, notice = newNotice()) {
      const message = await messageOf(workspace, reply, notice);
      checkTold(
        await (to === "admins" ? tellAdmins(workspace, message) : tellPerson(to.actorId, message)).catch(
          (error: unknown): HandOver => {
            log.warn({ reason: reasonOf(error) }, "slack does not tell who is an admin");
            return isRefusal(error) ? "never" : "later";
          },
        ),
        "Slack",
      );
    },
  };
}

/**
 * Tells each workspace with its own token. What belongs to no workspace is for whoever runs the program, and where many workspaces
 * have installed the app nobody else is told of it.
 */
export function notifierOf(bots: Pick<InstalledBots, "of" | "operators">): Notifier {
  return {
    async tell(workspace, to, reply, notice) {
      if (parseWorkspace(workspace) !== undefined)
        return (await botOf(bots, workspace)).notifier.tell(workspace, to, reply, notice);
      const operators = await bots.operators();
      const told = await Promise.allSettled(
        operators.map(({ notifier }) => notifier.tell(workspace, to, reply, notice)),
      );
      if (told.some(({ status }) => status === "fulfilled")) return;
      const [first] = told;
      throw first?.status === "rejected"
        ? first.reason
        : new AppError("network", "Nobody in Slack is named.");
    },
  };
}

async function botOf(bots: Pick<InstalledBots, "of">, workspace: WorkspaceKey) {
  try {
    return await bots.of(workspace);
  } catch (error) {
    throw new AppError("network", "Slack's installations cannot be read.", { retryable: true, cause: error });
  }
}

/** A notice, and the codes of its buttons. */
interface Message {
  readonly reply: Reply;
  readonly codes: Codes;
  readonly notice: Notice;
}

/** Whether Slack said no, for good. */
function isRefusal(error: unknown): boolean {
  const failure = failureOf(error);
  return (
    failure.type === "refused" &&
    !isOwnTrouble(failure.error) &&
    ![...TOKEN_REFUSED, "missing_scope"].includes(failure.error)
  );
}
