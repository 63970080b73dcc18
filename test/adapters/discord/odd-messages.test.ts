// Whatever Discord's gateway sends, the bot lives and answers what it can read: messages of odd shapes through the real
// client.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { readMessage } from "../../../adapters/discord/api/gateway-guard.ts";
import { FROM_MEMBER } from "../../fakes/discord/from-member.ts";
import { recordedPayloads } from "../../shared-data.ts";
import { oddPayload, oddText } from "../odd-shapes.ts";
import { listenForUncaught } from "../uncaught.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

const COUNT = inject("long") ? 20_000 : 300;
/** After so many, somebody asks something. */
const A_QUESTION_EVERY = 50;

const { user } = FROM_MEMBER.member;
const fields = [{ name: "search", type: 1, options: [{ name: "words", type: 3, value: "court" }] }];

const INTERACTIONS: readonly unknown[] = [
  { ...FROM_MEMBER, type: 2, data: { id: "1", name: "news", type: 1, options: fields } },
  { ...FROM_MEMBER, type: 3, data: { custom_id: "c1:/news search court", component_type: 2 } },
  {
    ...FROM_MEMBER,
    type: 4,
    data: {
      name: "news",
      options: [{ ...fields[0], options: [{ name: "words", type: 3, value: "c", focused: true }] }],
    },
  },
  {
    ...FROM_MEMBER,
    type: 5,
    data: { custom_id: "c1:/news search x", components: [{ component: { custom_id: "words", value: "y" } }] },
  },
  ...recordedPayloads("discord"),
];

const dispatch = (t: string, d: unknown, s: number | null = null) => ({ op: 0, t, s, d });

/** What keeps the line: each may cost a new one, so there are few. */
const CONTROL: readonly unknown[] = [
  { op: 7, d: null },
  { op: 9, d: false },
  { op: 10, d: { heartbeat_interval: 41_250 } },
  dispatch("READY", {
    session_id: "x",
    resume_gateway_url: "ws://127.0.0.1:1",
    user,
    application: { id: "1" },
    guilds: [],
  }),
  dispatch("RESUMED", null),
];

const message = fc.oneof(
  {
    weight: 100,
    arbitrary: fc
      .constantFrom("INTERACTION_CREATE", "MESSAGE_CREATE", "GUILD_CREATE", "CHANNEL_PINS_UPDATE")
      .chain((t) => oddPayload(INTERACTIONS).map((d) => dispatch(t, d))),
  },
  {
    weight: 40,
    arbitrary: oddPayload([{ op: 1, d: null }, { op: 11, d: null }, dispatch("USER_UPDATE", user)]),
  },
  { weight: 1, arbitrary: oddPayload(CONTROL) },
);

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});

afterEach(() => newsroom.close());

/** Asked again where an odd message cost the session, and with it what was on its way. */
async function answered(words: string): Promise<void> {
  const { fake, textOf } = newsroom;
  for (let times = 1; times <= 5; times += 1) {
    await fake.until(() => fake.gateway.isConnected(), 30_000);
    const exchange = fake.command(READER, "news", "search", { words });
    const isAnswered = (): boolean => exchange.messages.length > 0 && !exchange.isWaiting;
    await fake.until(isAnswered, 8_000).catch(() => undefined);
    if (isAnswered()) {
      expect(textOf(exchange)).toContain(words);
      return;
    }
  }
  throw new Error(`"${words}" was never answered`);
}

it("from the gateway", async () => {
  const uncaught = listenForUncaught();
  const texts = fc.sample(
    fc.oneof({ weight: 20, arbitrary: message.map((one) => JSON.stringify(one) ?? "") }, oddText),
    { seed: inject("seed"), numRuns: COUNT },
  );
  for (const [n, text] of texts.entries()) {
    newsroom.fake.gateway.raw(text);
    if (n % A_QUESTION_EVERY === 0) await answered(`question ${n}`);
  }
  await answered("the last one");
  expect(newsroom.standings.at(-1)).toEqual({ type: "connected" });
  expect(await uncaught.stop()).toEqual([]);
});

describe("discord.js reads", () => {
  it.each([
    ["no object", "null"],
    ["no JSON", "{"],
    ["a hello without a beat", '{"op":10,"d":null}'],
    ["a beat that never rests", '{"op":10,"d":{"heartbeat_interval":0}}'],
    ["a welcome without a session", '{"op":0,"t":"READY","d":null}'],
    [
      "a welcome that leads nowhere",
      JSON.stringify(
        dispatch("READY", { session_id: "x", resume_gateway_url: "", user, application: { id: "1" } }),
      ),
    ],
    ["an opcode that there is not", '{"op":99}'],
  ])("nothing of %s", (_name, text) => {
    expect(readMessage(text)).toBeUndefined();
  });

  it("of events only that they came", () => {
    expect(readMessage(JSON.stringify(dispatch("GUILD_UPDATE", { id: null }, 7)))).toEqual({
      readable: { op: 0, t: null, s: 7, d: null },
    });
    expect(readMessage(JSON.stringify(dispatch("INTERACTION_CREATE", 5, 8)))).toEqual({
      readable: { op: 0, t: null, s: 8, d: null },
      told: { type: "INTERACTION_CREATE", payload: 5 },
    });
  });
});
