// Discord's workspaces: a server by its id, or the conversation that one person has with the bot alone, as `user-<id>`.

import { parseWorkspace, type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";

const DISCORD = "discord";
const DIRECT = "user-";

/** The server that something comes from; without one, the conversation with that person. */
export function workspaceOf(guildId: string | undefined, userId: string): WorkspaceKey {
  return workspaceKey({ platform: DISCORD, id: guildId ?? `${DIRECT}${userId}` });
}

/** The id of the server; undefined for everything else. */
export function serverOf(key: WorkspaceKey): string | undefined {
  const id = discordIdOf(key);
  return id?.startsWith(DIRECT) ? undefined : id;
}

/** The id of the person whom the bot talks with alone; undefined for everything else. */
export function personOf(key: WorkspaceKey): string | undefined {
  const id = discordIdOf(key);
  return id?.startsWith(DIRECT) ? id.slice(DIRECT.length) : undefined;
}

function discordIdOf(key: WorkspaceKey): string | undefined {
  const workspace = parseWorkspace(key);
  return workspace?.platform === DISCORD ? workspace.id : undefined;
}
