// The way back from Dropbox to this process, by a browser: whose link it is, and the connection that it makes.

import { connectedByRedirect, lendingText } from "../commands/dropbox/connect.ts";
import type { RoutesOptions } from "../http/routes.ts";
import type { Logger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";

/** `nameOf`: what people call a workspace. What it returns rejects with an AppError whose sentence the page shows. */
export function dropboxReturn({
  bot: { connections },
  nameOf,
  log,
}: {
  readonly bot: Pick<Bot, "connections">;
  readonly nameOf: (workspace: WorkspaceKey) => Promise<string>;
  readonly log: Logger;
}): Pick<RoutesOptions, "lending" | "finishConnect"> {
  return {
    async lending(state) {
      const { workspace, actorName } = await connections.borrower(state);
      return lendingText({ actorName, borrower: await nameOf(workspace) });
    },
    async finishConnect({ state, code }) {
      const record = await connections.finishWithState(state, code);
      return connectedByRedirect({ connections, log }, record, await nameOf(record.workspace));
    },
  };
}
