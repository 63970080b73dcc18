// How often one command asks the floors below: its query log and its leases, over a real store, snapshots and router.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { digestCommands } from "../../src/commands/digest/index.ts";
import { digestTexts } from "../../src/commands/digest/texts.ts";
import { newsCommands } from "../../src/commands/news/index.ts";
import { createActionCodes } from "../../src/commands/serve/action-codes.ts";
import { createRouter, type Router } from "../../src/commands/serve/router.ts";
import { createDataSet, type DataSet } from "../../src/datasets/data-set.ts";
import { localFiles } from "../../src/datasets/local-files.ts";
import { createNewsLook, type NewsLook } from "../../src/datasets/look.ts";
import { createOpenSnapshots, type OpenSnapshots } from "../../src/datasets/open-snapshots.ts";
import { createDigestService, type DigestService } from "../../src/digest/service.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { createLogger } from "../../src/log.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { createAudit } from "../../src/store/audit.ts";
import { createDataSets } from "../../src/store/data-sets.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { createLedger } from "../../src/store/ledger.ts";
import { createLists } from "../../src/store/lists.ts";
import { createMutes } from "../../src/store/mutes.ts";
import { createSeen } from "../../src/store/seen.ts";
import { createSubscriptions } from "../../src/store/subscriptions.ts";
import { unsyncedInSqlite } from "../../src/store/unsynced.ts";
import { createClockWatch } from "../../src/time/clock-watch.ts";
import { createBoard } from "../answers/board.ts";
import { writeNews } from "../datasets/news-files.ts";
import { buildInProcess } from "../news/build-here.ts";
import { actorWith, invocationOf } from "./serve/running-commands.ts";

const NOW = Date.UTC(2024, 2, 8, 9);
const WORKSPACE = "slack:T1";
const log = createLogger("silent");

let directory: string;
let now: number;
let store: Store;
let opened: OpenSnapshots;
let dataSet: DataSet;
let service: DigestService;
let router: Router;
/** The tables of every query, `data_sets`. */
let queries: string[];
/** Snapshots that were leased, and how many of the leases are not released. */
let leased: string[];
let heldLeases: number;
/** Articles that were read whole. */
let articlesRead: string[];

const logQueries: KyselyPlugin = {
  transformQuery({ node }) {
    const [, table] =
      /"identifier":\{"kind":"IdentifierNode","name":"(\w+)"/.exec(JSON.stringify(node)) ?? [];
    // How a transaction commits is asked of no table.
    if (table !== undefined) queries.push(table);
    return node;
  },
  transformResult: async ({ result }) => result,
};

const counted: Pick<OpenSnapshots, "lease" | "directoryOf" | "sweep" | "rest" | "close"> = {
  async lease(id) {
    const lease = await opened.lease(id);
    if (lease === undefined) return undefined;
    leased.push(id);
    heldLeases += 1;
    const { catalog } = lease;
    let isHeld = true;
    return {
      catalog: {
        ...catalog,
        entries(ids) {
          articlesRead.push(...ids);
          return catalog.entries(ids);
        },
      },
      release() {
        if (isHeld) heldLeases -= 1;
        isHeld = false;
        lease.release();
      },
    };
  },
  directoryOf: (id) => opened.directoryOf(id),
  sweep: (keep) => opened.sweep(keep),
  rest: (keep) => opened.rest(keep),
  close: () => opened.close(),
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-one-look-"));
  const news = join(directory, "news");
  await mkdir(news);
  await mkdir(join(directory, "tmp"));
  await writeNews(join(news, "Estonia.parquet"), { articles: 12 });
  now = NOW;
  startCounting();
  const clock = (): number => now;
  store = await openStore({ dataDirectory: directory });
  opened = createOpenSnapshots({ directory: join(directory, "snapshots"), clock, log });
  const db = store.db.withPlugin(logQueries);
  const unsynced = unsyncedInSqlite(db);
  const [lists, subscriptions] = [createLists(db, unsynced), createSubscriptions(db)];
  const seen = createSeen(db, unsynced);
  const tables = {
    subscriptions,
    ledger: createLedger(db),
    mutes: createMutes(db),
    seen,
    audit: createAudit(db),
  };
  dataSet = createDataSet({
    source: localFiles(news),
    snapshots: counted,
    records: createDataSets(db),
    dataFiles: createDataFiles({
      filesDirectory: join(directory, "files"),
      tmpDirectory: join(directory, "tmp"),
    }),
    tmpDirectory: join(directory, "tmp"),
    clock,
    log,
    build: buildInProcess,
  });
  const look = (): NewsLook => createNewsLook(async () => dataSet, counted);
  const board = createBoard();
  const places = {
    serves: () => true,
    resolve: board.places.resolve,
    mentioned: async () => undefined,
    open: async (_workspace: string, place: Parameters<typeof board.places.open>[0]) =>
      board.places.open(place, new Map()),
  };
  service = createDigestService({
    store: tables,
    datasets: { look, status: () => dataSet.status() },
    places,
    notifier: { tell: async () => undefined },
    texts: digestTexts,
    clock,
    watch: createClockWatch({ clock, runMs: clock }),
    log,
  });
  const { digests, explainer } = service;
  router = createRouter({
    commands: [
      ...newsCommands({ lists, judgements: store.judgements, savedQuestions: store.savedQuestions }),
      ...digestCommands({ store: tables, digests, explainer, places, lists, defaultZone: "UTC" }),
    ],
    look,
    lexicon: async (workspace, asked) => ({
      ...(await asked.lexicon()),
      digests: (await subscriptions.ofWorkspace(workspace)).map(({ name }) => name),
    }),
    codes: createActionCodes(store.actions, clock),
    clock,
    log,
  });
  await dataSet.refresh();
  await answerTo("/digest create Morning brief when daily 09:00");
  now += 60_000;
  await answerTo("/digest create Evening brief when daily 10:00");
});

beforeEach(startCounting);

afterAll(async () => {
  await service.close(1_000);
  await dataSet.close();
  await opened.close();
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

function startCounting(): void {
  queries = [];
  leased = [];
  heldLeases = 0;
  articlesRead = [];
}

async function answerTo(text: string): Promise<string> {
  const reply = await router.handle(
    invocationOf(text, {
      workspace: WORKSPACE,
      platform: "test",
      actor: actorWith("read", "manage", "admin"),
    }),
    { progress: () => undefined },
  );
  await service.queue.idle();
  return plainText(reply);
}

const rowsOfDataSets = (): number => queries.filter((table) => table === "data_sets").length;

describe("one look", () => {
  it.each([
    ["/news top", "Report"],
    ["/news top estonia limit 3", "Report"],
    ["/news latest page 2", "Report"],
    ["/news show 6", "Verdicts by pillar"],
    ["/news sources", "news.example"],
    ["/news status", "12"],
    ["/digest preview Morning brief", "Preview"],
    ["/digest why 6", "Morning brief"],
    ["/digest mute story a-9", "Report"],
    ["/digest run Evening brief", "The digest goes to"],
    ["/digest create Another when daily 11:00", "Digest made"],
    ["/news serach court", "There is no command"],
  ])("is enough for %s", async (text, said) => {
    expect(await answerTo(text)).toContain(said);
    expect(rowsOfDataSets()).toBe(1);
    expect(leased).toHaveLength(1);
    expect(heldLeases).toBe(0);
  });

  it("is all that /news top asks, beside the names of digests and what it notes of its own list", async () => {
    await answerTo("/news top");
    expect(queries).toEqual(["data_sets", "data_files", "subscriptions", "last_lists"]);
  });

  it("is enough for another page of the same news", async () => {
    const snapshot = (await dataSet.status()).manifest?.id;
    startCounting();
    expect(await answerTo(`/news top since all page 2 snapshot ${snapshot}`)).toContain("Report");
    expect([rowsOfDataSets(), leased.length, heldLeases]).toEqual([1, 1, 0]);
  });

  it("is enough for a tick, however many digests are due, and reads each article once", async () => {
    const alsoDated = ["2024-03-08 12:00:00", "2024-03-08 15:00:00"];
    await writeNews(join(directory, "news", "Estonia.parquet"), { articles: 12, alsoDated });
    now = NOW + 26 * 3_600_000;
    await dataSet.refresh();
    // The news are noted, so that what is counted is the work for the digests.
    await answerTo("/digest preview Morning brief");
    startCounting();
    await service.digests.tick();
    await service.queue.idle();
    expect([rowsOfDataSets(), leased.length, heldLeases]).toEqual([1, 1, 0]);
    // The last one is of a muted story: it tells the affair that is muted with it.
    expect(articlesRead.toSorted()).toEqual(["a-0", "a-12", "a-13", "a-9"]);
    const digests = await store.subscriptions.ofWorkspace(WORKSPACE);
    for (const { id } of digests) {
      const [slot] = await store.ledger.slotsOf(id, { limit: 1 });
      expect(slot).toMatchObject({ kind: "scheduled", decidedAt: now });
    }
    // They look at three different stretches of the news.
    expect(digests).toHaveLength(3);
  });
});
