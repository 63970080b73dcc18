// Whose token a payload is for: the installation that Slack sends it to, which in a shared channel is not the workspace of who
// acts. Read before anything else of it.

import { z } from "zod";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { enterprise, orgWide, said, team, workspaceOf } from "./read.ts";

const event = z.object({
  event: z.object({}),
  team_id: said,
  authorizations: z
    .array(z.object({ team_id: said, enterprise_id: said, is_enterprise_install: orgWide }))
    .nullish()
    .catch(undefined),
});

const other = z.object({
  team,
  team_id: said,
  enterprise,
  enterprise_id: said,
  is_enterprise_install: orgWide,
  user: z.object({ team_id: said }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: said }).nullish().catch(undefined),
});

/** Throws ZodError for what names no workspace in a way of Slack's. */
export function whose(payload: unknown): WorkspaceKey {
  const told = event.safeParse(payload);
  if (told.success) {
    const { team_id, authorizations } = told.data;
    const [installed] = authorizations ?? [];
    return workspaceOf(
      installed?.is_enterprise_install ?? false,
      installed?.enterprise_id,
      installed?.team_id ?? team_id,
    );
  }
  const body = other.parse(payload);
  return workspaceOf(
    body.is_enterprise_install,
    body.enterprise?.id ?? body.enterprise_id,
    body.view?.app_installed_team_id ?? body.team?.id ?? body.team_id ?? body.user?.team_id,
  );
}
