// Tells people in Slack what they did not ask for: the admins of the workspace, or one person.

import { z } from "zod";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type { Notifier } from "../../../src/platform/notifier.ts";
import { reasonOf, type SlackWeb } from "../api/client.ts";
import { render, type SlackMessage } from "./render.ts";
import type { Responses } from "./responses.ts";

/** Workspace admins told at most, where nobody is named: a large organisation has dozens. */
const MOST_ADMINS = 10;

/** Pages of users.list read to find them. */
const PAGES = 20;

/** One member of whom Slack leaves something out hides no admin. */
const isSo = z.boolean().catch(false);

const usersList = z.object({
  members: z.array(
    z.object({
      id: z.string(),
      deleted: isSo,
      is_bot: isSo,
      is_admin: isSo,
      is_owner: isSo,
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
  readonly responses: Responses;
  readonly codes: ActionCodes;
  readonly adminIds: readonly string[];
  readonly adminChannel: string | undefined;
  readonly log: Logger;
}): Notifier {
  const { web, responses, codes, adminIds, adminChannel, log } = options;

  async function workspaceAdmins(): Promise<readonly string[]> {
    const admins: string[] = [];
    let cursor = "";
    for (let page = 0; page < PAGES && admins.length < MOST_ADMINS; page += 1) {
      const answer = await web.call(
        "users.list",
        { limit: 200, ...(cursor === "" ? {} : { cursor }) },
        { repeatable: true },
      );
      const { members, response_metadata } = usersList.parse(answer);
      admins.push(
        ...members
          .filter((one) => (one.is_admin || one.is_owner) && !one.deleted && !one.is_bot)
          .map(({ id }) => id),
      );
      cursor = response_metadata?.next_cursor ?? "";
      if (cursor === "") break;
    }
    return admins.slice(0, MOST_ADMINS);
  }

  async function tellEach(ids: readonly string[], messages: readonly SlackMessage[]): Promise<number> {
    const told = await Promise.allSettled(ids.map((id) => responses.tell(id, messages)));
    for (const one of told)
      if (one.status === "rejected") log.warn({ reason: reasonOf(one.reason) }, "somebody could not be told");
    return told.filter(({ status }) => status === "fulfilled").length;
  }

  return {
    async tell(workspace, to, reply) {
      const { messages } = render(reply, await codes.codesOf(workspace, reply));
      if (to !== "admins") {
        if ((await tellEach([to.actorId], messages)) === 0) throw nobody();
        return;
      }
      const ids = adminIds.length > 0 || adminChannel !== undefined ? adminIds : await workspaceAdmins();
      if ((await tellEach(ids, messages)) > 0) return;
      if (adminChannel === undefined) throw nobody();
      for (const message of messages)
        await web.call("chat.postMessage", { channel: adminChannel, ...message });
    },
  };
}

function nobody(): AppError {
  return new AppError("network", "Nobody could be told in Slack.", { retryable: true });
}
