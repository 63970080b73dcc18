// What is told of connections: admins hear when Dropbox refuses one, again while it lasts, and when it is mended.

import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Connections } from "../../store/connections.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";

/** What happened to a connection; of each thing one is told, whoever finds it. */
export type ConnectionNews =
  /** For admins: by whom, and whose account it is. */
  | {
      readonly type: "connected" | "disconnected";
      readonly workspace: WorkspaceKey;
      readonly by: string;
      readonly account: string;
    }
  /** For admins: Dropbox refuses the access. Step 1 at once, 2 after a day, then one a week. */
  | {
      readonly type: "refused";
      readonly workspace: WorkspaceKey;
      readonly since: number;
      readonly step: number;
      /** What Dropbox refuses, in a sentence. */
      readonly refusal: string;
    }
  /** For admins: it is accepted again. */
  | { readonly type: "mended"; readonly workspace: WorkspaceKey };

export interface ConnectionNotices {
  /**
   * Dropbox refuses the connection, in a sentence, or (null) all that was wanted was had: of many who find it, one tells.
   * Never rejects.
   */
  noteState(workspace: WorkspaceKey, refusal: string | null): Promise<void>;
  /** Tells again of refusals that have lasted another step. */
  remind(): Promise<void>;
}

export function createConnectionNotices(options: {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  readonly onNews: (news: ConnectionNews) => void;
}): ConnectionNotices {
  const { connections, clock, log, onNews } = options;
  return {
    async noteState(workspace, refusal) {
      try {
        const now = clock();
        if (!(await connections.setState(workspace, refusal, now))) return;
        if (refusal === null) onNews({ type: "mended", workspace });
        else if (await connections.recordNotice(workspace, 1, now))
          onNews({ type: "refused", workspace, since: now, step: 1, refusal });
      } catch (error) {
        log.error({ err: error, workspace }, "connection state not noted");
      }
    },

    async remind() {
      const now = clock();
      for (const { workspace, state, stateSince, refusal } of await connections.all()) {
        if (state !== "needs-reconnect") continue;
        const step = reconnectStepDue(stateSince, now);
        if (await connections.recordNotice(workspace, step, now))
          onNews({ type: "refused", workspace, since: stateSince, step, refusal: refusal ?? "" });
      }
    },
  };
}

/**
 * The step that is due after the access has been refused for so long: 1 at once, 2 after a day, 3 a week later, and so
 * on. Steps that fell into a time when nobody could be told are not made up for: only the newest is told.
 */
function reconnectStepDue(refusedSinceMs: number, now: number): number {
  const elapsedMs = Math.max(0, now - refusedSinceMs);
  if (elapsedMs < DAY_MS) return 1;
  return 2 + Math.floor((elapsedMs - DAY_MS) / WEEK_MS);
}
