// HTTP mode: signed requests in, and recorded payloads of other apps through the real receiver.

import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  readBlockAction,
  readHomeOpened,
  readSlashCommand,
  readViewSubmission,
} from "../../../adapters/slack/in/read.ts";
import {
  actionPayload,
  commandPayload,
  homePayload,
  signedRequest,
  viewPayload,
} from "../../fakes/slack/payloads.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";
import { recordedView } from "./recorded-view.ts";

const SECRET = "the signing secret";
const from = { team: "T0NEWS", user: "U0MEMBER" };

let bot: AdapterUnderTest;
let server: Server;
let origin: string;

beforeEach(async () => {
  bot = await startAdapter({ signingSecret: SECRET });
  const [, requestListener] = bot.adapter.mount ?? [];
  if (requestListener === undefined) throw new Error("no HTTP mode");
  server = createServer(requestListener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  const { problems } = bot.slack;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await bot.close();
  expect(problems).toEqual([]);
});

async function send(
  payload: Readonly<Record<string, unknown>>,
  { secret = SECRET, sentAt = Date.now(), path = "/slack/events" } = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(`${origin}${path}`, {
    method: "POST",
    ...signedRequest(payload, secret, sentAt),
  });
  return { status: response.status, body: await response.text() };
}

function typed(text: string) {
  const at = bot.slack.addresses(from.user, "C0NEWS", true);
  return { request: at.request, payload: commandPayload(from, at, "C0NEWS", "/news", text) };
}

describe("a signed request", () => {
  it("is acknowledged with nothing and answered", async () => {
    const { request, payload } = typed("search court");
    expect(await send(payload)).toEqual({ status: 200, body: "" });
    const [message] = await bot.slack.answersTo(request, 1);
    expect(message?.blocks.map((block) => readBlock(block).text)).toEqual(['Did news search with "court".']);
  });

  it("that is sent once more is answered once", async () => {
    const { request, payload } = typed("search court");
    expect((await send(payload)).status).toBe(200);
    await bot.slack.answersTo(request, 1);
    expect((await send(payload)).status).toBe(200);
    const next = typed("search after");
    await send(next.payload);
    await bot.slack.answersTo(next.request, 1);
    expect(bot.ran).toEqual(["news search court", "news search after"]);
    expect(await bot.slack.answersTo(request, 1)).toHaveLength(1);
  });

  it("may be a button or an event", async () => {
    const at = bot.slack.addresses(from.user, "C0NEWS", false);
    const button = { action_id: "run:0", value: "c1:/news search pressed" };
    expect(await send(actionPayload(from, at, button, { channel: "C0NEWS" }))).toEqual({
      status: 200,
      body: "",
    });
    await bot.slack.answersTo(at.request, 1);
    expect((await send(homePayload(from))).status).toBe(200);
    await bot.slack.until(() => bot.slack.homes.has(from.user));
  });

  it("is acknowledged before the work is done", async () => {
    const { request, payload } = typed("wait");
    expect((await send(payload)).status).toBe(200);
    await bot.waits();
    bot.finish();
    await bot.slack.answersTo(request, 1);
  });
});

describe("a request", () => {
  it("with a wrong, old or missing signature gets 401 and no answer", async () => {
    const { payload } = typed("search court");
    expect((await send(payload, { secret: "another" })).status).toBe(401);
    expect((await send(payload, { sentAt: Date.now() - 6 * 60_000 })).status).toBe(401);
    expect((await send(payload, { sentAt: Date.now() + 6 * 60_000 })).status).toBe(401);
    const unsigned = await fetch(`${origin}/slack/events`, { method: "POST", body: "text=x" });
    expect(unsigned.status).toBe(401);
    expect(bot.ran).toEqual([]);
  });

  it("that the bot does not take gets 200 at once and a line in the log", async () => {
    const limited = { type: "app_rate_limited", team_id: "T0NEWS", minute_rate_limited: 1518467820 };
    for (const body of [
      JSON.stringify(limited),
      "null",
      "[]",
      '{"event":null}',
      '{"event":{"type":"message"}}',
    ]) {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
      const response = await fetch(`${origin}/slack/events`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": `v0=${signature}`,
        },
        body,
      });
      expect([body, response.status]).toEqual([body, 200]);
    }
    expect(bot.logged()).toContain('"what":"app_rate_limited"');
  });

  it("to another path gets 404, and to a closing bot 503", async () => {
    const { payload } = typed("search court");
    expect((await send(payload, { path: "/elsewhere" })).status).toBe(404);
    await bot.adapter.close();
    expect((await send(payload)).status).toBe(503);
    expect(bot.ran).toEqual([]);
  });
});

describe.skipIf(!hasSharedData)(`recorded payloads${sharedDataReason}`, () => {
  const recorded = (file: string): Record<string, unknown> =>
    z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(sharedPath(`specs/payloads/${file}.json`), "utf8")));
  const record = (value: unknown): Record<string, unknown> => z.record(z.string(), z.unknown()).parse(value);

  it("of a slash command are read and answered", async () => {
    const payload = record(recorded("slash-commands-slack").slashCommandWithArgs);
    expect(readSlashCommand(payload, "")).toMatchObject({
      workspace: "slack:T00FAKE00BB",
      place: "C00FAKECHAN3",
      userId: "U00FAKEUSER2",
      requestId: "command 10520020890661.10229338706656.2e2188a074adf3bf9f8456b30180f405",
      input: { type: "text", text: "/test-feedback some arguments here" },
    });
    const at = bot.slack.addresses("U00FAKEUSER2", "C00FAKECHAN3", true);
    expect(await send({ ...payload, team_id: from.team, response_url: at.responseUrl })).toEqual({
      status: 200,
      body: "",
    });
    await bot.slack.answersTo(at.request, 1);
  });

  it.each(["action", "staticSelectAction", "radioButtonsAction"])(
    "of %s are read and answered",
    async (name) => {
      const payload = record(recorded("actions-reactions-slack")[name]);
      expect(readBlockAction(payload)).toMatchObject({
        workspace: "slack:T00FAKE00AA",
        place: "C00FAKECHAN1",
        userId: "U00FAKEUSER1",
        replyTo: { channel: "C00FAKECHAN1", threadTs: "1767326125.870439" },
      });
      const at = bot.slack.addresses("U00FAKEUSER1", "C00FAKECHAN1", false);
      expect(await send({ ...payload, team: { id: from.team }, response_url: at.responseUrl })).toEqual({
        status: 200,
        body: "",
      });
      const [message] = await bot.slack.answersTo(at.request, 1);
      expect(message?.blocks.map((block) => readBlock(block).text).join()).toContain("too old to work");
    },
  );

  it("of a modal are read", async () => {
    for (const file of ["modals-slack", "slash-commands-slack"]) {
      const payload = record(recorded(file).viewSubmission);
      expect(readViewSubmission(payload)).toMatchObject({
        workspace: "slack:T00FAKE00BB",
        // Their hidden data are none of ours: the answer would go to the person.
        place: "U00FAKEUSER2",
        replyTo: {},
        input: {
          type: "form",
          code: "feedback_form",
          values: { message: "Hello!", email: "user@example.com" },
        },
      });
      expect((await send(payload)).status).toBe(200);
    }
  });

  it("of events in other workspaces are acknowledged, and nobody is answered with the news", async () => {
    for (const file of ["dm-slack", "actions-reactions-slack"]) {
      for (const payload of Object.values(recorded(file))) {
        const event = z.looseObject({ type: z.literal("event_callback") }).safeParse(payload);
        if (event.success) expect((await send(event.data)).status).toBe(200);
      }
    }
    expect(bot.ran).toEqual([]);
    expect(bot.slack.workspace.messages).toEqual([]);
  });
});

describe("a sent modal", () => {
  it("recorded with selects is read, whoever's it is", async () => {
    expect(await send(recordedView)).toEqual({ status: 200, body: "" });
  });

  it("with a wrong answer is answered with what is wrong, at its question", async () => {
    const view = { callback_id: "c1:/dropbox code" };
    const payload = viewPayload({ ...from, user: "U0ADMIN" }, { triggerId: "wrong" }, view, {
      code: "x".repeat(501),
    });
    const { status, body } = await send(payload);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      response_action: "errors",
      errors: { code: "It can have 500 characters at most." },
    });
  });
});

describe("reading", () => {
  it("takes the team of the app where somebody of another one presses", () => {
    const at = { responseUrl: "https://hooks.slack.com/x", triggerId: "t" };
    const visitor = {
      ...actionPayload({ ...from, user: "U9" }, at, { action_id: "run:0", value: "c" }, { channel: "C1" }),
    };
    expect(readBlockAction({ ...visitor, user: { id: "U9", team_id: "T0ELSEWHERE" } })?.workspace).toBe(
      "slack:T0NEWS",
    );
    expect(readBlockAction({ ...visitor, team: null })?.workspace).toBe("slack:T0NEWS");
  });

  it("is strict about what it needs", () => {
    expect(() => readSlashCommand({ command: "/news" }, "")).toThrow();
    expect(() => readBlockAction({ actions: [] })).toThrow();
    expect(() => readViewSubmission({})).toThrow();
    expect(readHomeOpened({ ...homePayload(from), event: { user: "U1", tab: "messages" } })).toBeUndefined();
  });
});
