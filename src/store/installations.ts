// Where people installed the app: its tokens stand here sealed, and are gone once it was removed.

import { z } from "zod";
import { AppError } from "../errors.ts";
import type { InstallationFacts, Installations, InstallationTokens } from "../platform/installations.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { keyIdOf, type SecretBox } from "./secret-box.ts";
import type { StateDatabase } from "./tables.ts";

const purpose = "installation";

const tokensSchema = z.object({
  accessToken: z.string(),
  renewal: z.object({ refreshToken: z.string(), expiresAtMs: z.number() }).optional(),
});

export function createInstallations(db: StateDatabase, box: SecretBox): Installations {
  function seal(workspace: WorkspaceKey, tokens: InstallationTokens) {
    const sealedTokens = box.seal(JSON.stringify(tokens), { workspace, purpose });
    return { sealedTokens, keyId: keyIdOf(sealedTokens) };
  }

  function unseal(workspace: WorkspaceKey, sealed: string): InstallationTokens {
    try {
      const { accessToken, renewal } = tokensSchema.parse(
        JSON.parse(box.open(sealed, { workspace, purpose })),
      );
      return { accessToken, ...(renewal === undefined ? {} : { renewal }) };
    } catch (error) {
      throw new AppError(
        "bad-configuration",
        `The tokens of ${workspace} cannot be opened: add the key that sealed them to SECRET_KEY_PREVIOUS, or install the app there again.`,
        { cause: error },
      );
    }
  }

  return {
    async get(workspace) {
      const row = await db
        .selectFrom("installations")
        .selectAll()
        .where("workspace", "=", workspace)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { name, appId, botId, botUserId, installedBy, scopes, sealedTokens, revision } = row;
      return {
        workspace,
        name,
        appId,
        botId,
        botUserId,
        installedBy,
        scopes: listed(scopes),
        revision,
        ...(sealedTokens === null ? {} : { tokens: unseal(workspace, sealedTokens) }),
      };
    },

    async names() {
      return await db
        .selectFrom("installations")
        .select(["workspace", "name"])
        .where("sealedTokens", "is not", null)
        .orderBy("workspace")
        .execute();
    },

    install: (facts, tokens, now) =>
      db.transaction().execute(async (trx) => {
        const { workspace } = facts;
        const before = await trx
          .selectFrom("installations")
          .select(["revision", "removedAt"])
          .where("workspace", "=", workspace)
          .executeTakeFirst();
        const columns = {
          ...columnsOf(facts),
          ...seal(workspace, tokens),
          renewedByUntil: 0,
          installedAt: now,
          removedAt: null,
        };
        await trx
          .insertInto("installations")
          .values({ workspace, revision: 1, ...columns })
          .onConflict((conflict) =>
            conflict
              .column("workspace")
              .doUpdateSet((of) => ({ ...columns, revision: of("installations.revision", "+", 1) })),
          )
          .execute();
        return before !== undefined && before.removedAt !== null;
      }),

    async claimRenewal(workspace, revision, now, untilMs) {
      const { numUpdatedRows } = await db
        .updateTable("installations")
        .set({ renewedByUntil: untilMs })
        .where("workspace", "=", workspace)
        .where("revision", "=", revision)
        .where("renewedByUntil", "<=", now)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async releaseRenewal(workspace, revision) {
      await db
        .updateTable("installations")
        .set({ renewedByUntil: 0 })
        .where("workspace", "=", workspace)
        .where("revision", "=", revision)
        .execute();
    },

    async renew(workspace, revision, tokens) {
      const { numUpdatedRows } = await db
        .updateTable("installations")
        .set({ ...seal(workspace, tokens), revision: revision + 1, renewedByUntil: 0 })
        .where("workspace", "=", workspace)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(workspace, revision, now) {
      const { numUpdatedRows } = await db
        .updateTable("installations")
        .set({
          sealedTokens: null,
          keyId: null,
          revision: revision + 1,
          renewedByUntil: 0,
          removedAt: now,
        })
        .where("workspace", "=", workspace)
        .where("revision", "=", revision)
        .where("sealedTokens", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async takeOnce(stateHash, expiresAt, now) {
      await db.deleteFrom("installsTaken").where("expiresAt", "<=", now).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("installsTaken")
        .values({ stateHash, expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}

function columnsOf({ name, appId, botId, botUserId, installedBy, scopes }: InstallationFacts) {
  return { name, appId, botId, botUserId, installedBy, scopes: scopes.join(",") };
}

function listed(scopes: string): readonly string[] {
  return scopes.split(",").filter((scope) => scope !== "");
}
