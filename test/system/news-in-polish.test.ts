// `/news` as a Polish reader has it: whatever the bot says itself is Polish; commands, titles and outlets stay as they are.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Block, Inline, Reply } from "../../src/reply/reply.ts";
import { inLanguage } from "../../src/wording/say.ts";
import { ANA, startTestBot, type TestBot } from "../answers/bot.ts";
import { sampleFiles } from "../answers/sample-news.ts";

const ADAM = { ...ANA, id: "U9", name: "Adam", locale: "pl-PL" };
const EVE = { ...ANA, id: "U8", name: "Eve", locale: "en-GB" };

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z", isSearched: true });
});
afterAll(() => bot.close());

/** One conversation. */
const ASKED = [
  "/news top",
  "/news top pillar 2",
  "/news top pillar 1 pillar 2 topic off",
  "/news top page 9",
  "/news top negative strong not estonia 1d",
  "/news top finland",
  "/news top scored no",
  "/news latest",
  "/news latest scored no",
  "/news latest since 2030",
  "/news more",
  "/news search president bill",
  "/news search president zzzz",
  "/news search presidnet",
  "/news search zzzz negative latvia 1d",
  "/news search -zzzz",
  "/news show 1",
  "/news show 4109a1fddd10197b",
  "/news show 77",
  "/news show the",
  "/news like 4109a1fddd10197b",
  "/news judge 4109a1fddd10197b",
  "/news judge 4109a1fddd10197b pillar 1 topic off",
  "/news judge 4109a1fddd10197b story one",
  "/news stats",
  "/news stats by source relevance any",
  "/news stats strong today by country",
  "/news stats since 2030",
  "/news trend",
  "/news trend negative all per month",
  "/news trend since 2001 per day",
  "/news compare estonia vs latvia",
  "/news compare latvia",
  "/news compare corruption",
  "/news compare estonia latvia finland",
  "/news compare corruption p8 estonia latvia",
  "/news cite",
  "/news saved",
  "/news saved delete",
  "/news saved nothing",
  "/news save Courts",
  "/news saved",
  "/news pillars",
  "/news sources",
  "/news sources finland",
  "/news sources page 9",
  "/news about",
  "/news status",
  "/news recent",
  "/news export since 2030",
];

/** The same in both languages. */
const SHARED = new Set(["Courts", "Estonia", "Node", "Trend", "UTC"]);

/** What the bot says itself: no code, no words of somebody else, no links. */
function ownTexts(content: readonly Inline[]): readonly string[] {
  return content.flatMap((node) => {
    switch (node.type) {
      case "text":
        return node.isQuoted === true ? [] : [node.text];
      case "strong":
      case "emphasis":
        return [node.text];
      default:
        return [];
    }
  });
}

function textsOf(block: Block): readonly string[] {
  switch (block.type) {
    case "heading":
      return [block.text, block.aside ?? ""];
    case "paragraph":
    case "note":
      return ownTexts(block.content);
    case "list":
      return block.items.flatMap(ownTexts);
    case "fields":
      return block.fields.flatMap(({ label, value }) => [label, ...ownTexts(value)]);
    case "actions":
    case "article":
      // What was asked last is on buttons as it was typed.
      return block.actions.flatMap((action) =>
        action.type === "command" && action.command.endsWith(action.label) ? [] : [action.label],
      );
    case "chart": {
      const { title, alt, unit, series } = block.chart;
      return [title, alt, unit, ...series.map(({ name }) => name)];
    }
    default:
      return [];
  }
}

const TITLES = Object.values(sampleFiles).flatMap((articles) => articles.flatMap(({ title }) => title ?? []));

/** Facts and sentences one by one, without what is quoted, typed or named: files, outlets and commands hold a `.`, `_` or `/`. */
function piecesOf({ blocks }: Reply): readonly string[] {
  return blocks
    .flatMap(textsOf)
    .filter((text) => !TITLES.some((title) => text.includes(title.slice(0, 40))))
    .map((text) => text.replace(/["„][^"”]*["”]/gu, ""))
    .flatMap((text) => text.split(/ · |(?<=[.:;,?]) |[()]/u))
    .map((piece) => piece.replace(/^[^\p{L}/]+|[^\p{L}]+$/gu, ""))
    .filter((piece) => /\p{L}{2}/u.test(piece) && !/\w[._/]\w|^\/|^id /u.test(piece) && !SHARED.has(piece));
}

describe("a Polish reader", () => {
  it("has none of the bot's English words, whatever the answer", async () => {
    const left: string[] = [];
    for (const asked of ASKED) {
      const english = new Set(piecesOf(await bot.ask(asked, EVE)));
      const polish = piecesOf(await bot.ask(asked, ADAM));
      expect(polish.length, asked).toBeGreaterThan(0);
      const same = polish.filter((piece) => english.has(piece) && !asked.includes(piece));
      left.push(...same.map((piece) => `${asked}: ${piece}`));
    }
    expect(left).toEqual([]);
  });

  it("has whole sentences with their plurals, and commands as they are typed", async () => {
    const reply = await bot.ask("/news stats relevance any", ADAM);
    const told = inLanguage("pl", () => plainText(reply));
    expect(told).toContain("7 tematów w 9 artykułach z 15 ocenami. W ciągu 7 dni przedtem (");
    expect(told).toContain("- 6 negatywnych, wcześniej 1 · w tym 4 bardzo negatywne ▼▼, wcześniej 0");
    expect(told).toContain(" · 2 tematy w 2 ocenach · ");
    expect(told).toContain(" · 1 temat w 1 ocenie · ");
    expect(told).toContain("Według krajów: /news stats relevance any since 7d by country");
  });
});
