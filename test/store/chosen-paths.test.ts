// Connections that an older program stored while nobody had chosen what is read: what people allowed goes on being read,
// and of a whole Dropbox nothing is served any more until somebody chooses.

import { expect, it, onTestFinished } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { writeStoreBefore } from "./older-store.ts";

const connection = (workspace: string, rootKind: string, path: string | null, connectedBy = "U1") =>
  [
    "connections",
    {
      workspace,
      account_id: "dbid:1",
      account_name: "Ana Ruiz",
      account_email: "ana@example.org",
      sealed_refresh_token: "sealed",
      key_id: "1",
      scopes: "",
      root_kind: rootKind,
      path,
      country: null,
      connected_by: connectedBy,
      place: connectedBy === "environment" ? "environment" : "C1",
      state: "connected",
      state_since: 1,
      last_notice_at: null,
      notice_step: 0,
      created_at: 1,
      updated_at: 1,
    },
  ] as const;

const dataSet = (workspace: string) =>
  ["data_sets", { data_set: `dropbox:${workspace}`, snapshot: "s1", updated_at: 1 }] as const;

it.each(implementations)("on $name", async ({ create }) => {
  const place = await create();
  onTestFinished(() => place.remove());
  const workspaces = ["slack:folder", "slack:full", "slack:chosen", "environment:dropbox"];
  await writeStoreBefore("0009-proof-before-change", place.location, [
    connection("slack:folder", "app-folder", null),
    connection("slack:full", "full", null),
    connection("slack:chosen", "full", "/news"),
    connection("environment:dropbox", "app-folder", "", "environment"),
    ...workspaces.map(dataSet),
  ]);
  const store = await openStore(place.location);
  const connections = await store.connections.all();
  const dataSets = await store.dataSets.all();
  await store.close();
  expect(Object.fromEntries(connections.map(({ workspace, path }) => [workspace, path]))).toEqual({
    "slack:folder": "",
    "slack:full": null,
    "slack:chosen": "/news",
    "environment:dropbox": "",
  });
  expect(dataSets.map((record) => record.dataSet).toSorted()).toEqual(
    ["environment:dropbox", "slack:chosen", "slack:folder"].map((workspace) => `dropbox:${workspace}`),
  );
  expect(connections.find(({ workspace }) => workspace === "environment:dropbox")?.place).toBe(
    "DROPBOX_REFRESH_TOKEN",
  );
  expect(connections[0]).toMatchObject({ rootNamespace: null, refusal: null });
});
