// Every `/news` command.

import type { Command } from "../serve/define.ts";
import { citeCommand } from "./cite.ts";
import { compareCommand } from "./counts/compare.ts";
import { statsCommand } from "./counts/stats.ts";
import { trendCommand } from "./counts/trend.ts";
import { exportCommand } from "./export.ts";
import { goingOnCommands } from "./going-on.ts";
import { judgeCommand } from "./judge.ts";
import { likeCommand } from "./like.ts";
import { listCommands } from "./lists.ts";
import { recentCommand } from "./recent.ts";
import { aboutCommand, pillarsCommand, sourcesCommand } from "./reference.ts";
import { savedCommands } from "./saved.ts";
import { searchCommand } from "./search.ts";
import type { NewsServices } from "./services.ts";
import { showCommand } from "./show.ts";
import { statusCommand } from "./status.ts";

export function newsCommands(services: NewsServices): readonly Command[] {
  return [
    ...listCommands(services),
    searchCommand(services),
    ...goingOnCommands(services),
    showCommand(services),
    likeCommand(services),
    judgeCommand(services),
    statsCommand(services),
    trendCommand(services),
    compareCommand(services),
    citeCommand(services),
    ...savedCommands(services),
    ...(services.exporting === undefined ? [] : [exportCommand(services.exporting)]),
    pillarsCommand(),
    sourcesCommand(),
    aboutCommand(),
    statusCommand(services),
    ...(services.questions === undefined ? [] : [recentCommand(services.questions)]),
  ];
}
