// Whatever Slack sends, over sockets or HTTP, the bot lives, and answers what it can read: payloads of odd shapes through
// the real receivers.

import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import fc from "fast-check";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import {
  directPayload,
  globalShortcutPayload,
  mentionPayload,
  messageShortcutPayload,
} from "../../fakes/slack/door-payloads.ts";
import { actionPayload, commandPayload, homePayload, viewPayload } from "../../fakes/slack/payloads.ts";
import { recordedPayloads } from "../../shared-data.ts";
import { oddPayload, oddText } from "../odd-shapes.ts";
import { listenForUncaught } from "../uncaught.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { RECORDED } from "./recorded.ts";

const SECRET = "the signing secret";
const COUNT = inject("long") ? 20_000 : 150;
/** After so many, somebody asks something. */
const A_QUESTION_EVERY = 50;

const from = { team: "T0NEWS", user: "U0MEMBER" };
// Nothing is sent there: the fake is elsewhere.
const at = { responseUrl: "https://nowhere.test/x", triggerId: "t" };

/** Recorded answers would go to Slack. */
const elsewhere = (payload: unknown): unknown =>
  JSON.parse(JSON.stringify(payload).replaceAll("hooks.slack.com", "nowhere.test"));

const SEEDS: readonly unknown[] = [
  commandPayload(from, at, "C0NEWS", "/news", "search court"),
  actionPayload(from, at, { action_id: "run:0", value: "c1:/news search court" }, { channel: "C0NEWS" }),
  viewPayload(from, at, { callback_id: "c1:/news search court" }, { words: "x" }),
  homePayload(from),
  mentionPayload(from, "<@U0BOT> news search court", { channel: "C0NEWS", ts: "1.1" }),
  directPayload(from, "news search court", { channel: "D0MEMBER", ts: "1.2", threadTs: "1.1" }),
  messageShortcutPayload(from, at, "reports", "C0NEWS", { ts: "1.3", text: "<https://err.ee/1|x>" }),
  globalShortcutPayload(from, "t", "ask"),
  ...RECORDED,
  { type: "app_rate_limited", token: "x", team_id: "T0NEWS", minute_rate_limited: 1, api_app_id: "A0NEWS" },
  { ...homePayload(from), event: { type: "message", channel: "C0NEWS", user: "U0MEMBER", text: "hello" } },
  { type: "view_closed", view: { callback_id: "x" }, user: { id: "U0MEMBER" }, team: { id: "T0NEWS" } },
  { type: "url_verification", challenge: "c", token: "x" },
  ...["slash-commands-slack", "actions-reactions-slack", "modals-slack", "dm-slack"]
    .flatMap(recordedPayloads)
    .map(elsewhere),
];

const sampled = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] =>
  fc.sample(arbitrary, { seed: inject("seed"), numRuns: COUNT });

let bot: AdapterUnderTest | undefined;
let server: Server | undefined;

beforeEach(() => {
  bot = undefined;
  server = undefined;
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await bot?.close();
});

async function answered({ slack }: AdapterUnderTest, words: string): Promise<void> {
  const [message] = await slack.command("U0ADMIN", `search ${words}`).answers(1);
  expect(JSON.stringify(message?.blocks)).toContain(words);
}

it("over sockets", async () => {
  const uncaught = listenForUncaught();
  const running = await startAdapter();
  bot = running;
  const { slack } = running;
  const known = ["events_api", "slash_commands", "interactive"] as const;
  const envelope = fc
    .record({
      type: fc.oneof(
        { weight: 60, arbitrary: fc.constantFrom(...known) },
        { weight: 10, arbitrary: fc.constantFrom("error", "close", "connected", "slack_event", "options") },
        // Each of these costs a new connection.
        { weight: 1, arbitrary: fc.constantFrom("disconnect", "hello") },
      ),
      envelope_id: fc.uuid(),
      payload: oddPayload(SEEDS),
      accepts_response_payload: fc.boolean(),
    })
    .chain((whole) => fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>(whole) }, oddPayload([whole])));
  const texts = sampled(
    fc.oneof({ weight: 20, arbitrary: envelope.map((one) => JSON.stringify(one)) }, oddText),
  );
  for (const [n, text] of texts.entries()) {
    await slack.until(() => slack.sockets() > 0);
    slack.raw(text);
    if (n % A_QUESTION_EVERY === 0) await answered(running, `question ${n}`);
  }
  await answered(running, "the last one");
  await slack.until(() => slack.sockets() === 2);
  expect(running.standings.at(-1)).toEqual({ type: "connected" });
  expect(await uncaught.stop()).toEqual([]);
});

it("over http, signed", async () => {
  const uncaught = listenForUncaught();
  const running = await startAdapter({ signingSecret: SECRET });
  bot = running;
  const [path = "", listener] = running.adapter.mount ?? [];
  server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server?.once("listening", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

  async function send(body: string, type: string): Promise<number> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", SECRET).update(`v0:${timestamp}:`).update(body).digest("hex");
    const headers = {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    };
    const response = await fetch(`${origin}${path}`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  }

  const [JSON_TYPE, FORM_TYPE] = ["application/json", "application/x-www-form-urlencoded"] as const;
  const asForm = (payload: unknown): string =>
    typeof payload === "object" && payload !== null && "command" in payload
      ? new URLSearchParams(
          Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString()
      : new URLSearchParams({ payload: JSON.stringify(payload) ?? "" }).toString();
  const request = fc.oneof(
    {
      weight: 4,
      arbitrary: oddPayload(SEEDS).map(
        (one) => [JSON.stringify(one) ?? "", JSON_TYPE] satisfies [string, string],
      ),
    },
    {
      weight: 8,
      arbitrary: oddPayload(SEEDS).map((one) => [asForm(one), FORM_TYPE] satisfies [string, string]),
    },
    fc.tuple(oddText, fc.constantFrom<string>(JSON_TYPE, FORM_TYPE, "text/plain", "")),
  );
  const statuses = new Set<number>();
  const requests = [...sampled(request)];
  while (requests.length > 0)
    for (const status of await Promise.all(requests.splice(0, 20).map(([body, type]) => send(body, type))))
      statuses.add(status);
  // Slack sends again, and in the end stops sending, what is answered otherwise.
  expect([...statuses].toSorted()).toEqual([200, 400]);
  const { request: last, ...addresses } = running.slack.addresses("U0ADMIN", "C0NEWS", true);
  expect(
    await send(
      asForm(
        commandPayload({ team: "T0NEWS", user: "U0ADMIN" }, addresses, "C0NEWS", "/news", "search last"),
      ),
      FORM_TYPE,
    ),
  ).toBe(200);
  await running.slack.answersTo(last, 1);
  expect(await uncaught.stop()).toEqual([]);
});

it.each([
  ["nothing", "null"],
  ["an event that is none", '{"type":"events_api","envelope_id":"1","payload":{}}'],
  ["a payload that is none", '{"type":"events_api","envelope_id":"1","payload":null}'],
  ["a word of the client's own", '{"type":"close","envelope_id":"1","payload":{}}'],
  [
    "an event with such a name",
    '{"type":"events_api","envelope_id":"1","payload":{"event":{"type":"ws_message"}}}',
  ],
])("an envelope with %s ends nothing", async (_name, text) => {
  const uncaught = listenForUncaught();
  const running = await startAdapter();
  bot = running;
  running.slack.raw(text);
  await answered(running, "after that");
  expect(running.slack.sockets()).toBe(2);
  expect(await uncaught.stop()).toEqual([]);
});

it("that the workspace's events come too fast is answered with 200 and a line in the log", async () => {
  const running = await startAdapter();
  bot = running;
  const limited = { type: "app_rate_limited", team_id: "T0NEWS", minute_rate_limited: 1 };
  await running.slack.deliver("events_api", limited).acknowledged;
  expect(running.logged()).toContain('"what":"app_rate_limited"');
});
