// Telling people something they did not ask for. Platforms implement this port.

import type { Reply } from "../reply/reply.ts";
import type { WorkspaceKey } from "./workspace.ts";

/** Tells the admins of a workspace, or one actor. */
export interface Notifier {
  /** Resolves when the message was handed over; rejects when nobody could be told. */
  tell(workspace: WorkspaceKey, to: "admins" | { readonly actorId: string }, reply: Reply): Promise<void>;
}
