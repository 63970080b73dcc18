// Telling people something they did not ask for. Platforms implement this port.

import type { Reply } from "../reply/reply.ts";
import type { WorkspaceKey } from "./workspace.ts";

/** Whom a notice is for. */
export type Recipient = "admins" | { readonly actorId: string };

/** Which notice it is, so that one whose answer was lost is looked for before it is sent again. */
export interface Notice {
  /** Names it among all that were ever sent, at most 20 characters of A–Z a–z 0–9 - _. */
  readonly key: string;
  /** When it was tried first, ms UTC; absent when it never was. */
  readonly since?: number;
}

/** Tells the admins of a workspace, or one actor. */
export interface Notifier {
  /**
   * Resolves when somebody was told, or when nobody can find out. Rejects with a retryable AppError when the same notice may
   * be told later, and with another one when nobody can be told. Without `notice` it is one of its own.
   */
  tell(workspace: WorkspaceKey, to: Recipient, reply: Reply, notice?: Notice): Promise<void>;
}
