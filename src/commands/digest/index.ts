// Every `/digest` command.

import type { Command } from "../serve/define.ts";
import { createCommands } from "./create.ts";
import { historyCommand } from "./history.ts";
import { listCommand } from "./list.ts";
import { manageCommands } from "./manage.ts";
import { muteCommands } from "./mute.ts";
import { readCommands } from "./read.ts";
import type { DigestServices } from "./services.ts";
import { whyCommand } from "./why.ts";

export function digestCommands(services: DigestServices): readonly Command[] {
  return [
    ...createCommands(services),
    listCommand(services),
    ...readCommands(services),
    ...manageCommands(services),
    historyCommand(services),
    whyCommand(services),
    ...muteCommands(services),
  ];
}
