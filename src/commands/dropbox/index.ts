// Every `/dropbox` command: for admins only, always private.

import type { Command } from "../serve/define.ts";
import { connectCommands } from "./connect.ts";
import { historyCommand } from "./history.ts";
import { holdCommands } from "./hold.ts";
import type { DropboxServices } from "./services.ts";
import { stateCommands } from "./state.ts";
import { useCommands } from "./use.ts";

export function dropboxCommands(services: DropboxServices): readonly Command[] {
  return [
    ...connectCommands(services),
    ...stateCommands(services),
    ...useCommands(services),
    ...holdCommands(services),
    historyCommand(services),
  ];
}
