// The other ways to the bot that a platform has: what is said to it without a slash, and what is asked of a message.

import { expect } from "vitest";
import type { Wanted } from "../../src/platform/linked.ts";
import { rulings } from "./articles.ts";
import { buttonOf, numbersIn, textOf } from "./asking.ts";
import type { Ability, Answer, Driver, Person, PlatformUnderTest, Where } from "./driver.ts";
import type { Desk, Newsroom } from "./newsroom.ts";
import { answered, driverOfEachTest, needing } from "./stand.ts";

/** Where people speak, by what a platform may have none of. */
const PLACES: readonly (readonly [Ability, Where])[] = [
  ["direct messages", "direct"],
  ["mentions", "channel"],
  ["threads", "thread"],
];

/** Where nothing was said before, "only positive" stands alone; the articles below have a country of their own. */
const ANEW = /^Top news\W+positive only\W+\d/;

/** The tests of one platform, inside a `describe` of its name. */
export function describeDoors(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  let desk: Desk;
  let driver: Driver;
  driverOfEachTest(platform, newsroom, (started) => {
    ({ desk, driver } = started);
  });
  const itNeeds = needing(platform);

  function begin(person: Person, text: string, where: Where): Answer {
    if (driver.say === undefined) throw new Error(`nobody can speak on ${platform.name}`);
    return driver.say(person, text, where);
  }

  const say = (person: Person, text: string, where: Where): Promise<Answer> =>
    answered(driver, begin(person, text, where));

  function isPrivate(answer: Answer): boolean {
    return answer.shown().every(({ isPublic }) => !isPublic);
  }

  for (const [ability, where] of PLACES) {
    itNeeds([ability], `answers what is said, in private: ${where}`, async () => {
      const answer = await say("member", "news latest estonia limit 4", where);
      expect(numbersIn(answer), textOf(answer)).toEqual([1, 2, 3, 4]);
      expect(isPrivate(answer)).toBe(true);
    });

    itNeeds([ability], `goes on from what was said there, ten times: ${where}`, async () => {
      const turns = [
        ...["latest latvia", "and estonia?", "only positive", "pillar 1 instead", "since 2024-03", "limit 2"],
        ...["without delfi.ee", "only strong", "scored yes", "limit 3", "more"],
      ];
      const answers: Answer[] = [];
      for (const turn of turns) answers.push(await say("member", turn, where));
      expect(answers.map(numbersIn).at(-1)).toEqual([4, 5, 6]);
      const whole =
        "latest estonia positive pillar 1 since 2024-03 strong scored yes limit 3 without delfi.ee";
      expect(textOf(await say("member", "the same again", where))).toBe(
        textOf(await say("member", `/news ${whole}`, where)),
      );
    });

    itNeeds([ability], `answers what is no command, and thanks: ${where}`, async () => {
      expect(textOf(await say("member", "thanks", where))).toContain("You are welcome.");
      const lost = await say("member", "zebras", where);
      expect(textOf(lost)).toMatch(/^I take that as: .*\/news search zebras/);
      expect(isPrivate(lost)).toBe(true);
    });

    itNeeds(
      [ability, "far end"],
      `acknowledges what is said before it reads anything: ${where}`,
      async () => {
        desk.hold("store and data");
        const answer = begin("member", "news say court", where);
        await answer.acknowledged();
        expect(answer.shown()).toEqual([]);
        expect(desk.ran).toEqual([]);
        desk.release();
        expect(textOf(await answered(driver, answer))).toContain("Said court.");
      },
    );

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

  itNeeds(
    ["threads"],
    "keeps threads apart, and has one conversation for all who speak in a thread",
    async () => {
      await say("member", "latest estonia limit 2", "thread");
      expect(textOf(await say("member", "only positive", "other thread"))).toMatch(ANEW);
      const other = await say("admin", "limit 3", "thread");
      expect(numbersIn(other)).toEqual([1, 2, 3]);
      expect(textOf(other)).toContain("Kept from what was said here before: country Estonia");
      expect(isPrivate(other)).toBe(true);
    },
  );

  itNeeds(
    ["threads", "direct messages"],
    "takes nothing that was said to it alone into a thread",
    async () => {
      await say("member", "latest estonia limit 2", "direct");
      expect(textOf(await say("member", "only positive", "thread"))).toMatch(ANEW);
      expect(textOf(await say("admin", "only positive", "direct"))).toMatch(ANEW);
    },
  );

  itNeeds(["direct messages", "audience"], "offers nothing to share where nobody else is", async () => {
    const answer = await say("member", "latest estonia limit 2", "direct");
    const labels = answer.shown().flatMap(({ buttons }) => buttons.map(({ label }) => label));
    expect(labels).toContain("More");
    expect(labels).not.toContain("Share here");
  });

  const linkOf = (n: number): string => `https://www.err.ee/${rulings[n]?.id}`;

  async function askOf(person: Person, links: readonly string[], wanted: Wanted): Promise<Answer> {
    if (driver.askOfMessage === undefined) throw new Error(`${platform.name} has no door on messages`);
    return answered(driver, driver.askOfMessage(person, links, wanted));
  }

  itNeeds(["doors on messages"], "shows the story of a message's link, to whoever asks alone", async () => {
    const answer = await askOf("member", ["https://example.org/elsewhere", linkOf(0)], "reports");
    expect(textOf(answer)).toContain("Judges strike");
    expect(textOf(answer)).toContain("Verdicts by pillar");
    expect(isPrivate(answer)).toBe(true);
    expect(textOf(await askOf("member", [linkOf(0)], "why"))).toContain(
      "There is no digest and no alert here yet.",
    );
  });

  itNeeds(
    ["doors on messages", "far end"],
    "acknowledges a message's door before it reads anything",
    async () => {
      if (driver.askOfMessage === undefined) throw new Error(`${platform.name} has no door on messages`);
      desk.hold("store and data");
      const answer = driver.askOfMessage("member", [linkOf(0)], "reports");
      await answer.acknowledged();
      expect(answer.shown()).toEqual([]);
      desk.release();
      expect(textOf(await answered(driver, answer))).toContain("Judges strike");
    },
  );

  itNeeds(["doors on messages"], "asks which of several, and says what to do without a link", async () => {
    const which = await askOf("member", [linkOf(0), linkOf(1)], "reports");
    const pressed = await answered(driver, driver.press("member", buttonOf(which, "Audit opens · err.ee")));
    expect(textOf(pressed)).toContain("Verdicts by pillar");
    expect(textOf(await askOf("member", [], "reports"))).toContain("There is no link in that message");
    expect(textOf(await askOf("member", ["https://example.org/1"], "why"))).toContain("leads to no article");
  });

  itNeeds(["doors on messages", "roles"], "asks before it mutes, and only whoever may", async () => {
    expect(textOf(await askOf("member", [linkOf(0)], "mute"))).toMatch(/You have no digest here|is for/);
    const asking = await askOf("admin", [linkOf(0)], "mute");
    expect(textOf(asking)).toContain("Nothing is changed until you press.");
    expect(buttonOf(asking, "Everywhere for 7 days").code).toBeDefined();
  });
}
