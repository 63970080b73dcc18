// The greeting of a channel: what it says, and that it is said once.

import { beforeEach, describe, expect, it } from "vitest";
import {
  createGreeter,
  type Greeter,
  type GreetingOutcome,
  greetingReply,
} from "../../../src/commands/serve/greeting.ts";
import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import { createLogger } from "../../../src/log.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import { realCommands } from "../../language/real-commands.ts";

describe("the greeting", () => {
  it("says in a few lines what can be done here, and that nothing comes by itself", () => {
    const text = plainText(greetingReply({ asking: "Mention `@rol-news` and ask." }));
    expect(text).toMatchInlineSnapshot(`
      "Rule-of-law news

      The bot can now be asked here for rule-of-law news, ranked by impact:

      - /news top shows what matters most, by pillar, country and date.
      - /digest create brings a digest to this channel, every morning for example.
      - Mention @rol-news and ask.

      Top news: /news top
      New digest: /digest create
      Help: /news help

      Answers are shown to whoever asks. Nothing comes here by itself unless somebody sets up a digest."
    `);
    expect(greetingReply().audience).toBe("everyone");
    expect(plainText(greetingReply())).not.toContain("Mention");
  });

  it("has buttons for commands that there are", () => {
    const known = new Set(realCommands.map(({ path }) => `/${path.join(" ")}`));
    const pressed = greetingReply().blocks.flatMap((block) =>
      block.type === "actions"
        ? block.actions.flatMap((one) => (one.type === "command" ? [one.command] : []))
        : [],
    );
    expect(pressed).toHaveLength(3);
    expect(pressed.filter((text) => !known.has(text))).toEqual([]);
  });
});

describe("a channel is greeted", () => {
  const channel = { workspace: "slack:T1", channel: "C1" } as const;
  let taken: Set<string>;
  let posted: string[];
  let greeter: Greeter;

  beforeEach(() => {
    taken = new Set();
    posted = [];
    greeter = createGreeter({
      firstTimes: {
        async take(of) {
          const isFirst = !taken.has(of.subject);
          taken.add(of.subject);
          return isFirst;
        },
        async giveBack(of) {
          taken.delete(of.subject);
        },
      },
      asRead: createPrefix("rol-", realCommands).onReply,
      clock: () => 1,
      log: createLogger("silent"),
    });
  });

  const greet = (outcome: GreetingOutcome): Promise<void> =>
    greeter.greet(channel, {}, async (reply) => {
      posted.push(plainText(reply));
      return outcome;
    });

  it("once, in the words that people here type", async () => {
    await Promise.all([greet("posted"), greet("posted")]);
    await greet("posted");
    expect(posted).toHaveLength(1);
    expect(posted[0]).toContain("/rol-news top");
  });

  it("at a later invitation, when the bot could not post at the first", async () => {
    await greet("not-posted");
    await greet("posted");
    await greet("posted");
    expect(posted).toHaveLength(2);
  });

  it("not again, when nobody knows whether the first greeting arrived", async () => {
    await greeter.greet(channel, {}, () => Promise.reject(new Error("the answer was lost")));
    await greet("posted");
    expect(posted).toEqual([]);
  });
});
