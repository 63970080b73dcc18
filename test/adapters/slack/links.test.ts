// The links of a message, wherever Slack and its apps put them.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { linksOf } from "../../../adapters/slack/in/links.ts";
import { render } from "../../../adapters/slack/out/render.ts";
import { privately } from "../../../src/reply/build.ts";
import { vetoCard } from "../../reply/samples.ts";

describe("links", () => {
  it.each([
    ["in the text, decoded", { text: "<https://err.ee/1?a=1&amp;b=2|title> and <https://err.ee/2>" }],
    [
      "typed by a person",
      {
        blocks: [
          {
            type: "rich_text",
            elements: [
              {
                type: "rich_text_section",
                elements: [
                  { type: "link", url: "https://err.ee/1?a=1&b=2", text: "title" },
                  { type: "text", text: " and " },
                  { type: "link", url: "https://err.ee/2" },
                ],
              },
            ],
          },
        ],
      },
    ],
    [
      "of what Slack made of them",
      {
        attachments: [
          {
            from_url: "https://err.ee/1?a=1&b=2",
            title_link: "https://err.ee/1?a=1&b=2",
            image_url: "https://err.ee/picture.png",
            service_icon: "https://err.ee/icon.png",
          },
          { title: "x", title_link: "https://err.ee/2" },
        ],
      },
    ],
    [
      "of a message that somebody shared",
      {
        attachments: [
          {
            from_url: "https://news.slack.com/archives/C1/p1",
            is_msg_unfurl: true,
            message_blocks: [
              {
                message: {
                  blocks: [
                    { type: "section", text: { type: "mrkdwn", text: "<https://err.ee/1?a=1&amp;b=2|x>" } },
                    { type: "actions", elements: [{ type: "button", url: "https://err.ee/2" }] },
                  ],
                },
              },
            ],
          },
        ],
      },
    ],
  ])("are found %s", (_name, message) => {
    expect(linksOf(message)).toEqual(["https://err.ee/1?a=1&b=2", "https://err.ee/2"]);
  });

  it("of our own cards are those of their articles", () => {
    const [message] = render(
      privately({ type: "article", article: vetoCard, actions: [] }),
      new Map(),
    ).messages;
    expect(linksOf(message)).toEqual([vetoCard.url]);
  });

  it("are none of Slack's own, and none that are no web addresses", () => {
    const texts = ["<https://app.slack.com/x>", "<mailto:a@b.example|a>", "<#C1|news>", "<!here>", "no link"];
    expect(linksOf({ text: texts.join(" "), url: "javascript:x" })).toEqual([]);
  });

  it("of anything at all can be asked for", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        for (const link of linksOf(value)) expect(link).not.toMatch(/\s/);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 100 },
    );
  });
});
