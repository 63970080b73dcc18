// Rotation: afterwards the old key opens nothing, on every implementation of the store.

import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import type { ConnectionRecord } from "../../src/store/connections.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { rotateKeys } from "../../src/store/rotate-keys.ts";
import { createSecretBox, type SecretBox } from "../../src/store/secret-box.ts";
import { implementations, type Place } from "./implementations.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const oldKey = randomBytes(32).toString("base64");
const newKey = randomBytes(32).toString("base64");
const before = createSecretBox({ keys: [oldKey] });
const both = createSecretBox({ keys: [newKey, oldKey] });
const after = createSecretBox({ keys: [newKey] });

function connectionOf(workspace: WorkspaceKey, box: SecretBox): ConnectionRecord {
  return {
    workspace,
    accountId: "dbid:1",
    accountName: "Ana Ruiz",
    accountEmail: "ana@example.org",
    sealedRefreshToken: box.seal(`refresh of ${workspace}`, { workspace, purpose: "refresh-token" }),
    scopes: "files.content.read",
    rootKind: "app-folder",
    rootNamespace: null,
    path: "/data",
    country: null,
    connectedBy: "U1",
    place: "C1",
    state: "connected",
    stateSince: NOW,
    refusal: null,
    lastNoticeAt: null,
    noticeStep: 0,
    createdAt: NOW,
    updatedAt: NOW,
  };
}

function pendingOf(state: string, box: SecretBox) {
  const sealedVerifier = box.seal(`verifier of ${state}`, {
    workspace: "slack:T1",
    purpose: "oauth-verifier",
  });
  return {
    state,
    workspace: "slack:T1" as const,
    actor: "U1",
    actorName: "Ana",
    redirect: true,
    sealedVerifier,
  };
}

describe.each(implementations)("key rotation on $name", ({ create }) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await create();
    store = await openStore(place.location);
  });

  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  it("seals every value with the current key, and tells how many", async () => {
    const connections = (["slack:T1", "slack:T2", "slack:T3"] as const).map((workspace) =>
      connectionOf(workspace, before),
    );
    for (const connection of connections) await store.connections.save(connection);
    await store.connections.save(connectionOf("slack:T4", both));
    await store.pending.add(pendingOf("state-1", before), NOW);
    expect(await rotateKeys(store, both, NOW + 1)).toBe(4);

    for (const { sealedRefreshToken, workspace, ...rest } of await store.connections.all()) {
      const context = { workspace, purpose: "refresh-token" } as const;
      expect(after.open(sealedRefreshToken, context)).toBe(`refresh of ${workspace}`);
      expect(() => before.open(sealedRefreshToken, context)).toThrow(/another key/);
      expect(rest).toMatchObject({ path: "/data", updatedAt: NOW });
    }
    const { sealedVerifier } = (await store.pending.take("state-1", NOW + 1)) ?? {};
    expect(after.open(sealedVerifier ?? "", { workspace: "slack:T1", purpose: "oauth-verifier" })).toBe(
      "verifier of state-1",
    );
    expect(await rotateKeys(store, both, NOW + 1)).toBe(0);
  });

  it("changes nothing when one value opens with none of the keys, and names its workspace", async () => {
    await store.connections.save(connectionOf("slack:T1", before));
    const lost = createSecretBox({ keys: [randomBytes(32).toString("hex")] });
    await store.connections.save(connectionOf("slack:T2", lost));
    const all = await store.connections.all();
    await expect(rotateKeys(store, both, NOW)).rejects.toMatchObject({
      code: "bad-configuration",
      message: expect.stringMatching(
        /^No key was changed, for a secret of workspace slack:T2 opens with none/,
      ),
    });
    expect(await store.connections.all()).toEqual(all);
  });

  it("is not held up by OAuth that expired under a lost key", async () => {
    const lost = createSecretBox({ keys: [randomBytes(32).toString("hex")] });
    await store.pending.add(pendingOf("state-1", lost), NOW);
    expect(await rotateKeys(store, both, NOW + 600_000)).toBe(0);
  });
});

describe("the files of a SQLite store", () => {
  it("hold no value sealed by an old key after rotation, and none that was deleted", async () => {
    const [sqlite] = implementations.filter(({ kind }) => kind === "sqlite");
    const place = await sqlite?.create();
    if (place === undefined || !("dataDirectory" in place.location))
      throw new Error("There is no SQLite store.");
    const { dataDirectory } = place.location;
    const holds = async (text: string) => {
      const names = await readdir(dataDirectory);
      const contents = await Promise.all(names.map((name) => readFile(join(dataDirectory, name))));
      return contents.some((content) => content.includes(text));
    };
    const store = await openStore(place.location);
    // Many, so that they fill pages of their own.
    const old = Array.from({ length: 50 }, (_, index) => connectionOf(`slack:T${index}`, before));
    for (const connection of old) await store.connections.save(connection);
    await store.connections.delete("slack:T7");
    expect(await holds(old[3]?.sealedRefreshToken ?? "")).toBe(true);

    await rotateKeys(store, both, NOW);
    for (const { sealedRefreshToken } of old) expect(await holds(sealedRefreshToken)).toBe(false);
    expect(await holds((await store.connections.get("slack:T3"))?.sealedRefreshToken ?? "")).toBe(true);
    await store.close();
    for (const { sealedRefreshToken } of old) expect(await holds(sealedRefreshToken)).toBe(false);
    await place.remove();
  });
});
