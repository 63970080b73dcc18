// Nothing of a text pings, formats, links or turns into an emoji by itself, and it reads back as it was.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import {
  escapeMrkdwn,
  escapePlain,
  escapeUrl,
  escapeWithin,
  oneLine,
  styled,
  unescapeMrkdwn,
  unescapePlain,
  visibleText,
} from "../../../adapters/slack/out/escape.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { readMrkdwn } from "./reading.ts";

/** Marks that Slack pairs: a hidden character on both sides keeps each from it. */
function activeMarks(mrkdwn: string): readonly string[] {
  return (
    mrkdwn.match(/(?<!\u2060)[*~`]|[*~`](?!\u2060)|(?<![\p{L}\p{N}\u2060])_|_(?![\p{L}\p{N}\u2060])/gu) ?? []
  );
}

function expectHarmless(text: string): void {
  const mrkdwn = escapeMrkdwn(text);
  expect(mrkdwn).not.toMatch(/[<>]/);
  expect(mrkdwn).not.toMatch(/&(?!amp;|lt;|gt;)/);
  expect(mrkdwn).not.toMatch(/@(here|channel|everyone|\w)/);
  expect(mrkdwn.replace(/\d:\d\d(?!\d)/g, "")).not.toMatch(/:[\p{L}\p{N}_+'-]+:/u);
  // A line that began with "&gt;" would be a quotation.
  expect(mrkdwn).not.toMatch(/^\s*&gt;/m);
  expect(activeMarks(mrkdwn)).toEqual([]);
  expect(unescapeMrkdwn(mrkdwn)).toBe(visibleText(text));
  expect(readMrkdwn(mrkdwn).text).toBe(visibleText(text));
  expect(escapePlain(text)).not.toMatch(/<[!@#]/);
  expect(unescapePlain(escapePlain(text))).toBe(visibleText(text));
}

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."*_~`<>&!@#:|\n ab19", "\u2060", "\u200b", "\u202e"), maxLength: 60 }),
);

describe("escaping", () => {
  it.each([
    ["<!channel> <@U123> <#C1|news> <!subteam^S1>"],
    ["@here @channel @everyone a@b.ee"],
    ["*bold* _it_ ~st~ `code` ```pre```"],
    ["> quote\n>>> all"],
    [":smile: ::skin-tone-2: :+1: :100: at 09:00 or 10:30:15"],
    ["a\n@here\n:smile:\n*b*\n> c"],
    ["&amp;lt;script&amp;gt; &lt;!channel&gt; &"],
    ["~$58.5k up from ~$16.5k"],
    ["[label](https://evil.example) <https://x.example|y>"],
    ["snake_case_name and _edge_ and __dunder__"],
  ])("makes it harmless: %s", (text) => {
    expectHarmless(text);
  });

  it("leaves ordinary words, names of files, times and addresses as they are", () => {
    for (const text of [
      "Court annuls the law",
      "Estonia_master.parquet.gzip",
      "Tue 5 Mar 2024 09:00 Europe/Tallinn",
      "Newest: 5 Mar",
      "https://err.ee/1?a=b#c",
      "#rule-of-law",
    ])
      expect(escapeMrkdwn(text)).toBe(text);
  });

  it("keeps hours from reading as an emoji", () => {
    expectHarmless("quiet 22:00-07:00");
    expect(escapeMrkdwn("22:00-07:00")).not.toMatch(/:00-07:/);
  });

  it("holds for any text", () => {
    fc.assert(fc.property(hostile, expectHarmless), {
      seed: inject("seed"),
      numRuns: inject("long") ? 20_000 : 1_000,
    });
  });

  it("takes whole code points, and no more than fits", () => {
    fc.assert(
      fc.property(hostile, fc.nat(80), (text, limit) => {
        const visible = visibleText(text);
        const { mrkdwn, taken } = escapeWithin(visible, limit);
        expect(mrkdwn.length).toBeLessThanOrEqual(limit);
        expect(visible.slice(0, taken).isWellFormed()).toBe(true);
        expect(unescapeMrkdwn(mrkdwn)).toBe(visible.slice(0, taken));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 500 },
    );
  });

  it("shows neither control nor direction nor half characters, and one kind of line break", () => {
    expect(visibleText("a\r\nb\rc\u2028d\u0000\u001b[31m\u202ee\ud800\ufeff")).toBe("a\nb\nc\nd[31me\ufffd");
    expect(visibleText("👩\u200d👧")).toBe("👩\u200d👧");
    expect(oneLine(" a \n\n b ")).toBe("a b");
  });

  it("keeps blanks outside of formatting, and formats nothing that is blank", () => {
    expect(styled(" word ", "strong")).toBe(" *word* ");
    expect(styled("  ", "emphasis")).toBe("  ");
  });
});

describe("addresses", () => {
  it("are of the web, and stay what they are", () => {
    expect(escapeUrl("https://err.ee/a?b=1&c=2")).toBe("https://err.ee/a?b=1&amp;c=2");
    expect(escapeUrl("https://err.ee/a|b>c d")).toBe("https://err.ee/a%7Cb%3Ec%20d");
    for (const url of ["javascript:alert(1)", "slack://open", "mailto:a@b.ee", "//err.ee", "err.ee", ""])
      expect(escapeUrl(url)).toBeUndefined();
  });
});

describe.skipIf(!hasSharedData)(`texts that broke others${sharedDataReason}`, () => {
  it("are harmless", () => {
    const file = z.array(z.object({ text: z.string() }));
    const texts = file.parse(JSON.parse(readFileSync(sharedPath("data/chat_hard_text.json"), "utf8")));
    expect(texts.length).toBeGreaterThan(100);
    for (const { text } of texts) expectHarmless(text);
  });
});
