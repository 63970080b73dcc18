// The bot never answers itself, another bot, or what only looks like a new message of a person: generated events through the
// real receivers, and its own answers, which Slack sends back.

import fc from "fast-check";
import { afterEach, expect, inject, it } from "vitest";
import { directPayload, mentionPayload, ownMessagePayload } from "../../fakes/slack/door-payloads.ts";
import { oddPayload } from "../odd-shapes.ts";
import { listenForUncaught } from "../uncaught.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { eventWith, OWN_MESSAGE } from "./recorded.ts";

type Payload = Readonly<Record<string, unknown>>;

const COUNT = inject("long") ? 2_000 : 100;
const from = { team: "T0NEWS", user: "U0MEMBER" };

let bot: AdapterUnderTest | undefined;

afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

/** What no person has just written has one of these; Slack and its clients add others as they like. */
const SIGNS: Readonly<Record<string, readonly unknown[]>> = {
  bot_id: ["B0BOT", "B0OTHER", "", 0, {}],
  bot_profile: [{ id: "B0OTHER" }, {}, "x"],
  app_id: ["A0NEWS", "A0OTHER"],
  user: ["U0BOT", "USLACKBOT"],
  subtype: [
    "bot_message",
    "message_changed",
    "message_deleted",
    "message_replied",
    "channel_join",
    "document_mention",
    "of tomorrow",
  ],
  edited: [{ user: "U0MEMBER", ts: "1.1" }, {}, "x"],
  hidden: [true],
};

const oneSign: fc.Arbitrary<Payload> = fc
  .constantFrom(...Object.entries(SIGNS))
  .chain(([name, values]) => fc.constantFrom(...values).map((value) => ({ [name]: value })));

/** One sign mostly, so that none stands for another. */
const signs: fc.Arbitrary<Payload> = fc.oneof(
  { weight: 4, arbitrary: oneSign },
  { weight: 1, arbitrary: fc.tuple(oneSign, oneSign).map(([one, other]) => ({ ...one, ...other })) },
);

function written(n: number): readonly Payload[] {
  const ts = `1709800000.${String(n).padStart(6, "0")}`;
  const direct = { channel: "D0MEMBER", ts };
  return [
    directPayload(from, `news search direct ${n}`, direct),
    mentionPayload(from, `<@U0BOT> news search mention ${n}`, { channel: "C0NEWS", ts }),
    { ...eventWith(OWN_MESSAGE, { ...direct, user: "U0MEMBER", team: "T0NEWS" }), team_id: "T0NEWS" },
    ownMessagePayload("T0NEWS", `news search own ${n}`, direct),
  ];
}

const sampled = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] =>
  fc.sample(arbitrary, { seed: inject("seed"), numRuns: COUNT });

it("whatever marks a message as none of a person's, nothing runs", async () => {
  const uncaught = listenForUncaught();
  const running = await startAdapter();
  bot = running;
  const { slack } = running;
  slack.workspace.direct("U0MEMBER");
  for (const [n, [sign, which]] of sampled(fc.tuple(signs, fc.nat({ max: 3 }))).entries()) {
    const payload = written(n)[which];
    if (payload !== undefined) await slack.deliver("events_api", eventWith(payload, sign)).acknowledged;
  }
  await slack.command("U0ADMIN", "search the end").answers(1);
  expect(running.ran).toEqual(["news search the end"]);
  expect(slack.workspace.messages).toHaveLength(1);
  expect(await uncaught.stop()).toEqual([]);
});

it("each question has one answer, whatever else comes and although every answer comes back", async () => {
  const uncaught = listenForUncaught();
  const running = await startAdapter();
  bot = running;
  const { slack } = running;
  const known = oddPayload(written(1).map((payload) => eventWith(payload, { bot_id: "B0OTHER" })));
  let questions = 0;
  for (const [n, payload] of sampled(known).entries()) {
    slack.raw(JSON.stringify({ type: "events_api", envelope_id: `odd ${n}`, payload }));
    if (n % 20 !== 0) continue;
    questions += 1;
    await slack.say("U0ADMIN", `news search question ${n}`, { channel: "D0ADMIN" }).answers(1);
  }
  await slack.command("U0ADMIN", "search the end").answers(1);
  const answers = slack.workspace.messages.filter(
    ({ channel, via }) => channel === "D0ADMIN" && via === "chat.postMessage",
  );
  expect(answers).toHaveLength(questions);
  expect(running.ran.filter((ran) => ran.startsWith("news search question"))).toHaveLength(questions);
  expect(await uncaught.stop()).toEqual([]);
});
