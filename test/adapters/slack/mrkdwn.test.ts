// Inline nodes as mrkdwn: whole mentions and nothing but mentions ping, and whatever the limit, the pieces are the whole.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { unescapeMrkdwn } from "../../../adapters/slack/out/escape.ts";
import { SECTION_FIELD, TEXT_OBJECT } from "../../../adapters/slack/out/limits.ts";
import { layRuns, linkRuns, runsOf } from "../../../adapters/slack/out/mrkdwn.ts";
import { render } from "../../../adapters/slack/out/render.ts";
import { heading, link, paragraph, privately, strong } from "../../../src/reply/build.ts";
import type { Inline } from "../../../src/reply/reply.ts";
import { pingingMessageRule, pingsIn } from "../../fakes/slack/rules.ts";
import { hostileText } from "./hostile-replies.ts";
import { readMrkdwn } from "./reading.ts";

const mention = (id: string): Inline => ({ type: "mention", id });
const laid = (...content: readonly Inline[]): string => layRuns(runsOf(content)).join("|");

describe("a mention", () => {
  it.each([
    ["U0MEMBER", "<@U0MEMBER>"],
    ["W0BOSS", "<@W0BOSS>"],
    ["S0TEAM", "<!subteam^S0TEAM>"],
    ["here", "<!here>"],
    ["channel", "<!channel>"],
    ["everyone", "<!everyone>"],
  ])("of %s is %s", (id, markup) => {
    expect(laid(mention(id))).toBe(markup);
  });

  it.each([
    ["C0NEWS"],
    ["u0member"],
    ["Here"],
    ["here>"],
    ["here\n"],
    ["<!here>"],
    ["U1> <!channel"],
    ["U1|x"],
    ["&123"],
    ["U"],
    [`U${"1".repeat(31)}`],
  ])("of %j is only text", (id) => {
    const mrkdwn = laid(mention(id));
    expect(mrkdwn).not.toMatch(/[<>]|@\w/);
    expect(unescapeMrkdwn(mrkdwn)).toBe(`@${id.replace("&", "")}`);
  });

  it("stands between other words and formatting as it is", () => {
    const mrkdwn = laid({ type: "text", text: "For <" }, mention("U1"), strong("now"));
    expect(mrkdwn).toBe("For &lt;<@U1>\u200b*now*");
    expect(readMrkdwn(mrkdwn).text).toBe("For <@U1now");
  });

  it("is never cut in two, wherever a text ends", () => {
    for (let room = 12; room < 40; room += 1) {
      const texts = layRuns(runsOf([{ type: "text", text: "x".repeat(30) }, mention("U0MEMBER")]), room);
      expect(texts.filter((text) => text.endsWith("<@U0MEMBER>"))).toHaveLength(1);
      expect(texts.join("").replace("<@U0MEMBER>", "")).toBe("x".repeat(30));
      for (const text of texts) expect(text.length).toBeLessThanOrEqual(room);
    }
  });

  it("pings in the message, and is left out of the words of its notification", () => {
    const [message] = render(
      privately(paragraph(mention("U0MEMBER"), " Good morning"), heading("<!here>")),
      new Map(),
    ).messages;
    expect(pingingMessageRule.safeParse(message).success).toBe(true);
    expect(pingsIn(message)).toEqual(["U0MEMBER"]);
    expect(message?.text).toMatch(/^Good morning/);
  });
});

describe("text of others", () => {
  it("pings nobody, beside mentions too", () => {
    const words = fc.oneof(
      hostileText,
      fc.string({ unit: fc.constantFrom(..."<>!@^|U1S here"), maxLength: 40 }),
      fc.constantFrom("<!here>", "<@U0ADMIN>", "<!subteam^S1|team>", "&lt;!channel&gt;"),
    );
    const node = words.chain((text) =>
      fc.constantFrom<Inline>(
        { type: "text", text },
        { type: "strong", text },
        { type: "emphasis", text },
        { type: "code", text },
        { type: "link", text, url: `https://err.ee/${text}` },
        { type: "link", text, url: text },
      ),
    );
    fc.assert(
      fc.property(node, node, (before, after) => {
        const texts = layRuns(runsOf([before, mention("U0MEMBER"), after]));
        expect(pingsIn(texts.map((text) => ({ text })))).toEqual(["U0MEMBER"]);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 500 },
    );
  });
});

describe("a long address", () => {
  it.each([[TEXT_OBJECT], [SECTION_FIELD]])("is linked or told within %d characters", (limit) => {
    for (let length = 1_850; length <= 2_050; length += 1) {
      const url = `https://err.ee/${"x".repeat(length - 15)}`;
      const texts = layRuns(linkRuns(url, "label"), limit);
      expect(texts.map((text) => readMrkdwn(text).text).join("")).toContain("label");
      for (const text of texts) expect(text.length).toBeLessThanOrEqual(limit);
    }
    expect(laid(link("https://err.ee/1", "label"))).toBe("<https://err.ee/1|label>");
  });
});
