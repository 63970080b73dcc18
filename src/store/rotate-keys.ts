// After a change of SECRET_KEY: every sealed column is sealed anew with the current key.

import { sql } from "kysely";
import { AppError } from "../errors.ts";
import type { Store } from "./database.ts";
import type { SealContext, SecretBox } from "./secret-box.ts";

/**
 * Seals what other keys sealed with the current key of `box`, all in one transaction, and returns how many values that
 * were. Afterwards no other key opens anything, and on SQLite the old values are no longer in the files either; in
 * Postgres they are until its vacuum. OAuth that expired is deleted. `now` in ms.
 * @throws AppError when a value cannot be opened, naming its workspace; nothing is then changed
 */
export async function rotateKeys(
  store: Pick<Store, "db" | "kind">,
  box: SecretBox,
  now: number,
): Promise<number> {
  const resealed = await store.db.transaction().execute(async (trx) => {
    await trx.deleteFrom("oauthPending").where("expiresAt", "<=", now).execute();
    const connections = await trx
      .selectFrom("connections")
      .select(["workspace", "sealedRefreshToken"])
      .where("keyId", "!=", box.keyId)
      .execute();
    for (const { workspace, sealedRefreshToken } of connections) {
      await trx
        .updateTable("connections")
        .set({
          sealedRefreshToken: reseal(box, sealedRefreshToken, { workspace, purpose: "refresh-token" }),
          keyId: box.keyId,
        })
        .where("workspace", "=", workspace)
        .execute();
    }
    const pending = await trx
      .selectFrom("oauthPending")
      .select(["state", "workspace", "sealedVerifier"])
      .where("keyId", "!=", box.keyId)
      .execute();
    for (const { state, workspace, sealedVerifier } of pending) {
      await trx
        .updateTable("oauthPending")
        .set({
          sealedVerifier: reseal(box, sealedVerifier, { workspace, purpose: "oauth-verifier" }),
          keyId: box.keyId,
        })
        .where("state", "=", state)
        .execute();
    }
    const installations = await trx
      .selectFrom("installations")
      .select(["workspace", "sealedTokens"])
      .where("keyId", "!=", box.keyId)
      .execute();
    for (const { workspace, sealedTokens } of installations) {
      if (sealedTokens === null) continue;
      await trx
        .updateTable("installations")
        .set({
          sealedTokens: reseal(box, sealedTokens, { workspace, purpose: "installation" }),
          keyId: box.keyId,
        })
        .where("workspace", "=", workspace)
        .execute();
    }
    return connections.length + pending.length + installations.length;
  });
  // The write-ahead log still holds the old values. Where a reader keeps it busy, the last one to close empties it.
  if (store.kind === "sqlite") await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
  return resealed;
}

function reseal(box: SecretBox, sealed: string, context: SealContext): string {
  let text: string;
  try {
    text = box.open(sealed, context);
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal";
    throw new AppError(
      code,
      `No key was changed, for a secret of workspace ${context.workspace} opens with none of the given keys; add its key to SECRET_KEY_PREVIOUS, or disconnect it.`,
      { cause: error },
    );
  }
  return box.seal(text, context);
}
