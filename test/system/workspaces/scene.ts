// The whole bot with two Dropbox accounts and seven workspaces that read by one of them, each with one of everything that a
// workspace can have. Digests and notices go out through the adapters.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Host } from "../../../adapters/adapter.ts";
import { type Simulator, startSimulator } from "../../../demo/simulator/server.ts";
import { readConfig } from "../../../src/config.ts";
import { createLogger } from "../../../src/log.ts";
import { assembleBot, type Bot } from "../../../src/main.ts";
import type { Actor, Input } from "../../../src/platform/invocation.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createBoard } from "../../answers/board.ts";
import { hostOf } from "../../contract/host.ts";
import { placeArticles } from "../../kept.ts";
import { type FarEnds, openFarEnds } from "./far-ends.ts";
import {
  ACCOUNTS,
  articleOf,
  folderOf,
  LENT,
  personOf,
  placeOf,
  secretOf,
  shownOf,
  WORKSPACES,
  type Workspace,
} from "./words.ts";

export interface Scene {
  readonly bot: Bot;
  readonly store: Store;
  readonly simulator: Simulator;
  readonly host: Host;
  readonly ends: FarEnds;
  /** Codes behind the buttons and forms that were shown there: those in words, and those of a row in the store. */
  readonly codes: ReadonlyMap<Workspace, ReadonlySet<string>>;
  /** What is asked there by somebody who may do everything; the reply, and all that was said and made, as text. */
  give(workspace: Workspace, input: Input): Promise<{ readonly reply: Reply; readonly said: string }>;
  ask(workspace: Workspace, text: string): Promise<Reply>;
  /** Somebody opens the link of `/dropbox connect` there, presses Allow and gets a code. */
  allow(workspace: Workspace): Promise<string>;
  close(): Promise<void>;
}

/** In each there is one who may do everything there: what they may not see is not for want of a role. */
function actorOf(workspace: Workspace): Actor {
  return {
    id: personOf(workspace),
    name: `Ana ${secretOf(workspace)}`,
    roles: ["read", "manage", "admin"],
  };
}

export async function openScene(): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), "rol-matrix-"));
  const dropboxes = { first: join(directory, "first"), second: join(directory, "second") };
  for (const workspace of WORKSPACES) await placeNews(dropboxes[LENT[workspace]], workspace);
  let now = Date.parse("2024-03-08T09:00:00Z");
  const clock = (): number => now;
  const simulator = await startSimulator({
    ...{ directory: dropboxes.first, account: ACCOUNTS.first, clock },
    others: [{ account: ACCOUNTS.second, directory: dropboxes.second }],
    // A whole Dropbox: the folder is chosen, as in earnest.
    appFolder: false,
  });
  const board = createBoard();
  const dataDirectory = join(directory, "data");
  const store = await openStore({ dataDirectory });
  let ends: FarEnds | undefined;
  const platformNamed = (name: string) => ends?.platforms.find(({ id }) => id === name);
  const bot = await assembleBot({
    config: readConfig({
      DATA_DIR: dataDirectory,
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
      DROPBOX_ACCESS: "full",
    }),
    clock,
    log: createLogger("silent"),
    notifier: {
      tell: async (workspace, ...what) =>
        platformNamed(workspace.split(":")[0] ?? "")?.notifier?.tell(workspace, ...what),
    },
    platformNamed: (name) => platformNamed(name)?.places ?? board.places,
    store,
    makesFullTexts: true,
    commandsPerMinute: 1_000_000,
  });
  const host: Host = {
    ...hostOf(bot),
    isUsed: bot.isUsed,
    installations: bot.installations,
    chosen: bot.choices.of("discord"),
  };
  ends = await openFarEnds(host);
  const codes = new Map<Workspace, Set<string>>();
  let requests = 0;

  async function give(workspace: Workspace, input: Input) {
    now += 1_000;
    requests += 1;
    const said: string[] = [];
    const reply = await bot.router.handle(
      {
        ...{ platform: workspace.split(":")[0] ?? "", workspace, place: placeOf(workspace), input },
        ...{ actor: actorOf(workspace), requestId: `request ${requests}` },
      },
      { progress: (interim) => void said.push(JSON.stringify(interim)) },
    );
    const files = await Promise.all(
      reply.blocks.map((block) => (block.type === "file" ? read(block.path) : "")),
    );
    return { reply, said: [...said, JSON.stringify(reply), ...files].join("\n") };
  }

  async function ask(workspace: Workspace, text: string): Promise<Reply> {
    return (await give(workspace, { type: "text", text })).reply;
  }

  async function allow(workspace: Workspace): Promise<string> {
    simulator.signIn({ accountId: ACCOUNTS[LENT[workspace]].accountId });
    const offer = await ask(workspace, "/dropbox connect");
    const link = offer.blocks
      .flatMap((block) => (block.type === "actions" ? block.actions : []))
      .find((action) => action.type === "link");
    const approval = await simulator.approve(link?.url ?? "");
    if (approval.kind !== "code") throw new Error("no code");
    return approval.code;
  }

  /** Makes one of everything there. */
  async function settle(workspace: Workspace): Promise<void> {
    const code = await allow(workspace);
    await give(workspace, { type: "form", code: "c1:/dropbox code", values: { code } });
    const used = plainText(await ask(workspace, `/dropbox use /${folderOf(workspace)}`));
    if (!used.includes("2 articles")) throw new Error(`${workspace}: ${used}`);
    const own = new Set<string>();
    codes.set(workspace, own);
    for (const text of everything(workspace)) {
      const reply = await ask(workspace, text);
      for (const made of (await bot.codes.codesOf(workspace, reply)).values()) own.add(made);
    }
    await give(workspace, {
      ...{
        type: "said",
        text: `latest words ${secretOf(workspace)}`,
        conversation: conversationOf(workspace),
      },
    });
    // A connection that somebody began and has not ended.
    await ask(workspace, "/dropbox connect");
    await bot.digests.queue.idle();
  }

  for (const workspace of WORKSPACES) await settle(workspace);
  return {
    ...{ bot, store, simulator, host, ends, codes, give, ask, allow },
    async close() {
      await ends?.close();
      await bot.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function conversationOf(workspace: Workspace): string {
  return `${placeOf(workspace)}/1`;
}

function everything(workspace: Workspace): readonly string[] {
  const [secret, shown] = [secretOf(workspace), shownOf(workspace)];
  const longWord = `${secret}${"x".repeat(60)}`;
  return [
    `/digest create Brief when "daily 09:00" impact any words ${longWord}`,
    `/digest create ${shown}-daily when "daily 09:00" impact any words ${secret}`,
    `/digest alert Watch impact any words ${secret}`,
    `/digest run ${shown}-daily`,
    `/digest preview ${shown}-daily`,
    `/digest mute word ${secret}`,
    `/digest mute word ${shown} digest Brief`,
    "/digest mute story 1",
    "/digest list",
    `/digest history ${shown}-daily`,
    "/news latest",
    "/news show 1",
    `/news top words ${longWord}`,
    `/news latest words ${secret}`,
    `/news save ${shown}`,
    "/news judge 1 pillar 1 no",
    "/news stats",
    "/news status",
    "/dropbox status",
    "/dropbox files",
    "/dropbox history",
  ];
}

/** Two articles, and a file that cannot be read. */
async function placeNews(dropbox: string, workspace: Workspace): Promise<void> {
  const folder = join(dropbox, folderOf(workspace));
  const [secret, shown] = [secretOf(workspace), shownOf(workspace)];
  await mkdir(folder, { recursive: true });
  await placeArticles(
    join(folder, `${shown}.parquet`),
    [1, 2].map((n) => ({
      id: articleOf(workspace, n),
      title: `Report ${n} of ${secret}`,
      source: `${secret}.example`,
      date: `2024-03-0${6 + n - 1} 12:00:00`,
      verdicts: { 1: 1, 2: [5, `A summary for ${secret}`] },
      description: `Told by ${secret}`,
    })),
  );
  await writeFile(join(folder, `${shown}-broken.parquet`), `no parquet of ${secret}`);
}

/** What stands in a file that was made. */
async function read(path: string): Promise<string> {
  const bytes = await readFile(path);
  const parts = path.endsWith(".xlsx") ? Object.values(unzipSync(bytes)) : [bytes];
  return parts.map((part) => Buffer.from(part).toString("utf8")).join("\n");
}
