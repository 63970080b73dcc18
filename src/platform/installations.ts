// Where people installed the app by themselves, with the tokens that each place gave. Stores implement this port; adapters use it.

import type { WorkspaceKey } from "./workspace.ts";

export interface InstallationTokens {
  readonly accessToken: string;
  /** Given where the access token expires: good for one renewal. */
  readonly renewal?: { readonly refreshToken: string; readonly expiresAtMs: number };
}

/** What is known of a place besides its tokens. */
export interface InstallationFacts {
  readonly workspace: WorkspaceKey;
  /** What people call it. */
  readonly name: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Who installed it, by the platform's id. */
  readonly installedBy: string;
  readonly scopes: readonly string[];
}

export interface StoredInstallation extends InstallationFacts {
  /** Absent where the app was removed. */
  readonly tokens?: InstallationTokens;
  /** Grows with every change of the tokens. */
  readonly revision: number;
}

/** Times are ms since 1970 UTC. */
export interface Installations {
  /** Throws AppError where its tokens cannot be opened. */
  get(workspace: WorkspaceKey): Promise<StoredInstallation | undefined>;
  /** Those that have tokens, in the order of their workspaces; nothing is opened. */
  names(): Promise<readonly Pick<InstallationFacts, "workspace" | "name">[]>;
  /** Whatever was there before is replaced. True where the app had been removed there. */
  install(facts: InstallationFacts, tokens: InstallationTokens, now: number): Promise<boolean>;
  /** Of many processes that would renew the same tokens one hears true, until it is over or the time is. */
  claimRenewal(workspace: WorkspaceKey, revision: number, now: number, untilMs: number): Promise<boolean>;
  /** Gives a claim back, for the next to try. */
  releaseRenewal(workspace: WorkspaceKey, revision: number): Promise<void>;
  /** False where the tokens are not those of that revision any more: nothing is changed then. */
  renew(workspace: WorkspaceKey, revision: number, tokens: InstallationTokens): Promise<boolean>;
  /** Forgets the tokens of that revision. False where they are others by now, or none. */
  remove(workspace: WorkspaceKey, revision: number, now: number): Promise<boolean>;
  /** True for the first who comes back with that state; false for everybody after. */
  takeOnce(stateHash: string, expiresAtMs: number, now: number): Promise<boolean>;
}
