// Nothing of one workspace is visible in another, or changes there: every command, button, form, tool and page is given everything
// that another workspace's things are called by. What is only in a workspace carries a word that nobody else ever types.

import { once } from "node:events";
import { createServer } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createPlatform as createMcp } from "../../adapters/mcp/platform.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { storedTables } from "../../src/store/move/tables.ts";
import { httpClient, type Tool } from "../adapters/mcp/client.ts";
import { openChat } from "../adapters/web/browser.ts";
import { commandPayload } from "../fakes/slack/payloads.ts";
import { askDiscord, askSlack, type Foreign } from "./workspaces/asking.ts";
import {
  bare,
  everyInput,
  fittingInputs,
  following,
  isOwnUndoing,
  pressed,
  someInputs,
} from "./workspaces/doors.ts";
import { COLUMNS, type Name, namesOf, possessions } from "./workspaces/names.ts";
import { addressesIn, chatAddresses, ownRoutes, TO_CHAT, TO_PORT } from "./workspaces/pages.ts";
import { conversationOf, openScene, type Scene } from "./workspaces/scene.ts";
import {
  foundIn,
  HALF_ADMIN,
  lenderWord,
  PAIRS,
  placeOf,
  SLACK_CHANNEL,
  secretOf,
  secretsFrom,
  shownOf,
  WORKSPACES,
  type Workspace,
  wordsFrom,
} from "./workspaces/words.ts";

const TOKEN = "a-token-of-the-matrix";
const LONG = inject("long");
/** Names of each kind that are tried. */
const MOST_NAMES = LONG ? 2 : 1;
/** The pair of which the long run leaves nothing out, and how many inputs it draws for each other one. */
const WHOLE = 0;
const DRAWN = 2_500;

/** Whose payloads go through their adapters: two teams, a team and an organisation, two servers. */
const SENT = PAIRS.filter(([asker, owner]) => asker.split(":")[0] === owner.split(":")[0]).filter(
  ([asker], index) => asker.startsWith("discord:") || index % 2 === 0,
);

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
}, 240_000);

afterAll(() => scene?.close());

const names = (workspace: Workspace): Promise<readonly Name[]> => namesOf(scene.store, workspace, MOST_NAMES);

/** A short code is the command itself: whoever has one knows its words, and would only read them again. */
function codesOf(workspace: Workspace): readonly string[] {
  return [...(scene.codes.get(workspace) ?? [])].filter((code) => !code.includes(secretOf(workspace)));
}

describe("what there is", () => {
  it("has a name by which others may ask for it, or none: every column says which", async () => {
    const kept = await storedTables(scene.store.db);
    expect(kept.map(({ name }) => name)).toEqual(Object.keys(COLUMNS).toSorted());
    for (const { name, columns } of kept) {
      const told = COLUMNS[name];
      expect([...(told?.names ?? []), ...(told?.others ?? [])].toSorted(), name).toEqual(columns);
    }
  });

  it("is there in each workspace, of nearly every kind", async () => {
    const kinds = Object.entries(COLUMNS).flatMap(([table, { names: own }]) =>
      own.map((name) => `${table}.${name}`),
    );
    for (const workspace of WORKSPACES) {
      const found = new Set((await namesOf(scene.store, workspace, 1_000)).map(({ kind }) => kind));
      expect(found.size, workspace).toBeGreaterThan(15);
      expect([...found].filter((kind) => kind.includes(".") && !kinds.includes(kind))).toEqual([]);
    }
  });

  it("is told by a command to those alone whose it is", { timeout: 120_000 }, async () => {
    for (const workspace of LONG ? WORKSPACES : WORKSPACES.slice(1, 4))
      for (const input of bare(scene.bot.router.commands).filter((one) => !isOwnUndoing(one))) {
        const { said } = await scene.give(workspace, input);
        expect(foundIn(said, wordsFrom(workspace)), `${JSON.stringify(input)}\n${said}`).toEqual([]);
      }
  });
});

it("completes nothing of another workspace", async () => {
  const { commands } = scene.bot.router;
  for (const [asker, owner] of LONG ? PAIRS : PAIRS.slice(0, 3))
    for (const { path, options } of commands)
      for (const [name, { kind }] of Object.entries(options))
        for (const typed of kind.startsWith("text")
          ? ["", shownOf(owner).slice(0, 4), secretOf(owner).slice(0, 4)]
          : []) {
          const offered = JSON.stringify(await scene.bot.complete(asker, path, name, typed));
          expect(foundIn(offered, wordsFrom(asker)), `${path.join(" ")} ${name}`).toEqual([]);
        }
});

it.each(PAIRS)("%s sees and changes nothing of %s", { timeout: 3_600_000 }, async (asker, owner) => {
  const { commands } = scene.bot.router;
  const own = await names(owner);
  const conversation = conversationOf(asker);
  const turn = PAIRS.findIndex(([one, other]) => one === asker && other === owner);
  const every = everyInput(commands, own, conversation);
  const drawn =
    turn === WHOLE
      ? every
      : fc
          .sample(fc.shuffledSubarray([...every], { minLength: DRAWN, maxLength: DRAWN }), {
            ...{ seed: inject("seed"), numRuns: 1 },
          })
          .flat();
  const given: readonly Input[] = [
    ...(LONG ? drawn : someInputs(commands, own, conversation, turn)),
    ...(LONG || turn < 5 ? fittingInputs(commands, own) : []),
    ...pressed(codesOf(owner)),
    ...following(conversationOf(owner)),
  ].filter((input) => !isOwnUndoing(input));
  const before = await possessions(scene.store, owner);
  for (const input of given) {
    const { reply, said } = await scene.give(asker, input);
    expect(foundIn(said, secretsFrom(asker)), `${JSON.stringify(input)}\n${said}`).toEqual([]);
    expect(plainText(reply).trim(), JSON.stringify(input)).not.toBe("");
  }
  expect(await possessions(scene.store, owner)).toBe(before);
  if (LONG)
    process.stdout.write(
      `${asker} asked ${given.length} times with ${own.length} names and ${codesOf(owner).length} codes of ${owner}\n`,
    );
});

it("a code that another workspace asked Dropbox for connects nothing", async () => {
  for (const [asker, owner] of PAIRS.slice(0, 4)) {
    const code = await scene.allow(owner);
    await scene.ask(asker, "/dropbox connect");
    const before = await scene.store.connections.get(asker);
    const { said } = await scene.give(asker, { type: "form", code: "c1:/dropbox code", values: { code } });
    expect(foundIn(said, wordsFrom(asker))).toEqual([]);
    expect(await scene.store.connections.get(asker)).toEqual(before);
  }
});

it.each([PAIRS[0], PAIRS[2], PAIRS[4], PAIRS[5]].flatMap((pair) => (pair === undefined ? [] : [pair])))(
  "a digest of %s goes to no channel of %s, however that is named",
  async (asker, owner) => {
    const { slack, discord } = scene.ends;
    const [, id = ""] = owner.split(":");
    const there = owner.startsWith("slack:")
      ? slack.oauth.stateOf(id).workspace.messages
      : (discord.channels.all.get(placeOf(owner))?.messages ?? []);
    const before = there.length;
    const place = placeOf(owner);
    const named = [
      place,
      `<#${place}>`,
      `https://discord.com/channels/${id}/${place}`,
      `${shownOf(owner)}-room`,
    ];
    for (const [n, channel] of named.entries()) {
      await scene.ask(asker, `/digest create Far${n} when "daily 09:00" impact any channel ${channel}`);
      await scene.ask(asker, `/digest run Far${n}`);
    }
    await scene.bot.digests.queue.idle();
    expect(there.length).toBe(before);
    const labels = (await scene.store.subscriptions.ofWorkspace(asker)).map(({ placeLabel }) => placeLabel);
    expect(foundIn(labels.join(), [shownOf(owner)])).toEqual([]);
  },
);

it("tools answer their own workspace alone", { timeout: 3_600_000 }, async () => {
  const platform = createMcp(scene.host, { token: TOKEN, workspace: "terminal:local", hosts: [] });
  const server = createServer(platform.mount[1]).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    const client = await httpClient(`http://127.0.0.1:${port}/mcp`, TOKEN);
    const tools = await client.tools();
    expect(tools.length).toBeGreaterThan(10);
    const owned = await Promise.all(
      (["slack:T0ONE", "web:local", "discord:100000000000000002"] as const).map(names),
    );
    const own = owned.flat();
    const each = tools.flatMap((tool) =>
      textsOf(tool).flatMap((name) => own.map(({ kind, value }) => ({ tool, name, kind, id: value }))),
    );
    // Whatever else is drawn, each tool of digests is given their ids.
    const given = LONG
      ? each
      : each.filter(
          ({ tool, kind }, index) =>
            index % 23 === 0 || (tool.name.startsWith("digest_") && kind === "subscriptions.id"),
        );
    for (const { tool, name, id } of given) {
      const said = JSON.stringify(
        await client.call(tool.name, { [name]: id }).catch((error: unknown) => String(error)),
      );
      expect(foundIn(said, secretsFrom("terminal:local")), `${tool.name} ${name} ${id}`).toEqual([]);
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

describe("pages", () => {
  it("are known to this test, each with what is sent to it", () => {
    expect(chatAddresses(scene.host)).toEqual(Object.keys(TO_CHAT).toSorted());
    expect(addressesIn(ownRoutes(scene).routes)).toEqual(Object.keys(TO_PORT).toSorted());
  });

  it("and what is sent to them are the web's own", { timeout: 3_600_000 }, async () => {
    const chat = await openChat(scene.host);
    try {
      const own = [...(await names("terminal:local")), ...(await names("discord:100000000000000001"))];
      const all = [...own.map(({ value }) => value), ...codesOf("terminal:local")];
      const each = all.flatMap((name) => Object.values(TO_CHAT).flatMap((requests) => requests(name)));
      const given = LONG ? each : each.filter((_, index) => index % 7 === 0);
      for (const { path, values } of given) {
        const response =
          values === undefined ? await chat.get(path) : await chat.post(path, new URLSearchParams(values));
        expect(foundIn(await response.text(), secretsFrom("web:local")), path).toEqual([]);
      }
    } finally {
      await chat.close();
    }
  });

  it("of the port tell nothing of anybody", async () => {
    const routes = ownRoutes(scene);
    const everybodys = WORKSPACES.map(secretOf);
    for (const { kind, value } of await names("slack:T0TWO")) {
      // Whoever has somebody's link is shown to whom it lends, and by whose wish: it is made for that.
      if (kind === "oauth_pending.state") continue;
      for (const { path, values } of Object.values(TO_PORT).flatMap((requests) => requests(value))) {
        const sent = values === undefined ? {} : { method: "POST", body: new URLSearchParams(values) };
        const page = await (await routes.request(path, sent)).text();
        expect(foundIn(page, everybodys), path).toEqual([]);
      }
    }
  });
});

describe("what goes out", () => {
  /**
   * What goes to a workspace has no word of another one, and what goes to nobody has none of anybody. Returns how many times somebody
   * was told what is theirs.
   */
  function expectTold(about: string): number {
    let told = 0;
    for (const { to, text } of scene.ends.sent()) {
      const secrets = to === undefined ? WORKSPACES.map(secretOf) : secretsFrom(to);
      expect(foundIn(text, secrets), `to ${to}: ${about}\n${text}`).toEqual([]);
      if (to !== undefined) told += foundIn(text, [secretOf(to)]).length;
    }
    return told;
  }

  async function foreignOf(owner: Workspace): Promise<Foreign> {
    const { db } = scene.store;
    const part = await db
      .selectFrom("deliveryParts")
      .innerJoin("slots", "slots.id", "deliveryParts.slot")
      .innerJoin("subscriptions", "subscriptions.id", "slots.subscription")
      .select(["deliveryParts.key", "deliveryParts.messageId"])
      .where("subscriptions.workspace", "=", owner)
      .where("deliveryParts.state", "=", "sent")
      .executeTakeFirstOrThrow();
    return { workspace: owner, key: part.key, message: part.messageId ?? "" };
  }

  it.each(SENT)(
    "from %s with what stands in %s holds nothing of it",
    { timeout: 3_600_000 },
    async (asker, owner) => {
      const { commands } = scene.bot.router;
      const own = await names(owner);
      const conversation = conversationOf(asker);
      const every = everyInput(commands, own, conversation);
      const drawn = fc.sample(fc.shuffledSubarray([...every], { minLength: 1_500, maxLength: 1_500 }), {
        ...{ seed: inject("seed"), numRuns: 1 },
      });
      const given = [
        ...(LONG ? drawn.flat() : someInputs(commands, own, conversation, WORKSPACES.indexOf(asker) + 20)),
        ...pressed(codesOf(owner)),
      ].filter((input) => !isOwnUndoing(input));
      const foreign = await foreignOf(owner);
      const before = await possessions(scene.store, owner);
      expectTold("what was before");
      let told = 0;
      for (const input of given) {
        const acknowledged = asker.startsWith("slack:")
          ? await askSlack(scene.ends, asker, input, foreign)
          : await askDiscord(scene.ends, asker, input, foreign);
        const about = JSON.stringify(input);
        expect(foundIn(JSON.stringify(acknowledged ?? ""), secretsFrom(asker)), about).toEqual([]);
        told += expectTold(about);
      }
      expect(told).toBeGreaterThan(0);
      expect(await possessions(scene.store, owner)).toBe(before);
      if (LONG) process.stdout.write(`${asker} sent ${given.length} payloads with what is ${owner}'s\n`);
    },
  );

  it("whoever is an admin is one in their own workspace alone", async () => {
    const { slack, discord, belongs } = scene.ends;
    const told = async (n: 1 | 2): Promise<readonly string[]> => {
      const team = n === 1 ? "T0ONE" : "T0TWO";
      const at = slack.addresses(HALF_ADMIN.slack, SLACK_CHANNEL, true);
      belongs(at.request, `slack:${team}`);
      const from = { team, user: HALF_ADMIN.slack };
      const typed = commandPayload(from, at, SLACK_CHANNEL, "/dropbox", "status");
      slack.deliver("slash_commands", typed);
      const server = BigInt(`10000000000000000${n}`).toString(36);
      const alone = { id: HALF_ADMIN.discord, alone: true };
      const exchange = discord.press(alone, `w1:${server}|c1:/dropbox status`);
      belongs(exchange.token, `discord:10000000000000000${n}`);
      const [inSlack] = await slack.answersTo(at.request, 1);
      await discord.until(() => exchange.messages.length > 0);
      return [JSON.stringify(inSlack?.blocks), JSON.stringify(exchange.messages[0]?.body)];
    };
    for (const text of await told(1)) expect(foundIn(text, [lenderWord("first")])).not.toEqual([]);
    for (const text of await told(2)) expect(text).toContain("is for admins of this workspace");
    expectTold("/dropbox status");
  });

  it("of a Dropbox that refuses the bot is told to those alone who read by it", async () => {
    await scene.bot.digests.queue.idle();
    expectTold("what was before");
    scene.simulator.revokeAll();
    for (const workspace of WORKSPACES) {
      const { said } = await scene.give(workspace, { type: "text", text: "/dropbox refresh" });
      expect(foundIn(said, secretsFrom(workspace))).toEqual([]);
      expect((await scene.store.connections.get(workspace))?.state, said).toBe("needs-reconnect");
      expectTold("/dropbox refresh");
    }
  });
});
