// Many people at once, while the connections are cut: every command is acknowledged in time and answered once.

import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Request } from "../../fakes/slack/server.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

const { commands, actors, inFlight, cuts } = inject("long")
  ? { commands: 500, actors: 100, inFlight: 64, cuts: 10 }
  : { commands: 100, actors: 20, inFlight: 32, cuts: 3 };

/** No acknowledgement may take longer. Slack's own deadline is three times that. */
const ACKNOWLEDGED_WITHIN_MS = 1_000;

let bot: AdapterUnderTest;

beforeAll(async () => {
  bot = await startAdapter();
});

afterAll(() => bot.close());

it("answers everybody once", async () => {
  const { slack } = bot;
  for (let actor = 0; actor < actors; actor += 1) slack.workspace.users.set(`U${actor}`, { id: `U${actor}` });
  const requests: Request[] = [];
  let [next, cut] = [0, 0];
  const worker = async (): Promise<void> => {
    while (next < commands) {
      const number = next;
      next += 1;
      if (number >= ((cut + 1) * commands) / (cuts + 1)) {
        cut += 1;
        slack.cutSockets();
      }
      const request = slack.command(`U${number % actors}`, `search number ${number}`);
      requests.push(request);
      await request.acknowledged;
      await request.answers(1);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  expect(cut).toBe(cuts);
  expect(requests).toHaveLength(commands);
  const texts = slack.workspace.messages.map(({ blocks }) =>
    blocks.map((block) => readBlock(block).text).join(),
  );
  expect(texts.toSorted()).toEqual(
    Array.from({ length: commands }, (_, number) => `Did news search with "number ${number}".`).toSorted(),
  );
  expect(bot.ran).toHaveLength(commands);
  expect(slack.acknowledgedAfterMs.filter((tookMs) => tookMs > ACKNOWLEDGED_WITHIN_MS)).toEqual([]);
  expect(slack.problems).toEqual([]);
});
