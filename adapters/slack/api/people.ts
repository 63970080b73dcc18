// Who somebody is in a workspace: name, roles, language, time zone. Asked of Slack once in five minutes.

import { z } from "zod";
import type { Logger } from "../../../src/log.ts";
import type { Actor, Role } from "../../../src/platform/invocation.ts";
import { parseWorkspace, type WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { reasonOf, type SlackWeb } from "./client.ts";

/** How long an answer of users.info counts: an admin who is none any more loses the role after so long. */
const KNOWN_MS = 5 * MINUTE_MS;

/** People remembered at most. */
export const MOST_PEOPLE = 5_000;

/** A question is not kept waiting longer to learn more than that somebody may read. */
const LONGEST_WAIT_MS = 5_000;

/** What somebody is in a team, and in the organisation that the team belongs to. */
const standing = {
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_primary_owner: z.boolean().default(false),
};

const usersInfo = z.object({
  user: z.object({
    ...standing,
    team_id: z.string().optional(),
    name: z.string().default(""),
    deleted: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    locale: z.string().optional(),
    tz: z.string().optional(),
    profile: z.object({ display_name: z.string().default("") }).optional(),
    enterprise_user: z
      .object({
        ...standing,
        enterprise_id: z.string().optional(),
        teams: z.array(z.string()).default([]),
      })
      .optional(),
  }),
});

type User = z.infer<typeof usersInfo>["user"];

export interface People {
  /** The actor as they are now. Never rejects: whom Slack does not tell about may read. */
  actor(workspace: WorkspaceKey, userId: string): Promise<Actor>;
}

export function createPeople(options: {
  readonly web: SlackWeb;
  /** Admins by configuration, whatever Slack says. */
  readonly adminIds: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}): People {
  const { web, adminIds, clock, log } = options;
  const known = new Map<string, { readonly at: number; readonly user: Promise<User | undefined> }>();

  async function ask(userId: string): Promise<User | undefined> {
    try {
      const answer = await web.call(
        "users.info",
        { user: userId, include_locale: true },
        { repeatable: true, longestWaitMs: LONGEST_WAIT_MS },
      );
      return usersInfo.parse(answer).user;
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, "slack does not tell who somebody is");
      known.delete(userId);
      return undefined;
    }
  }

  function userOf(userId: string): Promise<User | undefined> {
    const now = clock();
    const before = known.get(userId);
    if (before !== undefined && now - before.at < KNOWN_MS) return before.user;
    known.delete(userId);
    const user = ask(userId);
    known.set(userId, { at: now, user });
    const [oldest] = known.keys();
    if (known.size > MOST_PEOPLE && oldest !== undefined) known.delete(oldest);
    return user;
  }

  return {
    async actor(workspace, userId) {
      const user = await userOf(userId);
      return {
        id: userId,
        name: user?.profile?.display_name || user?.name || userId,
        roles: rolesOf(user, parseWorkspace(workspace)?.id ?? "", adminIds.includes(userId)),
        ...(user?.locale === undefined ? {} : { locale: user.locale }),
        ...(user?.tz === undefined ? {} : { timezone: user.tz }),
      };
    },
  };
}

/**
 * Members manage the channels they ask from: Slack takes commands only from people who are in them. Guests, people of
 * other organisations in a shared channel and deactivated accounts only read; `is_admin` of another workspace is none.
 * `id` is a team's, or an organisation's: then its own admins count, not those of its teams.
 */
function rolesOf(user: User | undefined, id: string, isNamed: boolean): readonly Role[] {
  const organisation = user?.enterprise_user;
  const isOfOrganisation = organisation?.enterprise_id === id;
  const isMember =
    user !== undefined &&
    !user.deleted &&
    !user.is_stranger &&
    !user.is_restricted &&
    !user.is_ultra_restricted &&
    (user.team_id === id || isOfOrganisation || (organisation?.teams.includes(id) ?? false));
  const there = isOfOrganisation ? organisation : user;
  const isAdmin =
    isNamed ||
    (isMember && there !== undefined && (there.is_admin || there.is_owner || there.is_primary_owner));
  return [
    "read",
    ...(isMember || isNamed ? (["manage"] as const) : []),
    ...(isAdmin ? (["admin"] as const) : []),
  ];
}
