// A copy that is made while the bot writes holds everything of one moment, and a bot over it goes on.

import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { loadOrCreateKeyFile } from "../../src/store/key-file.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { runCli } from "../cli/run.ts";
import { ana } from "../store/audited.ts";
import { subscriptionRecord } from "../store/digest-records.ts";

const CONTEXT = { workspace: "slack:T1", purpose: "refresh-token" } as const;

let root: string;
let dataDirectory: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rol-backup-"));
  dataDirectory = join(root, "data");
});

afterEach(() => rm(root, { recursive: true, force: true }));

it("under load has every change with its entry, and what was there before", {
  timeout: 120_000,
}, async () => {
  const store = await openStore({ dataDirectory });
  const sealed = createSecretBox({ keys: [await loadOrCreateKeyFile(dataDirectory)] }).seal(
    "a token",
    CONTEXT,
  );
  await store.db
    .insertInto("actions")
    .values({ id: "sealed", workspace: "slack:T1", command: sealed, commandHash: "x", expiresAt: 9e12 })
    .execute();
  let [made, isOver] = [0, false];
  const writing = (async () => {
    while (!isOver) {
      const name = `digest ${made}`;
      // Of each workspace a part of the entries is kept.
      const workspace: WorkspaceKey = `slack:W${Math.floor(made / 1_000)}`;
      const deed = { ...ana(workspace), kind: "created", subject: name, subjectName: name } as const;
      await store.subscriptions.addWithin(
        subscriptionRecord(name, { workspace }),
        { inWorkspace: 1e6 },
        deed,
      );
      if (made % 3 === 0) await store.subscriptions.delete(name, { ...deed, kind: "deleted" });
      made += 1;
      await setImmediate();
    }
  })();
  for (const number of [1, 2, 3]) {
    const before = made;
    const copy = join(root, `copy ${number}`);
    const { code, stdout, stderr } = await runCli(["backup", copy], { dataDirectory });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("state.sqlite and secret.key are in");
    expect((await readdir(copy)).toSorted()).toEqual(["secret.key", "state.sqlite"]);
    for (const name of await readdir(copy)) expect((await stat(join(copy, name))).mode & 0o077).toBe(0);

    const restored = join(root, `restored ${number}`);
    await mkdir(restored, { mode: 0o700 });
    for (const name of await readdir(copy)) await copyFile(join(copy, name), join(restored, name));
    const again = await openStore({ dataDirectory: restored });
    const entries = await again.db.selectFrom("auditEntries").selectAll().orderBy("n").execute();
    const rows = await again.db.selectFrom("subscriptions").select("id").execute();
    const there = new Set(rows.map(({ id }) => id));
    const told = new Set<string>();
    for (const { kind, subject } of entries)
      if (kind === "created") told.add(subject);
      else told.delete(subject);
    expect(there).toEqual(told);
    expect(entries.length).toBeGreaterThanOrEqual(before);
    expect(made).toBeGreaterThan(before);
    const box = createSecretBox({ keys: [await loadOrCreateKeyFile(restored)] });
    expect(box.open((await again.actions.find("slack:T1", "sealed", 0)) ?? "", CONTEXT)).toBe("a token");
    // It goes on.
    expect(await again.subscriptions.add(subscriptionRecord("after"))).toBe(true);
    await again.close();
  }
  isOver = true;
  await writing;
  // What was written last is in the copy, too: the running bot has it in its log of changes alone.
  await store.subscriptions.add(subscriptionRecord("the last"));
  expect((await runCli(["backup", join(root, "last")], { dataDirectory })).code).toBe(0);
  const last = await openStore({ dataDirectory: join(root, "last") });
  expect(await last.subscriptions.get("the last")).toEqual(await store.subscriptions.get("the last"));
  expect(await last.subscriptions.get("the last")).toBeDefined();
  await last.close();
  await store.close();
});

it("is refused in a sentence where there is nothing to copy, or something in the way", async () => {
  const nothing = await runCli(["backup", join(root, "copy")], { dataDirectory });
  expect([nothing.code, nothing.stderr]).toEqual([
    1,
    "There is no stored state yet, so there is nothing to keep.\n",
  ]);
  expect(await readdir(root)).toEqual([]);
  const store = await openStore({ dataDirectory });
  await store.close();
  expect((await runCli(["backup"], { dataDirectory })).code).toBe(2);
  const copy = join(root, "copy");
  await mkdir(copy);
  await writeFile(join(copy, "state.sqlite"), "another");
  const taken = await runCli(["backup", copy], { dataDirectory });
  expect([taken.code, taken.stderr]).toEqual([
    2,
    "That folder has a state.sqlite already. Name an empty or a new folder.\n",
  ]);
  expect(await readFile(join(copy, "state.sqlite"), "utf8")).toBe("another");
  const inPostgres = await runCli(["backup", copy], {
    dataDirectory,
    environment: {
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/x",
      SECRET_KEY: createHash("sha256").update("k").digest("base64"),
    },
  });
  expect(inPostgres.code).toBe(1);
  expect(inPostgres.stderr).toContain("pg_dump copies it");
});
