// The fake Slack is strict: a rule that it did not hold would be none that the adapter is held to.

import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import * as limits from "../../../adapters/slack/out/limits.ts";
import { messageRule, pingingMessageRule, pingsIn, problemsOf, viewRule } from "../../fakes/slack/rules.ts";
import { BOT_TOKEN, type FakeSlack, startFakeSlack } from "../../fakes/slack/server.ts";
import { sharedPath } from "../../shared-data.ts";

let slack: FakeSlack;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2024, 2, 7);
  slack = await startFakeSlack({ clock: () => now, scopes: ["chat:write", "im:write"] });
});

afterEach(() => slack.close());

const text = { type: "mrkdwn", text: "fine", verbatim: true };
const fine = {
  text: "fine",
  blocks: [{ type: "section", text }],
  unfurl_links: false,
  unfurl_media: false,
};
const withBlocks = (...blocks: readonly unknown[]) => ({ ...fine, blocks });
const withText = (said: string) => withBlocks({ type: "section", text: { ...text, text: said } });
const button = { type: "button", action_id: "a", text: { type: "plain_text", text: "Press" }, value: "v" };

describe("messages", () => {
  it("that are fine are taken", () => {
    expect(problemsOf(messageRule, fine)).toEqual([]);
    expect(problemsOf(messageRule, withText("*b* <https://err.ee|label> &lt;x&gt; at 09:00"))).toEqual([]);
  });

  it.each([
    ["too many blocks", withBlocks(...Array.from({ length: 51 }, () => ({ type: "divider" })))],
    ["no blocks", withBlocks()],
    ["an unknown block", withBlocks({ type: "table" })],
    ["an unknown key", withBlocks({ type: "divider", colour: "red" })],
    ["too long a section", withText("x".repeat(3_001))],
    [
      "too much text",
      withBlocks(
        ...Array.from({ length: 5 }, () => ({ type: "section", text: { ...text, text: "x".repeat(2_900) } })),
      ),
    ],
    ["an empty text", withText("")],
    ["a ping", withText("<!channel>")],
    ["a mention", withText("<@U1>")],
    ["a mention of a group in its notification", { ...fine, text: "<!subteam^S1|team>" }],
    ["a broad at sign", withText("hey @here")],
    ["an emoji", withText("a :smile: b")],
    ["a bare &", withText("a & b")],
    ["another kind of link", withText("<javascript:alert(1)|x>")],
    ["linking by itself", withBlocks({ type: "section", text: { type: "mrkdwn", text: "x" } })],
    [
      "too long a header",
      withBlocks({ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }),
    ],
    [
      "too long a label",
      withBlocks({
        type: "actions",
        elements: [{ ...button, text: { type: "plain_text", text: "x".repeat(76) } }],
      }),
    ],
    ["an action twice", withBlocks({ type: "actions", elements: [button, button] })],
    ["a block_id twice", withBlocks({ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" })],
    [
      "an input",
      withBlocks({
        type: "input",
        label: button.text,
        element: { type: "plain_text_input", action_id: "a" },
      }),
    ],
    ["unfurling", { ...fine, unfurl_links: true }],
    ["no text", { ...fine, text: "" }],
  ])("are refused for %s", (_, message) => {
    expect(problemsOf(messageRule, message)).not.toEqual([]);
  });

  it("that ping are taken where they may, and tell whom", () => {
    const pinging = withText("<@U1> <@W1|boss> <!subteam^S1> <!here> &lt;!channel&gt;");
    expect(problemsOf(pingingMessageRule, pinging)).toEqual([]);
    expect(pingsIn(pinging)).toEqual(["U1", "W1", "S1", "here"]);
    expect(problemsOf(messageRule, pinging)).toHaveLength(4);
    for (const wrong of ["<@u1>", "<@C1>", "<!subteam^U1>", "<!all>", "<#C1>"])
      expect(problemsOf(pingingMessageRule, withText(wrong))).not.toEqual([]);
  });

  it("of a modal are refused for long titles", () => {
    const title = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
    const modal = (length: number) => ({
      type: "modal",
      callback_id: "c",
      title: title(length),
      submit: title(24),
      close: title(24),
      blocks: [{ type: "divider" }],
    });
    expect(problemsOf(viewRule, modal(24))).toEqual([]);
    expect(problemsOf(viewRule, modal(25))).not.toEqual([]);
  });
});

describe("a response_url", () => {
  const post = async (url: string, body: unknown): Promise<number> =>
    (await fetch(url, { method: "POST", body: JSON.stringify(body) })).status;

  it("takes five messages in half an hour, and replaces nothing of a slash command", async () => {
    const { responseUrl } = slack.addresses("U0MEMBER", "C0NEWS", true);
    for (let use = 0; use < 5; use += 1) expect(await post(responseUrl, fine)).toBe(200);
    expect(await post(responseUrl, fine)).toBe(404);
    const other = slack.addresses("U0MEMBER", "C0NEWS", true).responseUrl;
    await post(other, { ...fine, replace_original: true });
    expect(slack.problems).toEqual(["the answer to a slash command cannot be replaced"]);
    expect(slack.workspace.messages).toHaveLength(5);
    now += 30 * 60_000 + 1;
    expect(await post(other, fine)).toBe(404);
  });

  it("writes down what is malformed", async () => {
    const { responseUrl } = slack.addresses("U0MEMBER", "C0NEWS", true);
    expect(await post(responseUrl, { ...fine, blocks: [] })).toBe(400);
    expect(slack.problems).toHaveLength(1);
  });
});

describe("the Web API", () => {
  const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
  const call = async (method: string, args: Record<string, unknown>, token = BOT_TOKEN) => {
    const form = Object.entries(args).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(form),
    });
    return answer.parse(await response.json());
  };

  it("refuses wrong tokens, missing scopes and places without the bot", async () => {
    expect(await call("auth.test", {}, "xoxb-wrong")).toMatchObject({ error: "invalid_auth" });
    expect(await call("apps.connections.open", {})).toMatchObject({ error: "invalid_auth" });
    expect(await call("users.info", { user: "U0ADMIN" })).toMatchObject({ error: "missing_scope" });
    expect(await call("conversations.history", { channel: "C0NEWS" })).toMatchObject({
      error: "missing_scope",
    });
    expect(await call("chat.postMessage", { channel: "C0OTHER", ...fine })).toMatchObject({
      error: "not_in_channel",
    });
    expect(await call("chat.postMessage", { channel: "C0NEWS", ...fine, blocks: [] })).toMatchObject({
      error: "invalid_blocks",
    });
    expect(await call("chat.postMessage", { channel: "C0NEWS", ...fine })).toMatchObject({ ok: true });
  });

  it("shows only what the bot may see of channels, for the scopes of each kind", async () => {
    const info = (channel: string) => call("conversations.info", { channel });
    const members = (channel: string) => call("conversations.members", { channel });
    expect(await info("C0NEWS")).toMatchObject({ error: "missing_scope", needed: "channels:read" });
    await slack.close();
    slack = await startFakeSlack({ scopes: ["channels:read", "groups:read"] });
    slack.workspace.addChannel({ id: "G0CLOSED", kind: "private", hasBot: false });
    slack.workspace.addChannel({ id: "G0GROUP", kind: "group" });
    slack.workspace.direct("U0ADMIN");
    expect(await info("C0NEWS")).toMatchObject({
      channel: { name: "news", is_member: true, is_archived: false },
    });
    expect(await info("C0OTHER")).toMatchObject({ channel: { is_member: false } });
    expect(await info("G0SECRET")).toMatchObject({ channel: { is_private: true } });
    for (const none of ["G0CLOSED", "C0NOWHERE"]) {
      expect(await info(none)).toMatchObject({ error: "channel_not_found" });
      expect(await members(none)).toMatchObject({ error: "channel_not_found" });
    }
    expect(await info("G0GROUP")).toMatchObject({ needed: "mpim:read" });
    expect(await info("D0ADMIN")).toMatchObject({ needed: "im:read" });
    expect(await members("C0NEWS")).toMatchObject({ members: ["U0ADMIN", "U0MEMBER", "U0BOT"] });
    expect(await members("C0OTHER")).toMatchObject({ members: ["U0MEMBER"] });
  });

  it("lists channels and members page by page", async () => {
    await slack.close();
    slack = await startFakeSlack({ scopes: ["channels:read"], listPage: 2 });
    slack.workspace.addChannel({ id: "C0OLD", kind: "public", name: "old", isArchived: true });
    const list = (args: Record<string, unknown>) => call("conversations.list", args);
    expect(await list({ limit: 999 })).toMatchObject({
      channels: [{ id: "C0NEWS" }, { id: "C0OTHER" }],
      response_metadata: { next_cursor: "2" },
    });
    expect(await list({ cursor: "2" })).toMatchObject({
      channels: [{ id: "C0OLD" }],
      response_metadata: { next_cursor: "" },
    });
    expect(await list({ cursor: "2", exclude_archived: true })).toMatchObject({ channels: [] });
    expect(await list({ limit: 1_000 })).toMatchObject({ error: "invalid_limit" });
    expect(await list({ types: "private_channel" })).toMatchObject({ needed: "groups:read" });
    expect(await call("conversations.members", { channel: "C0NEWS" })).toMatchObject({
      members: ["U0ADMIN", "U0MEMBER"],
      response_metadata: { next_cursor: "2" },
    });
  });

  it("keeps the thread of a deleted message that had replies, and knows none of one that had none", async () => {
    await slack.close();
    slack = await startFakeSlack({ scopes: ["chat:write", "channels:history"] });
    const post = async (args: object = {}) => {
      const sent = await call("chat.postMessage", { channel: "C0NEWS", ...fine, ...args });
      return z
        .object({ ts: z.string(), message: z.object({ thread_ts: z.string().optional() }) })
        .parse(sent);
    };
    const replies = (ts: string) => call("conversations.replies", { channel: "C0NEWS", ts });
    const remove = (ts: string) => call("chat.delete", { channel: "C0NEWS", ts });
    const [lively, lonely] = [await post(), await post()];
    const { message } = await post({ thread_ts: lively.ts });
    expect(message.thread_ts).toBe(lively.ts);
    for (const { ts } of [lively, lonely]) expect(await remove(ts)).toMatchObject({ ok: true });
    for (const { ts } of [lively, lonely])
      expect(await remove(ts)).toMatchObject({ error: "message_not_found" });
    expect(await replies(lively.ts)).toMatchObject({
      messages: [{ subtype: "tombstone" }, { text: "fine" }],
    });
    expect(await replies(lonely.ts)).toMatchObject({ error: "thread_not_found" });
    expect((await post({ thread_ts: lively.ts })).message.thread_ts).toBe(lively.ts);
    expect((await post({ thread_ts: lonely.ts })).message.thread_ts).toBeUndefined();
  });

  it("holds the calls of a method until they are let go", async () => {
    const hanging = slack.hang("chat.postMessage");
    const posts = [1, 2].map(() => call("chat.postMessage", { channel: "C0NEWS", ...fine }));
    await slack.until(() => hanging.count() === 2);
    expect(await call("auth.test", {})).toMatchObject({ user: "rol_news", user_id: "U0BOT" });
    expect(slack.workspace.messages).toEqual([]);
    hanging.release();
    for (const answered of await Promise.all(posts)) expect(answered).toMatchObject({ ok: true });
    expect(await call("chat.postMessage", { channel: "C0NEWS", ...fine })).toMatchObject({ ok: true });
    expect([hanging.count(), slack.workspace.messages.length]).toEqual([2, 3]);
  });

  it("writes down pings of those whom a test does not expect", async () => {
    slack.mayPing.add("U1");
    await call("chat.postMessage", { channel: "C0NEWS", ...withText("<@U1> <!here>") });
    expect(slack.problems).toEqual(["message: pings here"]);
  });

  it("opens one modal for a trigger, within three seconds", async () => {
    const plain = { type: "plain_text", text: "x" };
    const view = {
      type: "modal",
      callback_id: "c",
      title: plain,
      submit: plain,
      close: plain,
      blocks: [{ type: "divider" }],
    };
    const open = (trigger_id: string) => call("views.open", { trigger_id, view });
    const { triggerId } = slack.addresses("U0MEMBER", "C0NEWS", true);
    expect(await open(triggerId)).toMatchObject({ ok: true });
    expect(await open(triggerId)).toMatchObject({ error: "exchanged_trigger_id" });
    const { triggerId: late } = slack.addresses("U0MEMBER", "C0NEWS", true);
    now += 3_001;
    expect(await open(late)).toMatchObject({ error: "expired_trigger_id" });
  });
});

const table = sharedPath("specs/slack-block-limits.json");

describe.skipIf(!existsSync(table))(
  `somebody else's table of limits${existsSync(table) ? "" : " (skipped: it is not on this machine)"}`,
  () => {
    it("agrees with ours", () => {
      const max = z.object({ max_length: z.number() });
      const items = z.object({ max_items: z.number() });
      const theirs = z
        .object({
          text: max,
          button: z.object({ text: max, url: max, value: max }),
          block_id: max,
          plain_text_input: z.object({ max_length: z.object({ max: z.number() }) }),
          header: z.object({ text: max }),
          input: z.object({ label: max }),
          section: z.object({ fields: z.object({ max_items: z.number(), item_max_length: z.number() }) }),
          actions: z.object({ elements: items }),
          view: z.object({ blocks: items, private_metadata: max, title: max }),
        })
        .parse(JSON.parse(readFileSync(table, "utf8")));
      expect({
        text: limits.TEXT_OBJECT,
        label: limits.BUTTON_LABEL,
        url: limits.BUTTON_URL,
        value: limits.BUTTON_VALUE,
        blockId: limits.BLOCK_ID,
        input: limits.INPUT_TEXT,
        header: limits.HEADER_TEXT,
        inputLabel: limits.INPUT_LABEL,
        fields: limits.FIELDS_A_SECTION,
        field: limits.SECTION_FIELD,
        viewBlocks: limits.BLOCKS_A_VIEW,
        metadata: limits.PRIVATE_METADATA,
        title: limits.VIEW_TITLE,
      }).toEqual({
        text: theirs.text.max_length,
        label: theirs.button.text.max_length,
        url: theirs.button.url.max_length,
        value: theirs.button.value.max_length,
        blockId: theirs.block_id.max_length,
        input: theirs.plain_text_input.max_length.max,
        header: theirs.header.text.max_length,
        inputLabel: theirs.input.label.max_length,
        fields: theirs.section.fields.max_items,
        field: theirs.section.fields.item_max_length,
        viewBlocks: theirs.view.blocks.max_items,
        metadata: theirs.view.private_metadata.max_length,
        title: theirs.view.title.max_length,
      });
      expect(limits.BUTTONS_A_ROW).toBeLessThanOrEqual(theirs.actions.elements.max_items);
    });
  },
);
