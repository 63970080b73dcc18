// What conversations go on from, and what people asked last; on every implementation.

import { describe, expect, it } from "vitest";
import { createConversations } from "../../src/store/conversations.ts";
import type { Store } from "../../src/store/database.ts";
import { withSessionState } from "../../src/store/session-state.ts";
import { unsyncedInPostgres, unsyncedInSqlite } from "../../src/store/unsynced.ts";
import { implementations } from "./implementations.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const HOUR_MS = 3_600_000;
const KEY = { workspace: "slack:T1", place: "C1", conversation: "17.5" } as const;

describe.each(implementations)("the store on $name", ({ kind, create }) => {
  let store: Store;
  const reopen = storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  const said = (command: string, at = NOW) => ({ command, actor: "U1", at });

  it("remembers the last command of each conversation, through a restart", async () => {
    await store.conversations.remember(KEY, said("/news top"));
    await store.conversations.remember(KEY, said("/news latest", NOW + 1));
    await reopen();
    expect(await store.conversations.last(KEY, NOW + 2)).toEqual(said("/news latest", NOW + 1));
    for (const other of [{ workspace: "slack:T2" }, { place: "C2" }, { conversation: "17.6" }] as const)
      expect(await store.conversations.last({ ...KEY, ...other }, NOW + 2)).toBeUndefined();
  });

  it("forgets it after a day", async () => {
    const key = { ...KEY, conversation: "old" };
    await store.conversations.remember(key, said("/news top"));
    expect(await store.conversations.last(key, NOW + 24 * HOUR_MS - 1)).toBeDefined();
    expect(await store.conversations.last(key, NOW + 24 * HOUR_MS)).toBeUndefined();
    await store.conversations.deleteExpired(NOW + 24 * HOUR_MS);
    expect(await store.conversations.last(key, NOW)).toBeUndefined();
  });

  it("keeps the newest conversations of a workspace", async () => {
    const unsynced = kind === "sqlite" ? unsyncedInSqlite(store.db) : unsyncedInPostgres(store.db);
    const few = createConversations(store.db, unsynced, 3);
    const keys = Array.from(
      { length: 5 },
      (_, n) => ({ ...KEY, workspace: "slack:T9", conversation: `${n}` }) as const,
    );
    for (const [n, key] of keys.entries()) await few.remember(key, said("/news top", NOW + n));
    expect(await few.deleteExpired(NOW + 10)).toBeGreaterThanOrEqual(2);
    const left = await Promise.all(keys.map((key) => few.last(key, NOW + 10)));
    expect(left.map((last) => last !== undefined)).toEqual([false, false, true, true, true]);
  });

  it("keeps the last five questions of a person, each once, the last one first", async () => {
    const ask = (n: number, at: number) =>
      store.questions.note("slack:T1", "U1", { command: `/news top limit ${n}`, at });
    for (const n of [1, 2, 3, 4, 5, 6]) await ask(n, NOW + n);
    await ask(3, NOW + 7);
    const commands = async (store_: Pick<Store, "questions">) =>
      (await store_.questions.of("slack:T1", "U1")).map(({ command }) => Number(command.split(" ").at(-1)));
    expect(await commands(store)).toEqual([3, 6, 5, 4, 2]);
    expect(await store.questions.of("slack:T2", "U1")).toEqual([]);
    await Promise.all([7, 8].map((n) => ask(n, NOW + n)));
    expect((await commands(store)).toSorted()).toEqual([3, 5, 6, 7, 8]);
    const session = withSessionState(store);
    await session.questions.note("slack:T1", "U1", { command: "/news top limit 9", at: NOW + 9 });
    expect((await commands(session))[0]).toBe(9);
    expect(await commands(store)).not.toContain(9);
    await store.questions.deleteExpired(NOW + 91 * 24 * HOUR_MS);
    expect(await commands(store)).toEqual([]);
  });
});
