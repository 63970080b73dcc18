// A reply for somebody who is alone with the bot: nothing can be shared there, so nothing offers it.

import { NO_WORDS } from "../../language/declare/parsed.ts";
import type { Action, Reply } from "../../reply/reply.ts";
import type { Command } from "./define.ts";
import { commandLanguage } from "./language.ts";

/** Without the buttons that would show it to everybody. */
export function forOneAlone({ blocks }: Reply, commands: readonly Command[]): Reply {
  const isForAlone = (action: Action): boolean => action.type === "link" || !shares(action.command, commands);
  return {
    audience: "asker",
    blocks: blocks.map((block) =>
      block.type === "actions" || block.type === "article"
        ? { ...block, actions: block.actions.filter(isForAlone) }
        : block,
    ),
  };
}

function shares(text: string, commands: readonly Command[]): boolean {
  if (!/\bshare\b/.test(text)) return false;
  const parsed = commandLanguage(commands).read(text, NO_WORDS);
  return parsed.type === "command" && parsed.values.share === true;
}
