// The proofs of the limits on what the state keeps of somebody.

import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { boundsFor, DIGEST_BOUNDS, MUTE_BOUNDS } from "../../src/commands/digest/bounds.ts";
import { AppError } from "../../src/errors.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { createActions } from "../../src/store/actions.ts";
import { addEntry, MOST_AUDITED } from "../../src/store/audit.ts";
import { createConversations } from "../../src/store/conversations.ts";
import type { Store } from "../../src/store/database.ts";
import { createJudgements, MOST_JUDGEMENTS } from "../../src/store/judgements.ts";
import { MAX_ENTRIES } from "../../src/store/lists.ts";
import { MOST_QUESTIONS_KEPT } from "../../src/store/questions.ts";
import { MOST_SAVED } from "../../src/store/saved-questions.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { unsyncedInSqlite } from "../../src/store/unsynced.ts";
import { listsWhileFull, MOST_KEPT as MOST_UNSAVED } from "../../src/store/while-full.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { keepOne } from "../store/keep-one.ts";
import type { LimitName } from "./limits.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const ANA: Actor = { id: "U1", name: "Ana", roles: ["read", "manage"] };
const BEN: Actor = { ...ANA, id: "U2", name: "Ben" };

/** `storeOf`: the store of the test that runs. */
export function storeProofs(storeOf: () => Store) {
  return {
    async digests() {
      const store = storeOf();
      const add = (owner: Actor, name: string) =>
        store.subscriptions.addWithin(
          subscriptionRecord(name, { ownerId: owner.id }),
          boundsFor(owner, DIGEST_BOUNDS),
        );
      for (let n = 0; n < DIGEST_BOUNDS.ofPerson; n += 1) expect(await add(ANA, `ana ${n}`)).toBe("added");
      expect(await add(ANA, "one more")).toBe("own-full");
      expect(await add(BEN, "ben")).toBe("added");
      expect(await add({ ...ANA, roles: ["read", "manage", "admin"] }, "as admin")).toBe("added");
      expect(DIGEST_BOUNDS.inWorkspace / DIGEST_BOUNDS.ofPerson).toBeGreaterThanOrEqual(10);
    },

    async mutes() {
      const store = storeOf();
      const add = (who: Actor, value: string) =>
        store.mutes.addWithin(
          {
            id: `${who.id} ${value}`,
            workspace: "slack:T1",
            subscription: null,
            kind: "word",
            value: `${who.id} ${value}`,
            label: value,
            expiresAt: null,
            createdBy: who.id,
            createdAt: NOW,
          },
          boundsFor(who, MUTE_BOUNDS),
          NOW,
        );
      for (let n = 0; n < MUTE_BOUNDS.ofPerson; n += 1) expect(await add(ANA, `w${n}`)).toBe("added");
      expect(await add(ANA, "one more")).toBe("own-full");
      expect(await add(ANA, "w0")).toBe("added");
      expect(await add(BEN, "w0")).toBe("added");
      expect(MUTE_BOUNDS.inWorkspace / MUTE_BOUNDS.ofPerson).toBeGreaterThanOrEqual(10);
    },

    async buttons() {
      const store = storeOf();
      const actions = createActions(store.db, unsyncedInSqlite(store.db), 5);
      const other = await keepOne(actions, "slack:T2", "/news search other", NOW);
      const ids: string[] = [];
      for (let n = 0; n < 12; n += 1)
        ids.push(await keepOne(actions, "slack:T1", `/news search ${n}`, NOW + n));
      expect(await actions.deleteExpired(NOW + 20)).toBe(7);
      const found = await Promise.all(ids.map((id) => actions.find("slack:T1", id, NOW + 20)));
      expect(found.map((command) => command !== undefined)).toEqual(ids.map((_, n) => n >= 7));
      expect(await actions.find("slack:T2", other, NOW + 20)).toBe("/news search other");
    },

    async judgements() {
      const store = storeOf();
      const most = { ofPerson: 4, inWorkspace: 6 };
      const judgements = createJudgements(store.db, most);
      const keep = (actor: Actor, article: number) =>
        judgements.keep({
          workspace: "slack:T1",
          actor: actor.id,
          article: String(article),
          pillar: 1,
          label: 0,
          reports: "[]",
          snapshot: "s1",
          judgedAt: NOW + article,
        });
      const amountOf = async ({ id }: Actor): Promise<number> =>
        (await judgements.ofWorkspace("slack:T1")).filter(({ actor }) => actor === id).length;
      await keep(BEN, 0);
      await keep(BEN, 1);
      for (let article = 0; article < 10; article += 1) await keep(ANA, article);
      expect([await amountOf(ANA), await amountOf(BEN)]).toEqual([most.ofPerson, 2]);
      await keep(BEN, 2);
      expect([await amountOf(ANA), await amountOf(BEN)]).toEqual([3, 3]);
      expect(MOST_JUDGEMENTS.ofPerson).toBeLessThan(MOST_JUDGEMENTS.inWorkspace);
    },

    async audit() {
      const store = storeOf();
      const deed = { workspace: "slack:T1", actorId: "U1", actorName: "Ana", at: NOW } as const;
      const add = (kind: "connected" | "paused") =>
        store.db.transaction().execute((trx) => addEntry(trx, { ...deed, kind }));
      await add("connected");
      await add("paused");
      await store.db
        .updateTable("auditEntries")
        .set({ n: MOST_AUDITED })
        .where("about", "=", "digest")
        .execute();
      await add("paused");
      await add("paused");
      const numbers = async (about: "digest" | "dropbox") =>
        (await store.audit.of("slack:T1", about, { limit: 9 })).map(({ n }) => n);
      expect(await numbers("digest")).toEqual([MOST_AUDITED + 2, MOST_AUDITED + 1, MOST_AUDITED]);
      expect(await numbers("dropbox")).toEqual([1]);
    },

    async savedQuestions() {
      const store = storeOf();
      const save = ({ id: actor }: Actor, nameKey: string) =>
        store.savedQuestions.save({
          workspace: "slack:T1",
          actor,
          name: nameKey,
          nameKey,
          question: "/news top",
          savedAt: NOW,
        });
      for (let n = 0; n < MOST_SAVED; n += 1) expect(await save(ANA, `question ${n}`)).toBe(true);
      expect(await save(ANA, "one more")).toBe(false);
      expect(await save(ANA, "question 3")).toBe(true);
      expect(await save(BEN, "one")).toBe(true);
    },

    async numbers() {
      const store = storeOf();
      const remember = (actor: string, from: number, count: number) =>
        store.lists.remember(
          "slack:T1",
          actor,
          { entries: new Map(Array.from({ length: count }, (_, n) => [from + n, `${actor} ${from + n}`])) },
          NOW,
        );
      await remember("U2", 1, 5);
      await remember("U1", 1, 2 * MAX_ENTRIES);
      expect((await store.lists.last("slack:T1", "U1"))?.entries.size).toBe(MAX_ENTRIES);
      expect((await store.lists.last("slack:T1", "U2"))?.entries.size).toBe(5);
    },

    async conversations() {
      const store = storeOf();
      const few = createConversations(store.db, unsyncedInSqlite(store.db), 3);
      const keyOf = (workspace: WorkspaceKey, n: number) => ({
        workspace,
        place: "C1",
        conversation: `${n}`,
      });
      const say = (workspace: WorkspaceKey, n: number) =>
        few.remember(keyOf(workspace, n), { command: "/news top", actor: "U1", at: NOW + n });
      await say("slack:T2", 0);
      for (let n = 0; n < 5; n += 1) await say("slack:T1", n);
      await few.deleteExpired(NOW + 5);
      const isKept = async (workspace: WorkspaceKey, n: number) =>
        (await few.last(keyOf(workspace, n), NOW + 5)) !== undefined;
      expect(await Promise.all([0, 1, 2, 3, 4].map((n) => isKept("slack:T1", n)))).toEqual([
        ...[false, false, true, true, true],
      ]);
      expect(await isKept("slack:T2", 0)).toBe(true);
      await store.questions.note("slack:T1", "U2", { command: "/news latest", at: NOW });
      for (let n = 0; n < 2 * MOST_QUESTIONS_KEPT; n += 1)
        await store.questions.note("slack:T1", "U1", { command: `/news top page ${n}`, at: NOW });
      expect(await store.questions.of("slack:T1", "U1")).toHaveLength(MOST_QUESTIONS_KEPT);
      expect(await store.questions.of("slack:T1", "U2")).toHaveLength(1);
    },

    async unsaved() {
      const full = async (): Promise<never> => {
        throw new AppError("no-room", "The disk is full.");
      };
      const lists = listsWhileFull({ remember: full, last: async () => undefined });
      const list = (entry: string) => ({ entries: new Map([[1, entry]]) });
      await lists.remember("slack:T1", "U2", list("ben's"), NOW);
      for (let n = 0; n < 2 * MOST_UNSAVED; n += 1)
        await lists.remember("slack:T1", "U1", list(`a${n}`), NOW);
      expect((await lists.last("slack:T1", "U2"))?.entries.get(1)).toBe("ben's");
    },

    async links() {
      const store = storeOf();
      const box = createSecretBox({ keys: [randomBytes(32).toString("base64")] });
      const link = (actor: string, state: string) => ({
        state,
        workspace: "slack:T1" as const,
        actor,
        actorName: actor,
        sealedVerifier: box.seal("verifier", { workspace: "slack:T1", purpose: "oauth-verifier" }),
        redirect: true,
      });
      await store.pending.add(link("U2", "ben's"), NOW);
      for (let n = 0; n < 100; n += 1) await store.pending.add(link("U1", `ana's ${n}`), NOW);
      expect(await store.pending.find("ben's", NOW)).toMatchObject({ actor: "U2" });
      expect(await store.pending.find("ben's", NOW + 10 * MINUTE_MS)).toBeUndefined();
    },
  } as const satisfies Partial<Record<LimitName, () => Promise<void>>>;
}
