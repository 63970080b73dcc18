// One thing at a time for each connection: changing what it is, and making what was read by it the news.

import type { WorkspaceKey } from "../../platform/workspace.ts";

export interface Turns {
  /** Does the work when all that was asked for before is over. */
  take<T>(workspace: WorkspaceKey, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<WorkspaceKey, Promise<unknown>>();
  return {
    take(workspace, work) {
      const turn = (last.get(workspace) ?? Promise.resolve()).then(work);
      last.set(
        workspace,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
