// Who changes things in tests that are about something else.

import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import type { Doer } from "../../src/store/audit.ts";

export function ana(workspace: WorkspaceKey): Doer {
  return { workspace, actorId: "U1", actorName: "Ana", at: 0 };
}
