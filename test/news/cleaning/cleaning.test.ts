// Titles and texts as a reader should see them, and which of them are somebody's opinion.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { isOpinion } from "../../../src/news/cleaning/opinion.ts";
import { plainText } from "../../../src/news/cleaning/plain-text.ts";
import { cleanTitle } from "../../../src/news/cleaning/title.ts";

const runs = (long: number, short: number) => ({
  seed: inject("seed"),
  numRuns: inject("long") ? long : short,
});

describe("plain text", () => {
  test.each([
    ["Rights &amp; duties", "Rights & duties"],
    ["&quot;No&quot;, says the minister&#8217;s aide", '"No", says the minister’s aide'],
    ["&lt;p&gt;The court&lt;/p&gt;&lt;p&gt;ruled&lt;/p&gt;", "The court ruled"],
    ["<b>R</b>ule of <a href='x'>law</a><br>today", "Rule of law today"],
    ["A &amp;quot;plan&amp;quot;", 'A "plan"'],
    ["Seen<!-- not <b>seen</b> --> twice<script>alert('x')</script>", "Seen twice"],
    ["Growth < 3 % & falling <3", "Growth < 3 % & falling <3"],
    ["AT&T and ?a=1&copy=2", "AT&T and ?a=1&copy=2"],
    ["<!-- never closed", "<!-- never closed"],
    ["<![CDATA[The <b>court</b> &amp; its clerk]]>", "The court & its clerk"],
    ["&lt;![CDATA[The court]]&gt;", "The court"],
    ["<?xml version='1.0'?>The court", "The court"],
    ["<a href=\"/x?a>b\" title='<i>'>The court</a>", "The court"],
    ["&amp;amp;quot;No&amp;amp;quot; &eacute;t&eacute;&#x2019;s", '"No" été’s'],
    ["AT&T, R&D and a&b; 3 &lt; 4", "AT&T, R&D and a&b; 3 < 4"],
  ])("%s", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  test("is plain already, and no text takes long", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "&",
      "amp;",
      "lt;",
      "b",
      "/",
      " ",
      "<!--",
      "-->",
      "<script>",
      "é",
      "#60;",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const plain = plainText(pieces.join(""));
        expect(plain.length).toBeLessThanOrEqual(pieces.join("").length);
        if (!/[<&]/.test(pieces.join(""))) expect(plain).toBe(pieces.join(""));
      }),
      runs(20_000, 500),
    );
    for (const hostile of ["<!--", "<a ", "<script>", "&amp;", "<<<", '<a b="', "<![CDATA["])
      plainText(hostile.repeat(20_000));
  });
});

describe("a title", () => {
  test.each([
    ["VIDEO AND BLOG ⟩ Court rules on the levy", "Court rules on the levy"],
    ["Photos: court opens", "court opens"],
    ["(VIDEO) Court rules", "Court rules"],
    ["LIVE | Gallery – Court rules [photos]", "Court rules"],
    ["Court rules | Harbour Herald", "Court rules"],
    ["Court rules - Herald News", "Court rules"],
    ["Court rules • herald.example", "Court rules"],
    ["Court rules &amp; adjourns", "Court rules & adjourns"],
  ])("%s", (title, clean) => {
    const source = title.includes("Harbour") ? "harbourherald.example" : "herald.example";
    expect(cleanTitle(title, source)).toBe(clean);
  });

  test.each([
    "Photographers sue the ministry",
    "Live music ban struck down",
    "Video evidence is admitted",
    "Minister: court was wrong",
    "Court rules | Second chamber",
    "Harbour - herald of a new law",
    "VIDEO",
    "",
  ])("keeps its words: %s", (title) => {
    expect(cleanTitle(title, "herald.example")).toBe(title);
  });

  test("is clean already, and something of it is left", () => {
    const part = fc.constantFrom(
      "VIDEO",
      " ⟩ ",
      "Court",
      " | ",
      "Herald",
      ": ",
      "photos",
      " - ",
      "(",
      ")",
      " ",
      "and",
      "•",
      "rules",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
        const clean = cleanTitle(parts.join(""), "herald.example");
        expect(cleanTitle(clean, "herald.example")).toBe(clean);
        if (parts.join("").trim() !== "") expect(clean).not.toBe("");
      }),
      runs(20_000, 500),
    );
  });
});

test.each([
  [true, { title: "OPINION ⟩ The levy is unjust" }],
  [true, { title: "Editorial: a dangerous bill" }],
  [true, { title: "READER'S LETTER | Mend the road" }],
  [true, { title: "A dangerous bill | Opinion" }],
  [true, { title: "The levy is unjust", link: "https://herald.example/opinion/77/levy" }],
  [true, { link: "https://arvamus.herald.example/77/levy" }],
  [true, { link: "https://www.herald.example/kultur/debatt/77" }],
  [false, { title: "Opinion polls favour the bill", link: "https://herald.example/news/opinion" }],
  [false, { title: "Court letter: what the ruling says" }],
  [false, { title: "Column of trucks blocks the border", link: "https://opinion.example" }],
  [false, {}],
])("opinion: %s for %o", (expected, article) => {
  expect(isOpinion(article)).toBe(expected);
});
