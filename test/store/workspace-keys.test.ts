// A store from before workspaces had their platform's name is brought up to date and loses nothing.

import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import { rotateKeys } from "../../src/store/rotate-keys.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { SEALED, SECRET_KEY, WORKSPACES, WRITTEN_AT, writeOldStore } from "./bare-workspace-ids.ts";
import { implementations, type Place } from "./implementations.ts";

const EVERYWHERE = WORKSPACES.map(({ workspace }) => workspace).toSorted();
const CONNECTED = ["environment:dropbox", "slack:T0NEWS"];
const box = createSecretBox({ keys: [SECRET_KEY] });

/** Every column that holds a workspace, or a data set with one in its name: what stands in it. */
async function holdersOf({ db }: Store): Promise<Record<string, readonly string[]>> {
  const raw = db.withoutPlugins();
  const tables = await raw.introspection.getTables();
  const columns = tables.flatMap(({ name, columns }) =>
    columns.flatMap((column) => (/^(workspace|data_set)$/.test(column.name) ? [[name, column.name]] : [])),
  );
  const held = columns.map(async ([table = "", column = ""]) => {
    const { rows } = await sql<{ value: string }>`
      select distinct ${sql.ref(column)} as value from ${sql.table(table)}`.execute(raw);
    return [table, rows.map(({ value }) => value).toSorted()] as const;
  });
  return Object.fromEntries(await Promise.all(held));
}

async function opened(place: Place): Promise<Store> {
  const store = await openStore(place.location);
  onTestFinished(() => store.close());
  return store;
}

describe.each(implementations)("a store of bare workspace ids on $name", ({ create }) => {
  let place: Place;

  beforeEach(async () => {
    place = await create();
    await writeOldStore(place.location);
  });

  afterEach(() => place.remove());

  it("names the platform of every workspace, wherever one stands", async () => {
    const [own, dataSets] = [["slack:T0NEWS"], CONNECTED.map((workspace) => `dropbox:${workspace}`)];
    expect(await holdersOf(await opened(place))).toEqual({
      ...{ actions: EVERYWHERE, last_lists: EVERYWHERE, subscriptions: EVERYWHERE, mutes: EVERYWHERE },
      ...{ connections: CONNECTED, sync_state: CONNECTED, synced_files: CONNECTED, oauth_pending: own },
      ...{ data_sets: dataSets, seen_articles: dataSets, seen_snapshots: dataSets },
      served_snapshots: dataSets,
      ...{
        data_files: [],
        data_set_changes: [],
        data_set_looks: [],
        notices: [],
        conversations: [],
        last_questions: [],
        first_times: [],
        audit_entries: [],
        chosen_workspaces: [],
        installations: [],
        judgements: [],
        saved_questions: [],
      },
    });
  });

  it("keeps lists, buttons and mutes", async () => {
    const store = await opened(place);
    for (const { workspace, actor, action } of WORKSPACES) {
      expect((await store.lists.last(workspace, actor))?.entries.get(2)).toBe("ee-4");
      expect(await store.actions.find(workspace, action, WRITTEN_AT)).toMatch(
        /^\/news top direction negative/,
      );
      const mutes = await store.mutes.ofWorkspace(workspace, WRITTEN_AT);
      expect(mutes).toMatchObject([{ kind: "word", value: "report 9", createdBy: actor }]);
    }
  });

  it("keeps digests, what they sent and what is on its way", async () => {
    const store = await opened(place);
    const tomorrow = Date.UTC(2024, 2, 9, 9);
    expect(await store.subscriptions.due(tomorrow - 1, 10)).toEqual([]);
    const due = await store.subscriptions.due(tomorrow, 10);
    expect(due.map(({ workspace }) => workspace).toSorted()).toEqual(EVERYWHERE);
    for (const { id, platform } of due) {
      const [slot] = await store.ledger.slotsOf(id, { limit: 5 });
      expect(slot).toMatchObject({ state: platform === "discord" ? "pending" : "sent" });
    }
  });

  it("keeps the listings and what was seen of each data set", async () => {
    const store = await opened(place);
    for (const workspace of ["slack:T0NEWS", "environment:dropbox"] as const) {
      expect(await store.syncedFiles.list(workspace)).toMatchObject([
        { pathLower: "/estonia_master.parquet.gzip" },
      ]);
      expect(await store.syncedFiles.state(workspace)).toMatchObject({
        cursor: expect.stringContaining("cursor"),
      });
      const dataSet = `dropbox:${workspace}`;
      expect(await store.seen.between(dataSet, 0, WRITTEN_AT)).toHaveLength(8);
      expect((await store.seen.snapshot(dataSet))?.snapshot).toBe(
        (await store.dataSets.get(dataSet))?.snapshot,
      );
    }
  });

  it("opens what was sealed, each in its own workspace alone, also after the key has changed", async () => {
    const store = await opened(place);
    const tokenOf = async (workspace: "slack:T0NEWS" | "environment:dropbox") =>
      (await store.connections.get(workspace))?.sealedRefreshToken ?? "";
    const purpose = "refresh-token";
    expect(box.open(await tokenOf("slack:T0NEWS"), { workspace: "slack:T0NEWS", purpose })).toBe(
      SEALED.slack,
    );
    const ofAll = { workspace: "environment:dropbox", purpose } as const;
    expect(box.open(await tokenOf("environment:dropbox"), ofAll)).toBe(SEALED.environment);
    const moved = await tokenOf("slack:T0NEWS");
    for (const workspace of ["slack:E0GRID", "environment:dropbox"] as const)
      expect(() => box.open(moved, { workspace, purpose })).toThrow(/stored secret/);

    const later = createSecretBox({ keys: ["22".repeat(32), SECRET_KEY] });
    expect(await rotateKeys(store, later, WRITTEN_AT)).toBe(3);
    const only = createSecretBox({ keys: ["22".repeat(32)] });
    expect(only.open(await tokenOf("slack:T0NEWS"), { workspace: "slack:T0NEWS", purpose })).toBe(
      SEALED.slack,
    );
    expect(only.open(await tokenOf("environment:dropbox"), ofAll)).toBe(SEALED.environment);
    const pending = await store.pending.findFor("slack:T0NEWS", "U0EVA", WRITTEN_AT);
    const verifier = { workspace: "slack:T0NEWS", purpose: "oauth-verifier" } as const;
    expect(only.open(pending?.sealedVerifier ?? "", verifier)).toBe(SEALED.verifier);
  });

  it("is left alone by a reader, and when it is up to date", async () => {
    await expect(openStore(place.location, { readOnly: true })).rejects.toMatchObject({
      message: "The stored state is older than this program; start the bot once to bring it up to date.",
    });
    const before = await holdersOf(await opened(place));
    expect(await holdersOf(await opened(place))).toEqual(before);
    const reader = await openStore(place.location, { readOnly: true });
    onTestFinished(() => reader.close());
    expect(await holdersOf(reader)).toEqual(before);
  });
});
