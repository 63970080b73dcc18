// Nothing of one workspace is visible in another, or changes there: every command, button, form, tool and page is given everything
// that another workspace's things are called by. What is only in a workspace carries a word that nobody else ever types.

import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createPlatform as createMcp } from "../../adapters/mcp/platform.ts";
import {
  invocationOf,
  readBlockAction,
  readSlashCommand,
  readViewSubmission,
} from "../../adapters/slack/in/read.ts";
import { sampleAccount } from "../../demo/simulator/account.ts";
import { type Simulator, startSimulator } from "../../demo/simulator/server.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { Actor, Input, Invocation } from "../../src/platform/invocation.ts";
import { parseWorkspace, type WorkspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { httpClient, type Tool } from "../adapters/mcp/client.ts";
import { openChat } from "../adapters/web/browser.ts";
import { createBoard } from "../answers/board.ts";
import { hostOf } from "../contract/host.ts";
import { actionPayload, commandPayload, viewPayload } from "../fakes/slack/payloads.ts";
import { placeArticles } from "../kept.ts";

const WORKSPACES = [
  "slack:T0ONE",
  "slack:T0TWO",
  "slack:E0GRID",
  "discord:100000000000000001",
  "discord:100000000000000002",
  "terminal:local",
  "web:local",
] as const satisfies readonly WorkspaceKey[];
type Workspace = (typeof WORKSPACES)[number];

/** In each there is one who may do everything there: what they may not see is not for want of a role. */
const ROLES = ["read", "manage", "admin"] as const;
const TOKEN = "a-token-of-the-matrix";
const OTHER_ACCOUNT = { ...sampleAccount, accountId: `dbid:${"B".repeat(35)}`, uid: "1000002" };
/** Of which account each one's Dropbox is. */
const LENT: Readonly<Record<Workspace, "first" | "second">> = {
  "slack:T0ONE": "first",
  "slack:T0TWO": "second",
  "slack:E0GRID": "second",
  "discord:100000000000000001": "first",
  "discord:100000000000000002": "second",
  "terminal:local": "first",
  "web:local": "first",
};

/** What only this workspace has a word of. */
const markerOf = (workspace: Workspace): string => `zork${"abcdefg"[WORKSPACES.indexOf(workspace)]}mid`;
const idOf = (workspace: Workspace, n: number): string =>
  `${(WORKSPACES.indexOf(workspace) + 10) % 16}f${n}0`.padEnd(16, "0");
const folderOf = (workspace: Workspace): string => `w${WORKSPACES.indexOf(workspace)}`;

let directory: string;
let simulator: Simulator;
let store: Store;
let bot: Bot;
let now = Date.parse("2024-03-08T09:00:00Z");
let requests = 0;

/** Everything that a workspace's things are called by. */
interface Called {
  readonly ids: readonly string[];
  /** Of each kind of thing one. */
  readonly some: readonly string[];
  readonly codes: readonly string[];
}
const called = new Map<Workspace, Called>();

const actorOf = (workspace: Workspace): Actor => ({
  id: "U0SAME",
  name: `Ana ${markerOf(workspace)}`,
  roles: ROLES,
});

/** As Slack's payloads have it where it is Slack's; other platforms' adapters put the same together. */
function invocation(workspace: Workspace, input: Input): Invocation {
  requests += 1;
  const team = parseWorkspace(workspace)?.id ?? "";
  const actor = actorOf(workspace);
  const from = { team, user: actor.id };
  const at = { responseUrl: "https://nowhere.test/x", triggerId: `trigger ${requests}` };
  const org = team.startsWith("E")
    ? { is_enterprise_install: true, enterprise: { id: team }, enterprise_id: team }
    : {};
  if (workspace.startsWith("slack:")) {
    const inbound =
      input.type === "text"
        ? readSlashCommand({ ...commandPayload(from, at, "C0SAME", ...split(input.text)), ...org }, "")
        : input.type === "action"
          ? readBlockAction({
              ...actionPayload(from, at, { action_id: "run:0", value: input.code }, { channel: "C0SAME" }),
              ...org,
            })
          : input.type === "form"
            ? readViewSubmission({
                ...viewPayload(from, at, { callback_id: input.code }, input.values),
                ...org,
              })
            : undefined;
    if (inbound !== undefined) {
      expect(inbound.workspace).toBe(workspace);
      return invocationOf(inbound, actor);
    }
  }
  const platform = workspace.split(":")[0] ?? "";
  return { platform, workspace, place: "C0SAME", actor, requestId: `request ${requests}`, input };
}

function split(text: string): [string, string] {
  const [command = "", ...rest] = text.split(" ");
  return [command, rest.join(" ")];
}

async function give(
  workspace: Workspace,
  input: Input,
): Promise<{ readonly reply: Reply; readonly said: string }> {
  now += 1_000;
  const interim: string[] = [];
  const reply = await bot.router.handle(invocation(workspace, input), {
    progress: (one) => void interim.push(JSON.stringify(one)),
  });
  return { reply, said: [...interim, JSON.stringify(reply)].join("\n").toLowerCase() };
}

async function ask(workspace: Workspace, text: string): Promise<Reply> {
  return (await give(workspace, { type: "text", text })).reply;
}

async function connect(workspace: Workspace): Promise<void> {
  simulator.signIn({ accountId: (LENT[workspace] === "first" ? sampleAccount : OTHER_ACCOUNT).accountId });
  const offer = await ask(workspace, "/dropbox connect");
  const link = offer.blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find((action) => action.type === "link");
  const approval = await simulator.approve(link?.url ?? "");
  const code = approval.kind === "code" ? approval.code : "";
  await give(workspace, { type: "form", code: "c1:/dropbox code", values: { code } });
  const used = plainText(await ask(workspace, `/dropbox use /${folderOf(workspace)}`));
  expect(used).toContain("2 articles");
}

/** Makes one of everything there, and remembers what it is called by. */
async function settle(workspace: Workspace): Promise<void> {
  const marker = markerOf(workspace);
  await connect(workspace);
  const codes = new Set<string>();
  const longWord = `${marker}${"x".repeat(60)}`;
  for (const text of [
    `/digest create Brief when "daily 09:00" impact any channel ${marker}-room words ${longWord}`,
    `/digest create ${marker}-daily when "daily 09:00" impact any words ${marker}`,
    `/digest alert Watch impact any words ${marker}`,
    `/digest run ${marker}-daily`,
    `/digest preview ${marker}-daily`,
    `/digest mute word ${marker}`,
    `/digest mute word ${marker} digest Brief`,
    "/digest mute story 1",
    "/digest list",
    `/digest history ${marker}-daily`,
    "/news latest",
    "/news show 1",
    `/news top words ${longWord}`,
    `/news latest words ${marker}`,
    "/news save Kept",
    "/news judge 1 pillar 1 no",
    "/news stats",
    "/news status",
    "/dropbox status",
    "/dropbox files",
    "/dropbox history",
  ]) {
    const reply = await ask(workspace, text);
    for (const code of (await bot.codes.codesOf(workspace, reply)).values()) codes.add(code);
  }
  await give(workspace, { type: "said", text: `latest words ${marker}`, conversation: "C0SAME/1" });
  const { db } = store;
  const own = await Promise.all([
    db.selectFrom("subscriptions").select("id").where("workspace", "=", workspace).execute(),
    db.selectFrom("mutes").select("id").where("workspace", "=", workspace).execute(),
    db
      .selectFrom("slots")
      .innerJoin("subscriptions", "subscriptions.id", "slots.subscription")
      .select("slots.id as id")
      .where("subscriptions.workspace", "=", workspace)
      .execute(),
    db.selectFrom("actions").select("id").where("workspace", "=", workspace).execute(),
    db.selectFrom("connections").select("accountId as id").where("workspace", "=", workspace).execute(),
  ]);
  const snapshots = await db
    .selectFrom("dataSets")
    .select("snapshot")
    .where("dataSet", "=", `dropbox:${workspace}`)
    .execute();
  const ids = [
    ...own.flat().map(({ id }) => id),
    ...snapshots.flatMap(({ snapshot }) => (snapshot === null ? [] : [snapshot])),
    ...[1, 2].flatMap((n) => [idOf(workspace, n), idOf(workspace, n).slice(0, 12)]),
    ...["Brief", "Kept", `/${folderOf(workspace)}`, workspace, `dropbox:${workspace}`, "C0SAME/1"],
  ];
  for (const { id } of own[3]) codes.add(`r1:${id}`);
  expect(own.map((rows) => rows.length > 0)).toEqual([true, true, true, true, true]);
  expect(snapshots).toHaveLength(1);
  // A short code is the command itself: whoever has one knows its words, and would only read them again.
  const opaque = [...codes].filter((code) => !code.includes(marker));
  expect(opaque.some((code) => code.startsWith("r1:"))).toBe(true);
  const some = [
    ...own.flatMap((rows) => rows.slice(0, 1).map(({ id }) => id)),
    ...snapshots.flatMap(({ snapshot }) => snapshot ?? []),
    ...[idOf(workspace, 1), "Brief", "Kept", `/${folderOf(workspace)}`],
  ];
  called.set(workspace, { ids, some, codes: opaque });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-matrix-"));
  const folders = { first: join(directory, "first"), second: join(directory, "second") };
  for (const workspace of WORKSPACES) {
    const folder = join(folders[LENT[workspace]], folderOf(workspace));
    await mkdir(folder, { recursive: true });
    const marker = markerOf(workspace);
    await placeArticles(
      join(folder, `${marker}.parquet`),
      [1, 2].map((n) => ({
        id: idOf(workspace, n),
        title: `Report ${n} of ${marker}`,
        source: `${marker}.example`,
        date: `2024-03-0${6 + n - 1} 12:00:00`,
        verdicts: { 1: 1, 2: [5, `A summary for ${marker}`] },
        description: `Told by ${marker}`,
      })),
    );
  }
  simulator = await startSimulator({
    directory: folders.first,
    clock: () => now,
    others: [{ account: OTHER_ACCOUNT, directory: folders.second }],
    // A whole Dropbox: the folder is chosen, as in earnest.
    appFolder: false,
  });
  const board = createBoard();
  const dataDirectory = join(directory, "data");
  store = await openStore({ dataDirectory });
  bot = await assembleBot({
    config: readConfig({
      DATA_DIR: dataDirectory,
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
      DROPBOX_ACCESS: "full",
    }),
    clock: () => now,
    log: createLogger("silent"),
    notifier: { tell: async () => undefined },
    platformNamed: () => board.places,
    store,
    makesFullTexts: true,
    commandsPerMinute: 1_000_000,
  });
  for (const workspace of WORKSPACES) await settle(workspace);
}, 240_000);

afterAll(async () => {
  await bot?.close();
  await simulator?.close();
  await rm(directory, { recursive: true, force: true });
});

/** All that a workspace has and that others could take or change. */
async function possessions(workspace: Workspace): Promise<string> {
  const { db } = store;
  const tables = [
    "subscriptions",
    "mutes",
    "savedQuestions",
    "judgements",
    "connections",
    "auditEntries",
    "lastLists",
    "conversations",
  ] as const;
  const own = await Promise.all(
    tables.map((table) => db.selectFrom(table).selectAll().where("workspace", "=", workspace).execute()),
  );
  const sets = await db
    .selectFrom("dataSets")
    .selectAll()
    .where("dataSet", "=", `dropbox:${workspace}`)
    .execute();
  return JSON.stringify([own, sets]);
}

/** Each names what is the other's, in its own. Two teams, a team and an organisation, two servers, and across platforms. */
const PAIRS: readonly (readonly [asker: Workspace, owner: Workspace])[] = [
  ["slack:T0ONE", "slack:T0TWO"],
  ["slack:T0TWO", "slack:T0ONE"],
  ["slack:E0GRID", "slack:T0TWO"],
  ["slack:T0TWO", "slack:E0GRID"],
  ["discord:100000000000000001", "discord:100000000000000002"],
  ["discord:100000000000000002", "discord:100000000000000001"],
  ["terminal:local", "slack:T0ONE"],
  ["web:local", "terminal:local"],
  ["slack:T0ONE", "web:local"],
  ["discord:100000000000000001", "slack:T0ONE"],
];

/** What a command is given, for every option of it that takes a text, and where no option is named. */
function inputsOf(ids: readonly string[], codes: readonly string[]): readonly Input[] {
  const typed = bot.router.commands.flatMap(({ path, options }): Input[] => {
    const command = `/${path.join(" ")}`;
    const named = Object.entries(options).flatMap(([name, { kind }]) =>
      kind === "text" || kind === "text-list" ? [name] : [],
    );
    return ids.flatMap((id): Input[] => [
      { type: "text", text: `${command} ${id}` },
      ...("sure" in options ? [{ type: "text", text: `${command} ${id} sure` } as const] : []),
      ...named.flatMap((name): Input[] => [
        { type: "text", text: `${command} ${name} ${id}` },
        { type: "options", path, values: { [name]: id } },
      ]),
      { type: "said", text: `${path.slice(1).join(" ")} ${id}`, conversation: "C0SAME/1" },
      {
        type: "form",
        code: `c1:${command} ${id}`,
        values: Object.fromEntries(named.map((name) => [name, id])),
      },
    ]);
  });
  const pressed = codes.flatMap((code): Input[] => [
    { type: "action", code },
    { type: "form", code, values: {} },
  ]);
  return [
    ...typed,
    ...pressed,
    ...["more", "back", "page 2", "top again", "and latvia?"].map(
      (text): Input => ({ type: "said", text, conversation: "C0SAME/1" }),
    ),
  ];
}

/** What an asker typed is theirs to read again; the owner's words are never among it. */
const others = (workspace: Workspace): readonly string[] =>
  WORKSPACES.filter((other) => other !== workspace).map(markerOf);

const isOwnUndoing = (input: Input): boolean =>
  JSON.stringify(input).includes("/dropbox disconnect") || JSON.stringify(input).includes("/dropbox use");

it.each(PAIRS)("%s sees and changes nothing of %s", { timeout: 900_000 }, async (asker, owner) => {
  const { ids, some, codes } = called.get(owner) ?? { ids: [], some: [], codes: [] };
  // What would only end or change the asker's own connection.
  const of = (all: readonly string[]): readonly Input[] =>
    inputsOf(all, codes).filter((input) => !isOwnUndoing(input));
  const all = of(ids);
  expect(all.length).toBeGreaterThan(2_000);
  const isWhole = asker === PAIRS[0]?.[0] && owner === PAIRS[0]?.[1];
  const drawn = fc.sample(fc.shuffledSubarray([...all], { minLength: 120, maxLength: 120 }), {
    seed: inject("seed"),
    numRuns: 1,
  });
  const short = [
    ...codes.map((code): Input => ({ type: "action", code })),
    ...(isWhole ? of(some).filter(({ type }) => type === "text") : drawn.flat()),
  ];
  const given = inject("long") ? all : short;
  const before = await possessions(owner);
  for (const input of given) {
    const { reply, said } = await give(asker, input);
    for (const marker of others(asker))
      expect(said.includes(marker), `${JSON.stringify(input)}\n${said}`).toBe(false);
    expect(plainText(reply).trim(), JSON.stringify(input)).not.toBe("");
  }
  expect(await possessions(owner)).toBe(before);
});

it("completes nothing of another workspace", async () => {
  for (const [asker, owner] of PAIRS)
    for (const { path, options } of bot.router.commands)
      for (const [name, { kind }] of Object.entries(options))
        for (const typed of kind.startsWith("text") ? ["", "r", markerOf(owner).slice(0, 4)] : []) {
          const offered = JSON.stringify(await bot.complete(asker, path, name, typed));
          for (const marker of others(asker)) expect(offered.toLowerCase()).not.toContain(marker);
        }
});

it("tools answer their own workspace alone", { timeout: 300_000 }, async () => {
  const platform = createMcp(hostOf(bot), { token: TOKEN, workspace: "terminal:local", hosts: [] });
  const server = createServer(platform.mount[1]).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    const client = await httpClient(`http://127.0.0.1:${port}/mcp`, TOKEN);
    const tools = await client.tools();
    expect(tools.length).toBeGreaterThan(10);
    const ids = (["slack:T0ONE", "web:local", "discord:100000000000000002"] as const).flatMap(
      (owner) => called.get(owner)?.ids ?? [],
    );
    const each = tools.flatMap((tool) =>
      textsOf(tool).flatMap((name) => ids.map((id) => ({ tool, name, id }))),
    );
    const given = inject("long") ? each : each.filter((_, index) => index % 7 === 0);
    for (const { tool, name, id } of given) {
      const said = JSON.stringify(
        await client.call(tool.name, { [name]: id }).catch((error: unknown) => String(error)),
      ).toLowerCase();
      for (const marker of others("terminal:local"))
        expect(said, `${tool.name} ${name} ${id}`).not.toContain(marker);
    }
  } finally {
    server.closeAllConnections();
    server.close();
    await platform.close();
  }
});

function textsOf({ inputSchema }: Tool): readonly string[] {
  return Object.keys(inputSchema.properties ?? {});
}

it("pages and what is sent to them are the web's own", { timeout: 300_000 }, async () => {
  const chat = await openChat(hostOf(bot));
  try {
    const { ids, codes } = called.get("terminal:local") ?? { ids: [], some: [], codes: [] };
    const sent = [
      ...ids.flatMap((id) => [
        ["/chat/say", { text: `news show ${id}` }] as const,
        ["/chat/say", { text: `digest show ${id}` }] as const,
        ["/chat/say", { text: `digest history slot ${id}` }] as const,
      ]),
      ...codes.flatMap((code) => [["/chat/press", { code }] as const, ["/chat/form", { code }] as const]),
    ];
    for (const [path, values] of sent) {
      const response = await chat.post(path, new URLSearchParams(values));
      expect((await response.text()).toLowerCase()).not.toContain(markerOf("terminal:local"));
    }
    for (const path of [
      "/chat",
      "/chat/posts",
      ...ids.map((id) => `/chat/turns/${encodeURIComponent(id)}/files/0`),
    ]) {
      const page = (await (await chat.get(path)).text()).toLowerCase();
      for (const marker of others("web:local")) expect(page, path).not.toContain(marker);
    }
  } finally {
    await chat.close();
  }
});
