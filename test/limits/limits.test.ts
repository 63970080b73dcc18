// For every limit of the bot: what one person does at it, and that others go on. A row of the list without a proof does not
// compile.

import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createPeople, MOST_PEOPLE } from "../../adapters/slack/api/people.ts";
import { MOST_URLS } from "../../adapters/slack/api/response-urls.ts";
import { createDrawing, MOST_WAITING } from "../../src/charts/drawing.ts";
import { MOST_QUESTIONS, takeQuestions } from "../../src/cli/take-questions.ts";
import { EXPORTS_AN_HOUR } from "../../src/commands/news/export.ts";
import { createActionCodes } from "../../src/commands/serve/action-codes.ts";
import { createActorTurns, MOST_AT_ONCE } from "../../src/commands/serve/actor-turns.ts";
import { createRateLimit } from "../../src/commands/serve/rate-limit.ts";
import { BUSY_ACTORS, COMMANDS_PER_MINUTE, createRouter } from "../../src/commands/serve/router.ts";
import {
  createOpenSnapshots,
  MOST_OPEN,
  MOST_KEPT_BYTES as MOST_SNAPSHOT_BYTES,
  MOST_KEPT as MOST_SNAPSHOTS,
} from "../../src/datasets/open-snapshots.ts";
import { createInProcessQueue } from "../../src/digest/deliver/queue.ts";
import { messageOf } from "../../src/errors.ts";
import { NO_WORDS } from "../../src/language/declare/parsed.ts";
import { LONGEST_TEXT } from "../../src/language/mend/offers.ts";
import { createLogger } from "../../src/log.ts";
import { CONNECTIONS } from "../../src/news/query-pool.ts";
import { createSearchThreads, MOST_SEARCHES_WAITING, MOST_THREADS } from "../../src/news/search/threads.ts";
import { MANIFEST_FILE } from "../../src/news/snapshot.ts";
import { defaultLimits } from "../../src/news/supervisor.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { MAX_CONNECTIONS } from "../../src/store/postgres-dialect.ts";
import { doing, invocationOf, noNews } from "../commands/serve/running-commands.ts";
import { stateFile, writeNews } from "../datasets/news-files.ts";
import { openPostOffice } from "../digest/simulation/deliveries.ts";
import { keptSnapshot } from "../kept.ts";
import { createTestPace } from "../pace.ts";
import { trendOf } from "../reply/samples.ts";
import { HTTP_PROOFS } from "./http-proofs.ts";
import { isLimit, LIMITS, type LimitName, limitsPage } from "./limits.ts";
import { storeProofs } from "./store-proofs.ts";

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
  const ask = async (
    actor: Actor,
    words: string,
    requestId = `${actor.id} ${words}`,
    workspace: WorkspaceKey = "slack:T1",
  ): Promise<string> =>
    plainText(
      await router.handle(invocationOf(`/news search ${words}`, { actor, requestId, workspace }), {
        progress: () => undefined,
      }),
    );
  return { ask, ran };
}

const proofs: Readonly<Record<LimitName, () => Promise<void>>> = {
  ...HTTP_PROOFS,
  ...storeProofs(() => store),

  async commands() {
    const { ask } = startRouter();
    for (let n = 0; n < COMMANDS_PER_MINUTE; n += 1) expect(await ask(ANA, `a${n}`)).toBe(`a${n}`);
    expect(await ask(ANA, "more")).toContain("That is more than 30 commands in a minute.");
    expect(await ask(BEN, "ben")).toBe("ben");
    const many = (prefix: string, people: number) =>
      Array.from({ length: people }, (_, n) => ({ ...BEN, id: `${prefix}${n}` }));
    for (const who of many("U9", BUSY_ACTORS - 1))
      for (let n = 0; n < COMMANDS_PER_MINUTE; n += 1) await ask(who, `w${n}`);
    expect(await ask({ ...BEN, id: "U8" }, "all of them")).toContain(
      "That is more than 600 commands of this workspace in a minute.",
    );
    expect(await ask({ ...BEN, id: "U8" }, "elsewhere", "another", "slack:T2")).toBe("elsewhere");
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

  async openSnapshots() {
    await writeNews(join(directory, "whole.parquet"), { articles: 12 });
    const { folder, manifest } = await keptSnapshot([stateFile(directory, "whole")], NOW);
    const names = Array.from({ length: MOST_OPEN + 2 }, (_, n) => n.toString(16).padStart(32, "0"));
    for (const id of names) {
      await cp(folder, join(directory, "snapshots", id), { recursive: true });
      const ofIt = join(directory, "snapshots", id, MANIFEST_FILE);
      await writeFile(ofIt, JSON.stringify({ ...manifest, id }));
    }
    const snapshots = createOpenSnapshots({
      directory: join(directory, "snapshots"),
      clock: () => now,
      log,
    });
    const catalogOf = async (id: string) => {
      now += 1;
      const lease = await snapshots.lease(id);
      lease?.release();
      return lease?.catalog;
    };
    const [first = "", second = "", ...others] = names;
    const reading = await snapshots.lease(first);
    const before = await catalogOf(second);
    for (const id of others) await catalogOf(id);
    // Whoever reads goes on; who asks again gets theirs anew.
    const page = { filter: {}, period: {}, limit: 5, offset: 0 };
    await vi.waitFor(() => expect(before?.latest(page)).rejects.toThrow());
    expect((await reading?.catalog.latest(page))?.stories).toBe(12);
    expect((await (await catalogOf(second))?.latest(page))?.stories).toBe(12);
    reading?.release();
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
