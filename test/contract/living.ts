// What becomes on every platform of a message of a digest that is corrected where it stands.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CorrectOutcome, Destination, StandingMessage } from "../../src/platform/destination.ts";
import { command, heading } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { CORRECTED_CARD, POSTED_CARD } from "../adapters/corrected-cards.ts";
import type { Driver, FarEnd, PlatformUnderTest, Spoiled } from "./driver.ts";
import { hostOf } from "./host.ts";
import type { Newsroom } from "./newsroom.ts";

const CODES = new Map([["/digest mute", "c1:/digest mute"]]);
const { signal } = new AbortController();

const digestOf = (card: typeof POSTED_CARD): Reply => ({
  audience: "everyone",
  blocks: [heading("Morning brief"), { ...card, actions: [command("Mute", "/digest mute")] }],
});

/** What the corrector makes of it: `gone` and `never` leave it to the next digest. */
const BECOMES: readonly (readonly [Spoiled, CorrectOutcome["type"]])[] = [
  ["the message was deleted", "gone"],
  ["the bot may not", "never"],
  ["its place is archived", "never"],
];

/** The tests of one platform, inside a `describe` of its name. */
export function describeLiving(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  describe.skipIf(platform.lacks["far end"] !== undefined)("a message of a digest", () => {
    let driver: Driver;

    beforeEach(async () => {
      driver = await platform.start(hostOf(newsroom().desk().bot));
    });

    afterEach(async () => {
      const problems = driver.farEnd?.problems() ?? [];
      await driver.close();
      expect(problems).toEqual([]);
    });

    async function post(): Promise<{ far: FarEnd; place: Destination; message: StandingMessage }> {
      const far = driver.farEnd;
      const place = far?.destination(CODES);
      const [part] = place?.plan({ main: digestOf(POSTED_CARD) }, "s7.2024-03-07T09") ?? [];
      if (far === undefined || place === undefined || part === undefined)
        throw new Error("nothing is planned");
      const sent = await place.send(part, { signal });
      if (sent.type !== "sent") throw new Error(sent.type);
      return { far, place, message: { key: part.key, n: part.n, messageId: sent.messageId } };
    }

    it("is corrected in its place, twice the same as once, and is no second message", async () => {
      const { far, place, message } = await post();
      for (let time = 0; time < 2; time += 1) {
        expect(await place.correct?.(message, digestOf(CORRECTED_CARD), { signal })).toEqual({
          type: "corrected",
        });
        expect(far.said(message.messageId)).toContain("corrected 14:05: ▲▲ → ●");
      }
      expect(far.posts()).toBe(1);
    });

    it.each(BECOMES)("is left to the next digest where %s", async (spoiled, type) => {
      const { far, place, message } = await post();
      far.spoil(spoiled, message.messageId);
      expect(await place.correct?.(message, digestOf(CORRECTED_CARD), { signal })).toMatchObject({ type });
      expect(far.said(message.messageId) ?? "").not.toContain("corrected");
    });
  });
}
