// What admins are told once for as long as it stays the same, whatever ends the program in between.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { GreetingRecords } from "./greetings.ts";
import type { WorkspaceKey } from "./workspace.ts";

export interface ToldOnce {
  /**
   * Calls `tell` for the first who asks for that subject, which has a space in it. What could not be told is told the next time.
   * Rejects with what `tell` rejects with.
   */
  once(workspace: WorkspaceKey, subject: string, tell: () => Promise<void>): Promise<void>;
}

/** Kept beside the channels that were greeted: no channel's id has a space. */
export function createToldOnce(options: {
  readonly records: GreetingRecords;
  readonly clock: Clock;
  readonly log: Logger;
}): ToldOnce {
  const { records, clock, log } = options;

  async function giveBack(workspace: WorkspaceKey, subject: string): Promise<void> {
    await records.giveBack({ workspace, channel: subject }).catch((error: unknown) => {
      log.warn({ reason: messageOf(error), subject }, "what could not be told counts as told");
    });
  }

  return {
    async once(workspace, subject, tell) {
      if (!(await records.take({ workspace, channel: subject }, clock()))) return;
      try {
        await tell();
      } catch (error) {
        await giveBack(workspace, subject);
        throw error;
      }
    },
  };
}
