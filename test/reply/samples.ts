// Invented replies for tests of whatever shows replies.

import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ArticleCard } from "../../src/reply/article-card.ts";
import { chart, command, heading, link, list, note, paragraph, strong } from "../../src/reply/build.ts";
import type { Block, FileBlock } from "../../src/reply/reply.ts";

const PILLAR = {
  powers: { number: 1, name: "Constraints on Government Powers" },
  openness: { number: 3, name: "Open Government" },
  rights: { number: 4, name: "Fundamental Rights" },
} as const;

/** A card as `/news top pillar 1` shows it. */
export const vetoCard: ArticleCard = {
  number: 1,
  id: "4109a1fd-6a2b-4a58-9d29-3b1f6f0c7e11",
  title: "President vetoes the data-retention bill a second time",
  url: "https://www.postimees.ee/7972001/president-vetoes",
  countries: ["Estonia"],
  source: "postimees.ee",
  publishedAt: Date.UTC(2024, 2, 5, 14, 30),
  isOpinion: false,
  verdict: { pillar: PILLAR.powers, score: 5, relevance: 2 },
  pillarInHeading: true,
  assessments: [
    { pillar: PILLAR.powers, score: 5, relevance: 2 },
    { pillar: PILLAR.openness, score: 2, relevance: 1 },
    { pillar: PILLAR.rights, score: 4, relevance: 2 },
  ],
  summary: {
    text: "Parliament must now amend the bill or take it to the Supreme Court.",
    from: "assessment",
  },
  storyId: "4109a1fd-6a2b-4a58-9d29-3b1f6f0c7e11",
  reports: [
    { id: "b", source: "delfi.ee", url: "https://delfi.ee/1", score: 5, disagrees: false },
    { id: "c", source: "err.ee", score: 2, disagrees: true },
    { id: "d", source: "sakala.ee", disagrees: false },
  ],
  earlier: [],
};

/** One block of every type, by type. Each text stands in one place only. */
export const everyBlock: { readonly [Type in Block["type"]]: Extract<Block, { type: Type }> } = {
  heading: { type: "heading", text: "Top news", aside: "all countries" },
  paragraph: {
    type: "paragraph",
    content: [
      { type: "text", text: "Plain, " },
      { type: "strong", text: "strong, " },
      { type: "emphasis", text: "emphasised, " },
      { type: "code", text: "/news about" },
      { type: "link", url: "https://example.org/source", text: "the source" },
      { type: "time", at: Date.UTC(2024, 2, 5, 7), show: "datetime", zone: "Europe/Tallinn" },
      { type: "time", at: Date.UTC(2023, 7, 9, 7), show: "date" },
    ],
  },
  article: {
    type: "article",
    article: vetoCard,
    actions: [command("Details", "/news show 4109a1fd-6a2b", { typed: "/news show 1" })],
  },
  fields: {
    type: "fields",
    fields: [
      { label: "Articles", value: [{ type: "text", text: "1,087" }] },
      { label: "Files", value: [{ type: "text", text: "one file" }] },
    ],
  },
  list: {
    type: "list",
    ordered: true,
    items: [[{ type: "text", text: "first item" }], [{ type: "strong", text: "second item" }]],
  },
  image: { type: "image", alt: "Stories a week", mediaType: "image/png", base64: "" },
  file: {
    type: "file",
    name: "rol-news-latvia.xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    path: "/nowhere/rol-news-latvia.xlsx",
    sizeBytes: 1_234_567,
  },
  chart: {
    type: "chart",
    chart: {
      kind: "line",
      title: "Negative and positive reports",
      alt: "Negative reports fell from 14 to 6.",
      unit: "articles",
      categories: [{ label: "19 Feb" }, { label: "26 Feb" }, { label: "4 Mar", isPartial: true }],
      series: [
        { name: "bad news", score: 2, values: [14, 6, 1] },
        { name: "good news", score: 4, values: [3, null, 1_204] },
      ],
    },
  },
  divider: { type: "divider" },
  actions: {
    type: "actions",
    actions: [
      command("More", "/news top pillar 1 page 2 snapshot 0f3a", { typed: "/news top pillar 1 page 2" }),
      { type: "link", label: "Open Dropbox", url: "https://www.dropbox.com/oauth2/authorize" },
    ],
  },
  note: { type: "note", content: [{ type: "text", text: "5 of 48 stories" }] },
  form: {
    type: "form",
    title: "Connect the news folder",
    submit: "Connect",
    command: "/dropbox connect",
    fields: [
      {
        kind: "text",
        name: "code",
        label: "The code Dropbox showed",
        hint: "43 letters",
        required: true,
        secret: true,
      },
    ],
  },
};

/** A file that is there. */
export const fileHere: FileBlock = {
  type: "file",
  name: "news.csv",
  mediaType: "text/csv",
  path: fileURLToPath(new URL("./samples.ts", import.meta.url)),
  sizeBytes: statSync(new URL("./samples.ts", import.meta.url)).size,
};

/** What a reader must be able to read of each block of `everyBlock`, link addresses and buttons included. */
export const textsOf: { readonly [Type in Block["type"]]: readonly string[] } = {
  heading: ["Top news", "all countries"],
  paragraph: [
    ...["Plain, ", "strong, ", "emphasised, ", "/news about", "the source", "https://example.org/source"],
    ...["Tue 5 Mar 2024 09:00 Europe/Tallinn", "9 Aug 2023"],
  ],
  article: [
    ...["1", "President vetoes the data-retention bill a second time"],
    ...["▲▲ very positive", "also: Fundamental Rights ▲", "split verdict: Open Government ▼"],
    ...["Estonia", "postimees.ee", "Tue 5 Mar 2024"],
    "Parliament must now amend the bill or take it to the Supreme Court.",
    "https://www.postimees.ee/7972001/president-vetoes",
    "+ 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
    ...["Details", "/news show 1"],
  ],
  fields: ["Articles", "1,087", "Files", "one file"],
  list: ["1. ", "first item", "2. ", "second item"],
  image: ["Stories a week"],
  file: ["rol-news-latvia.xlsx"],
  chart: [
    ...["Negative and positive reports", "articles", "Negative reports fell from 14 to 6."],
    ...["▼ bad news", "▲ good news", "19 Feb", "26 Feb", "4 Mar (partial)", "14", "6", "3", "–", "1,204"],
  ],
  divider: [],
  actions: ["More", "/news top pillar 1 page 2", "Open Dropbox", "https://www.dropbox.com/oauth2/authorize"],
  note: ["5 of 48 stories"],
  form: ["Connect the news folder", "The code Dropbox showed"],
};

/** Blocks of one text that comes from outside: an article, a file, what somebody typed. */
export function blocksSaying(text: string): readonly Block[] {
  return [
    heading(text, text),
    paragraph("Read: ", strong(text), " ", link("https://example.org/source", text)),
    {
      type: "article",
      article: {
        ...vetoCard,
        id: text,
        title: text,
        countries: [text],
        source: text,
        summary: { text, from: "article" },
        reports: [{ id: "b", source: text, score: 1, disagrees: true }],
      },
      actions: [],
    },
    { type: "fields", fields: [{ label: text, value: [{ type: "text", text }] }] },
    list([[text], [strong(text)]]),
    { type: "image", alt: text, mediaType: "image/png", base64: "" },
    chart({
      kind: "bar",
      title: text,
      alt: text,
      unit: text,
      categories: [text],
      series: [{ name: text, values: [1] }],
    }),
    note(text),
    { type: "actions", actions: [command(text, `/news search ${text}`)] },
    {
      type: "form",
      title: text,
      submit: text,
      command: "/news search",
      fields: [{ kind: "text", name: "words", label: text, hint: text, required: true }],
    },
  ];
}

/** A chart of so many series over so many weeks, the last of them partial; its numbers can be computed anew. */
export function trendOf(series: number, weeks: number): Extract<Block, { type: "chart" }> {
  return {
    type: "chart",
    chart: {
      kind: "line",
      title: `${series} series over ${weeks} weeks`,
      alt: "",
      unit: "articles",
      categories: Array.from({ length: weeks }, (_, week) => ({
        label: `week ${week + 1}`,
        ...(week === weeks - 1 ? { isPartial: true as const } : {}),
      })),
      series: Array.from({ length: series }, (_, place) => ({
        name: `series ${place + 1}`,
        values: Array.from({ length: weeks }, (_, week) => ((place + 1) * 31 + week * 17) % 23),
      })),
    },
  };
}

/** What the affair of a card brought before it. */
export const earlierSteps: ArticleCard["earlier"] = [
  { id: "e", title: "Parliament adopts the bill again", publishedAt: Date.UTC(2024, 1, 28) },
  { id: "f", title: "President vetoes the data-retention bill", publishedAt: Date.UTC(2023, 11, 12) },
];
export const EARLIER =
  "earlier: Parliament adopts the bill again (28 Feb) · President vetoes the data-retention bill (12 Dec 2023)";
