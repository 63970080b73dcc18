import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { clean, fold, listOf, normalise, tokenise } from "../../src/language/read/text.ts";
import { anyText } from "./any-text.ts";

describe("normalise", () => {
  test.each([
    ["curly and low quotes", "“a” „b“ ‘c’", '"a" "b" \'c\''],
    ["angle quotes", "«a» ‹b›", "\"a\" 'b'"],
    ["dashes at a word's start", "—word –2 a–b – c", "-word -2 a–b – c"],
    ["odd spaces", "a\u00a0b\tc\r\nd\u200be\u3000f", "a b c  d e f"],
    ["control, bidi and zero-width characters", "t\u0000o\u202ep\u200d\ufeff\u0007", "top"],
    ["a final lone full stop", "/news top .", "/news top"],
    ["a final full stop behind a word", "/news top pillar 1.", "/news top pillar 1"],
    ["but no ellipsis", "wait...", "wait..."],
    ["entities", "a &amp; b &lt;c&gt;", "a & b <c>"],
    ["an entity escaped twice", "&amp;lt;", "<"],
    ["a link with a label", "source <http://delfi.ee|delfi.ee>", "source delfi.ee"],
    ["a bare link", "show <https://a.ee/1?x=2>", "show https://a.ee/1?x=2"],
    ["a channel", "channel <#C123|news>", "channel C123"],
    ["a person", "<@U1|ana> <@U2>", "U1 U2"],
    ["a group of Slack's", "mention <!subteam^S123|@team> <!subteam^S4>", "mention S123 S4"],
    ["a group of Discord's", "mention <@&123>", "mention &123"],
    ["everybody here", "mention <!here> <!here|here>", "mention here here"],
    ["nothing but control characters", "\u0000\u0007\u202e", ""],
  ])("%s", (_, typed, expected) => {
    expect(normalise(typed)).toBe(expected);
  });

  test("cleaning a clean text changes nothing", () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        ..."<>|&#@;\"' –—-.:=,",
        "amp",
        "lt;",
        "&lt;",
        "https://",
        "“",
        "\u200b",
        "\ud800",
        "C1",
        "!here",
        "!subteam^",
      ),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, anyText), (text) => {
        expect(clean(clean(text))).toBe(clean(text));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 2_000 },
    );
  });
});

describe("tokenise", () => {
  const words = (text: string) =>
    tokenise(text).tokens.map((token) => (token.quoted ? [token.text] : token.text));

  test.each([
    ["words", "top  pillar 1", ["top", "pillar", "1"]],
    ["a quoted value", 'show "two words" x', ["show", ["two words"], "x"]],
    [
      "a quoted value behind a key",
      'country:"South Africa" a="b"',
      ["country:", ["South Africa"], "a=", ["b"]],
    ],
    ["a doubled quote inside quotes", '"say ""no"""', [['say "no"']]],
    ["an empty value", 'name ""', ["name", [""]]],
    ["a quote within a word", '5"x', ['5"x']],
    ["single quotes around words", "'civil justice' don't", [["civil justice"], "don't"]],
    ["a single quote that never closes", "'tis", ["'tis"]],
  ])("%s", (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("tells where a quote opens that never closes", () => {
    expect(tokenise('show "The president')).toEqual({
      tokens: [{ text: "show", quoted: false }],
      unclosedAt: 5,
    });
    expect(tokenise('"a""').unclosedAt).toBe(0);
  });
});

test("folding forgets case, accents and punctuation", () => {
  expect(fold("Côte d’Ivoire")).toBe("cote divoire");
  expect(fold("Bosnia & Herzegovina")).toBe("bosnia and herzegovina");
  expect(fold("Guinea-Bissau,")).toBe("guinea bissau");
});

test("lists are sentences", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((words) => listOf(words, "or"))).toEqual([
    "",
    "a",
    "a or b",
    "a, b or c",
  ]);
});
