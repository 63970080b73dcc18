// Whatever a text holds: within every limit, nothing lost without a word, nothing that pings, formats or unfurls.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import {
  actions,
  code,
  command,
  heading,
  link,
  list,
  note,
  paragraph,
  strong,
} from "../../../src/reply/build.ts";
import type { Action, Block, Inline, Reply } from "../../../src/reply/reply.ts";
import { pingsOf } from "../../fakes/discord/pings.ts";
import { message } from "../../fakes/discord/rules.ts";
import { marksAt } from "../../reply/marks.ts";
import { blocksSaying, vetoCard } from "../../reply/samples.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { plainTextOf, shownTexts, unescaped } from "./reading.ts";
import { embedsOf, problemsOf, rendered } from "./rendering.ts";

/** Texts that chats are known to read as more than text. */
const HOSTILE = [
  ...[
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@&1>",
    "<#123456789012345678>",
    "<t:1700000000:R>",
    "</cmd:123>",
  ],
  ...[
    "**bold**",
    "__under__",
    "~~gone~~",
    "||spoiler||",
    "`code`",
    "```js\nx\n```",
    "> quote",
    ">>> all",
    "# big",
    "-# small",
  ],
  ...[
    "- item",
    "* item",
    "1. item",
    "[label](https://evil.example)",
    "[a](<https://evil.example>)",
    "https://evil.example/a_b_c",
  ],
  ...[
    "<https://evil.example>",
    "discord.gg/abcdef",
    ":smile:",
    "<:blah:1234>",
    "<a:x:1>",
    "¯\\_(ツ)_/¯",
    "\\*",
    "\\",
    "](",
  ],
  ...[
    "\n",
    "\u0000",
    "\u202e",
    "\u200b",
    "👩‍👩‍👧",
    "e\u0301\u0323".repeat(40),
    "法案",
    "\ud800",
    "مرحبا",
    "x".repeat(300),
  ],
];

const part = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 2, arbitrary: fc.lorem() },
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const text = fc
  .tuple(fc.array(part, { maxLength: 14 }), fc.constantFrom("", " "))
  .map(([parts, between]) => parts.join(between));

const longText = fc.tuple(text, fc.integer({ min: 1, max: 50_000 })).map(([piece, length]) => {
  const whole = `${piece} `.repeat(Math.ceil(length / (piece.length + 1)));
  return whole.slice(0, length);
});

/** What of a text a reader must find: Discord shows neither control characters nor how much white space there was. */
const readable = (said: string): string =>
  said
    .replaceAll("\u0085", " ")
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]|(?!\s)\p{Cc}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();

describe("whatever a text holds", () => {
  /** Unescaped markup in the markdown of one text. */
  const ACTIVE = /[*_~`|<@[\]]|:\/\/|:[\w~+-]+:|^\s*([>#+-]|\d+[.)])/m;

  function expectVerbatim(said: string): void {
    const answer = rendered(paragraph(said));
    const markdown = embedsOf(answer)
      .map(({ description = "" }) => description)
      .join("\n");
    if (readable(said) === "") return;
    // A character stands for what is escaped, so that a mark behind it stands in no line's beginning.
    expect(markdown.replace(/\\[^0-9A-Za-z\s]/g, "·")).not.toMatch(ACTIVE);
    expect(readable(unescaped(markdown.replace(/^… | …$/gm, "")))).toBe(readable(said));
  }

  it("nothing that hides or turns what stands around it is sent, wherever a text may stand", () => {
    const HIDDEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
    const turned = "a\u202eb\u2066c\u200ed";
    const answer = rendered(
      heading(turned, turned),
      paragraph(turned, strong(turned), code(turned)),
      list([[turned]]),
      note(turned),
      actions(command(turned, "/news help")),
    );
    const sent = JSON.stringify(answer.messages.map(({ body }) => body));
    expect(sent).toContain("abcd");
    expect(sent).not.toMatch(HIDDEN);
  });

  it("it is shown as it is, and read as nothing else", () => {
    for (const said of HOSTILE) expectVerbatim(said);
    fc.assert(
      fc.property(
        text.filter((said) => said.length < 1_500),
        expectVerbatim,
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 75 },
    );
  });

  describe.skipIf(!hasSharedData)(`and what is known to break chats${sharedDataReason}`, () => {
    it("is shown as it is", () => {
      const json: unknown = JSON.parse(readFileSync(sharedPath("data/chat_hard_text.json"), "utf8"));
      const texts = z.array(z.object({ text: z.string() })).parse(json);
      expect(texts.length).toBeGreaterThan(50);
      for (const { text: said } of texts) {
        if (said.length < 1_500) expectVerbatim(said);
        for (const block of blocksSaying(said)) expect(problemsOf(rendered(block))).toEqual([]);
      }
    });
  });
});

describe("whom a message pings", () => {
  const mention = (id: string): Inline => ({ type: "mention", id });
  const pinged = (...blocks: readonly Block[]): readonly (readonly string[])[] => {
    const answer = rendered(...blocks);
    expect(problemsOf(answer)).toEqual([]);
    return answer.messages.map(({ body }) => pingsOf(message.parse(body)));
  };

  it("is nobody, whatever its texts say and wherever they stand", () => {
    for (const said of [...HOSTILE, ...HOSTILE.map((other) => `${other} <@5> <@&6> @everyone @here`)]) {
      const answer = rendered(...blocksSaying(said));
      expect(answer.messages.map(({ body }) => body.content)).toEqual(answer.messages.map(() => undefined));
      for (const { body } of answer.messages) expect(body.allowed_mentions).toEqual({ parse: [] });
    }
  });

  it("are those whom paragraphs begin with, whatever stands beside them", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const blocks = [
          heading(before),
          paragraph(mention("5"), " ", mention("&6"), after),
          paragraph("Then ", before, mention("7")),
          paragraph(mention("here"), " ", after),
        ];
        const [first, ...others] = pinged(...blocks);
        expect(first).toEqual(["5", "&6", "here"]);
        expect(others.flat()).toEqual([]);
        const [{ body }] = rendered(...blocks).messages;
        expect(body.content).toBe("<@5> <@&6> @here");
        expect(body.allowed_mentions).toEqual({ parse: ["everyone"], users: ["5"], roles: ["6"] });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 50 },
    );
  });

  it.each([
    "5> @everyone",
    "&",
    "",
    "@5",
    "&&6",
    "06",
    "everyone ",
    "#5",
    "<@5>",
    "-5",
    "5 6",
    "9".repeat(21),
  ])("is nobody with an id of another shape: %j", (id) => {
    const answer = rendered(paragraph(mention(id), " Good morning"));
    expect(pinged(paragraph(mention(id), " Good morning"))).toEqual([[]]);
    const [embed] = embedsOf(answer);
    expect(embed?.description?.replaceAll("\\@", "")).not.toMatch(/<@|@(everyone|here)/);
    expect(unescaped(embed?.description ?? "")).toBe(`@${id.replace("&", "")} Good morning`);
  });

  it("is shown and not pinged within a text, a list or the small print", () => {
    const answer = rendered(
      paragraph("Ask ", mention("5"), " or ", mention("everyone")),
      list([[mention("&6")]]),
      note(mention("here")),
    );
    expect(pinged(paragraph("Ask ", mention("5")), list([[mention("&6")]]), note(mention("here")))).toEqual([
      [],
    ]);
    expect(embedsOf(answer)[0]?.description).toBe("Ask <@5> or @everyone\n\n- <@&6>\n\n-# @here");
  });

  it("leaves the rest of the paragraph where it was", () => {
    const answer = rendered(paragraph(mention("5"), "  ", mention("5"), "  Good ", strong("morning")));
    expect(answer.messages[0].body.content).toBe("<@5>");
    expect(embedsOf(answer)).toEqual([{ description: "Good **morning**" }]);
  });

  it("is as many as one message may name; the others are only shown", () => {
    const everybody = Array.from({ length: 120 }, (_, n) => mention(String(n + 1)));
    const answer = rendered(paragraph(...everybody));
    expect(pinged(paragraph(...everybody))[0]).toHaveLength(50);
    expect(embedsOf(answer)[0]?.description).toMatch(/^<@51><@52>.*<@120>$/);
  });
});

describe("generated replies", () => {
  const url = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      "https://example.org/a_(b)_c*d~e",
      "http://example.org/?q=[x]&y=a\\b",
      "javascript:alert(1)",
      "not a link",
    ),
  );
  const anyText = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: longText });
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.tuple(text, fc.integer({ max: 400, min: 0 })).map(([label, n]) => command(label, `/news show ${n}`)),
    fc.tuple(text, url).map(([label, address]): Action => ({ type: "link", label, url: address })),
  );
  const article: fc.Arbitrary<Block> = fc
    .record({
      title: text.map((title) => title.trim() || "Untitled"),
      summary: anyText,
      source: text,
      number: fc.integer({ min: 1, max: 500 }),
      url,
      reports: fc.array(text, { maxLength: 8 }),
      actions: fc.array(action, { maxLength: 2 }),
      every: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ summary, reports, actions: pressed, every, ...change }) => ({
      type: "article",
      article: {
        ...vetoCard,
        ...change,
        // Every so many words were sought; 0: nothing was.
        ...(every === 0 ? {} : { titleMarks: marksAt(change.title, (_, at) => at % every === 0) }),
        summary: {
          text: summary,
          from: "article",
          marks: marksAt(summary, (_, at) => every > 0 && at % every === 0),
        },
        reports: reports.map((source, n) => ({ id: String(n), source, score: 1, disagrees: true })),
        earlier: reports.map((title, n) => ({ id: String(n), title, publishedAt: n })),
      },
      actions: pressed,
    }));
  const block: fc.Arbitrary<Block> = fc.oneof(
    { weight: 4, arbitrary: article },
    anyText.map((said) => paragraph(said, strong(said), " ", link("https://example.org/x", said))),
    fc.tuple(text, text).map(([title, aside]) => heading(title, aside)),
    fc.array(text, { maxLength: 30 }).map((items) => list(items.map((item) => [item, code(item)]))),
    fc.array(fc.tuple(text, text), { maxLength: 30 }).map(
      (entries): Block => ({
        type: "fields",
        fields: entries.map(([label, value]) => ({ label, value: [{ type: "text", text: value }] })),
      }),
    ),
    fc.array(action, { maxLength: 60 }).map((items) => actions(...items)),
    text.map((said) => note(said)),
    fc.tuple(text, text, text).map(
      ([title, label, hint]): Block => ({
        type: "form",
        title,
        submit: title,
        command: "/dropbox code",
        fields: [{ kind: "text", name: "code", label, hint, required: true }],
      }),
    ),
    fc.constant<Block>({ type: "divider" }),
  );
  const reply: fc.Arbitrary<Reply> = fc
    .oneof(
      { weight: 9, arbitrary: fc.array(block, { maxLength: 14 }) },
      { weight: 1, arbitrary: fc.array(article, { minLength: 180, maxLength: 200 }) },
    )
    .map((blocks) => ({ audience: "asker", blocks }));

  const runs = { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 40 };

  it("keep every limit and lose nothing without a word", () => {
    fc.assert(
      fc.property(reply, ({ blocks }) => {
        const answer = rendered(...blocks);
        expect(problemsOf(answer)).toEqual([]);
        const shown = readable([plainTextOf(answer), ...shownTexts(answer)].join("\n")).replaceAll(" ", "");
        const isCut = /left out: ask for fewer\.$/m.test(plainTextOf(answer));
        if (isCut) {
          expect(answer.messages).toHaveLength(10);
          // Only stories have a colour.
          const shownArticles = embedsOf(answer).filter(({ color }) => color !== undefined).length;
          const [, leftOut = "0"] = /… (\d+) more articles?/.exec(plainTextOf(answer)) ?? [];
          const articles = blocks.filter(({ type }) => type === "article").length;
          expect(shownArticles + Number(leftOut)).toBe(articles);
          return;
        }
        for (const said of textsIn(blocks)) expect(shown).toContain(readable(said).replaceAll(" ", ""));
      }),
      { ...runs, endOnFailure: true },
    );
  });

  it("break no link", () => {
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 6 }), (blocks) => {
        const answer = rendered(...blocks);
        const linked = embedsOf(answer).flatMap(({ url: address }) =>
          address === undefined ? [] : [decoded(address)],
        );
        const wanted = blocks.flatMap((made) => {
          const address = made.type === "article" ? made.article.url : undefined;
          const parsed = address === undefined ? null : URL.parse(address);
          return parsed !== null && /^https?:$/.test(parsed.protocol) ? [decoded(parsed.href)] : [];
        });
        const isCut = plainTextOf(answer).includes("left out: ask for fewer.");
        expect(linked).toEqual(isCut ? wanted.slice(0, linked.length) : wanted);
      }),
      { ...runs, endOnFailure: true },
    );
  });

  /** Characters that an address may not have read the same encoded; an empty fragment says nothing. */
  function decoded(address: string): string {
    return address
      .replace(/#$/, "")
      .replace(/%(23|25|5b|5c|5d|5e|60|7b|7c|7d)/gi, (encoded) => decodeURIComponent(encoded));
  }

  /** Texts of a reply that a reader must find whole. Labels of buttons may be cut. */
  function textsIn(blocks: readonly Block[]): readonly string[] {
    return blocks.flatMap((made): readonly string[] => {
      switch (made.type) {
        case "article":
          return [made.article.title, made.article.summary?.text ?? "", made.article.source ?? ""];
        case "heading":
          return [made.text, made.aside ?? ""];
        case "paragraph":
        case "note":
          return made.content.flatMap((node) => ("text" in node ? [node.text] : []));
        case "list":
          return made.items.flat().flatMap((node) => ("text" in node ? [node.text] : []));
        case "fields":
          return made.fields.flatMap(({ label, value }) => [
            label,
            ...value.flatMap((node) => (node.type === "text" ? [node.text] : [])),
          ]);
        default:
          return [];
      }
    });
  }
});
