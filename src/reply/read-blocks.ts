// Reads blocks that were kept as JSON: those that a digest is made of.

import { z } from "zod";
import type { ArticleCard } from "./article-card.ts";
import type { Action, Block, Inline } from "./reply.ts";

const inline: z.ZodType<Inline> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), isQuoted: z.literal(true).exactOptional() }),
  z.object({ type: z.literal("strong"), text: z.string() }),
  z.object({ type: z.literal("emphasis"), text: z.string() }),
  z.object({ type: z.literal("code"), text: z.string() }),
  z.object({ type: z.literal("link"), url: z.string(), text: z.string() }),
  z.object({
    type: z.literal("time"),
    at: z.number(),
    show: z.enum(["date", "datetime"]),
    zone: z.string().exactOptional(),
  }),
  z.object({ type: z.literal("mention"), id: z.string() }),
]);

const action: z.ZodType<Action> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("link"), label: z.string(), url: z.string() }),
  z.object({
    type: z.literal("command"),
    label: z.string(),
    command: z.string(),
    typed: z.string().exactOptional(),
    style: z.enum(["primary", "danger"]).exactOptional(),
    isSuggestion: z.literal(true).exactOptional(),
  }),
]);

const score = z.literal([0, 1, 2, 3, 4, 5]);
const verdict = z.object({
  pillar: z.object({ number: z.number(), name: z.string() }),
  score,
  relevance: z.literal([0, 1, 2]),
});

const article: z.ZodType<ArticleCard> = z.object({
  number: z.number().exactOptional(),
  id: z.string(),
  title: z.string(),
  url: z.string().exactOptional(),
  countries: z.array(z.string()),
  source: z.string().exactOptional(),
  publishedAt: z.number().exactOptional(),
  isOpinion: z.boolean(),
  verdict: verdict.exactOptional(),
  pillarInHeading: z.boolean(),
  assessments: z.array(verdict),
  summary: z.object({ text: z.string(), from: z.enum(["assessment", "article"]) }).exactOptional(),
  storyId: z.string(),
  reports: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      url: z.string().exactOptional(),
      score: score.exactOptional(),
      disagrees: z.boolean(),
    }),
  ),
  earlier: z.array(z.object({ id: z.string(), title: z.string(), publishedAt: z.number() })),
});

/** Headings, paragraphs, articles, lists, buttons and small print, as they were kept. */
export const blockSchema: z.ZodType<Block> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("heading"), text: z.string(), aside: z.string().exactOptional() }),
  z.object({ type: z.literal("paragraph"), content: z.array(inline) }),
  z.object({ type: z.literal("article"), article, actions: z.array(action) }),
  z.object({ type: z.literal("list"), ordered: z.boolean(), items: z.array(z.array(inline)) }),
  z.object({ type: z.literal("actions"), actions: z.array(action) }),
  z.object({ type: z.literal("note"), content: z.array(inline) }),
]);
