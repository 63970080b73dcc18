// Every button of every message, pressed from everywhere that the message can stand: the answer that the command has in its
// workspace, whoever shows it and wherever, and never nothing.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDiscord } from "./discord.ts";
import { type Button, type House, openHouse } from "./house.ts";
import { openSlack } from "./slack.ts";

/** What no button may come to. */
const DEAD =
  /too old to work|is not connected|Something went wrong|no longer on record|does not tell|Which one/;

/** Commands that change nothing, so that they say the same wherever they are asked. */
const READS = /^\/(news (?!wait)|digest (list|show|preview|why))/;

/** What answers differently a second time, or ends what the others need. */
const NOT_PRESSED = /sure$|^\/dropbox (use|refresh|connect)/;

/** Buttons that differ in numbers, names or times are of one kind. */
function kindOf(command: string): string {
  return command
    .replace(/ (since|until|snapshot|page|limit|show|slot|digest|set) "?[^" ]+"?/g, " $1")
    .replace(/[0-9a-f]{12}/, "");
}

describe.each([
  ["Discord", openDiscord],
  ["Slack", openSlack],
] as const)("on %s", (_, open) => {
  let house: House;
  let buttons: readonly Button[];

  beforeAll(async () => {
    house = await openHouse(open);
    const { stage } = house;
    const [home = ""] = stage.places;
    const alone = stage.places.at(-1) ?? "";
    for (const example of EXAMPLES) for (const place of [home, alone]) await stage.send(example, place);
    const all = await Promise.all(
      stage
        .buttons()
        .map(async ({ code, ...button }) => ({ ...button, command: await house.commandOf(code) })),
    );
    buttons = [
      ...Map.groupBy(
        all.filter(({ command }) => !NOT_PRESSED.test(command)),
        ({ command, places }) => `${inject("long") ? command : kindOf(command)} ${places.length}`,
      ).values(),
    ].flatMap((alike) => alike.slice(0, 1));
  }, 120_000);

  afterAll(async () => {
    const problems = house.stage.problems();
    await house.close();
    expect(problems).toEqual([]);
  });

  it("every button has its answer from everywhere", async () => {
    expect(buttons.length).toBeGreaterThan(30);
    const { workspace } = house.stage;
    const everywhere = buttons.flatMap((button) => button.places.map((place) => ({ ...button, place })));
    const some =
      fc.sample(fc.shuffledSubarray(everywhere, { minLength: everywhere.length }), {
        seed: inject("seed"),
        numRuns: 1,
      })[0] ?? [];
    const chosen = inject("long") ? everywhere : some.slice(0, 60);
    for (const { command, press, place } of chosen) {
      const where = `${command} in ${place}`;
      const seen = await house.pressed(() => press(place));
      expect(seen.length, where).toBeGreaterThan(0);
      for (const { invocation, text } of seen) {
        expect(invocation.workspace, where).toBe(workspace);
        expect(invocation.actor.roles, where).toContain("admin");
        expect(text, where).not.toMatch(DEAD);
        if (READS.test(command)) expect(text, where).toBe(await house.typed(command));
      }
    }
  }, 600_000);
});

/** Commands whose answers have every kind of button between them. */
const EXAMPLES = [
  "/news top pillar 1",
  "/news top limit 2 since all",
  "/news latest",
  "/news search strike",
  "/news show c0de000000000001",
  "/news help",
  "/news status",
  "/news sources",
  "/news serach strike",
  "/news top justice",
  "/digest list",
  "/digest show InChannel",
  "/digest history Direct",
  "/digest why c0de000000000001",
  "/digest mute",
  "/digest edit Direct layout brief",
  "/digest delete Direct",
  "/dropbox status",
];
