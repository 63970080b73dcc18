// A minute in which every call is one too many, and nobody says for how long: few calls are made, and all of it arrives.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { Destination, PlatformPlaces, SendOutcome } from "../../../src/platform/destination.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { openStore } from "../../../src/store/database.ts";
import { CHANNEL_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { ADMIN, openNewsroom, READER } from "../discord/fixture.ts";
import { startAdapter } from "../slack/fixture.ts";
import { createFastTime, type FastTime, type Front, openFront } from "./front.ts";

const MINUTE_MS = 60_000;
/** Of both platforms together. */
const MOST_REFUSED = 30;

let time: FastTime;
let front: Front;

beforeEach(async () => {
  time = createFastTime();
  front = await openFront(time);
});

const signal = new AbortController().signal;

/** As the deliverer does: again when it is told to. */
async function send(to: Destination, key: string): Promise<string> {
  const [part] = to.plan({ main: { audience: "everyone", blocks: [paragraph(key)] } }, key);
  if (part === undefined) throw new Error("nothing is planned");
  for (;;) {
    const outcome = await to.send(part, { signal });
    if (outcome.type === "sent") return outcome.messageId;
    if (outcome.type !== "later") throw new Error(JSON.stringify(outcome));
    await time.pace.sleep(outcome.afterMs);
  }
}

/** As people and the deliverer do: again after a while. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && "retryable" in error && error.retryable === true)) throw error;
      await time.pace.sleep(10_000);
    }
  }
}

function find(places: PlatformPlaces, channel: string): Promise<string> {
  const to = places.open({ platform: "", channel }, new Map());
  const [part] = to.plan({ main: { audience: "everyone", blocks: [paragraph("nowhere")] } }, "nowhere");
  if (part === undefined) throw new Error("nothing is planned");
  return untilDone(() => to.find(part, Date.now() - MINUTE_MS, { signal })).then(({ type }) => type);
}

it("on Slack: digests, histories, look-ups, direct messages, commands, the Home tab", async () => {
  const bot = await startAdapter({
    apiUrl: `${front.origin}/api/`,
    time,
    isIdle: true,
    adminIds: ["U0ADMIN"],
  });
  const { slack, adapter } = bot;
  front.target = new URL(slack.apiUrl).origin;
  await adapter.start();
  front.refuse(MINUTE_MS);
  const { places, notifier } = adapter;
  const actor = { id: "U0MEMBER", isAdmin: false };
  const request = { platform: "slack", workspace: "slack:T0NEWS", actor, here: "C0NEWS" } as const;
  const asked = [slack.command("U0MEMBER", "top"), slack.command("U0ADMIN", "search court")];
  slack.openHome("U0MEMBER");
  const to = places.open({ platform: "slack", channel: "C0NEWS" }, new Map());
  const [sent, other, found, place, me] = await Promise.all([
    send(to, "one"),
    send(to, "two"),
    find(places, "C0NEWS"),
    untilDone(() => places.resolve({ ...request, wanted: "#news" })),
    untilDone(() => places.resolve({ ...request, wanted: "me" })),
    untilDone(() => notifier.tell("slack:T0NEWS", "admins", privately(paragraph("Something happened.")))),
    ...asked.map((one) => one.answers(1)),
  ]);
  await slack.until(() => slack.homes.has("U0MEMBER"));
  expect(front.refused.length).toBeLessThanOrEqual(MOST_REFUSED / 2);
  expect(new Set([sent, other]).size).toBe(2);
  expect([found, place.type, me.type]).toEqual(["absent", "found", "found"]);
  const texts = slack.workspace.messages.map(({ text }) => text);
  expect(texts.filter((text) => text === "Something happened.")).toHaveLength(1);
  expect(texts.filter((text) => text === "one" || text === "two")).toHaveLength(2);
  await bot.close();
});

it("on Discord: digests, histories, look-ups, direct messages, answers, commands", async () => {
  const newsroom = await openNewsroom({
    started: false,
    time,
    options: { apiUrl: `${front.origin}/api`, adminIds: [ADMIN.id] },
  });
  const { fake, adapter } = newsroom;
  front.target = new URL(fake.apiUrl).origin;
  await adapter.start();
  const waiting = fake.command(READER, "news", "wait", { words: "me" });
  await fake.until(() => waiting.messages.length > 0);
  front.refuse(MINUTE_MS);
  newsroom.release();
  const { places, notifier } = adapter;
  const actor = { id: READER.id, isAdmin: true };
  const request = { platform: "discord", workspace: GUILD_WORKSPACE, actor, here: CHANNEL_ID } as const;
  const late = fake.command(READER, "news", "search", { words: "late" });
  const to = places.open({ platform: "discord", channel: CHANNEL_ID }, new Map());
  const [sent, other, found, place, me] = await Promise.all([
    send(to, "one"),
    send(to, "two"),
    find(places, CHANNEL_ID),
    untilDone(() => places.resolve(request)),
    untilDone(() => places.resolve({ ...request, wanted: "me" })),
    untilDone(() => notifier.tell(GUILD_WORKSPACE, "admins", privately(paragraph("Something happened.")))),
    newsroom.answered(waiting),
    newsroom.answered(late),
  ]);
  expect(front.refused.length).toBeLessThanOrEqual(MOST_REFUSED / 2);
  expect(new Set([sent, other]).size).toBe(2);
  expect([found, place.type, me.type]).toEqual(["absent", "found", "found"]);
  expect(newsroom.textOf(waiting)).toBe('waited for "me"');
  await newsroom.close();
});

it("on Discord while its commands are registered", async () => {
  const newsroom = await openNewsroom({ started: false, time, options: { apiUrl: `${front.origin}/api` } });
  front.target = new URL(newsroom.fake.apiUrl).origin;
  front.refuse(MINUTE_MS, /\/commands$/);
  await newsroom.adapter.start();
  expect(front.refused.length).toBeGreaterThan(0);
  expect(front.refused.length).toBeLessThanOrEqual(MOST_REFUSED / 2);
  expect(newsroom.logged.join("")).toContain("discord knows the commands");
  await newsroom.close();
});

it("on Discord while it starts: the gateway", async () => {
  const newsroom = await openNewsroom({ started: false, time, options: { apiUrl: `${front.origin}/api` } });
  front.target = new URL(newsroom.fake.apiUrl).origin;
  front.refuse(MINUTE_MS);
  await newsroom.adapter.start();
  await newsroom.stands("connected");
  expect(front.refused.length).toBeLessThanOrEqual(MOST_REFUSED / 2);
  const exchange = newsroom.fake.command(READER, "news", "search", { words: "x" });
  await newsroom.answered(exchange);
  // Registering goes on in the background, and what is on its way would meet nobody here.
  await newsroom.fake.until(() => newsroom.fake.registry.commands.length === 6, 30_000);
  await newsroom.close();
});

it("on Slack while it starts: its sockets", async () => {
  const bot = await startAdapter({ apiUrl: `${front.origin}/api/`, time, isIdle: true });
  front.target = new URL(bot.slack.apiUrl).origin;
  front.refuse(MINUTE_MS);
  await bot.adapter.start();
  await bot.slack.until(() => bot.slack.sockets() === 2);
  expect(front.refused.length).toBeLessThanOrEqual(MOST_REFUSED / 2);
  await bot.close();
});

it("a rest of an hour is kept to by the next process, and by no other kind of calls", async () => {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-rests-"));
  const store = await openStore({ dataDirectory: directory });
  const first = await startAdapter({ isIdle: true, time: { ...time, keptRests: store.rests.of("slack") } });
  first.slack.fail("chat.postMessage", { status: 429, retryAfterSeconds: 3_600 });
  const place = { platform: "slack", channel: "C0NEWS" };
  const sent = async ({ adapter }: typeof first): Promise<SendOutcome> => {
    const to = adapter.places.open(place, new Map());
    const [part] = to.plan({ main: { audience: "everyone", blocks: [paragraph("one")] } }, "one");
    if (part === undefined) throw new Error("nothing is planned");
    return to.send(part, { signal });
  };
  expect(await sent(first)).toEqual({ type: "later", afterMs: 3_600_000 });
  await expect.poll(() => store.rests.of("slack").since(time.clock())).toHaveLength(1);
  const next = await startAdapter({ isIdle: true, time: { ...time, keptRests: store.rests.of("slack") } });
  const outcome = await sent(next);
  expect(outcome.type === "later" && outcome.afterMs).toBeGreaterThan(3_000_000);
  expect(next.slack.calls.get("chat.postMessage")).toBeUndefined();
  expect(await find(next.adapter.places, "C0NEWS")).toBe("absent");
  for (const bot of [first, next]) await bot.close();
  await store.close();
  await rm(directory, { recursive: true });
});
