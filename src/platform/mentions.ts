// Whom a digest notifies: whether that person or group is there, as the platform knows it.

import type { Place } from "./destination.ts";
import type { WorkspaceKey } from "./workspace.ts";

export interface MentionRequest {
  readonly platform: string;
  readonly workspace: WorkspaceKey;
  readonly actor: { readonly id: string };
  /** Where the digest goes. */
  readonly place: Place;
  /** A person or a group by the platform's own id, or a word for everybody. */
  readonly id: string;
}

/** All platforms' people and groups. */
export interface Mentions {
  /** Whether those whom a digest is to notify are there; undefined where a platform cannot tell. */
  mentioned(request: MentionRequest): Promise<MentionAnswer | undefined>;
}

export type MentionAnswer =
  /** `label`: for people, `@Ana`. `remark`: a sentence on what keeps them from being notified there. */
  | { readonly type: "found"; readonly label: string; readonly remark?: string }
  /** Nobody can be notified so: why, and what to do. */
  | { readonly type: "refused"; readonly sentence: string }
  /** It is not known, and the remark says why. */
  | { readonly type: "unchecked"; readonly remark: string };
