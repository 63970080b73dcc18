// What becomes on every platform of a post of a digest that is not right any more: an article was scored anew or withdrawn, and
// something may be in the way of saying so there.

import { describe, expect, it } from "vitest";
import type { CorrectOutcome, StandingMessage } from "../../src/platform/destination.ts";
import { command, heading } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { CORRECTED_CARD, POSTED_CARD, WITHDRAWN_CARD } from "../adapters/corrected-cards.ts";
import type { CorrectedStands, Driver, PlatformUnderTest, Spoiled } from "./driver.ts";
import type { Newsroom } from "./newsroom.ts";
import { driverOfEachTest } from "./stand.ts";

const CODES = new Map([["/digest mute", "c1:/digest mute"]]);
const { signal } = new AbortController();

const digestOf = (card: typeof POSTED_CARD): Reply => ({
  audience: "everyone",
  blocks: [heading("Morning brief"), { ...card, actions: [command("Mute", "/digest mute")] }],
});

/** What may be wrong with an article that was posted. */
export const WRONGS = [
  { name: "an article scored anew", card: CORRECTED_CARD, says: "corrected 14:05: ▲▲ → ●" },
  { name: "an article withdrawn", card: WITHDRAWN_CARD, says: "withdrawn 14:05: no longer in the data" },
] as const;

export const SPOILED: readonly (Spoiled | "nothing")[] = [
  "nothing",
  "the bot may not change it any more",
  "it was deleted",
  "its thread is archived",
  "its thread is archived and locked",
  "its channel is archived",
];

/** What the corrector hears: `never` and `gone` leave it to the next digest. A platform that changes nothing is not asked. */
const HEARD: Readonly<Record<CorrectedStands, CorrectOutcome["type"]>> = {
  "in place": "corrected",
  "as it was": "never",
  gone: "gone",
};

/** What readers of a platform see of it, or why that cannot be asked there. */
export const correctedStands = (
  { corrects }: Pick<PlatformUnderTest, "corrects">,
  spoiled: Spoiled | "nothing",
): CorrectedStands | { readonly never: string } => ("never" in corrects ? corrects : corrects[spoiled]);

/** The tests of one platform, inside a `describe` of its name. */
export function describeLiving(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  describe.each(WRONGS)("a post of $name", ({ card, says }) => {
    let driver: Driver;
    driverOfEachTest(platform, newsroom, (started) => {
      ({ driver } = started);
    });

    for (const spoiled of SPOILED) {
      const stands = correctedStands(platform, spoiled);
      const name = `where ${spoiled} is in the way`;
      if (typeof stands === "object") it.skip(`${name} (${stands.never})`, () => undefined);
      else it(name, () => holds(spoiled, stands));
    }

    async function holds(spoiled: Spoiled | "nothing", stands: CorrectedStands): Promise<void> {
      const there = driver.digests;
      if (there === undefined) throw new Error(`${platform.name} has no digests`);
      const [part] = there.destination(CODES).plan({ main: digestOf(POSTED_CARD) }, "s7.2024-03-07T09");
      if (part === undefined) throw new Error("nothing is planned");
      const sent = await there.destination(CODES).send(part, { signal });
      if (sent.type !== "sent") throw new Error(sent.type);
      const message: StandingMessage = { key: part.key, n: part.n, messageId: sent.messageId };
      const posted = await there.said(message.messageId);
      expect(posted).toContain("Morning brief");
      if (spoiled !== "nothing") await there.spoil(spoiled, message.messageId);
      // An answer that was lost makes the corrector ask the same once more.
      for (let time = 0; time < 2; time += 1) {
        const outcome = await there.destination(CODES).correct?.(message, digestOf(card), { signal });
        if (outcome === undefined) expect(stands, "where nothing can be changed").toBe("as it was");
        else expect(outcome).toMatchObject({ type: HEARD[stands] });
      }
      const said = await there.said(message.messageId);
      if (stands === "in place") expect(said).toContain(says);
      else expect(said).toBe(stands === "gone" ? undefined : posted);
      if (stands !== "gone") expect(await there.posts(), "posts").toBe(1);
    }
  });
}
