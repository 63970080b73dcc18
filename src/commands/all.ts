// Every command there is, with what each needs from below.

import { digestCommands } from "./digest/index.ts";
import type { DigestServices } from "./digest/services.ts";
import { dropboxCommands } from "./dropbox/index.ts";
import type { DropboxServices } from "./dropbox/services.ts";
import { helpCommand } from "./help.ts";
import { homeCommand } from "./home.ts";
import { linkedCommand } from "./linked.ts";
import { newsCommands } from "./news/index.ts";
import type { NewsServices } from "./news/services.ts";
import type { Command } from "./serve/define.ts";

export interface CommandServices {
  readonly news: NewsServices;
  readonly digest: DigestServices;
  readonly dropbox: DropboxServices;
}

export function allCommands({ news, digest, dropbox }: CommandServices): readonly Command[] {
  const commands = [...newsCommands(news), ...digestCommands(digest), ...dropboxCommands(dropbox)];
  // These tell of the others, or lead to them.
  return [
    ...commands,
    helpCommand(commands),
    linkedCommand(digest.store.subscriptions, commands),
    homeCommand(commands),
  ];
}
