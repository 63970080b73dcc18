// Every button of every recorded answer and digest: what is printed beside it does, typed, what the button does.

import { afterAll, beforeAll, expect, it } from "vitest";
import { createPlaces } from "../../adapters/slack/digests/places.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Action, Reply } from "../../src/reply/reply.ts";
import {
  DIGEST_QUESTIONS,
  DIGESTS_SENT,
  DISCORD_QUESTIONS,
  DROPBOX_QUESTIONS,
  NEWS_QUESTIONS,
  type Question,
  SLACK_QUESTIONS,
  titleOf,
} from "../adapters/asked.ts";
import { type DemoBot, type Desk, startDemoBot } from "../adapters/demo-bot.ts";

const OF_NEWS: readonly Question[] = [
  ...NEWS_QUESTIONS,
  ...SLACK_QUESTIONS.news,
  ...DISCORD_QUESTIONS.news,
  ...DIGEST_QUESTIONS,
];
const OF_DROPBOX: readonly Question[] = [...DROPBOX_QUESTIONS, ...SLACK_QUESTIONS.dropbox];

/** One whose workspaces have the news from its environment, and one whose workspaces connect. */
let supplied: DemoBot;
let bare: DemoBot;

beforeAll(async () => {
  // Planning a digest asks nothing of Slack.
  const unreachable = async (): Promise<never> => {
    throw new Error("nothing is sent from here");
  };
  const { open: places } = createPlaces({ web: { once: unreachable, call: unreachable } });
  const open = () => places;
  supplied = await startDemoBot({ name: "slack", open }, { news: true });
  bare = await startDemoBot({ name: "slack", open }, { news: false });
});

afterAll(async () => {
  await supplied.close();
  await bare.close();
});

type CommandAction = Extract<Action, { type: "command" }>;

function commandsOf({ blocks }: Reply): readonly CommandAction[] {
  return blocks
    .flatMap((block): readonly Action[] =>
      block.type === "actions" || block.type === "article" ? block.actions : [],
    )
    .filter((action): action is CommandAction => action.type === "command");
}

/** A reply as it is read; its own buttons may name the dates differently. */
function wordsOf({ audience, blocks }: Reply): string {
  const read = blocks.filter(({ type }) => type !== "actions" && type !== "form");
  const forms = blocks.filter(({ type }) => type === "form").length;
  return `${audience}, ${forms} forms\n${plainText({ audience, blocks: read }).replace(/\b[0-9a-f]{12}\b/g, "…")}`;
}

/** What a button leads to, and what its typed form does, each at a desk where the question was just answered. */
async function expectTyped(
  deskOf: (name: string) => Desk | Promise<Desk>,
  question: Question,
): Promise<void> {
  async function answered(name: string): Promise<{ readonly desk: Desk; readonly reply: Reply }> {
    const desk = await deskOf(`${titleOf(question)} ${name}`);
    for (const before of question.first ?? []) await desk.ask(before);
    return { desk, reply: await desk.ask(question.text, question.role) };
  }
  const { reply } = await answered("to see its buttons");
  for (const [index, { label, command, typed }] of commandsOf(reply).entries()) {
    if (typed === undefined || typed === command) continue;
    // One after the other: a new desk sets the clock back.
    const asButton = await answered(`button ${index}`);
    const pressed = await asButton.desk.ask(commandsOf(asButton.reply)[index]?.command ?? "", question.role);
    const asTyped = await answered(`typed ${index}`);
    const said = await asTyped.desk.ask(commandsOf(asTyped.reply)[index]?.typed ?? "", question.role);
    expect(wordsOf(said), `${label}: ${typed}`).toBe(wordsOf(pressed));
    expect(wordsOf(said)).not.toContain("Something went wrong");
  }
}

for (const question of OF_NEWS)
  it(titleOf(question), () => expectTyped((name) => supplied.desk(name), question));

// None of these has another form to be typed: what stands in the receipt is what the button carries.
for (const [name, options] of DIGESTS_SENT)
  it(`the digest ${name} as it was sent`, async () => {
    const desk = supplied.desk(`sent ${name}`);
    await desk.ask(`/digest create ${name} ${options}`);
    await desk.ask(`/digest run ${name}`);
    const buttons = desk.delivered().flatMap(commandsOf);
    expect(buttons.map(({ label }) => label)).toEqual(expect.arrayContaining(["Mute…", "Edit"]));
    for (const { label, command, typed = command } of buttons) {
      const pressed = await desk.press(command);
      const said = await desk.ask(typed);
      expect(wordsOf(said), `${label}: ${typed}`).toBe(wordsOf(pressed));
      expect([label, said.isRefusal]).toEqual([label, undefined]);
    }
  });

for (const question of OF_DROPBOX)
  it(titleOf(question), () =>
    expectTyped(async (name) => {
      const desk = bare.desk(name);
      await desk.connect();
      return desk;
    }, question),
  );
