// Lists of a whole organisation. With its token Slack lists people, channels and groups of one team at a time, and refuses to list
// them without one (https://docs.slack.dev/reference/methods/conversations.list, users.list, usergroups.list: `team_id`, "required
// if token belongs to org-wide app"): here one list goes on through all its teams.

import { z } from "zod";
import type { SlackWeb } from "./client.ts";

/** Methods that page, by `cursor`. */
const PAGED: readonly string[] = ["conversations.list", "users.list"];
const GROUPS = "usergroups.list";

/** Teams looked through at most. */
const MOST_TEAMS = 50;

const teamsList = z.object({ teams: z.array(z.object({ id: z.string() })) });
const page = z.looseObject({
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional().catch(undefined),
});
const groups = z.looseObject({ usergroups: z.array(z.unknown()) });

/** Calls as they are, but for lists: these are of all teams, and their cursors name the team that they go on with. */
export function acrossTeams(web: SlackWeb): SlackWeb {
  type Call = Parameters<SlackWeb["call"]>;

  async function teams(options: Call[2]): Promise<readonly string[]> {
    const answer = await web.call("auth.teams.list", { limit: MOST_TEAMS }, options);
    return teamsList
      .parse(answer)
      .teams.slice(0, MOST_TEAMS)
      .map(({ id }) => id);
  }

  /** `T1`, or `T1 cursor` within it. */
  async function pageOf(method: string, { cursor, ...args }: Call[1], options: Call[2]): Promise<unknown> {
    const all = await teams(options);
    const [team = all[0], ...within] = typeof cursor === "string" ? cursor.split(" ") : [];
    // An app that was added to no team yet sees nobody.
    if (team === undefined) return { ok: true, channels: [], members: [] };
    const inTeam = within.length === 0 ? {} : { cursor: within.join(" ") };
    const answer = page.parse(await web.call(method, { ...args, ...inTeam, team_id: team }, options));
    const next = answer.response_metadata?.next_cursor ?? "";
    const after = next === "" ? (all[all.indexOf(team) + 1] ?? "") : `${team} ${next}`;
    return { ...answer, response_metadata: { ...answer.response_metadata, next_cursor: after } };
  }

  async function groupsOf(args: Call[1], options: Call[2]): Promise<unknown> {
    const all: unknown[] = [];
    for (const team_id of await teams(options))
      all.push(...groups.parse(await web.call(GROUPS, { ...args, team_id }, options)).usergroups);
    return { ok: true, usergroups: all };
  }

  return {
    once: web.once,
    call(method, args, options) {
      if (PAGED.includes(method)) return pageOf(method, args, options);
      return method === GROUPS ? groupsOf(args, options) : web.call(method, args, options);
    },
  };
}
