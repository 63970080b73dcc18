// One thing at a time for each connection, in all processes: changing what it is, and making what was read by it the news.

import type { WorkspaceKey } from "../../platform/workspace.ts";
import { type Leases, whenFree } from "../../store/leases.ts";

export interface Turns {
  /** Does the work when all that was asked for before is over. */
  take<T>(workspace: WorkspaceKey, work: () => Promise<T>): Promise<T>;
}

export function createTurns(leases: Leases): Turns {
  const last = new Map<WorkspaceKey, Promise<unknown>>();
  return {
    take(workspace, work) {
      const turn = (last.get(workspace) ?? Promise.resolve()).then(() =>
        whenFree(leases, `connection of ${workspace}`, work),
      );
      last.set(
        workspace,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
