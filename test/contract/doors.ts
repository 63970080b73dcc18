// The other ways to the bot that a platform has: what is said to it without a slash, and what is asked of a message.

import { afterEach, beforeEach, expect, it } from "vitest";
import { numbersIn, textOf } from "./asking.ts";
import type { Ability, Answer, Driver, Person, PlatformUnderTest, Where } from "./driver.ts";
import { hostOf } from "./host.ts";
import type { Desk, Newsroom } from "./newsroom.ts";

/** Where people speak, by what a platform may have none of. */
const PLACES: readonly (readonly [Ability, Where])[] = [
  ["direct messages", "direct"],
  ["mentions", "channel"],
  ["threads", "thread"],
];

/** The tests of one platform, inside a `describe` of its name. */
export function describeDoors(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  let desk: Desk;
  let driver: Driver;

  beforeEach(async () => {
    desk = newsroom().desk();
    driver = await platform.start(hostOf(desk.bot));
  });

  afterEach(async () => {
    desk.release();
    await driver.close();
    expect(driver.farEnd?.problems() ?? []).toEqual([]);
  });

  /** A test of what a platform may lack: then it is skipped, and says why. */
  function itNeeds(abilities: readonly Ability[], name: string, test: () => Promise<void>): void {
    const [reason] = abilities.flatMap((ability) => platform.lacks[ability] ?? []);
    it.skipIf(reason !== undefined)(reason === undefined ? name : `${name} (${reason})`, test);
  }

  async function answered(answer: Answer): Promise<Answer> {
    await driver.until(() => answer.shown().length > 0 || answer.form() !== undefined);
    return answer;
  }

  function begin(person: Person, text: string, where: Where): Answer {
    if (driver.say === undefined) throw new Error(`nobody can speak on ${platform.name}`);
    return driver.say(person, text, where);
  }

  const say = (person: Person, text: string, where: Where): Promise<Answer> =>
    answered(begin(person, text, where));

  function isPrivate(answer: Answer): boolean {
    return answer.shown().every(({ isPublic }) => !isPublic);
  }

  for (const [ability, where] of PLACES) {
    itNeeds([ability], `answers what is said, in private: ${where}`, async () => {
      const answer = await say("member", "news latest estonia limit 4", where);
      expect(numbersIn(answer), textOf(answer)).toEqual([1, 2, 3, 4]);
      expect(isPrivate(answer)).toBe(true);
    });

    itNeeds([ability, "far end"], `answers once what comes twice: ${where}`, async () => {
      const answer = await say("member", "news say once", where);
      driver.farEnd?.repeat();
      await say("member", "news say after", where);
      expect(answer.shown()).toHaveLength(1);
      expect(desk.ran).toEqual(["say once", "say after"]);
    });

    itNeeds([ability, "roles"], `checks the role of whoever says it: ${where}`, async () => {
      const answer = await say("member", "dropbox status", where);
      expect(textOf(answer)).toContain("/dropbox status is for admins of this workspace.");
      expect(isPrivate(answer)).toBe(true);
    });
  }
}
