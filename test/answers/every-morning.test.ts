// [Every morning] on any list makes a digest of exactly its filter, once its asker has read what, where and when.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { wordsOfQuestion } from "../../src/commands/digest/sought-words.ts";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { isListed } from "../../src/language/declare/options.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import { readQuestion } from "../../src/news/search/question.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import type { Store } from "../../src/store/database.ts";
import { filterArbitrary } from "../reference/filters.ts";
import { ANA, BEN, CLEO, labelsOf, type TestBot } from "./bot.ts";
import { type StoredBot, startStoredBot } from "./stored-bot.ts";

let store: Store;
let bot: TestBot;
let end: StoredBot["end"];

beforeAll(async () => {
  ({ bot, store, end } = await startStoredBot({ isSearched: true }));
});

afterAll(() => end());

/** Presses through to the digest, and takes it away again. */
async function digestOf(list: Reply, actor = ANA) {
  const before = await store.subscriptions.ofWorkspace("slack:T1");
  const asked = await bot.press(list, "Every morning", actor);
  expect(await store.subscriptions.ofWorkspace("slack:T1")).toEqual(before);
  const made = await bot.press(asked, "Make it", actor);
  const records = await store.subscriptions.ofWorkspace("slack:T1");
  const record = records.find(({ id }) => !before.some((one) => one.id === id));
  if (record === undefined) throw new Error(`no digest was made:\n${plainText(made)}`);
  await store.subscriptions.delete(record.id);
  return { asked: plainText(asked), made: plainText(made), subscription: subscriptionOf(record) };
}

/** As somebody would type it. */
function typed(filter: NewsFilter): string {
  return Object.entries(filter)
    .flatMap(([name, value]): readonly string[] => {
      if (typeof value === "boolean") return [`${name} ${value ? "yes" : "no"}`];
      if (typeof value === "string") return [`${name} ${value}`];
      const { any, not } = value;
      const item = (one: string | number | readonly string[]): string =>
        typeof one === "object" ? one.map((term) => `"${term}"`).join(" ") : `"${one}"`;
      return [...any.map((one) => `${name} ${item(one)}`), ...not.map((one) => `${name} not ${item(one)}`)];
    })
    .join(" ");
}

const TWENTY: readonly (readonly [list: string, filter: NewsFilter])[] = [
  ["/news top", {}],
  ["/news latest", {}],
  ["/news top corruption", { pillar: { any: [2], not: [] } }],
  ["/news top pillar 1, 2", { pillar: { any: [1, 2], not: [] } }],
  ["/news top not pillar 8", { pillar: { any: [], not: [8] } }],
  [
    "/news top corruption latvia last week",
    { pillar: { any: [2], not: [] }, country: { any: ["Latvia"], not: [] } },
  ],
  ["/news top country not Estonia", { country: { any: [], not: ["Estonia"] } }],
  [
    "/news top latvia, estonia negative",
    { country: { any: ["Latvia", "Estonia"], not: [] }, direction: "negative" },
  ],
  ["/news top not delfi.ee", { source: { any: [], not: ["delfi.ee"] } }],
  ["/news top err.ee positive", { source: { any: ["err.ee"], not: [] }, direction: "positive" }],
  ["/news top strong", { impact: "strong" }],
  ["/news top notable neutral", { impact: "notable", direction: "neutral" }],
  ["/news top corruption relevance related", { pillar: { any: [2], not: [] }, relevance: "related" }],
  ["/news top corruption relevance on-topic", { pillar: { any: [2], not: [] }, relevance: "on-topic" }],
  ["/news top words veto", { words: { any: [["veto"]], not: [] } }],
  ['/news top words veto, "prison guard"', { words: { any: [["veto"], ["prison guard"]], not: [] } }],
  [
    "/news latest words court bill words not sport",
    { words: { any: [["court", "bill"]], not: [["sport"]] } },
  ],
  ["/news search court", { words: { any: [["court"]], not: [] } }],
  [
    '/news search "audit office" -sport estonia negative',
    {
      words: { any: [["audit office"]], not: [["sport"]] },
      country: { any: ["Estonia"], not: [] },
      direction: "negative",
    },
  ],
  [
    "/news search veto OR strike bill",
    {
      words: {
        any: [
          ["veto", "bill"],
          ["strike", "bill"],
        ],
        not: [],
      },
    },
  ],
];

describe("a digest of exactly the list", () => {
  it.each(TWENTY)("%s", async (list, filter) => {
    const { subscription } = await digestOf(await bot.ask(list));
    expect(subscription.settings.filter).toEqual(filter);
    expect(subscription.record.rule).toBe("daily 09:00");
  });

  it("whatever the list asks for", async () => {
    const world = {
      countries: ["Estonia", "Latvia", "Malta"],
      sources: ["err.ee", "delfi.ee", "lsm.lv"],
      words: ["court", "veto", "prison guard", "in Tallinn", "5"],
    };
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        filterArbitrary(world),
        fc.constantFrom("top", "latest"),
        fc.constantFrom("", " since 30d", " each country limit 3"),
        async (filter, verb, rest) => {
          const list = await bot.ask(`/news ${verb} ${typed(filter)}${rest}`);
          const offers = labelsOf(list).includes("Every morning");
          // What contradicts itself is no list, and what was not scored no digest shows.
          if (filter.scored === false) expect(offers).toBe(false);
          if (!offers) return;
          made += 1;
          const { scored: _, ...wanted } = once(filter);
          const { subscription, asked } = await digestOf(list);
          expect(subscription.settings.filter).toEqual(wanted);
          expect(asked.includes("does not keep the list's dates")).toBe(rest === " since 30d");
          expect(subscription.settings.each).toBe(rest.includes("each") ? "country" : undefined);
          expect(subscription.settings.limit).toBe(rest.includes("limit") ? 3 : 10);
        },
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 400 : 15 },
    );
    expect(made).toBeGreaterThan(3);
  });
});

describe("before it is made", () => {
  it("people read what, where and when, in their own zone", async () => {
    const list = await bot.ask("/news top corruption latvia", { ...CLEO, timezone: "Europe/Tallinn" });
    const asked = plainText(await bot.press(list, "Every morning", { ...CLEO, timezone: "Europe/Tallinn" }));
    expect(asked).toContain("What: what is new of: Absence of Corruption · Latvia");
    expect(asked).toContain("Where: #C1");
    expect(asked).toContain("When: daily 09:00 Europe/Tallinn, first Sat 9 Mar");
  });

  it("who may not decide what is posted here reads that it goes to them alone, and can end it", async () => {
    const list = await bot.ask("/news top corruption", BEN);
    const { asked, subscription } = await digestOf(list, BEN);
    expect(asked).toContain("You may not decide what the bot posts here. So it comes to you alone.");
    expect(subscription.place.channel).toBe("me");
    await store.subscriptions.add(subscription.record);
    const refused = await bot.ask(`/digest delete ${subscription.record.name} sure`, { ...BEN, id: "U5" });
    expect(refused.isRefusal).toBe(true);
    await bot.ask(`/digest delete ${subscription.record.name} sure`, BEN);
    expect(await store.subscriptions.get(subscription.record.id)).toBeUndefined();
  });

  it("who wants it alone gets it alone, whatever they may decide here, and reads no reason for it", async () => {
    const alone = await bot.ask("/digest morning corruption alone", CLEO);
    expect(plainText(alone)).toContain("Where: #me");
    expect(plainText(alone)).not.toContain("So it comes to you alone");
    expect(plainText(await bot.press(alone, "Make it", CLEO))).toContain("Where: #me");
  });

  it("nobody makes one in a place by typing what the button does", async () => {
    const refused = await bot.ask("/digest morning corruption name Mine sure", BEN);
    expect(refused.isRefusal).toBe(true);
    expect(plainText(refused)).toContain("is for members who manage this channel");
  });

  it("who has left the channel, or where the bot is not, the same with the reason", async () => {
    bot.leave(CLEO, "C1");
    const { asked, subscription } = await digestOf(await bot.ask("/news latest", CLEO), CLEO);
    expect(asked).toContain("You are not in that channel. So it comes to you alone.");
    expect(subscription.place.channel).toBe("me");
  });

  it("a story's relevance, beginnings of words and what was not scored are told, not dropped", async () => {
    const asked = await bot.ask("/digest morning corruption topic off");
    expect(plainText(asked)).toContain('it does not keep "off topic only"');
    const start = await bot.pressAnyway(await bot.ask("/news search corrupt*"), "Every morning");
    expect(start.isRefusal).toBe(true);
    expect(plainText(start)).toContain("no beginnings of words");
    expect((await bot.ask("/digest morning scored no")).isRefusal).toBe(true);
  });

  it("pressed twice it is made once, and a second one has another name", async () => {
    const list = await bot.ask("/news top pillar 7");
    const asked = await bot.press(list, "Every morning");
    await bot.press(asked, "Make it");
    expect(plainText(await bot.pressAnyway(asked, "Make it"))).toContain("already");
    expect(plainText(await bot.press(list, "Every morning"))).toContain("Civil Justice 2");
  });
});

it("a question becomes words that ask for no less and no more, or none", () => {
  const words = (text: string) => {
    const question = readQuestion(text);
    return question === undefined ? undefined : wordsOfQuestion(question);
  };
  expect(words("a1 b1 OR c1 d1 OR e1")?.any).toHaveLength(4);
  expect(words("corrupt*")).toBeUndefined();
  expect(words(`${"word".repeat(20)}`)).toBeUndefined();
  expect(words("a1 OR b1 c1 OR d1 e1 OR f1 g1 OR h1 i1 OR j1")).toBeUndefined();
  expect(isListed(words("-sport court") ?? "")).toBe(true);
});

/** Words that are said twice are said once. */
function once<
  F extends {
    readonly words?: {
      readonly any: readonly (readonly string[])[];
      readonly not: readonly (readonly string[])[];
    };
  },
>(filter: F): F {
  const distinct = (all: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    all.filter((one, at) => all.findIndex((other) => other.join() === one.join()) === at);
  const { words } = filter;
  return words === undefined
    ? filter
    : { ...filter, words: { any: distinct(words.any), not: distinct(words.not) } };
}
