// What answers in Discord's name and does not end: it is let go.

import { expect, it } from "vitest";
import { discordFetch } from "../../../adapters/discord/api/discord-fetch.ts";
import { messageOf } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import { createRests } from "../../../src/platform/rests.ts";
import { startEndless } from "../../fakes/endless.ts";
import { createTestPace } from "../../pace.ts";

const PATIENCE_MS = 10_000;

it("lets go of an answer that does not end", async () => {
  const { long, endless, isReadWhole } = await startEndless();
  const rests = createRests({
    clock: Date.now,
    pace: createTestPace(),
    kept: undefined,
    log: createLogger("silent"),
  });
  const get = discordFetch({ rests, among: [], longestWaitMs: 0 });
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const whole = await get(long, { method: "GET", signal });
  expect((await whole.text()).length).toBeGreaterThan(5_000_000);
  const reading = get(endless, { method: "GET", signal }).then(() => "read", messageOf);
  expect(await reading).toBe("The answer is not Discord's (HTTP 200).");
  expect(isReadWhole()).toBe(false);
});
