// Replies as Discord messages: what a card, a list, a form and everything else become, and what does not fit.

import { describe, expect, it } from "vitest";
import { render } from "../../../adapters/discord/out/render.ts";
import type { ArticleCard } from "../../../src/reply/article-card.ts";
import {
  actions,
  chart,
  code,
  command,
  heading,
  link,
  note,
  paragraph,
  strong,
} from "../../../src/reply/build.ts";
import type { Action, Block } from "../../../src/reply/reply.ts";
import { keepSigns } from "../../../src/reply/signs.ts";
import { marksAt } from "../../reply/marks.ts";
import { blocksSaying, EARLIER, earlierSteps, everyBlock, textsOf, vetoCard } from "../../reply/samples.ts";
import { plainTextOf, shownTexts } from "./reading.ts";
import { componentsOf, embedsOf, labelsOf, problemsOf, rendered } from "./rendering.ts";

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
      expect(shown).toContain(keepSigns(text.trim()));
    }
    expect(problemsOf(answer)).toEqual([]);
  });

  it("sets apart what was sought, in a title that is bold by a slant", () => {
    const sought = (text: string) => marksAt(text, (word) => /^(?:vetoes|bill|court)$/i.test(word));
    const { title, summary } = vetoCard;
    const marksOf = (text: string) => ({ text, from: "assessment", marks: sought(text) }) as const;
    const article = { ...vetoCard, titleMarks: sought(title), summary: marksOf(summary?.text ?? "") };
    const shown = embedsOf(rendered({ type: "article", article, actions: [] }))[0];
    expect(shown?.title).toBe("1 · President *vetoes* the data-retention *bill* a second time");
    expect(shown?.description).toContain("must now amend the **bill** or take it to the Supreme **Court**.");
    // A title that is too long with its marks is cut without them, and whole below.
    const long = `${title} ${"and so on ".repeat(24)}`.slice(0, 250);
    const cut = { ...article, title: long, titleMarks: sought(long) };
    expect(embedsOf(rendered({ type: "article", article: cut, actions: [] }))[0]?.title).toBe(
      keepSigns(`1 · ${long}`),
    );
  });

  it("shows a card as one embed: linked title, verdicts, summary, origin and other reports", () => {
    const { number: _, ...unnumbered } = vetoCard;
    expect(embedsOf(rendered(card()))).toEqual([
      {
        title: keepSigns("1 · President vetoes the data-retention bill a second time"),
        url: "https://www.postimees.ee/7972001/president-vetoes",
        color: 0x1b7f5c,
        description: keepSigns(
          "**▲▲ very positive** · also: Fundamental Rights ▲ · split verdict: Open Government ▼\nParliament must now amend the bill or take it to the Supreme Court.",
        ),
        footer: {
          text: keepSigns(
            "Estonia · postimees.ee · Tue 5 Mar 2024\n+ 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
          ),
        },
      },
    ]);
    expect(embedsOf(rendered(card({ earlier: earlierSteps })))[0]?.footer?.text).toContain(
      `sakala.ee\n${keepSigns(EARLIER)}`,
    );
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
      ...["1 · Presi", "2 · Presi", "3 · Presi", "4 · Presi", "5 · Presi"].map((title) =>
        keepSigns(title).slice(0, 8),
      ),
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
      { description: "Stories a week", image: { url: "attachment://image-0.png" } },
    ]);
    expect(problemsOf(answer)).toEqual([]);
  });

  it("shows a chart below its numbers, and describes it to those who do not see it", () => {
    const answer = rendered(everyBlock.chart, paragraph("What follows."));
    const description = keepSigns(
      "Negative reports fell from 14 to 6. ▼ bad news: 19 Feb 14 · 26 Feb 6 · 4 Mar (partial) 1 ▲ good news: 19 Feb 3 · 26 Feb – · 4 Mar (partial) 1,204",
    );
    expect(answer.messages[0].body.attachments).toEqual([{ id: "0", filename: "chart-0.png", description }]);
    expect(answer.messages[0].files).toEqual([
      { name: "chart-0.png", description, chart: everyBlock.chart.chart },
    ]);
    expect(embedsOf(answer).map(({ image }) => image?.url)).toEqual(["attachment://chart-0.png", undefined]);
    expect(problemsOf(answer)).toEqual([]);
  });

  it("uploads nothing for a chart without numbers", () => {
    const answer = rendered(chart({ ...everyBlock.chart.chart, categories: [], series: [] }));
    expect(answer.messages[0].files).toEqual([]);
    expect(plainTextOf(answer)).toContain("There is nothing to count here.");
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

  it("names what stands above articles on each of their cards", () => {
    const answer = rendered(
      heading("WORSE"),
      paragraph(strong("Latvia")),
      card({ url: "https://example.org/1" }),
      card({ url: "https://example.org/2" }),
      paragraph(strong("Sweden")),
      card({ url: "https://example.org/3" }),
      heading("BETTER"),
      card({ url: "https://example.org/4" }),
    );
    const lines = embedsOf(answer).map(({ title, author }) => author?.name ?? title?.slice(0, 6));
    expect(lines).toEqual(["WORSE", "Latvia", "Latvia", "Sweden", "BETTER", keepSigns("1 · Pr")]);
    expect(problemsOf(answer)).toEqual([]);
  });

  it("never leaves a heading alone at the end of a message", () => {
    const cards = Array.from({ length: 9 }, (_, n) => card({ url: `https://example.org/${n}` }));
    const { messages } = rendered(
      heading("WORSE"),
      ...cards.slice(0, 8),
      heading("BETTER"),
      ...cards.slice(8),
    );
    expect(messages.map(({ body }) => body.embeds.length)).toEqual([9, 2]);
    expect(messages[1]?.body.embeds[0]?.title).toBe("BETTER");
  });

  it("offers articles without a number in one select, once there are more than two", () => {
    const { number: _, ...unnumbered } = vetoCard;
    const cards = (count: number): readonly Block[] =>
      Array.from({ length: count }, (_unused, n) => ({
        type: "article",
        article: { ...unnumbered, title: `Story ${n}`, url: `https://example.org/${n}` },
        actions: [command("Details", `/news show ${n}`)],
      }));
    expect(labelsOf(rendered(...cards(2)))).toEqual(["Details: Story 0", "Details: Story 1"]);
    const answer = rendered(...cards(3), actions(command("Edit", "/digest edit")));
    const [select, edit] = componentsOf(answer);
    expect(select).toMatchObject({
      type: 3,
      placeholder: "Details …",
      options: [{ label: "Story 0" }, { label: "Story 1" }, { label: "Story 2" }],
    });
    expect(edit).toMatchObject({ type: 2, label: "Edit" });
    expect(problemsOf(answer)).toEqual([]);
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
      kind: "text" as const,
      name: `n${n}`,
      label: `Question ${n}`,
      required: true,
    }));
    // The answer to what is sent says how the others are reached.
    expect(rendered({ ...everyBlock.form, fields: six }).modal?.components).toHaveLength(5);
  });
});

describe("text of white space alone", () => {
  it("leaves no empty field, which Discord refuses", () => {
    const answer = rendered(heading("Before"), paragraph(" \u2003 "));
    expect(embedsOf(answer)).toEqual([{ title: "Before" }]);
    expect(problemsOf(answer)).toEqual([]);
  });
});
