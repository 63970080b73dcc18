// One command kept by itself.

import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import type { Actions } from "../../src/store/actions.ts";

/** Its id. */
export async function keepOne(
  actions: Actions,
  workspace: WorkspaceKey,
  command: string,
  now: number,
): Promise<string> {
  const id = (await actions.keep(workspace, [command], now)).get(command);
  if (id === undefined) throw new Error("The command has no id.");
  return id;
}
