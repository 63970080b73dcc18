// A reply as Slack's messages: all of it is there, within Slack's limits, and harmless.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { escapeUrl, oneLine, visibleText } from "../../../adapters/slack/out/escape.ts";
import { formView } from "../../../adapters/slack/out/modal.ts";
import { render } from "../../../adapters/slack/out/render.ts";
import {
  actions,
  code,
  command,
  fields,
  heading,
  link,
  list,
  note,
  paragraph,
  privately,
  strong,
} from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { keepSigns } from "../../../src/reply/signs.ts";
import { buttonsIn, pingsIn, problemsOf, viewRule } from "../../fakes/slack/rules.ts";
import { marksAt } from "../../reply/marks.ts";
import {
  EARLIER,
  earlierSteps,
  everyBlock,
  textsOf as textsOfSample,
  vetoCard,
} from "../../reply/samples.ts";
import { addressesOf, hostileReply, hostileText, pingsOf, textsOf } from "./hostile-replies.ts";
import { accepted, readBlock, readMessages } from "./reading.ts";

/** Codes as they are made for commands that fit. */
function codesFor(reply: Reply): ReadonlyMap<string, string> {
  const all = reply.blocks.flatMap((block) => {
    if (block.type === "form") return [block.command];
    return block.type === "actions" || block.type === "article"
      ? block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []))
      : [];
  });
  return new Map(all.map((text, index) => [text, `r1:code${index}`]));
}

const rendered = (reply: Reply, mostMessages = 4) =>
  render(reply, codesFor(reply), { mostMessages }).messages;
const soleBlocks = (reply: Reply) => {
  const [message, ...others] = accepted(rendered(reply));
  expect(others).toEqual([]);
  return message?.blocks ?? [];
};

describe("blocks", () => {
  it.each(Object.values(everyBlock).filter(({ type }) => type !== "form"))(
    "are all readable: $type",
    (block) => {
      const reply = privately(block, paragraph("end"));
      const { text, links } = readMessages(rendered(reply));
      const buttons = buttonsIn(soleBlocks(reply));
      const visible = [
        text,
        ...links.map(({ url }) => url),
        ...buttons.flatMap((button) => [button.text.text, button.url ?? ""]),
      ].join("\n");
      // Slack's buttons need no words for what they run.
      const commands = ["/news show 1", "/news top pillar 1 page 2"];
      for (const wanted of textsOfSample[block.type].filter((one) => !commands.includes(one)))
        expect(visible).toContain(keepSigns(wanted));
    },
  );

  it("make a card of a section with a linked title, its Details, and small print", () => {
    const reply = privately({
      type: "article",
      article: vetoCard,
      actions: [command("Details", "/news show 1")],
    });
    const [section, context, ...others] = soleBlocks(reply);
    expect(others).toEqual([]);
    expect(section).toMatchObject({
      type: "section",
      text: {
        text: [
          "*1.* *<https://www.postimees.ee/7972001/president-vetoes|President vetoes the data-retention bill a second time>*",
          keepSigns("▲▲ very positive · also: Fundamental Rights ▲ · split verdict: Open Government ▼"),
          "Parliament must now amend the bill or take it to the Supreme Court.",
        ].join("\n"),
      },
      accessory: { text: { text: "Details" }, value: "r1:code0" },
    });
    expect(context && readBlock(context).text).toBe(
      keepSigns(
        "Estonia · postimees.ee · Tue 5 Mar 2024 · + 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
      ),
    );
  });

  it("set apart what was sought, in a title that is bold by a slant of its own", () => {
    const sought = (text: string) => marksAt(text, (word) => /^(?:vetoes|bill|court)$/i.test(word));
    const { title, summary } = vetoCard;
    const marksOf = (text: string) => ({ text, from: "assessment", marks: sought(text) }) as const;
    const article = { ...vetoCard, titleMarks: sought(title), summary: marksOf(summary?.text ?? "") };
    const [section] = soleBlocks(privately({ type: "article", article, actions: [] }));
    const url = "https://www.postimees.ee/7972001/president-vetoes";
    const at = [
      `*1.* *<${url}|President>* *_<${url}|vetoes>_* *<${url}|the data-retention>* *_<${url}|bill>_* *<${url}|a second time>*`,
      "Parliament must now amend the *bill* or take it to the Supreme *Court*\u200b.",
    ];
    expect(JSON.stringify(section)).toContain(JSON.stringify(at[0]).slice(1, -1));
    expect(JSON.stringify(section)).toContain(JSON.stringify(at[1]).slice(1, -1));
    // Where the address is too long to stand there again and again, the title stays one link.
    const long = `https://err.ee/${"x".repeat(300)}`;
    const [other] = soleBlocks(
      privately({ type: "article", article: { ...article, url: long }, actions: [] }),
    );
    expect(JSON.stringify(other)).toContain(`*<${long}|${title}>*`);
  });

  it("tell what an affair brought before behind the other reports", () => {
    const article = { ...vetoCard, earlier: earlierSteps };
    const [, context] = soleBlocks(privately({ type: "article", article, actions: [] }));
    expect(context && readBlock(context).text).toContain(keepSigns(`sakala.ee · ${EARLIER}`));
  });

  it("format only what the reply formats", () => {
    const [section] = soleBlocks(
      privately(paragraph("a", strong("b*c"), "d ", code("/news show *1*"), " ", code("tick`"), " *e*")),
    );
    expect(section).toMatchObject({
      text: {
        text: "a\u200b*b\u2060*\u2060c*\u200bd `/news show *1*` tick\u2060`\u2060 \u2060*\u2060e\u2060*\u2060",
      },
    });
  });

  it("link only to the web, and say what they could not link", () => {
    const reply = privately(
      paragraph(
        link("javascript:alert(1)", "press"),
        " ",
        link(`https://err.ee/${"x".repeat(3_000)}`, "long"),
      ),
      actions(
        { type: "link", label: "Bad", url: "file:///etc/passwd" },
        { type: "link", label: "Good", url: "https://err.ee" },
      ),
    );
    const { text, links } = readMessages(rendered(reply));
    expect(links).toEqual([]);
    expect(text).toContain("press (javascript:alert(1))");
    expect(text).toContain(`long (https://err.ee/${"x".repeat(3_000)})`);
    expect(text).toContain("Bad: file:///etc/passwd");
    expect(buttonsIn(soleBlocks(reply)).map(({ url }) => url)).toEqual(["https://err.ee"]);
  });

  it("say in words what a button without a code would run, and whole labels that were cut", () => {
    const long = `Show ${"very ".repeat(30)}much`;
    const reply = privately(
      actions(command("More", "/news top page 2"), command(long, "/news help", { typed: "/news help" })),
    );
    const [message] = accepted(render(reply, new Map([["/news help", "c1:/news help"]])).messages);
    const read = (message?.blocks ?? []).map((block) => readBlock(block).text);
    expect(read).toContain("More: /news top page 2");
    expect(read).toContain(`${oneLine(long)}: /news help`);
    expect(buttonsIn(message?.blocks ?? []).map(({ text }) => text.text.length)).toEqual([75]);
  });

  it("show a heading that is too long for a header, and fields too long for a column", () => {
    const long = "word ".repeat(500).trim();
    const { text } = readMessages(
      rendered(
        privately(
          heading(long),
          fields([
            [long, long],
            ["a", "b"],
          ]),
        ),
      ),
    );
    expect(text.split(long)).toHaveLength(4);
  });

  it("put five buttons in a row", () => {
    const many = Array.from({ length: 12 }, (_, index) => command(`${index}`, `/news show ${index}`));
    const rows = soleBlocks(privately(actions(...many))).filter(({ type }) => type === "actions");
    expect(rows.map((row) => buttonsIn([row]).length)).toEqual([5, 5, 2]);
  });
});

describe("a form", () => {
  it("is a modal whose callback is the command's code", () => {
    const view = formView(everyBlock.form, "c1:/dropbox code", '{"channel":"C1"}');
    expect(problemsOf(viewRule, view)).toEqual([]);
    expect(view).toMatchObject({
      callback_id: "c1:/dropbox code",
      private_metadata: '{"channel":"C1"}',
      title: { text: "Connect the news folder" },
      blocks: [{ type: "input", block_id: "code", optional: false }],
    });
  });

  it("is a button where no modal can be opened", () => {
    const reply = privately(everyBlock.form);
    const { form } = render(reply, codesFor(reply));
    expect(form).toBe(everyBlock.form);
    expect(buttonsIn(soleBlocks(reply)).map(({ value }) => value)).toEqual(["r1:code0"]);
  });

  it("shows what does not fit into a title or a label", () => {
    const text = "word ".repeat(600);
    const view = formView(
      {
        ...everyBlock.form,
        title: text,
        fields: [{ kind: "text", name: "a", label: text, required: false }],
      },
      "c",
      "",
    );
    expect(problemsOf(viewRule, view)).toEqual([]);
    const shown = viewRule
      .parse(view)
      .blocks.map((block) => readBlock(block).text)
      .join("");
    expect(shown.split(visibleText(text).trim()).length).toBe(3);
  });
});

describe("a long reply", () => {
  const stories = (count: number): Reply =>
    privately(
      heading("Top news"),
      ...Array.from({ length: count }, (_, index) => ({
        type: "article" as const,
        article: { ...vetoCard, number: index + 1, title: `Story ${index + 1}` },
        actions: [command("Details", `/news show ${index + 1}`)],
      })),
      note("closing words"),
      actions(command("More", "/news top page 2")),
    );

  it("becomes several messages that say so", () => {
    const messages = rendered(stories(30));
    expect(messages.length).toBeGreaterThan(1);
    const firsts = accepted(messages).map(({ blocks: [first] }) => first && readBlock(first).text);
    expect(firsts.slice(1)).toEqual(
      messages.slice(1).map((_, index) => `… continued, ${index + 2} of ${messages.length}`),
    );
    const { text } = readMessages(messages);
    for (let number = 1; number <= 30; number += 1) expect(text).toContain(`Story ${number}`);
  });

  it("counts what did not fit, and keeps its closing words and buttons", () => {
    const messages = rendered(stories(200));
    expect(messages).toHaveLength(4);
    const { text } = readMessages(messages);
    const shown = text.match(/Story \d+/g) ?? [];
    expect(text).toContain(`… ${200 - shown.length} more stories did not fit here.`);
    expect(text).toMatch(/closing words$/);
    expect(
      accepted(messages)
        .flatMap(({ blocks }) => buttonsIn(blocks))
        .at(-1)?.text.text,
    ).toBe("More");
    expect(messages.at(-1)?.text).toContain("more stories did not fit here");
  });

  it("keeps 50,000 characters whole, or says how many are missing", () => {
    const words = Array.from({ length: 8_000 }, (_, index) => `word${index}`).join(" ");
    const { text } = readMessages(rendered(privately(paragraph(words)), 20));
    expect(text).toBe(words);
    const { text: cut } = readMessages(rendered(privately(paragraph(words)), 2));
    const [kept, missing] = cut.split("… about ");
    expect(words.startsWith(kept ?? "?")).toBe(true);
    expect(Number(missing?.split(" ")[0]?.replace(",", ""))).toBeCloseTo(
      words.length - (kept?.length ?? 0),
      -1,
    );
  });

  it("breaks between words", () => {
    const items = Array.from({ length: 40 }, (_, index) => [`item ${index} ${"lorem ipsum ".repeat(15)}`]);
    for (const message of accepted(rendered(privately(list(items)))))
      for (const block of message.blocks)
        expect(readBlock(block).text).toMatch(/^(•|lorem|ipsum|item|\d|\n| )/);
  });
});

describe("any reply", () => {
  const counts = { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 75 };

  it("is within Slack's limits, pings only whom it means to, reads as it was, and loses nothing unsaid", () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        const messages = rendered(reply);
        expect(messages.length).toBeLessThanOrEqual(4);
        const { text, links } = readMessages(messages);
        const pings = pingsIn(messages);
        expect(pingsOf(reply)).toEqual(expect.arrayContaining([...pings]));
        // Only then may anything be missing.
        if (/… [^…]+ did not fit here\./.test(text)) {
          expect(messages).toHaveLength(4);
          return;
        }
        expect(pings).toEqual(pingsOf(reply));
        const flat = oneLine(text);
        for (const wanted of textsOf(reply)) expect(flat).toContain(oneLine(wanted));
        const linked = links.map(({ url }) => url);
        for (const url of addressesOf(reply)) {
          const address = escapeUrl(url)?.replaceAll("&amp;", "&");
          if (address !== undefined && address.length < 1_500) expect(linked).toContain(address);
          else expect(flat).toContain(oneLine(url));
        }
      }),
      counts,
    );
  });

  it("is the same each time", () => {
    fc.assert(
      fc.property(hostileReply, (reply) => {
        expect(rendered(reply)).toEqual(rendered(reply));
      }),
      { ...counts, numRuns: 20 },
    );
  });

  it("asks its questions in a modal that Slack takes", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, label) => {
        const view = formView(
          {
            type: "form",
            title,
            submit: label,
            command: "/x",
            fields: [{ kind: "text", name: "a", label, hint: title, required: true, value: label }],
          },
          "c1:/x",
          "{}",
        );
        expect(problemsOf(viewRule, view)).toEqual([]);
      }),
      counts,
    );
  });
});
