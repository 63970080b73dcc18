// Who somebody is in a workspace: name, roles, language, time zone. Asked of Slack once in five minutes.

import { z } from "zod";
import type { Logger } from "../../../src/log.ts";
import type { Actor } from "../../../src/platform/invocation.ts";
import { parseWorkspace, type WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import { zoneNamed } from "../../../src/time/zones.ts";
import { failureOf, reasonOf, type SlackWeb } from "./client.ts";

/** How long an answer of users.info counts: an admin who is none any more loses the role after so long. */
const KNOWN_MS = 5 * MINUTE_MS;

/** People remembered at most. */
export const MOST_PEOPLE = 5_000;

/** A question is not kept waiting longer to learn more than that somebody may read. */
const LONGEST_WAIT_MS = 5_000;

/** Slack fills in what it likes: a field that is missing, null or of another kind is not said. */
const said = z.string().optional().catch(undefined);
const isSo = z.literal(true).optional().catch(undefined);

/** What somebody is in a team, and in the organisation that the team belongs to. */
const standing = { is_admin: isSo, is_owner: isSo, is_primary_owner: isSo };

const usersInfo = z.object({
  user: z.object({
    ...standing,
    team_id: said,
    name: said,
    deleted: isSo,
    is_restricted: isSo,
    is_ultra_restricted: isSo,
    is_stranger: isSo,
    locale: said,
    tz: said,
    /** In seconds, as Slack's clock there is now. */
    tz_offset: z.number().optional().catch(undefined),
    profile: z.object({ display_name: said }).optional().catch(undefined),
    enterprise_user: z
      .object({
        ...standing,
        enterprise_id: said,
        teams: z.array(z.string()).catch([]),
      })
      .optional()
      .catch(undefined),
  }),
});

type User = z.infer<typeof usersInfo>["user"];

/** What Slack says of people who are none of this workspace, and of nobody's. */
const NOBODY_HERE = ["user_not_found", "user_not_visible", "users_not_found"];

/** Somebody as Slack describes them; `nobody`: of no one whom it shows here; undefined: it does not tell now. */
type Known = User | "nobody" | undefined;

export interface People {
  /** The actor as they are now. Never rejects: whom Slack does not tell about may read, and it is said that it does not. */
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
  const known = new Map<string, { readonly at: number; readonly user: Promise<Known> }>();

  async function ask(userId: string): Promise<Known> {
    try {
      const answer = await web.call(
        "users.info",
        { user: userId, include_locale: true },
        { repeatable: true, longestWaitMs: LONGEST_WAIT_MS },
      );
      return usersInfo.parse(answer).user;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.type === "refused" && NOBODY_HERE.includes(failure.error)) return "nobody";
      log.warn({ reason: reasonOf(error) }, "slack does not tell who somebody is");
      known.delete(userId);
      return undefined;
    }
  }

  function userOf(userId: string): Promise<Known> {
    const now = clock();
    const before = known.get(userId);
    // A clock that was set back makes nothing last longer.
    if (before !== undefined && now >= before.at && now - before.at < KNOWN_MS) return before.user;
    known.delete(userId);
    const user = ask(userId);
    known.set(userId, { at: now, user });
    const [oldest] = known.keys();
    if (known.size > MOST_PEOPLE && oldest !== undefined) known.delete(oldest);
    return user;
  }

  return {
    async actor(workspace, userId) {
      const known = await userOf(userId);
      const user = known === "nobody" ? undefined : known;
      const timezone = zoneNamed(user?.tz ?? "");
      return {
        id: userId,
        name: user?.profile?.display_name || user?.name || userId,
        ...rolesOf(known, parseWorkspace(workspace)?.id ?? "", adminIds.includes(userId)),
        ...(user?.locale === undefined ? {} : { locale: user.locale }),
        // One that this machine does not know is of no use.
        ...(timezone === undefined ? {} : { timezone }),
        ...(user?.tz_offset === undefined ? {} : { utcOffsetMs: user.tz_offset * SECOND_MS }),
      };
    },
  };
}

/**
 * Members manage the channels they ask from: Slack takes commands only from people who are in them. Guests, people of
 * other organisations in a shared channel and deactivated accounts only read; `is_admin` of another workspace is none.
 * `id` is a team's, or an organisation's: then its own admins count, not those of its teams.
 */
function rolesOf(known: Known, id: string, isNamed: boolean): Pick<Actor, "roles" | "rolesAre"> {
  if (isNamed) return { roles: ["read", "manage", "admin"] };
  if (known === undefined) return { roles: ["read"], rolesAre: "not-known" };
  if (known === "nobody") return { roles: ["read"], rolesAre: "elsewhere" };
  const organisation = known.enterprise_user;
  const isOfOrganisation = organisation !== undefined && organisation.enterprise_id === id;
  if (!isFromHere(known, id)) return { roles: ["read"], rolesAre: "elsewhere" };
  if (known.deleted || known.is_restricted || known.is_ultra_restricted) return { roles: ["read"] };
  const there = isOfOrganisation ? organisation : known;
  const isAdmin = there.is_admin || there.is_owner || there.is_primary_owner;
  return { roles: isAdmin ? ["read", "manage", "admin"] : ["read", "manage"] };
}

/** Whether somebody belongs to a team or an organisation, and not to another one that shares a channel with it. */
export function isFromHere(
  { team_id, is_stranger, enterprise_user: organisation }: WhereFrom,
  id: string,
): boolean {
  if (is_stranger === true) return false;
  return team_id === id || organisation?.enterprise_id === id || (organisation?.teams.includes(id) ?? false);
}

interface WhereFrom {
  readonly team_id?: string | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly enterprise_user?:
    | { readonly enterprise_id?: string | undefined; readonly teams: readonly string[] }
    | undefined;
}
