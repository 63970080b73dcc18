// Every `/news` command.

import type { Command } from "../serve/define.ts";
import { exportCommand } from "./export.ts";
import { goingOnCommands } from "./going-on.ts";
import { listCommands } from "./lists.ts";
import { aboutCommand, pillarsCommand, sourcesCommand } from "./reference.ts";
import type { NewsServices } from "./services.ts";
import { showCommand } from "./show.ts";
import { statusCommand } from "./status.ts";

export function newsCommands(services: NewsServices): readonly Command[] {
  return [
    ...listCommands(services),
    ...goingOnCommands(services),
    showCommand(services),
    ...(services.exporting === undefined ? [] : [exportCommand(services.exporting)]),
    pillarsCommand(),
    sourcesCommand(),
    aboutCommand(),
    statusCommand(services),
  ];
}
