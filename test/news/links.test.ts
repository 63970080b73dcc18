// What a link identifies: copies of one link are one, links of two articles are two.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { canonicalLink, namesPage } from "../../src/news/links/canonical-link.ts";

describe("one article, however its link was copied", () => {
  test.each([
    ["https://www.News.example/A/1/", "news.example/a/1"],
    ["http://m.news.example/a/1", "news.example/a/1"],
    ["//amp.news.example/a/1", "news.example/a/1"],
    ["news.example/a/1#comments", "news.example/a/1"],
    ["https://reader:secret@news.example/a/1", "news.example/a/1"],
    ["https://news.example:443/a/1?", "news.example/a/1"],
    ["https://news.example/a?utm_source=x&fbclid=y&UTM_Medium=z", "news.example/a"],
    ["https://news.example/a?b=2&xtor=RSS-1&a=1", "news.example/a?a=1&b=2"],
    [
      "https://news.example/a?gclid=1&msclkid=2&mc_eid=3&igshid=4&yclid=5&mtm_campaign=6&id=7",
      "news.example/a?id=7",
    ],
    ["https://news.example/a/amp/", "news.example/a"],
    ["https://news.example/amp/a", "news.example/a"],
    ["https://news.example/a.amp.html?amp=1", "news.example/a.html"],
    ["https://news.example/a?outputType=amp", "news.example/a"],
    ["https://www.google.com/amp/s/news.example/a/1", "news.example/a/1"],
    ["https://news-example.cdn.ampproject.org/c/s/news.example/a/1", "news.example/a/1"],
    [
      "https://www.google.com/url?sa=D&q=https://news.example/a%3Fid%3D1%26utm_source%3Dg",
      "news.example/a?id=1",
    ],
    ["https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2Fa%3Ffbclid%3D1&h=2", "news.example/a"],
    [
      "https://eu1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnews.example%2Fa&data=5",
      "news.example/a",
    ],
    ["https://a.example/url?url=https://b.example/url?q=https://news.example/a", "news.example/a"],
  ])("%s", (link, canonical) => {
    expect(canonicalLink(link)).toBe(canonical);
  });
});

test.each([
  ["https://news.example/article.php?id=101", "https://news.example/article.php?id=102"],
  ["https://news.example/#/news/1", "https://news.example/#/news/2"],
  ["https://news.example/#!news/1", "https://news.example/#!news/2"],
  ["https://r.example/url?q=https://one.example/a", "https://r.example/url?q=https://two.example/a"],
  ["https://news.example/?ref=101", "https://news.example/?ref=102"],
  ["https://news.example/a?v=aB", "https://news.example/a?v=Ab"],
  ["https://news.example:8080/a", "https://news.example/a"],
  ["https://news.example/url?q=budget", "https://news.example/url?q=court"],
])("%s and %s are two", (one, other) => {
  expect(canonicalLink(one)).not.toBe(canonicalLink(other));
});

test("what is no address of a page stays as it is", () => {
  expect(canonicalLink(" mailto:Desk@News.example ")).toBe("mailto:Desk@News.example");
  expect(canonicalLink("javascript:alert(1)")).toBe("javascript:alert(1)");
  expect(canonicalLink("Desk 5")).toBe("Desk 5");
  expect(["", "https://", "http://#x", "https:?a"].map(canonicalLink)).toEqual(["", "", "", ""]);
});

test("a front page is no article's page", () => {
  const pages = [
    "https://www.news.example/",
    "https://news.example/a",
    "https://news.example/?id=1",
    "mailto:a@b.example",
  ];
  expect(pages.map((link) => namesPage(canonicalLink(link)))).toEqual([false, true, true, false]);
});

const linkish = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc
    .array(
      fc.constantFrom(
        "https://",
        "www.",
        "m.",
        "amp",
        ".",
        "/",
        "?",
        "&",
        "#",
        "=",
        "%",
        "é",
        "a",
        ":",
        "@",
        ".html",
        "url",
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join("")),
);

test("never throws, and the canonical link of a canonical link is itself", () => {
  fc.assert(
    fc.property(linkish, (link) => {
      const canonical = canonicalLink(link);
      expect(canonicalLink(canonical)).toBe(canonical);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 1_000 },
  );
});
