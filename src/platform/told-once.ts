// What admins are told once for as long as it stays the same, whatever ends the program in between.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { FirstTimes } from "./first-times.ts";
import type { WorkspaceKey } from "./workspace.ts";

export interface ToldOnce {
  /**
   * Calls `tell` for the first who asks for that subject. What could not be told is told the next time.
   * Rejects with what `tell` rejects with.
   */
  once(workspace: WorkspaceKey, subject: string, tell: () => Promise<void>): Promise<void>;
}

export function createToldOnce(options: {
  readonly firstTimes: FirstTimes;
  readonly clock: Clock;
  readonly log: Logger;
}): ToldOnce {
  const { firstTimes, clock, log } = options;

  async function giveBack(workspace: WorkspaceKey, subject: string): Promise<void> {
    await firstTimes.giveBack({ workspace, subject: noticeOf(subject) }).catch((error: unknown) => {
      log.warn({ reason: messageOf(error), subject }, "what could not be told counts as told");
    });
  }

  return {
    async once(workspace, subject, tell) {
      if (!(await firstTimes.take({ workspace, subject: noticeOf(subject) }, clock()))) return;
      try {
        await tell();
      } catch (error) {
        await giveBack(workspace, subject);
        throw error;
      }
    },
  };
}

function noticeOf(subject: string): string {
  return `notice ${subject}`;
}
