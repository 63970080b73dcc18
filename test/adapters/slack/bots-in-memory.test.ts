// The bots of more workspaces than are kept at hand: those that ask are there, the others are put away and made anew, each with its
// own token.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { slackManifest } from "../../../adapters/slack/api/manifest.ts";
import {
  botsOfInstallations,
  type InstalledBots,
  MOST_BOTS,
} from "../../../adapters/slack/in/installed-bots.ts";
import { createRests } from "../../../src/platform/rests.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createInstallations } from "../../../src/store/installations.ts";
import { createSecretBox } from "../../../src/store/secret-box.ts";
import { hostOf } from "../../contract/host.ts";
import { CLIENT } from "../../fakes/slack/oauth.ts";

const AT_ONCE = 20;

let directory: string;
let store: Store;
let bots: InstalledBots;

const workspaceOf = (n: number): WorkspaceKey => `slack:T${n}`;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-bots-"));
  store = await openStore({ dataDirectory: directory });
  const box = createSecretBox({ keys: [randomBytes(32).toString("base64")] });
  const installations = createInstallations(store.db, box);
  // Nobody is told that a permission is lacking.
  const scopes = slackManifest([], { prefix: "", mode: "socket" }).oauth_config.scopes.bot;
  const facts = { appId: "A0NEWS", botId: "B0BOT", botUserId: "U0BOT", installedBy: "U0ADMIN", scopes };
  for (let n = 0; n < MOST_BOTS + AT_ONCE; n += 1)
    await installations.install(
      { ...facts, workspace: workspaceOf(n), name: `Team ${n}` },
      { accessToken: `xoxb-${n}` },
      n,
    );
  const host = hostOf({
    router: {
      commands: [],
      handle: () => Promise.reject(new Error("nothing is asked")),
      drain: async () => undefined,
    },
    codes: { codesOf: async () => new Map(), commandOf: async () => "" },
    complete: async () => [],
  });
  const { clock, pace, log } = host;
  const rests = createRests({ clock, pace, kept: undefined, log });
  bots = botsOfInstallations({ host, app: CLIENT, apiUrl: undefined, installations, rests });
});

afterEach(async () => {
  bots.close();
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

it("are those that asked last, however many there are", { timeout: 120_000 }, async () => {
  const before = heapBytes();
  const first = await bots.of(workspaceOf(0));
  const last = await bots.of(workspaceOf(1));
  for (let n = 2; n < MOST_BOTS; n += 1) await bots.of(workspaceOf(n));
  const whole = heapBytes();
  expect(await bots.of(workspaceOf(0))).toBe(first);
  for (let n = MOST_BOTS; n < MOST_BOTS + AT_ONCE; n += 1) await bots.of(workspaceOf(n));
  // It asked since; the other did not, and is another one now.
  expect(await bots.of(workspaceOf(0))).toBe(first);
  const again = await bots.of(workspaceOf(1));
  expect(again).not.toBe(last);
  expect(await bots.of(workspaceOf(1))).toBe(again);
  const each = (whole - before) / MOST_BOTS;
  expect(each).toBeLessThan(200_000);
  for (let round = 0; round < 2; round += 1)
    for (let n = 0; n < MOST_BOTS + AT_ONCE; n += 1) await bots.of(workspaceOf(n));
  const after = heapBytes();
  expect(after - whole).toBeLessThan(whole - before);
  if (inject("long"))
    process.stdout.write(
      `${MOST_BOTS} bots of Slack workspaces: ${Math.round(each / 1000)} KB each; after ${MOST_BOTS + AT_ONCE} workspaces asked twice ${Math.round((after - before) / 1e6)} MB in all\n`,
    );
});
