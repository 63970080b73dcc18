// Replies made of text that breaks others, for random tests.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { z } from "zod";
import type { ArticleCard, Relevance, Score } from "../../../src/reply/article-card.ts";
import { hasValues } from "../../../src/reply/chart.ts";
import type { Action, Block, Inline, Reply } from "../../../src/reply/reply.ts";
import { anyChart } from "../../reply/any-chart.ts";
import { marksAt } from "../../reply/marks.ts";
import { hasSharedData, sharedPath } from "../../shared-data.ts";

const SIGNS = [
  "<!channel>",
  "<@U1>",
  "@here",
  "*bold*",
  "_it_",
  "~st~",
  "`code`",
  "```pre```",
  "> quote",
  ":smile:",
  "&amp;lt;",
  "<https://evil.example|x>",
  "https://example.org/a_b_c",
  "\u202eturned",
  "\u200b\u2060",
  "\u0000\u001b[31m",
  "👩\u200d👩\u200d👧",
  "Z͑ͫ̓ͪ̂ͫ̽",
  "대법원은",
  "\r\n",
  "\u2028",
  "x".repeat(400),
];

const broken: readonly string[] = hasSharedData
  ? z
      .array(z.object({ text: z.string() }))
      .parse(JSON.parse(readFileSync(sharedPath("data/chat_hard_text.json"), "utf8")))
      .map(({ text }) => text)
  : [];

const piece = fc.oneof(
  fc.constantFrom(...SIGNS, ...broken),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.lorem({ maxCount: 12 }),
);

/** Some words, seldom 50,000 characters of them. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.nat(400))
  .map(([pieces, chance]) => {
    const text = `a${pieces.join(" ")}`;
    return chance === 0 ? text.repeat(Math.ceil(50_000 / text.length)).slice(0, 50_000) : text;
  });

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "https://example.org/a|b?c=1&d=<2>",
    `https://example.org/${"long".repeat(900)}`,
    "javascript:alert(1)",
    "not an address",
  ),
);

const score = fc.constantFrom<Score>(0, 1, 2, 3, 4, 5);
const verdict = fc.record({
  pillar: fc.record({ number: fc.integer({ min: 1, max: 8 }), name: fc.constant("Civil Justice") }),
  score,
  relevance: fc.constantFrom<Relevance>(0, 1, 2),
});

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Drops absent members, as exact optional types want it. */
function present<T extends object>(record: T): T {
  for (const key of Object.keys(record))
    if (Reflect.get(record, key) === undefined) Reflect.deleteProperty(record, key);
  return record;
}

const card: fc.Arbitrary<ArticleCard> = fc
  .record({
    number: fc.integer({ min: 1, max: 50 }),
    id: fc.uuid(),
    title: hostileText,
    url: fc.webUrl(),
    countries: fc.array(hostileText, { maxLength: 2 }),
    source: hostileText,
    publishedAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    isOpinion: fc.boolean(),
    verdict,
    pillarInHeading: fc.boolean(),
    assessments: fc.array(verdict, { minLength: 1, maxLength: 8 }),
    summary: fc.record({ text: hostileText, from: fc.constantFrom("assessment", "article") }),
    storyId: fc.uuid(),
    reports: fc.array(fc.record({ id: fc.uuid(), source: hostileText, score, disagrees: fc.boolean() }), {
      maxLength: 8,
    }),
    earlier: fc.array(
      fc.record({
        id: fc.uuid(),
        title: hostileText,
        publishedAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
      }),
      { maxLength: 4 },
    ),
  })
  .chain((whole) =>
    fc
      .record({ noUrl: fc.boolean(), noSummary: fc.boolean(), every: fc.integer({ min: 0, max: 5 }) })
      .map(({ noUrl, noSummary, every }) => {
        const { url: address, summary, ...rest } = whole;
        // Every so many words were sought; 0: nothing was.
        const marksOf = (text: string) => marksAt(text, (_, at) => every > 0 && at % every === 0);
        return {
          ...rest,
          ...(every === 0 ? {} : { titleMarks: marksOf(rest.title) }),
          ...(noUrl ? {} : { url: address }),
          ...(noSummary ? {} : { summary: { ...summary, marks: marksOf(summary.text) } }),
        };
      }),
  );

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ type: fc.constant("link" as const), label: hostileText, url }),
  fc
    .record({
      type: fc.constant("command" as const),
      label: hostileText,
      command: hostileText.map((words) => `/news search ${words}`),
      style: optional(fc.constantFrom("primary" as const, "danger" as const)),
    })
    .map(({ style, ...rest }) => (style === undefined ? rest : { ...rest, style })),
);

/** Ids that ping, and what only looks like one. */
const mentionId = fc.constantFrom(
  ...["U0MEMBER", "W0BOSS", "S0TEAM", "here", "channel", "everyone"],
  ...["", "&123", "C0NEWS", "u0member", "!here", "@here", "here>", "here\n", "<!channel>", "Here"],
  ...["U1> <!channel", "U1|x", "U1 ", "S1^S2", "U", "Ü1", `U${"1".repeat(400)}`],
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "strong", "emphasis", "code"), text: hostileText }),
  fc.record({ type: fc.constant("link" as const), url, text: hostileText }),
  fc.record({
    type: fc.constant("time" as const),
    at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    show: fc.constantFrom("date", "datetime"),
  }),
  fc.record({ type: fc.constant("mention" as const), id: fc.oneof(mentionId, hostileText) }),
);
const content = fc.array(inline, { minLength: 1, maxLength: 4 });

const block: fc.Arbitrary<Block> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("article" as const),
      article: card,
      actions: fc.array(action, { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ type: fc.constant("heading" as const), text: hostileText, aside: optional(hostileText) })
      .map(present)
      .map(({ aside, ...rest }) => (aside === undefined ? rest : { ...rest, aside })),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom("paragraph", "note"), content }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("fields" as const),
      fields: fc.array(fc.record({ label: hostileText, value: content }), { maxLength: 14 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("list" as const),
      ordered: fc.boolean(),
      items: fc.array(content, { maxLength: 10 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("actions" as const),
      actions: fc.array(action, { maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "divider" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("image" as const),
      alt: hostileText,
      mediaType: fc.constant("image/png" as const),
      base64: fc.constant(""),
    }),
  },
  { weight: 1, arbitrary: anyChart(hostileText).map((shown) => ({ type: "chart" as const, chart: shown })) },
);

/** A reply of a few blocks, seldom of two hundred. */
export const hostileReply: fc.Arbitrary<Reply> = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 12 }), fc.nat(60))
  .map(([blocks, chance]) => ({
    audience: "asker",
    blocks:
      chance === 0
        ? Array.from({ length: 200 }, (_, index) => blocks[index % blocks.length] ?? { type: "divider" })
        : blocks,
  }));

/** Every text of a reply that a reader must find, where nothing had to be left out. */
export function textsOf(reply: Reply): readonly string[] {
  return reply.blocks.flatMap(textsOfBlock);
}

function textsOfBlock(one: Block): readonly string[] {
  switch (one.type) {
    case "heading":
      return [one.text, one.aside ?? ""];
    case "paragraph":
    case "note":
      return inlineTexts(one.content);
    case "article": {
      const { title, summary, countries, source } = one.article;
      return [title, summary?.text ?? "", ...countries, source ?? ""];
    }
    case "fields":
      return one.fields.flatMap(({ label, value }) => [label, ...inlineTexts(value)]);
    case "list":
      return one.items.flatMap(inlineTexts);
    case "image":
      return [one.alt];
    case "chart": {
      const { title, alt, unit, categories, series } = one.chart;
      const counted = [...categories.map(({ label }) => label), ...series.map(({ name }) => name)];
      return [title, alt, unit, ...(hasValues(one.chart) ? counted : [])];
    }
    case "file":
      return [one.name];
    case "divider":
    case "actions":
    case "form":
      return [];
  }
}

function inlineTexts(nodes: readonly Inline[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.type === "time") return [];
    return node.type === "mention" ? [`@${node.id.replace("&", "")}`] : [node.text];
  });
}

/** Every address of a card or a link that leads to the web. */
export function addressesOf(reply: Reply): readonly string[] {
  return reply.blocks.flatMap((one): readonly string[] => {
    if (one.type === "article") return one.article.url === undefined ? [] : [one.article.url];
    if (one.type !== "paragraph" && one.type !== "note") return [];
    return one.content.flatMap((node) => (node.type === "link" ? [node.url] : []));
  });
}

/** Everybody whom a reply means to ping. */
export function pingsOf(reply: Reply): readonly string[] {
  return reply.blocks.flatMap((one) => {
    if (one.type === "paragraph" || one.type === "note") return pingIds(one.content);
    if (one.type === "fields") return one.fields.flatMap(({ value }) => pingIds(value));
    return one.type === "list" ? one.items.flatMap(pingIds) : [];
  });
}

function pingIds(nodes: readonly Inline[]): readonly string[] {
  const real = /^(?:[UWS][A-Z0-9]{1,30}|here|channel|everyone)$/;
  return nodes.flatMap((node) => (node.type === "mention" && real.test(node.id) ? [node.id] : []));
}
