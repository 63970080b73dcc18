// For every limit of the bot: what one person does at it, and that others go on. A row of the list without a proof does not
// compile.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createPeople, MOST_PEOPLE } from "../../adapters/slack/api/people.ts";
import { MOST_URLS } from "../../adapters/slack/api/response-urls.ts";
import { createDrawing, MOST_WAITING } from "../../src/charts/drawing.ts";
import { MOST_QUESTIONS, takeQuestions } from "../../src/cli/take-questions.ts";
import { boundsFor, DIGEST_BOUNDS, MUTE_BOUNDS } from "../../src/commands/digest/bounds.ts";
import { EXPORTS_AN_HOUR } from "../../src/commands/news/export.ts";
import { createActionCodes } from "../../src/commands/serve/action-codes.ts";
import { createActorTurns, MOST_AT_ONCE } from "../../src/commands/serve/actor-turns.ts";
import { createRateLimit } from "../../src/commands/serve/rate-limit.ts";
import { COMMANDS_PER_MINUTE, createRouter } from "../../src/commands/serve/router.ts";
import {
  createOpenSnapshots,
  MOST_KEPT_BYTES as MOST_SNAPSHOT_BYTES,
  MOST_KEPT as MOST_SNAPSHOTS,
} from "../../src/datasets/open-snapshots.ts";
import { createInProcessQueue } from "../../src/digest/deliver/queue.ts";
import { AppError, messageOf } from "../../src/errors.ts";
import { NO_WORDS } from "../../src/language/declare/parsed.ts";
import { LONGEST_TEXT } from "../../src/language/mend/offers.ts";
import { createLogger } from "../../src/log.ts";
import { CONNECTIONS } from "../../src/news/query-pool.ts";
import { createSearchThreads, MOST_SEARCHES_WAITING, MOST_THREADS } from "../../src/news/search/threads.ts";
import { defaultLimits } from "../../src/news/supervisor.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { createActions } from "../../src/store/actions.ts";
import { createConversations } from "../../src/store/conversations.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { createJudgements, MOST_JUDGEMENTS } from "../../src/store/judgements.ts";
import { MAX_ENTRIES } from "../../src/store/lists.ts";
import { MAX_CONNECTIONS } from "../../src/store/postgres-dialect.ts";
import { MOST_QUESTIONS_KEPT } from "../../src/store/questions.ts";
import { MOST_SAVED } from "../../src/store/saved-questions.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { unsyncedInSqlite } from "../../src/store/unsynced.ts";
import { listsWhileFull, MOST_KEPT as MOST_UNSAVED } from "../../src/store/while-full.ts";
import { doing, invocationOf, noNews } from "../commands/serve/running-commands.ts";
import { openPostOffice } from "../digest/simulation/deliveries.ts";
import { createTestPace } from "../pace.ts";
import { trendOf } from "../reply/samples.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { keepOne } from "../store/keep-one.ts";
import { HTTP_PROOFS } from "./http-proofs.ts";
import { isLimit, LIMITS, type LimitName, limitsPage } from "./limits.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const MINUTE_MS = 60_000;
const ANA: Actor = { id: "U1", name: "Ana", roles: ["read", "manage"] };
const BEN: Actor = { ...ANA, id: "U2", name: "Ben" };
const log = createLogger("silent");

let directory: string;
let store: Store;
let now: number;

beforeEach(async () => {
  now = NOW;
  directory = await mkdtemp(join(tmpdir(), "rol-news-limits-"));
  store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });
});

/** The commands that reached their work. */
function startRouter(hung: Promise<void> = Promise.resolve()) {
  const ran: string[] = [];
  const router = createRouter({
    commands: [
      doing(["news", "search"], async (words) => {
        ran.push(words);
        if (words.startsWith("slow")) await hung;
        return words;
      }),
    ],
    look: noNews,
    lexicon: async () => NO_WORDS,
    codes: createActionCodes(store.actions, () => now),
    clock: () => now,
    log,
  });
  const ask = async (actor: Actor, words: string, requestId = `${actor.id} ${words}`): Promise<string> =>
    plainText(
      await router.handle(invocationOf(`/news search ${words}`, { actor, requestId }), {
        progress: () => undefined,
      }),
    );
  return { ask, ran };
}

const proofs: Readonly<Record<LimitName, () => Promise<void>>> = {
  ...HTTP_PROOFS,

  async digests() {
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
          createdAt: now,
        },
        boundsFor(who, MUTE_BOUNDS),
        now,
      );
    for (let n = 0; n < MUTE_BOUNDS.ofPerson; n += 1) expect(await add(ANA, `w${n}`)).toBe("added");
    expect(await add(ANA, "one more")).toBe("own-full");
    expect(await add(ANA, "w0")).toBe("added");
    expect(await add(BEN, "w0")).toBe("added");
    expect(MUTE_BOUNDS.inWorkspace / MUTE_BOUNDS.ofPerson).toBeGreaterThanOrEqual(10);
  },

  async commands() {
    const { ask } = startRouter();
    for (let n = 0; n < COMMANDS_PER_MINUTE; n += 1) expect(await ask(ANA, `a${n}`)).toBe(`a${n}`);
    expect(await ask(ANA, "more")).toContain("That is more than 30 commands in a minute.");
    expect(await ask(BEN, "ben")).toBe("ben");
  },

  async atOnce() {
    const { promise: hung, resolve: finish } = Promise.withResolvers<void>();
    const { ask, ran } = startRouter(hung);
    const all = Array.from({ length: COMMANDS_PER_MINUTE }, (_, n) => ask(ANA, `slow ${n}`));
    expect(await ask(BEN, "ben")).toBe("ben");
    expect(ran.filter((words) => words.startsWith("slow"))).toHaveLength(MOST_AT_ONCE);
    expect(MOST_AT_ONCE).toBeLessThan(CONNECTIONS);
    finish();
    expect(await Promise.all(all)).toEqual(all.map((_, n) => `slow ${n}`));
    // One that fails gives its turn back.
    const turns = createActorTurns();
    for (let n = 0; n <= MOST_AT_ONCE; n += 1)
      await expect(turns("Ana", () => Promise.reject(new Error("on purpose")))).rejects.toThrow("on purpose");
    expect(await turns("Ana", async () => "done")).toBe("done");
  },

  async searches() {
    const threads = createSearchThreads();
    onTestFinished(() => threads.close());
    const ask = (): Promise<string> =>
      threads.ask(join(directory, "none.sqlite"), { type: "similar", title: "", texts: [] }).then(
        ({ type }) => type,
        (error: unknown) => messageOf(error),
      );
    const all = Array.from({ length: MOST_THREADS + MOST_SEARCHES_WAITING }, ask);
    expect(await ask()).toBe("Too many searches are under way. Ask again in a moment.");
    expect(new Set(await Promise.all(all))).toEqual(new Set(["failed"]));
    expect(20 * MOST_AT_ONCE).toBeLessThan(MOST_SEARCHES_WAITING);
  },

  async text() {
    const { ask, ran } = startRouter();
    for (const length of [LONGEST_TEXT + 1, 1_000_000])
      expect(await ask(ANA, "x ".repeat(length / 2))).toContain("I read 1,000 at most.");
    expect(ran).toEqual([]);
  },

  async requests() {
    const { ask, ran } = startRouter();
    await ask(BEN, "ben", "ben's request");
    for (let n = 0; n < COMMANDS_PER_MINUTE; n += 1) await ask(ANA, `a${n}`);
    for (let n = 0; n < 200; n += 1)
      expect(await ask(ANA, `more ${n}`, `flood ${n}`)).toContain("more than 30");
    expect(await ask(BEN, "ben", "ben's request")).toBe("ben");
    expect(ran.filter((words) => words === "ben")).toHaveLength(1);
    // What was refused is not remembered: sent again later, it is done.
    now += MINUTE_MS;
    expect(await ask(ANA, "more 7", "flood 7")).toBe("more 7");
  },

  async buttons() {
    const actions = createActions(store.db, unsyncedInSqlite(store.db), 5);
    const other = await keepOne(actions, "slack:T2", "/news search other", now);
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1)
      ids.push(await keepOne(actions, "slack:T1", `/news search ${n}`, now + n));
    expect(await actions.deleteExpired(now + 20)).toBe(7);
    const found = await Promise.all(ids.map((id) => actions.find("slack:T1", id, now + 20)));
    expect(found.map((command) => command !== undefined)).toEqual(ids.map((_, n) => n >= 7));
    expect(await actions.find("slack:T2", other, now + 20)).toBe("/news search other");
  },

  async judgements() {
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

  async savedQuestions() {
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
    const remember = (actor: string, from: number, count: number) =>
      store.lists.remember(
        "slack:T1",
        actor,
        { entries: new Map(Array.from({ length: count }, (_, n) => [from + n, `${actor} ${from + n}`])) },
        now,
      );
    await remember("U2", 1, 5);
    await remember("U1", 1, 2 * MAX_ENTRIES);
    expect((await store.lists.last("slack:T1", "U1"))?.entries.size).toBe(MAX_ENTRIES);
    expect((await store.lists.last("slack:T1", "U2"))?.entries.size).toBe(5);
  },

  async conversations() {
    const few = createConversations(store.db, unsyncedInSqlite(store.db), 3);
    const keyOf = (workspace: WorkspaceKey, n: number) => ({ workspace, place: "C1", conversation: `${n}` });
    const say = (workspace: WorkspaceKey, n: number) =>
      few.remember(keyOf(workspace, n), { command: "/news top", actor: "U1", at: now + n });
    await say("slack:T2", 0);
    for (let n = 0; n < 5; n += 1) await say("slack:T1", n);
    await few.deleteExpired(now + 5);
    const isKept = async (workspace: WorkspaceKey, n: number) =>
      (await few.last(keyOf(workspace, n), now + 5)) !== undefined;
    expect(await Promise.all([0, 1, 2, 3, 4].map((n) => isKept("slack:T1", n)))).toEqual([
      ...[false, false, true, true, true],
    ]);
    expect(await isKept("slack:T2", 0)).toBe(true);
    await store.questions.note("slack:T1", "U2", { command: "/news latest", at: now });
    for (let n = 0; n < 2 * MOST_QUESTIONS_KEPT; n += 1)
      await store.questions.note("slack:T1", "U1", { command: `/news top page ${n}`, at: now });
    expect(await store.questions.of("slack:T1", "U1")).toHaveLength(MOST_QUESTIONS_KEPT);
    expect(await store.questions.of("slack:T1", "U2")).toHaveLength(1);
  },

  async unsaved() {
    const full = async (): Promise<never> => {
      throw new AppError("no-room", "The disk is full.");
    };
    const lists = listsWhileFull({ remember: full, last: async () => undefined });
    const list = (entry: string) => ({ entries: new Map([[1, entry]]) });
    await lists.remember("slack:T1", "U2", list("ben's"), now);
    for (let n = 0; n < 2 * MOST_UNSAVED; n += 1) await lists.remember("slack:T1", "U1", list(`a${n}`), now);
    expect((await lists.last("slack:T1", "U2"))?.entries.get(1)).toBe("ben's");
  },

  async links() {
    const box = createSecretBox({ keys: [randomBytes(32).toString("base64")] });
    const link = (actor: string, state: string) => ({
      state,
      workspace: "slack:T1" as const,
      actor,
      actorName: actor,
      sealedVerifier: box.seal("verifier", { workspace: "slack:T1", purpose: "oauth-verifier" }),
      redirect: true,
    });
    await store.pending.add(link("U2", "ben's"), now);
    for (let n = 0; n < 100; n += 1) await store.pending.add(link("U1", `ana's ${n}`), now);
    expect(await store.pending.find("ben's", now)).toMatchObject({ actor: "U2" });
    expect(await store.pending.find("ben's", now + 10 * MINUTE_MS)).toBeUndefined();
  },

  async snapshots() {
    const folder = join(directory, "snapshots");
    const names = Array.from({ length: MOST_SNAPSHOTS + 10 }, (_, n) => n.toString(16).padStart(32, "0"));
    for (const [n, name] of names.entries()) {
      await mkdir(join(folder, name), { recursive: true });
      await utimes(join(folder, name), now / 1000 + n, now / 1000 + n);
    }
    const snapshots = createOpenSnapshots({ directory: folder, clock: () => now + MINUTE_MS, log });
    // The one that serves was used longest ago.
    const [serving = ""] = names;
    await snapshots.sweep(new Set([serving]));
    expect((await readdir(folder)).toSorted()).toEqual([serving, ...names.slice(-MOST_SNAPSHOTS)]);
    // Large ones: the latest of them, and as many more as have room. Holes in a file take none here.
    for (const name of await readdir(folder)) {
      await writeFile(join(folder, name, "cards.bin"), "");
      await truncate(join(folder, name, "cards.bin"), MOST_SNAPSHOT_BYTES * 0.4);
      const usedAt = now / 1000 + names.indexOf(name) - 60;
      await utimes(join(folder, name), usedAt, usedAt);
    }
    await snapshots.sweep(new Set([serving]));
    expect((await readdir(folder)).toSorted()).toEqual([serving, ...names.slice(-2)]);
    await snapshots.close();
  },

  async files() {
    const largest = defaultLimits(Number.MAX_SAFE_INTEGER);
    expect([largest.memoryBytes, largest.databaseMemoryBytes]).toEqual([4_000_000_000, 1_024_000_000]);
    const megabyte = defaultLimits(1_000_000);
    for (const bound of [megabyte.diskBytes, megabyte.fileMs, megabyte.megabyteMs, megabyte.joinMs])
      expect(bound).toBeLessThan(10_000_000_000);
  },

  async places() {
    const office = await openPostOffice();
    for (const place of ["C1", "C2", "C3", "C4"]) await office.post(place);
    const { promise: hung, resolve: finish } = Promise.withResolvers<void>();
    const { promise: delivered, resolve: arrived } = Promise.withResolvers<string>();
    const queue = createInProcessQueue({
      ledger: office.store.ledger,
      deliverer: {
        deliver: ({ subscription }) => {
          if (subscription === "C4") arrived(subscription);
          return hung;
        },
      },
      clock: office.now,
      runMs: office.now,
      mayDeliver: () => true,
      log,
    });
    queue.enqueue();
    expect(await delivered).toBe("C4");
    finish();
    await queue.close(0);
  },

  async people() {
    let calls = 0;
    const call = async (_method: string, { user }: Readonly<Record<string, unknown>>) => {
      calls += 1;
      return { ok: true, user: { id: user, name: String(user), team_id: "T1" } };
    };
    const people = createPeople({ web: { call, once: call }, adminIds: [], clock: () => now, log });
    const first = await people.actor("slack:T1", "U2");
    for (let n = 0; n < MOST_PEOPLE; n += 1) await people.actor("slack:T1", `U${n}X`);
    expect(await people.actor("slack:T1", "U2")).toEqual(first);
    expect(calls).toBe(MOST_PEOPLE + 2);
    now -= 60 * MINUTE_MS;
    await people.actor("slack:T1", "U2");
    expect(calls).toBe(MOST_PEOPLE + 3);
  },

  async responseUrls() {
    expect(COMMANDS_PER_MINUTE * 30).toBeLessThan(MOST_URLS / 10);
  },

  // What one file may take, and that one of a workspace is made at a time: test/news/export/exports.test.ts.
  async exports() {
    const rateLimit = createRateLimit({
      most: EXPORTS_AN_HOUR,
      per: "hour",
      of: "exports",
      clock: () => now,
    });
    for (let made = 0; made < EXPORTS_AN_HOUR; made += 1) rateLimit.take("ana");
    expect(() => rateLimit.take("ana")).toThrow("Ask again in 60 minutes.");
    rateLimit.take("ben");
    now += 60 * MINUTE_MS;
    rateLimit.take("ana");
  },

  async charts() {
    const script = `import { parentPort } from "node:worker_threads";
      parentPort.on("message", () => parentPort.postMessage({ png: new Uint8Array([1]) }));`;
    const { draw, close } = createDrawing({
      log,
      pace: createTestPace({ heldMs: [5_000, 8_000] }),
      script: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    });
    onTestFinished(close);
    const { chart } = trendOf(1, 3);
    const of = (commands: number): Promise<readonly (Uint8Array | undefined)[]> =>
      Promise.all(Array.from({ length: commands }, () => draw(chart)));
    expect((await of(MOST_WAITING + 1)).filter((picture) => picture === undefined)).toHaveLength(1);
    const [anas, bens] = await Promise.all([of(MOST_AT_ONCE), of(MOST_AT_ONCE)]);
    expect([...anas, ...bens]).not.toContain(undefined);
  },

  async database() {
    expect(MOST_AT_ONCE).toBeLessThan(MAX_CONNECTIONS / 2);
  },

  async questions() {
    const questions = await takeQuestions({
      dataDirectory: directory,
      router: { handle: () => Promise.reject(new Error("nobody asks")) },
      complete: async () => [[], ""],
      log,
    });
    const path = join(directory, "questions.sock");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const sockets = Array.from({ length: MOST_QUESTIONS + 1 }, () => connect(path));
    await Promise.race(sockets.map((socket) => once(socket, "close")));
    for (const socket of sockets) socket.destroy();
    await questions.close();
  },
};

describe("one person cannot exhaust for others", () => {
  it.each(
    Object.keys(LIMITS)
      .filter(isLimit)
      .map((name) => [LIMITS[name].what, proofs[name]] as const),
  )("%s", async (_what, prove) => prove());
});

it("the page of limits is that of the list", async () => {
  await expect(limitsPage()).toMatchFileSnapshot("../../docs/limits.md");
});
