// Whether the secrets of a store open with the keys that will be there: before it moves to where other keys may be set.

import { AppError } from "../../errors.ts";
import type { SealContext, SecretBox } from "../secret-box.ts";
import type { StateDatabase } from "../tables.ts";

/**
 * Opens every secret that is of use at that time. One that was damaged is left as it is: its workspace connects again.
 * @throws AppError bad-configuration, naming the workspace, when the keys are not those that sealed it
 */
export async function checkSecrets(db: StateDatabase, box: SecretBox, now: number): Promise<void> {
  const connections = await db
    .selectFrom("connections")
    .select(["workspace", "sealedRefreshToken"])
    .execute();
  const pending = await db
    .selectFrom("oauthPending")
    .select(["workspace", "sealedVerifier"])
    .where("expiresAt", ">", now)
    .execute();
  for (const { workspace, sealedRefreshToken } of connections)
    check(box, sealedRefreshToken, { workspace, purpose: "refresh-token" });
  for (const { workspace, sealedVerifier } of pending)
    check(box, sealedVerifier, { workspace, purpose: "oauth-verifier" });
}

function check(box: SecretBox, sealed: string, context: SealContext): void {
  try {
    box.open(sealed, context);
  } catch (error) {
    if (error instanceof AppError && error.code === "needs-reconnect") return;
    if (!(error instanceof AppError) || error.code !== "bad-configuration") throw error;
    throw new AppError(
      "bad-configuration",
      `A secret of workspace ${context.workspace} was sealed with another key than SECRET_KEY, so nothing was moved. A key that the bot made itself is the text of secret.key in the data directory: give that one, and change it afterwards with rotate-key.`,
      { cause: error },
    );
  }
}
