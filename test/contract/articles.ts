// The news of the contract: a list long enough for pages, and texts that would ping, format or lead astray.

import type { SampleArticle } from "../answers/data-files.ts";

const dayOf = (n: number): string => String(n).padStart(2, "0");

/** Different enough to be twelve stories, and short enough for one line. */
const TITLES = [
  ...["Judges strike", "Audit opens", "Police reform", "Press freed", "Courts merge", "Mayor resigns"],
  ...["Appeal fails", "Bill passes", "Prison closes", "Registry leaks", "Tender voided", "Veto stands"],
];

/** Newest first. */
export const rulings: readonly SampleArticle[] = TITLES.map((title, n) => ({
  id: `c0de0000000000${dayOf(n + 1)}`,
  title,
  source: "err.ee",
  date: `2024-03-${dayOf(28 - 2 * n)} 10:00:00`,
  verdicts: { 1: 5 },
}));

/** What stands in titles and summaries, and as an outlet's domain: each a trick on some platform. */
const TRICKS: readonly (readonly [words: string, domain: string])[] = [
  ["<!channel> <!here> <!everyone> <@U0ADMIN> <#C0NEWS>", "<!channel>.example"],
  ["@everyone @here <@400000000000000002> <@&1> <#300000000000000001> </news top:1>", "<u0admin>.example"],
  ["*strong* _slanted_ ~gone~ `code` __under__ ~~gone~~ ||hidden||", "*strong*_slanted_~gone~.example"],
  ["```block``` # heading > quote - item 1. number -# small", "```block```.example"],
  [
    "[click](https://evil.example/a) <https://evil.example/b|click> https://evil.example/c",
    "[click](evil.example)",
  ],
  ["&lt;!channel&gt; &amp;amp; :smile: <t:1:R> \\*kept\\* \\", "&lt;b&gt;.example"],
];

export const hostileArticles: readonly SampleArticle[] = TRICKS.map(([words, domain], n) => ({
  id: `0bad00000000000${n}`,
  title: `${words} end`,
  link: `https://news.example/${n}`,
  source: domain,
  date: `2024-01-${dayOf(1 + 4 * n)} 10:00:00`,
  verdicts: { 2: [1, `Summary: they wrote ${words} and left.`] },
}));

/** As a program wrote it that takes its texts from web pages. */
export const pageArticle: SampleArticle = {
  id: "0bad000000000010",
  title: "Court &quot;opens&quot; &amp;amp; <b>rules</b> end",
  link: "news.example/page?a=1&amp;b=2",
  source: "news.example",
  date: "2024-01-27 10:00:00",
  verdicts: { 2: [1, "<p>They&nbsp;wrote 3 &lt; 4.</p><p>And they &#8211; left.</p>"] },
};

/** What people see of it. */
export const pageShown = {
  title: 'Court "opens" & rules end',
  summary: "They wrote 3 < 4. And they – left.",
  link: "https://news.example/page?a=1&b=2",
};
