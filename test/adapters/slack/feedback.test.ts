// What asks right or wrong, as Slack's own buttons for it: within what its pages allow, and as plain ones where it takes none.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { readBlockAction } from "../../../adapters/slack/in/read.ts";
import { withOlderBlocks } from "../../../adapters/slack/out/older-blocks.ts";
import { render } from "../../../adapters/slack/out/render.ts";
import { command, feedback, paragraph, privately } from "../../../src/reply/build.ts";
import { actionPayload } from "../../fakes/slack/payloads.ts";
import { buttonsIn, type FakeBlock, messageRule, problemsOf } from "../../fakes/slack/rules.ts";
import { accepted } from "./reading.ts";

const [RIGHT, WRONG] = ["/news judge a pillar 2 topic on", "/news judge a pillar 2 topic off"];
const CODES = new Map([
  [RIGHT, "c1:right"],
  [WRONG, "c1:wrong"],
]);

function blocksOf(right: string, wrong: string, codes = CODES): readonly FakeBlock[] {
  const reply = privately(paragraph("Above"), feedback(command(right, RIGHT), command(wrong, WRONG)));
  return accepted(render(reply, codes).messages).flatMap(({ blocks }) => blocks);
}

const typesOf = (blocks: readonly { readonly type: string }[]): readonly string[] =>
  blocks.map(({ type }) => type);

const asPressed = (blocks: readonly FakeBlock[]) =>
  buttonsIn(blocks).map(({ text, value }) => [text.text, value]);

describe("two answers to what stands above", () => {
  it("are a thumb up and a thumb down that carry their commands", () => {
    const blocks = blocksOf("About Civil Justice", "Not about Civil Justice");
    expect(typesOf(blocks)).toEqual(["section", "context_actions"]);
    expect(asPressed(blocks)).toEqual([
      ["About Civil Justice", "c1:right"],
      ["Not about Civil Justice", "c1:wrong"],
    ]);
  });

  it("are plain buttons, or words, where they are too long for that or have no code", () => {
    const long = "about ".repeat(20).trim();
    expect(typesOf(blocksOf(long, "Not"))).toEqual(["section", "actions", "context"]);
    expect(typesOf(blocksOf("About", "Not", new Map([[RIGHT, "c1:right"]])))).toEqual([
      "section",
      "actions",
      "context",
    ]);
  });

  it("run their command when they are pressed, as Slack sends that", () => {
    const at = { responseUrl: "https://hooks.slack.example/1", triggerId: "1" };
    // docs.slack.dev, tools/bolt-js/reference/interfaces/FeedbackButtonsAction: the value stands where a button's does.
    const payload = actionPayload(
      { team: "T0NEWS", user: "U0MEMBER" },
      at,
      {
        ...{ type: "feedback_buttons", text: { type: "plain_text", text: "Not about it" } },
        action_id: "run:0",
        value: "c1:wrong",
      },
      { channel: "C0NEWS" },
    );
    expect(readBlockAction(payload)?.input).toEqual({ type: "action", code: "c1:wrong" });
  });

  it("whatever they say are taken by Slack, and by one that does not know them yet", () => {
    const label = fc.oneof(
      fc.string({ unit: "binary", maxLength: 90 }),
      fc.constantFrom("<!channel>", ":+1:", ""),
    );
    fc.assert(
      fc.property(label, label, (right, wrong) => {
        const reply = privately(paragraph("Above"), feedback(command(right, RIGHT), command(wrong, WRONG)));
        for (const message of render(reply, CODES).messages) {
          expect(problemsOf(messageRule, message)).toEqual([]);
          const older = withOlderBlocks(message) ?? message;
          expect(problemsOf(messageRule, older)).toEqual([]);
          const blocks = messageRule.parse(older).blocks;
          expect(typesOf(blocks)).not.toContain("context_actions");
          expect(asPressed(blocks)).toEqual(asPressed(messageRule.parse(message).blocks));
        }
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 40 },
    );
  });
});
