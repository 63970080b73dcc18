// What an installation's events change of all that is stored: the row of that workspace, and nothing else of anybody's. What digests
// do about it is in test/cli/many-workspaces.test.ts.

import { sql } from "kysely";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { TOKEN_LIFE_S } from "../../fakes/slack/oauth.ts";
import { subscriptionRecord } from "../../store/digest-records.ts";
import { type InstalledApp, startInstalledApp } from "./installed-app.ts";

type Row = Readonly<Record<string, unknown>>;
type Stored = ReadonlyMap<string, readonly Row[]>;

const WORKSPACES = ["slack:T1", "slack:T2", "slack:E1"] as const;
/** What a removal leaves of an installation. */
const REMOVED = ["keyId", "removedAt", "revision", "sealedTokens"];

let app: InstalledApp;

beforeEach(async () => {
  app = await startInstalledApp("http");
  app.bot.slack.oauth.rotate();
  await app.install({ team: "T2" });
  const { store } = app.bot;
  for (const workspace of WORKSPACES) {
    await store.subscriptions.add(subscriptionRecord(`digest of ${workspace}`, { workspace }));
    const question = { name: "courts", nameKey: "courts", question: "/news top", savedAt: 0 };
    await store.savedQuestions.save({ workspace, actor: "U0MEMBER", ...question });
    await store.actions.keep(workspace, ["/news search court"], 0);
  }
});

afterEach(async () => {
  const { problems } = app.bot.slack;
  await app.close();
  expect(problems).toEqual([]);
});

async function stored(): Promise<Stored> {
  const { db } = app.bot.store;
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables.map(
      async ({ name }) =>
        [name, (await sql<Row>`select * from ${sql.table(name)}`.execute(db)).rows] as const,
    ),
  );
  return new Map(rows);
}

/** What an event changed: `table: added`, `table: gone`, or `table: column` for each that differs in a row that stays. */
async function changesOf(event: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await stored();
  await event();
  const after = await stored();
  const keyOf = (row: Row): string => JSON.stringify(row.workspace ?? row.stateHash ?? row);
  const byKey = (rows: readonly Row[] = []) =>
    new Map(rows.map((row) => [JSON.stringify([keyOf(row), row.id]), row]));
  const told: string[] = [];
  for (const [table, rows] of after) {
    const [was, is] = [byKey(before.get(table)), byKey(rows)];
    for (const key of was.keys()) if (!is.has(key)) told.push(`${table}: gone`);
    for (const [key, row] of is) {
      const old = was.get(key);
      if (old === undefined) told.push(`${table}: added ${keyOf(row)}`);
      else
        for (const [column, value] of Object.entries(row))
          if (value !== old[column]) told.push(`${table}: ${row.workspace} ${column}`);
    }
  }
  return told.map((one) => one.replace(/"/g, "")).toSorted();
}

const columnsOf = (workspace: WorkspaceKey, columns: readonly string[]) =>
  columns.map((column) => `installations: ${workspace} ${column}`).toSorted();

const installing = [/^installs_taken: added /, /^installs_taken: gone$/];
const ofInstallations = (changes: readonly string[]) =>
  changes.filter((one) => !installing.some((own) => own.test(one)));

const hasNoToken = (workspace: WorkspaceKey) =>
  vi.waitFor(async () => expect((await app.bot.installations.get(workspace))?.tokens).toBeUndefined());

it("is a row more where somebody installs the app, for a team or a whole organisation", async () => {
  expect(ofInstallations(await changesOf(() => app.install({ team: "T1" })))).toEqual([
    "installations: added slack:T1",
  ]);
  const ofAll = await changesOf(() => app.install({ team: "T1", enterprise: "E1", isOrgWide: true }));
  expect(ofInstallations(ofAll)).toEqual(["installations: added slack:E1"]);
});

it.each(["slack:T1", "slack:E1"] as const)(
  "are the tokens of %s where it is installed again, or they are renewed",
  async (workspace) => {
    const install = () =>
      app.install(
        workspace === "slack:T1" ? { team: "T1" } : { team: "T1", enterprise: "E1", isOrgWide: true },
      );
    await install();
    app.bot.advance(MINUTE_MS);
    expect(ofInstallations(await changesOf(install))).toEqual(
      columnsOf(workspace, ["installedAt", "revision", "sealedTokens"]),
    );
    app.bot.advance(TOKEN_LIFE_S * 1_000 - 60 * MINUTE_MS);
    const renewed = await changesOf(() =>
      app.ask("T1", workspace === "slack:T1" ? {} : { enterprise: "E1" }),
    );
    expect(ofInstallations(renewed)).toEqual(columnsOf(workspace, ["revision", "sealedTokens"]));
  },
);

it.each([
  ["removed", { type: "app_uninstalled" }],
  ["revoked", { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } }],
  ["revoked without a word of Slack's", undefined],
] as const)(
  "are the tokens where the app is %s, which are gone; installed again it goes on with the rest",
  async (_what, event) => {
    for (const [workspace, where] of [
      ["slack:T1", { team: "T1" }],
      ["slack:E1", { team: "T1", enterprise: "E1", isOrgWide: true }],
    ] as const) {
      await app.install(where);
      const id = workspace.slice("slack:".length);
      const gone = await changesOf(async () => {
        app.bot.slack.oauth.uninstall(id);
        if (event !== undefined) await app.tell(id, event);
        else await app.ask("T1", id === "E1" ? { enterprise: "E1" } : {});
        await hasNoToken(workspace);
      });
      expect(gone).toEqual(columnsOf(workspace, REMOVED));
      const back = await changesOf(() => app.install(where));
      expect(ofInstallations(back)).toEqual(columnsOf(workspace, REMOVED));
    }
  },
);
