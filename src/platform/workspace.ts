// A workspace: the team, organisation, server, conversation or machine whose data and settings apply, and how it is stored.

/** By the platform's name and the platform's own id. */
export interface Workspace {
  readonly platform: string;
  readonly id: string;
}

/**
 * A workspace as one text: `slack:T1`, `slack:E1`, `discord:123`, `terminal:local`. A platform's bare id is none, so that
 * the type checker tells them apart.
 */
export type WorkspaceKey = `${string}:${string}`;

/** Stands where a platform's name does; no platform may be called so. */
const ENVIRONMENT = "environment";

export function workspaceKey({ platform, id }: Workspace): WorkspaceKey {
  return `${platform}:${id}`;
}

/** The key of what the bot's environment gives to every workspace: `environment:dropbox`. */
export function environmentKey(what: string): WorkspaceKey {
  return workspaceKey({ platform: ENVIRONMENT, id: what });
}

/** Undefined for what the environment gives: it belongs to no platform. */
export function parseWorkspace(key: WorkspaceKey): Workspace | undefined {
  const colon = key.indexOf(":");
  const platform = key.slice(0, colon);
  return platform === ENVIRONMENT ? undefined : { platform, id: key.slice(colon + 1) };
}
