// How refresh tokens are kept: sealed, each for the one workspace whose connection it is.

import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { SecretBox } from "../../store/secret-box.ts";

const purpose = "refresh-token";

export function sealRefreshToken(box: SecretBox, workspace: WorkspaceKey, token: string): string {
  return box.seal(token, { workspace, purpose });
}

/** Throws when it was sealed for another workspace or with a key that is gone. */
export function openRefreshToken(box: SecretBox, workspace: WorkspaceKey, sealed: string): string {
  return box.open(sealed, { workspace, purpose });
}
