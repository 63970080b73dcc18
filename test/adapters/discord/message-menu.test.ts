// What the menu of a message offers: the stories that it links to, whoever wrote it and however.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linksOf } from "../../../adapters/discord/in/links.ts";
import { render } from "../../../adapters/discord/out/render.ts";
import { heading, link, list, paragraph } from "../../../src/reply/build.ts";
import { shown } from "../../fakes/discord/messages.ts";
import { message } from "../../fakes/discord/rules.ts";
import { vetoCard } from "../../reply/samples.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});

afterAll(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

/**
 * A message command as the documentation shows it, with other people and another message in it:
 * https://docs.discord.com/developers/interactions/application-commands#message-commands-example-interaction
 */
const documented = (name: string, content: string): Readonly<Record<string, unknown>> => ({
  application_id: "123456789012345678",
  channel_id: "300000000000000001",
  data: {
    id: "866818195033292851",
    name,
    resolved: {
      messages: {
        "867793854505943041": {
          attachments: [],
          author: {
            avatar: "a_00000000000000000000000000000000",
            discriminator: "0001",
            id: "400000000000000005",
            public_flags: 1,
            username: "reader",
          },
          channel_id: "300000000000000001",
          components: [],
          content,
          edited_timestamp: null,
          embeds: [],
          flags: 0,
          id: "867793854505943041",
          mention_everyone: false,
          mention_roles: [],
          mentions: [],
          pinned: false,
          timestamp: "2021-07-22T15:42:57.744000+00:00",
          tts: false,
          type: 0,
        },
      },
    },
    target_id: "867793854505943041",
    type: 3,
  },
  guild_id: "200000000000000001",
  guild_locale: "en-US",
  app_permissions: "442368",
  locale: "en-US",
  member: {
    avatar: null,
    deaf: false,
    is_pending: false,
    joined_at: "2020-11-02T20:46:57.364000+00:00",
    mute: false,
    nick: null,
    pending: false,
    permissions: "274877906943",
    premium_since: null,
    roles: ["785609923542777878"],
    user: {
      avatar: "a_00000000000000000000000000000000",
      discriminator: "0001",
      id: "400000000000000005",
      public_flags: 1,
      username: "reader",
    },
  },
  type: 2,
  version: 1,
});

describe("a message's menu", () => {
  it.each([
    ["Reports of this story", "reports"],
    ["Why was this sent", "why"],
    ["Mute its source", "mute"],
    // Of a client that has an older list.
    ["Stories like this", "reports"],
  ])("%s, as the gateway brings it, asks for %s of its links, in private", async (name, wanted) => {
    const exchange = newsroom.fake.replay(
      documented(name, "Look: https://err.ee/1 (and <https://err.ee/2>)."),
    );
    await newsroom.answered(exchange);
    expect(exchange.isPrivate).toBe(true);
    expect(newsroom.ran.at(-1)).toBe(`${wanted}: https://err.ee/1 https://err.ee/2`);
  });

  it("is told of a message without any link as of others", async () => {
    const exchange = newsroom.fake.fromMenu(READER, "Reports of this story", { content: "Good morning" });
    await newsroom.answered(exchange);
    expect(newsroom.textOf(exchange)).toBe("reports of nothing");
  });

  it("is read where Discord leaves the message out, or tells of another", async () => {
    for (const resolved of [
      null,
      {},
      { messages: null },
      { messages: { 7: { content: "https://err.ee/7" } } },
    ]) {
      const exchange = newsroom.fake.replay({
        ...documented("Reports of this story", ""),
        data: { id: "1", name: "Reports of this story", type: 3, target_id: "8", resolved },
      });
      await newsroom.answered(exchange);
      expect(newsroom.textOf(exchange)).toBe("reports of nothing");
    }
  });
});

describe("the links of a message", () => {
  it("of ours are those of its cards, then those of its lines and buttons", () => {
    const other = "https://news.example/2_(b)?a=1&b=2";
    const [{ body }] = render(
      {
        audience: "everyone",
        blocks: [
          heading("Court"),
          list([[link("https://news.example/line", "A line")], [link(other, "Another")]]),
          { type: "article", article: vetoCard, actions: [] },
          paragraph("End."),
          { type: "actions", actions: [{ type: "link", label: "Open", url: "https://news.example/open" }] },
        ],
      },
      new Map(),
    ).messages;
    const sent = { id: "1", channelId: "2", body: message.parse(body), fileNames: [] };
    expect(linksOf(shown(sent, "3"))).toEqual([
      vetoCard.url,
      "https://news.example/line",
      "https://news.example/2_%28b%29?a=1&b=2",
      "https://news.example/open",
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    [
      "two, one of them previewed",
      { content: "https://a.ee/1, https://a.ee/2!", embeds: [{ url: "https://a.ee/1" }] },
      ["https://a.ee/1", "https://a.ee/2"],
    ],
    [
      "in markdown",
      { content: "**[x](https://a.ee/x)** __https://a.ee/y__ ||https://a.ee/z||" },
      ["https://a.ee/x", "https://a.ee/y", "https://a.ee/z"],
    ],
    [
      "in components: a text, a link button, a section's accessory within a container",
      {
        components: [
          { type: 10, content: "see https://a.ee/text" },
          {
            type: 17,
            components: [
              {
                type: 9,
                components: [{ type: 10, content: "[t](<https://a.ee/in>)" }],
                accessory: { type: 2, style: 5, url: "https://a.ee/beside", label: "x" },
              },
            ],
          },
          { type: 1, components: [{ type: 2, style: 5, url: "https://a.ee/button", label: "y" }] },
        ],
      },
      ["https://a.ee/text", "https://a.ee/in", "https://a.ee/beside", "https://a.ee/button"],
    ],
    [
      "of a forwarded message",
      {
        content: "",
        message_snapshots: [{ message: { content: "", embeds: [{ title: "T", url: "https://a.ee/f" }] } }],
      },
      ["https://a.ee/f"],
    ],
    [
      "in fields of a card",
      { embeds: [{ fields: [{ name: "n", value: "https://a.ee/v" }] }] },
      ["https://a.ee/v"],
    ],
    ["that lead nowhere", { content: "https:// javascript:alert(1) ftp://a.ee" }, []],
  ])("%s", (_name, given, links) => {
    expect(linksOf(given)).toEqual(links);
  });
});
