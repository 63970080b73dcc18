// What happens once and never again, whatever ends the program in between: a greeting, a notice. The store implements this port.

import type { WorkspaceKey } from "./workspace.ts";

/** `subject`: what it is and about what, such as `greeting C1`. */
export interface FirstTime {
  readonly workspace: WorkspaceKey;
  readonly subject: string;
}

export interface FirstTimes {
  /** True for the first who takes it, of all processes and for ever; false for all others. */
  take(first: FirstTime, now: number): Promise<boolean>;
  /** Whether nobody took it so far. */
  isFirst(first: FirstTime): Promise<boolean>;
  /** Forgets what was taken of a workspace before then. */
  forgetBefore(workspace: WorkspaceKey, before: number): Promise<void>;
  /** It did not happen after all: the next one is the first. */
  giveBack(first: FirstTime): Promise<void>;
}
