// Where people installed the app, on every store: sealed, renewed once, gone with the app.

import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { InstallationFacts } from "../../src/platform/installations.ts";
import type { Store } from "../../src/store/database.ts";
import { createInstallations } from "../../src/store/installations.ts";
import { rotateKeys } from "../../src/store/rotate-keys.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const [oldKey, newKey] = [1, 2].map(() => randomBytes(32).toString("base64"));
const box = createSecretBox({ keys: [oldKey ?? ""] });

const facts: InstallationFacts = {
  workspace: "slack:T1",
  name: "Courts",
  appId: "A1",
  botId: "B1",
  botUserId: "U1",
  installedBy: "U2",
  scopes: ["commands", "chat:write"],
};
const tokens = {
  accessToken: "xoxe.xoxb-first",
  renewal: { refreshToken: "xoxe-first", expiresAtMs: NOW + 1 },
};

describe.each(implementations)("installations on $name", ({ create }) => {
  let store: Store;
  const reopen = storeOfEachTest({ create }, (opened) => {
    store = opened;
  });
  const installations = (with_ = box) => createInstallations(store.db, with_);

  it("are whole after a restart, sealed, and of their own workspace", async () => {
    expect(await installations().install(facts, tokens, NOW)).toBe(false);
    await reopen();
    expect(await installations().get("slack:T1")).toEqual({ ...facts, tokens, revision: 1 });
    expect(await installations().get("slack:T2")).toBeUndefined();
    const rows = await store.db.selectFrom("installations").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("first");
    await store.db.updateTable("installations").set({ workspace: "slack:T2" }).execute();
    await expect(installations().get("slack:T2")).rejects.toThrow("install the app there again");
  });

  it("are renewed by one of many, and not over what was installed or removed meanwhile", async () => {
    await installations().install(facts, tokens, NOW);
    const claims = await Promise.all(
      [1, 2, 3].map(() => installations().claimRenewal("slack:T1", 1, NOW, NOW + 1_000)),
    );
    expect(claims.filter((claimed) => claimed)).toHaveLength(1);
    // Whoever claimed it died.
    expect(await installations().claimRenewal("slack:T1", 1, NOW + 1_000, NOW + 2_000)).toBe(true);
    expect(await installations().renew("slack:T1", 1, { accessToken: "second" })).toBe(true);
    expect(await installations().renew("slack:T1", 1, { accessToken: "late" })).toBe(false);
    expect(await installations().remove("slack:T1", 1, NOW)).toBe(false);
    expect((await installations().get("slack:T1"))?.tokens).toEqual({ accessToken: "second" });
    await installations().claimRenewal("slack:T1", 2, NOW, NOW + 1_000);
    await installations().releaseRenewal("slack:T1", 2);
    expect(await installations().claimRenewal("slack:T1", 2, NOW, NOW + 1_000)).toBe(true);
  });

  it("keep who they were and no token once the app was removed", async () => {
    await installations().install(facts, tokens, NOW);
    expect(await installations().names()).toEqual([{ workspace: "slack:T1", name: "Courts" }]);
    expect(await installations().remove("slack:T1", 1, NOW)).toBe(true);
    expect(await installations().get("slack:T1")).toEqual({ ...facts, revision: 2 });
    expect(await installations().names()).toEqual([]);
    expect(await installations().install({ ...facts, name: "Court" }, { accessToken: "again" }, NOW)).toBe(
      true,
    );
    expect(await installations().get("slack:T1")).toMatchObject({ name: "Court", revision: 3 });
  });

  it("open with the new key alone after a rotation", async () => {
    await installations().install(facts, tokens, NOW);
    expect(await rotateKeys(store, createSecretBox({ keys: [newKey ?? "", oldKey ?? ""] }), NOW)).toBe(1);
    const after = await installations(createSecretBox({ keys: [newKey ?? ""] })).get("slack:T1");
    expect(after?.tokens).toEqual(tokens);
    await expect(installations().get("slack:T1")).rejects.toThrow("SECRET_KEY_PREVIOUS");
  });

  it("begin with a way back that is taken once", async () => {
    const all = await Promise.all([1, 2, 3].map(() => installations().takeOnce("hash", NOW + 1, NOW)));
    expect(all.filter((taken) => taken)).toHaveLength(1);
    expect(await installations().takeOnce("other", NOW + 9, NOW + 2)).toBe(true);
    expect(await store.db.selectFrom("installsTaken").select("stateHash").execute()).toEqual([
      { stateHash: "other" },
    ]);
  });
});
