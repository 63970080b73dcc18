// What was greeted already, so that no channel is greeted twice. The store implements this port.

import type { WorkspaceKey } from "./workspace.ts";

/** A channel by the ids of its platform. */
export interface GreetedChannel {
  readonly workspace: WorkspaceKey;
  readonly channel: string;
}

export interface GreetingRecords {
  /** True for the first who takes that channel, of all processes and for ever; false for all others. */
  take(channel: GreetedChannel, now: number): Promise<boolean>;
  /** It was not greeted after all: the next invitation may. */
  giveBack(channel: GreetedChannel): Promise<void>;
}
