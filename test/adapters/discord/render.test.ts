// Replies as Discord messages: within every limit, nothing lost without a word, nothing that pings, formats or unfurls.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { type DiscordAnswer, render } from "../../../adapters/discord/render.ts";
import type { ArticleCard } from "../../../src/reply/article-card.ts";
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
import type { Action, Block, Reply } from "../../../src/reply/reply.ts";
import { openApiCheck } from "../../fakes/discord/openapi.ts";
import { messageProblems, modalProblems } from "../../fakes/discord/rules.ts";
import { blocksSaying, everyBlock, textsOf, vetoCard } from "../../reply/samples.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { plainTextOf, shownTexts, unescaped } from "./reading.ts";

function codesOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const commands = blocks.flatMap((block) => {
    if (block.type === "form") return [block.command];
    return block.type === "actions" || block.type === "article"
      ? block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []))
      : [];
  });
  return new Map(
    [...new Set(commands)].map((text, index) => [text, `r1:${String(index).padStart(12, "0")}`]),
  );
}

function rendered(...blocks: readonly Block[]): DiscordAnswer {
  return render({ audience: "asker", blocks }, codesOf(blocks));
}

/** What Discord would refuse. */
function problemsOf({ messages, modal }: DiscordAnswer): readonly string[] {
  const check = openApiCheck();
  return [
    ...messages.flatMap(({ body, files }) => [
      ...messageProblems(
        body,
        files.map(({ name }) => name),
      ),
      ...check("POST", "/channels/{channel_id}/messages", body),
      ...check("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", body),
    ]),
    ...(modal === undefined ? [] : modalProblems(modal)),
  ];
}

const embedsOf = ({ messages }: DiscordAnswer) => messages.flatMap(({ body }) => body.embeds);
const componentsOf = ({ messages }: DiscordAnswer) =>
  messages.flatMap(({ body }) => body.components).flatMap(({ components }) => components);
const labelsOf = (answer: DiscordAnswer): (string | undefined)[] =>
  componentsOf(answer).map((component) => ("label" in component ? component.label : undefined));

const card = (change: Partial<ArticleCard> = {}): Block => ({
  ...everyBlock.article,
  article: { ...vetoCard, ...change },
});

describe("a reply on Discord", () => {
  it.each(Object.values(everyBlock))("shows all of a $type", (block) => {
    const answer = rendered(block);
    const shown = [plainTextOf(answer), ...shownTexts(answer)].join("\n");
    for (const text of textsOf[block.type]) {
      // A button is named and pressed, not typed.
      if (text.startsWith("/news ") && block.type !== "paragraph") continue;
      expect(shown).toContain(text.trim());
    }
    expect(problemsOf(answer)).toEqual([]);
  });

  it("shows a card as one embed: linked title, verdicts, summary, origin and other reports", () => {
    const { number: _, ...unnumbered } = vetoCard;
    expect(embedsOf(rendered(card()))).toEqual([
      {
        title: "1 · President vetoes the data-retention bill a second time",
        url: "https://www.postimees.ee/7972001/president-vetoes",
        color: 0x1b7f5c,
        description:
          "**▲▲ very positive** · also: Fundamental Rights ▲ · split verdict: Open Government ▼\nParliament must now amend the bill or take it to the Supreme Court.",
        footer: {
          text: "Estonia · postimees.ee · Tue 5 Mar 2024\n+ 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
        },
      },
    ]);
    expect(labelsOf(rendered(card()))).toEqual(["Details 1"]);
    expect(labelsOf(rendered({ ...everyBlock.article, article: unnumbered }))).toEqual([
      "Details: President vetoes the data-retention bill a second time",
    ]);
  });

  it("puts a list into one message: heading, stories, small print, then the buttons", () => {
    const cards = [1, 2, 3, 4, 5].map((number) => ({
      ...card({ number, url: `https://example.org/${number}` }),
      actions: [command("Details", `/news show ${number}`)],
    })) as readonly Block[];
    const answer = rendered(
      heading("Top news", "29 Feb – 7 Mar 2024 · all countries"),
      ...cards,
      note("5 of 48 stories"),
      note("Scored by a language model: /news about"),
      actions(command("More", "/news top page 2"), command("Negative only", "/news top negative")),
    );
    expect(answer.messages).toHaveLength(1);
    expect(embedsOf(answer).map(({ title }) => title?.slice(0, 8))).toEqual([
      "Top news",
      ...["1 · Presi", "2 · Presi", "3 · Presi", "4 · Presi", "5 · Presi"].map((title) => title.slice(0, 8)),
      undefined,
    ]);
    expect(embedsOf(answer).at(-1)?.description).toBe(
      "-# 5 of 48 stories\n-# Scored by a language model: /news about",
    );
    expect(answer.messages[0].body.components.map(({ components }) => components.length)).toEqual([5, 2]);
  });

  it("never pings, whatever a text says", () => {
    for (const { body } of rendered(...blocksSaying("@everyone @here <@123456789012345678> <@&1>"))
      .messages) {
      expect(body.allowed_mentions).toEqual({ parse: [] });
      expect(body).not.toHaveProperty("content");
    }
  });

  it("links only http(s), in text without a preview", () => {
    const answer = rendered(
      paragraph(link("javascript:alert(1)", "script"), " ", link("https://a.example/x?y=(z)", "fine")),
      card({ url: "ftp://files.example/1" }),
      actions({ type: "link", label: "Open", url: "data:text/html,x" }),
    );
    const text = embedsOf(answer)
      .map(({ description }) => description)
      .join("\n");
    expect(text).toContain("script [fine](<https://a.example/x?y=%28z%29>)");
    expect(text).toContain("(Its address is no web address.)");
    expect(text).toContain("Open: data\\:text/html,x".replace("data\\:", "data:"));
    expect(componentsOf(answer).some((component) => "url" in component)).toBe(false);
    expect(embedsOf(answer).every(({ url }) => url === undefined)).toBe(true);
  });

  it("encodes what no address may have", () => {
    const linked = (url: string): string | undefined => embedsOf(rendered(card({ url })))[0]?.url;
    expect(linked("https://a.example/x[1]|2?q=a\\b^c`d{e}&p=100%#x#y")).toBe(
      "https://a.example/x%5B1%5D%7C2?q=a%5Cb%5Ec%60d%7Be%7D&p=100%25#x%23y",
    );
    expect(linked("https://[2001:db8::1]:8080/a%20b?c=%C3%A4")).toBe(
      "https://[2001:db8::1]:8080/a%20b?c=%C3%A4",
    );
  });

  it("shows addresses that are too long for their place in another, or says so", () => {
    const long = (length: number): string => `https://example.org/${"x".repeat(length - 20)}`;
    const answer = rendered(
      card({ url: long(2_100) }),
      actions({ type: "link", label: "Open Dropbox", url: long(600) }),
      paragraph(link(long(3_000), "far away")),
    );
    const text = embedsOf(answer)
      .map(({ description }) => description)
      .join("\n");
    expect(text).toContain("(Its address has 2100 characters, too many for a link here.)");
    expect(text).toContain(`Open Dropbox: <${long(600)}>`);
    expect(text).toContain("far away (its address has 3000 characters, too many to show)");
    expect(problemsOf(answer)).toEqual([]);
  });

  it("shows what a link's text would break behind it", () => {
    const shown = (text: string): string | undefined =>
      embedsOf(rendered(paragraph(link("https://example.org/a", text))))[0]?.description;
    expect(shown("plain")).toBe("[plain](<https://example.org/a>)");
    expect(shown("a [b")).toBe("a \\[b (<https://example.org/a>)");
    expect(shown("https://bank.example")).toBe("https\\://bank.example (<https://example.org/a>)");
    expect(shown("https://example.org/a")).toBe("<https://example.org/a>");
  });

  it("shows code with backticks as text", () => {
    expect(embedsOf(rendered(paragraph(code("/news top"), " ", code("a`b"))))[0]?.description).toBe(
      "`/news top` a\\`b",
    );
  });

  it("uploads an image and shows it below its words", () => {
    const answer = rendered({
      type: "image",
      alt: "Stories a week",
      mediaType: "image/png",
      base64: "iVBORw0KGgo=",
    });
    expect(answer.messages[0].files.map(({ name }) => name)).toEqual(["image-0.png"]);
    expect(embedsOf(answer)).toEqual([
      { description: "Stories a week" },
      { image: { url: "attachment://image-0.png" } },
    ]);
    expect(problemsOf(answer)).toEqual([]);
  });

  it("sets buttons five in a row, and more than 25 commands as selects", () => {
    const many = (count: number): Action[] =>
      Array.from({ length: count }, (_, n) => command(`Button ${n}`, `/news show ${n}`));
    const rowsOf = (count: number) =>
      rendered(note("x"), actions(...many(count))).messages[0].body.components;
    expect(rowsOf(25).map(({ components }) => components.length)).toEqual([5, 5, 5, 5, 5]);
    expect(rowsOf(26).map(({ components }) => components[0]?.type)).toEqual([3, 3]);
    const all = rendered(note("x"), actions(...many(200)));
    expect(all.messages).toHaveLength(2);
    expect(shownTexts(all).filter((text) => text.startsWith("Button"))).toHaveLength(200);
    expect(problemsOf(all)).toEqual([]);
  });

  it("shows one button where two would do the same", () => {
    const answer = rendered(actions(command("More", "/news top"), command("Again", "/news top")));
    expect(labelsOf(answer)).toEqual(["More"]);
  });

  it("shows a command without a code to be typed", () => {
    const answer = render(
      { audience: "asker", blocks: [actions(command("More", "/news top page 2"))] },
      new Map(),
    );
    expect(embedsOf(answer)).toEqual([{ description: "More: `/news top page 2`" }]);
  });

  it("goes on where a text was cut, and says so at both ends", () => {
    const text = Array.from({ length: 2_000 }, (_, n) => `word${n}`).join(" ");
    const answer = rendered(paragraph(text));
    const parts = embedsOf(answer).map(({ description = "" }) => description);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts.slice(1)) expect(part).toMatch(/^… /);
    for (const part of parts.slice(0, -1)) expect(part).toMatch(/ …$/);
    expect(plainTextOf(answer)).toBe(text);
  });

  it("counts what ten messages cannot hold", () => {
    const cards = Array.from({ length: 200 }, (_, n) =>
      card({ number: n + 1, url: `https://example.org/${n}` }),
    );
    const answer = rendered(
      heading("Top news"),
      ...cards,
      note("200 of 200"),
      actions(command("More", "/news top page 2")),
    );
    const shown = embedsOf(answer).filter(({ footer }) => footer !== undefined).length;
    expect(answer.messages).toHaveLength(10);
    expect(embedsOf(answer).at(-1)?.description).toContain(
      `… ${200 - shown} more articles, 10 more characters left out`,
    );
    expect(labelsOf(answer)).toContain("More");
    expect(problemsOf(answer)).toEqual([]);
  });

  it("is never an empty message", () => {
    for (const blocks of [[], [paragraph("")], [note("\u0000")], [{ type: "fields", fields: [] } as const]])
      expect(embedsOf(rendered(...blocks))).toEqual([{ description: "There is nothing to show." }]);
  });

  it("opens a form as a modal, or by a button where it is too late for one", () => {
    const answer = rendered(everyBlock.form);
    expect(answer.modal).toMatchObject({ custom_id: "r1:000000000000", title: "Connect the news folder" });
    expect(labelsOf(answer)).toEqual(["Connect the news folder"]);
    const six = Array.from({ length: 6 }, (_, n) => ({
      name: `n${n}`,
      label: `Question ${n}`,
      required: true,
    }));
    expect(rendered({ ...everyBlock.form, fields: six }).modal).toBeUndefined();
  });
});

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

  it("it is shown as it is, and read as nothing else", () => {
    for (const said of HOSTILE) expectVerbatim(said);
    fc.assert(
      fc.property(
        text.filter((said) => said.length < 1_500),
        expectVerbatim,
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 300 },
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
    })
    .map(({ summary, reports, actions: pressed, ...change }) => ({
      type: "article",
      article: {
        ...vetoCard,
        ...change,
        summary: { text: summary, from: "article" },
        reports: reports.map((source, n) => ({ id: String(n), source, score: 1, disagrees: true })),
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
        fields: [{ name: "code", label, hint, required: true }],
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

  const runs = { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 150 };

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
          return made.content.flatMap((node) => (node.type === "time" ? [] : [node.text]));
        case "list":
          return made.items.flat().flatMap((node) => (node.type === "time" ? [] : [node.text]));
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
