// Which workspace somebody means where the place does not tell it: chosen once, kept until they choose another.

import type { WorkspaceKey } from "./workspace.ts";

/** Of the people of one platform. */
export interface ChosenWorkspaces {
  /** Undefined for somebody who has not chosen yet. */
  of(actor: string): Promise<WorkspaceKey | undefined>;
  choose(actor: string, workspace: WorkspaceKey): Promise<void>;
}
