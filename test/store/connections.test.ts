// Connections and pending OAuth, on every implementation of the store.

import { describe, expect, it } from "vitest";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import type { ConnectionRecord } from "../../src/store/connections.ts";
import type { Store } from "../../src/store/database.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { implementations } from "./implementations.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const box = createSecretBox({ keys: ["11".repeat(32)] });

const connection: ConnectionRecord = {
  workspace: "slack:T1",
  accountId: "dbid:1",
  accountName: "Ana Ruiz",
  accountEmail: "ana@example.org",
  sealedRefreshToken: box.seal("refresh", { workspace: "slack:T1", purpose: "refresh-token" }),
  scopes: "files.metadata.read files.content.read",
  rootKind: "app-folder",
  rootNamespace: null,
  path: null,
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

function pendingConnect(
  state: string,
  rest: { workspace?: WorkspaceKey; actor?: string; redirect?: boolean } = {},
) {
  const { workspace = "slack:T1", actor = "U1", redirect = false } = rest;
  const sealedVerifier = box.seal(`verifier of ${state}`, { workspace, purpose: "oauth-verifier" });
  return { state, workspace, actor, actorName: "Ana", redirect, sealedVerifier };
}

describe.each(implementations)("the store on $name", ({ create }) => {
  let store: Store;
  storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  describe("connections", () => {
    it("keeps one a workspace, whole", async () => {
      await store.connections.save({ ...connection, workspace: "slack:T2" });
      await store.connections.save(connection);
      expect(await store.connections.get("slack:T1")).toEqual(connection);
      const changed = {
        ...connection,
        accountName: "Bo",
        path: "/data",
        country: "Estonia",
        lastNoticeAt: NOW,
      };
      await store.connections.save(changed);
      expect(await store.connections.get("slack:T1")).toEqual(changed);
      expect((await store.connections.all()).map(({ workspace }) => workspace)).toEqual([
        "slack:T1",
        "slack:T2",
      ]);
      expect(await store.connections.delete("slack:T2")).toBe(true);
      expect(await store.connections.delete("slack:T2")).toBe(false);
      expect(await store.connections.get("slack:T2")).toBeUndefined();
    });

    it("refuses a token that is not sealed, without showing it", async () => {
      const careless = store.connections.save({ ...connection, sealedRefreshToken: "sl.plain-token" });
      await expect(careless).rejects.toThrow(/^A stored secret cannot be opened/);
      await expect(careless).rejects.not.toThrow(/plain-token/);
    });

    it("changes the choice of files alone", async () => {
      await store.connections.save(connection);
      await store.connections.setState("slack:T1", "Refused.", NOW + 1);
      expect(
        await store.connections.choose("slack:T1", { path: "/data/*", country: "Latvia" }, NOW + 2),
      ).toBe(true);
      expect(await store.connections.get("slack:T1")).toEqual({
        ...connection,
        path: "/data/*",
        country: "Latvia",
        state: "needs-reconnect",
        refusal: "Refused.",
        stateSince: NOW + 1,
        updatedAt: NOW + 2,
      });
      expect(await store.connections.choose("slack:T9", { path: null, country: null }, NOW)).toBe(false);
    });

    it("tells one of many callers that the state changed, and starts the notices anew", async () => {
      await store.connections.save({ ...connection, noticeStep: 3, lastNoticeAt: NOW });
      const changed = await Promise.all(
        Array.from({ length: 20 }, () => store.connections.setState("slack:T1", "Refused.", NOW + 5)),
      );
      expect(changed.filter(Boolean)).toHaveLength(1);
      expect(await store.connections.setState("slack:T1", "Refused.", NOW + 9)).toBe(false);
      expect(await store.connections.get("slack:T1")).toMatchObject({
        state: "needs-reconnect",
        stateSince: NOW + 5,
        noticeStep: 0,
        lastNoticeAt: null,
      });
    });

    it("tells one of many callers that a step of notice is theirs", async () => {
      await store.connections.save(connection);
      const first = await Promise.all(
        Array.from({ length: 20 }, () => store.connections.recordNotice("slack:T1", 1, NOW + 7)),
      );
      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await store.connections.recordNotice("slack:T1", 2, NOW + DAY_MS)).toBe(true);
      expect(await store.connections.recordNotice("slack:T1", 1, NOW + DAY_MS)).toBe(false);
      expect(await store.connections.get("slack:T1")).toMatchObject({
        noticeStep: 2,
        lastNoticeAt: NOW + DAY_MS,
      });
    });
  });

  describe("pending OAuth", () => {
    it("is taken once, by its state", async () => {
      const wanted = pendingConnect("state-1", { redirect: true });
      await store.pending.add(wanted, NOW);
      expect(await store.pending.take("state-2", NOW)).toBeUndefined();
      expect(await store.pending.take("state-1", NOW)).toEqual(wanted);
      expect(await store.pending.take("state-1", NOW)).toBeUndefined();
    });

    it("goes to one of twenty takers", async () => {
      await store.pending.add(pendingConnect("contested"), NOW);
      const taken = await Promise.all(Array.from({ length: 20 }, () => store.pending.take("contested", NOW)));
      expect(taken.filter((pending) => pending !== undefined)).toHaveLength(1);
    });

    it("expires after ten minutes", async () => {
      await store.pending.add(pendingConnect("late"), NOW);
      expect(await store.pending.take("late", NOW + 10 * MINUTE_MS)).toBeUndefined();
      expect(await store.pending.take("late", NOW + 10 * MINUTE_MS - 1)).toBeDefined();
    });

    it("gives an actor the newest whose code is pasted", async () => {
      await store.pending.add(pendingConnect("older"), NOW);
      await store.pending.add(pendingConnect("newest"), NOW + 1);
      await store.pending.add(pendingConnect("in the browser", { redirect: true }), NOW + 2);
      await store.pending.add(pendingConnect("of another", { actor: "U2" }), NOW + 3);
      await store.pending.add(pendingConnect("elsewhere", { workspace: "slack:T2" }), NOW + 4);
      const found = async (now: number) => (await store.pending.findFor("slack:T1", "U1", now))?.state;
      expect(await found(NOW + 5)).toBe("newest");
      expect(await found(NOW + 5)).toBe("newest");
      expect(await found(NOW + 11 * MINUTE_MS)).toBeUndefined();
      await store.pending.take("newest", NOW + 5);
      expect(await found(NOW + 5)).toBe("older");
      await store.pending.take("older", NOW + 5);
      expect(await found(NOW + 5)).toBeUndefined();
    });

    it("deletes what expired and nothing else", async () => {
      await store.pending.deleteExpired(NOW + DAY_MS);
      await store.pending.add(pendingConnect("stale"), NOW);
      await store.pending.add(pendingConnect("good"), NOW + 1);
      expect(await store.pending.deleteExpired(NOW + 10 * MINUTE_MS)).toBe(1);
      expect(await store.pending.take("good", NOW + 1)).toBeDefined();
    });
  });
});
